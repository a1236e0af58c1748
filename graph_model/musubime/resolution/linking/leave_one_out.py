"""The hardest test of a linker: every body is taken out of the register, and its name must link to nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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


def leave_one_out(index: RegisterIndex, registered: Iterable[Hit]) -> LeftOut:
    """Return what links when each of these bodies is left out: its name with its prefecture against all the rest.

    `registered` are the rows of the part that is tested, for example all schools, by their registered names. All rows
    that the registers hold of one body are left out together: the same university under two schemes is no false link.
    """
    rest = _Without(index)
    linker = Linker(rest)
    verdicts: Counter[LinkVerdict] = Counter()
    false_links: list[FalseLink] = []
    total = 0
    for hit in registered:
        rest.absent = _rows_of(hit, index)
        link = linker.link([Mention(hit.name, tuple(code for code in hit.prefecture.split(";") if code))])[0]
        total += 1
        verdicts[link.verdict] += 1
        if link.verdict is LinkVerdict.AUTO:
            false_links.append(FalseLink(hit.id, hit.name, hit.prefecture, link))
    return LeftOut(total, {verdict: verdicts[verdict] for verdict in LinkVerdict}, tuple(false_links))


def _rows_of(hit: Hit, index: RegisterIndex) -> frozenset[str]:
    key = exact_key(hit.name)
    named = index.hits(KeyLevel.EXACT, [key]).get(key, ())
    bodies = bodies_of(each for each in named if each.name_kind == REGISTERED)
    rows = next(({row.id for row in body.hits} for body in bodies if any(row.id == hit.id for row in body.hits)), set())
    return frozenset({hit.id, *rows})
