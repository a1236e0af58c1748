"""The few names of an edition that a person has to look at: doubtful readings, and persons who may have moved."""

from collections.abc import Iterable, Iterator, Sequence

from musubime.resolution.keys import exact_key
from musubime.types.base import Frozen, described
from musubime.types.edition import EditionSeat, Mention, RosterEdition
from musubime.types.graph import Graph
from musubime.types.nodes import Seat
from musubime.types.reading_flags import ReadingFlag as Flag

_PLAIN = frozenset(
    flag.value
    for flag in (
        Flag.SPACED_LETTERS,
        Flag.SPACE_REMOVED,
        Flag.TRAILING_DELIMITER,
        Flag.MARK,
        Flag.HONORIFIC,
        Flag.ABSENT,
        Flag.ABBREVIATION,
        Flag.AND_OTHERS,
        Flag.SAME_AS_ABOVE,
        Flag.RADICAL,
        Flag.VARIATION_SELECTOR,
        Flag.INVISIBLE,
        Flag.HALF_WIDTH,
        Flag.FORM_WRITTEN_OUT,
        Flag.CONCURRENT,
        Flag.PROXY,
        Flag.READING,
        Flag.CHAPTER,
    )
)
"""Repairs that leave no doubt: they are told on the seat and need no decision."""


class ToReview(Frozen):
    """One printed name that the reader repaired or doubts."""

    printed: str = described("印刷のまま", "The text as printed")
    name: str = described("読み取り", "The name as read")
    candidates: tuple[str, ...] = described("候補", "Corrections that could be meant", ())
    flags: tuple[str, ...] = described("注意", "What was repaired or is doubtful", ())
    consortium: str | None = described("会議体", "Name of the consortium", None)
    reason: str = described("理由", "Why a person has to look, in one sentence", "")


def to_review(
    edition: RosterEdition, old: Graph, new: Graph, added: Sequence[Seat], ended: Sequence[Seat]
) -> Iterator[ToReview]:
    """Yield the names that need a look and were not there before, the moved persons first, each name once."""
    yield from _moved(old, new, added, ended)
    seen = {mention.partition(":")[2] for node in old.organizations.values() for mention in node.mentions}
    seen |= {mention.partition(":")[2] for node in old.persons.values() for mention in node.mentions}
    told: set[tuple[str, str]] = set()
    for mention, consortium in _mentions(edition):
        doubts = [flag for flag in mention.flags if flag not in _PLAIN]
        if mention.hash in seen or not (doubts or mention.candidates) or (mention.printed, mention.name) in told:
            continue
        told.add((mention.printed, mention.name))
        yield ToReview(
            printed=mention.printed,
            name=mention.name,
            candidates=mention.candidates,
            flags=mention.flags,
            consortium=consortium,
            reason="別の読み方の候補がある" if mention.candidates else "読み取りに迷いがある",
        )


def _mentions(edition: RosterEdition) -> Iterator[tuple[Mention, str | None]]:
    names = {consortium.key: consortium.mention.name for consortium in edition.consortia}

    def held(seat: EditionSeat) -> Iterable[Mention]:
        return (mention for mention in (seat.organization, seat.person) if mention is not None)

    for seat in edition.seats:
        yield from ((mention, names[seat.consortium]) for mention in held(seat))
    yield from ((fact.mention, None) for fact in edition.organizations)


def _moved(old: Graph, new: Graph, added: Sequence[Seat], ended: Sequence[Seat]) -> Iterator[ToReview]:
    """Yield persons who left a consortium under one organization and appear in it under another."""
    left: dict[tuple[str, str], Seat] = {}
    for seat in ended:
        if seat.person is not None and seat.person in old.persons:
            left[seat.consortium, exact_key(old.persons[seat.person].name)] = seat
    for seat in added:
        if seat.person is None:
            continue
        name = new.persons[seat.person].name
        before = left.get((seat.consortium, exact_key(name)))
        if before is None or before.person == seat.person:
            continue
        place = old.organizations[before.organization].name if before.organization else "所属なし"
        here = new.organizations[seat.organization].name if seat.organization else "所属なし"
        yield ToReview(
            printed=seat.statements[-1].printed or name,
            name=name,
            candidates=(name,),
            consortium=new.consortia[seat.consortium].name,
            reason=f"同じ名前の人が前の版では「{place}」、この版では「{here}」にいる。同じ人なら判断「同じ」を記録する",
        )
