"""Whom to turn to in a consortium: seats whose printed role is a key role, and the desk that a document states."""

from collections.abc import Iterable

from musubime.questions.answers_introductions import KeyKind, KeySeat
from musubime.questions.ways import WayGraph
from musubime.types.key_roles import KeyRole, key_role
from musubime.types.nodes import Seat

LISTED = 10
KINDS: tuple[KeyKind, ...] = ("chair", "representative", "desk")


def key_seats(graph: WayGraph, consortium: str, seats: Iterable[Seat], lang: str = "ja") -> tuple[KeySeat, ...]:
    """Return the key seats among the selected seats of a consortium: chair, representative body, desk; then by name.

    A kind that no document states is absent: nobody is made a chair by standing first in a list.
    """
    found = [(role, seat) for seat in seats if (role := key_role(seat.role)) is not None]
    order = list(KeyRole)
    rows = [(role, graph.brief(seat)) for role, seat in found]
    rows.sort(key=lambda row: (order.index(row[0]), row[1].holder.name if row[1].holder else "", row[1].id))
    listed = [KeySeat(kind=_kind(role), label=role.label(lang), role=brief.role, seat=brief) for role, brief in rows]
    node = graph.snapshot.graph.consortia[consortium]
    if node.contact:
        listed.append(
            KeySeat(
                kind="desk",
                label=KeyRole.DESK.label(lang),
                contact=node.contact,
                evidence=graph.evidence(node.evidence),
            )
        )
    return tuple(listed)


def first_of_kind(found: Iterable[KeySeat], most: int = LISTED) -> tuple[KeySeat, ...]:
    """Return the first key seats of each kind."""
    listed = list(found)
    of_kind = {kind: [each for each in listed if each.kind == kind] for kind in KINDS}
    return tuple(each for kind in KINDS for each in of_kind[kind][:most])


def unknown_kinds(found: Iterable[KeySeat]) -> tuple[KeyKind, ...]:
    """Return the kinds that none of these key seats is of."""
    known = {each.kind for each in found}
    return tuple(kind for kind in KINDS if kind not in known)


def _kind(role: KeyRole) -> KeyKind:
    return KINDS[list(KeyRole).index(role)]
