"""The hardest test of a linker: every body is taken out of the register, and its name must link to nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from musubime.resolution.keys import exact_key
from musubime.resolution.linking.bodies import REGISTERED, bodies_of
from musubime.resolution.linking.linker import Linker
from musubime.resolution.linking.mentions import Link, LinkVerdict, Mention
from musubime.resolution.registers import Hit, KeyLevel, RegisterIndex
from musubime.types.registers import RegisterEntry, RegisterInfo


class FalseLink(NamedTuple):
    """A name that linked although its body was not there."""

    id: str
    name: str
    prefecture: str
    link: Link


class LeftOut(NamedTuple):
    """What came of it: how many bodies were taken out, how many verdicts of each kind, and every false link."""

    bodies: int
    verdicts: Mapping[LinkVerdict, int]
    false_links: tuple[FalseLink, ...]


class _Without:
    """An index without some bodies."""

    def __init__(self, index: RegisterIndex) -> None:
        self._index = index
        self.absent: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self._index)

    def hits(self, level: KeyLevel, keys: Sequence[str]) -> Mapping[str, tuple[Hit, ...]]:
        left = {key: self._left(hits) for key, hits in self._index.hits(level, keys).items()}
        return {key: hits for key, hits in left.items() if hits}

    def numbered(self, number: str) -> tuple[Hit, ...]:
        return self._left(self._index.numbered(number))

    def similar(self, name: str, limit: int) -> tuple[Hit, ...]:
        return self._left(self._index.similar(name, limit + len(self.absent)))[:limit]

    def entry(self, id: str) -> RegisterEntry | None:
        return None if id in self.absent else self._index.entry(id)

    def infos(self) -> tuple[RegisterInfo, ...]:
        return self._index.infos()

    def _left(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        return tuple(hit for hit in hits if hit.id not in self.absent)


def leave_one_out(index: RegisterIndex, bodies: Iterable[tuple[str, str]]) -> LeftOut:
    """Return what links when each of these bodies is left out: its name with its prefecture against all the rest.

    `bodies` are ids with registered names of the part that is tested, for example all schools. All rows that the
    registers hold of one body are left out together: the same university under two schemes is no false link.
    """
    rest = _Without(index)
    linker = Linker(rest)
    verdicts: Counter[LinkVerdict] = Counter()
    false_links: list[FalseLink] = []
    for id, name, prefectures, rows in _rows_of(index, bodies):
        rest.absent = rows
        link = linker.link([Mention(name, prefectures)])[0]
        verdicts[link.verdict] += 1
        if link.verdict is LinkVerdict.AUTO:
            false_links.append(FalseLink(id, name, ";".join(prefectures), link))
    return LeftOut(verdicts.total(), {verdict: verdicts[verdict] for verdict in LinkVerdict}, tuple(false_links))


def _rows_of(
    index: RegisterIndex, bodies: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str, tuple[str, ...], frozenset[str]]]:
    """Yield id, name and prefectures of each body, and the ids of all rows that the registers hold of it."""
    part = list(bodies)
    named = index.hits(KeyLevel.EXACT, [exact_key(name) for _, name in part])
    for id, name in part:
        hits = [hit for hit in named.get(exact_key(name), ()) if hit.name_kind == REGISTERED]
        body = next((body for body in bodies_of(hits) if any(hit.id == id for hit in body.hits)), None)
        rows = body.hits if body else ()
        prefecture = next((hit.prefecture for hit in rows if hit.id == id), "")
        codes = tuple(code for code in prefecture.split(";") if code)
        yield id, name, codes, frozenset({id, *(hit.id for hit in rows)})
