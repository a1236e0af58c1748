"""What several registers say of one body, brought together."""

from collections.abc import Sequence

from musubime.resolution.registers import Hit
from musubime.types.registers import RegisterEntry


def hit_of(fields: Sequence[object]) -> Hit:
    """Return a hit of the columns in which the file has it."""
    return Hit._make((*fields[:10], fields[10] == 1))


def told_once(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return hits sorted by id, those of one body and name that several registers state as one."""
    if len({hit.id for hit in hits}) == len(hits):
        return tuple(sorted(hits))
    by_body: dict[tuple[str, str, str], Hit] = {}
    for hit in sorted(hits):
        place = (hit.id, hit.matched, hit.name_kind)
        known = by_body.get(place)
        by_body[place] = hit if known is None else _joined(known, hit)
    return tuple(by_body.values())


def _joined(one: Hit, other: Hit) -> Hit:
    """Return one hit of two: what the first leaves out is the second's."""
    return Hit._make(a or b for a, b in zip(one, other, strict=True))


def filled(entry: RegisterEntry, other: RegisterEntry) -> RegisterEntry:
    """Return an entry with what another register's adds."""
    known = {(name.text, name.kind) for name in entry.names}
    numbers = {(number.scheme, number.value) for number in entry.identifiers}
    return entry.model_copy(
        update={
            "names": (*entry.names, *(name for name in other.names if (name.text, name.kind) not in known)),
            "identifiers": (
                *entry.identifiers,
                *(number for number in other.identifiers if (number.scheme, number.value) not in numbers),
            ),
            "kind": entry.kind or other.kind,
            "prefecture": entry.prefecture or other.prefecture,
            "city": entry.city or other.city,
            "closed": entry.closed or other.closed,
            "successor": entry.successor or other.successor,
        }
    )
