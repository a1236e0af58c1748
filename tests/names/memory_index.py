"""A register index in memory, for tests and experiments on rules: the answers that the file must give, too."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from musubime.resolution.keys import prepared
from musubime.resolution.registers import Hit, KeyLevel
from musubime.types.evidence import Identifier
from musubime.types.registers import RegisterEntry, RegisterInfo


class MemoryIndex:
    """Implements `RegisterIndex` over hits, one for each name of each body."""

    def __init__(self, names: Iterable[Hit]) -> None:
        self._hits: dict[KeyLevel, dict[str, list[Hit]]] = {level: defaultdict(list) for level in KeyLevel}
        self._numbers: dict[str, dict[str, Hit]] = defaultdict(dict)
        self._registered: dict[str, Hit] = {}
        for hit in names:
            keys = prepared(hit.matched)
            self._hits[KeyLevel.EXACT][keys.exact].append(hit)
            self._hits[KeyLevel.CORE][keys.core].append(hit)
            self._hits[KeyLevel.VARIANT][keys.variant].append(hit)
            if hit.name_kind == "registered":
                self._registered[hit.id] = hit
                for number in (hit.number, hit.id.partition(":")[2]):
                    self._numbers[number][hit.id] = hit

    def __bool__(self) -> bool:
        return bool(self._registered)

    def hits(self, level: KeyLevel, keys: Sequence[str]) -> Mapping[str, tuple[Hit, ...]]:
        found = self._hits[level]
        return {key: tuple(sorted(set(found[key]))) for key in keys if key in found}

    def numbered(self, number: str) -> tuple[Hit, ...]:
        return tuple(sorted(self._numbers.get(number, {}).values())) if number else ()

    def similar(self, name: str, limit: int) -> tuple[Hit, ...]:
        return ()

    def entry(self, id: str) -> RegisterEntry | None:
        hit = self._registered.get(id)
        if hit is None:
            return None
        numbers = (Identifier(scheme="corporate_number", value=hit.number),) if hit.number else ()
        return RegisterEntry(id=id, register_id="joined", name=hit.name, identifiers=numbers)

    def infos(self) -> tuple[RegisterInfo, ...]:
        return ()


def hit(
    id: str,
    name: str,
    *,
    matched: str = "",
    name_kind: str = "registered",
    valid_from: str = "",
    valid_to: str = "",
    prefecture: str = "",
    kind: str = "",
    closed: str = "",
    complete: bool = False,
) -> Hit:
    """Return a hit as a register gives it; the number is that of a `cn:` id."""
    number = id[3:] if id.startswith("cn:") else ""
    return Hit(id, name, matched or name, name_kind, valid_from, valid_to, prefecture, kind, closed, number, complete)
