"""What the loaded registers say of two printed names; without registers it says nothing."""

from typing import NamedTuple

from musubime.resolution.keys import PreparedKeys
from musubime.resolution.names.comparison import NamedBody
from musubime.resolution.registers import Hit, KeyLevel, RegisterIndex
from musubime.types.partial_dates import first_day, last_day
from musubime.types.vocabulary import NameKind

_REGISTERED = "registered"
_READING = NameKind.READING.value


class Bodies(NamedTuple):
    """The registered bodies that a name may be of; `by_name` when it is their registered name."""

    hits: tuple[Hit, ...] = ()
    by_name: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of the bodies."""
        return frozenset(hit.id for hit in self.hits)

    @property
    def numbers(self) -> frozenset[str]:
        """Return the corporate numbers of the bodies."""
        return frozenset(hit.number for hit in self.hits if hit.number)


def bodies(body: NamedBody, keys: PreparedKeys, registers: RegisterIndex | None) -> Bodies:
    """Return the bodies that bear this name, at its date and in its prefecture as far as these are known."""
    if registers is None:
        return Bodies()
    hits = registers.hits(KeyLevel.EXACT, [keys.exact]).get(keys.exact, ())
    dated = tuple(hit for hit in hits if hit.name_kind != _READING and _covers(hit, body.date))
    named = tuple(hit for hit in dated if hit.name_kind == _REGISTERED)
    # An undated print is of today's bearer of the name; a dated one may be of whoever bore it then.
    chosen = named if named and body.date is None else dated
    near = tuple(hit for hit in chosen if _in_prefecture(hit, body.prefecture))
    chosen = near or chosen
    return Bodies(chosen, bool(chosen) and all(hit.name_kind == _REGISTERED for hit in chosen))


def bearers(level: KeyLevel, key: str, registers: RegisterIndex | None) -> tuple[frozenset[str], bool]:
    """Return the ids of all bodies whose registered names have this key, and whether a complete register says so."""
    if registers is None:
        return frozenset(), False
    hits = [hit for hit in registers.hits(level, [key]).get(key, ()) if hit.name_kind == _REGISTERED]
    return frozenset(hit.id for hit in hits), bool(hits) and all(hit.complete for hit in hits)


def successor(a: Bodies, b: Bodies, registers: RegisterIndex | None) -> str | None:
    """Return a sentence when a register says that one body followed the other."""
    if registers is None:
        return None
    for ones, others in ((a, b), (b, a)):
        for id in sorted(ones.ids):
            entry = registers.entry(id)
            if entry is not None and entry.successor in others.ids:
                return f"登録簿によれば {id} を {entry.successor} が承継した"
    return None


def _covers(hit: Hit, date: str | None) -> bool:
    if date is None or not (hit.valid_from or hit.valid_to):
        return True
    if hit.valid_from and last_day(date) < first_day(hit.valid_from):
        return False
    return not hit.valid_to or first_day(date) <= last_day(hit.valid_to)


def _in_prefecture(hit: Hit, prefectures: tuple[str, ...]) -> bool:
    return not prefectures or not hit.prefecture or bool(set(hit.prefecture.split(";")) & set(prefectures))
