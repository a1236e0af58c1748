"""What a load says without its persons, for when they are switched off."""

from collections.abc import Iterable, Sequence

from musubime.questions.privacy import Mask, names_of
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph
from musubime_loaders.difference import Difference, SeatChange, ToReview


def mask_of(editions: Sequence[RosterEdition], graph: Graph) -> Mask:
    """Return the mask of every person that the editions name, or the graph that they change."""
    return Mask([*names_of(graph), *_person_names(editions)])


def without_persons(difference: Difference, mask: Mask) -> Difference:
    """Return the difference without any person's name, in printed texts too."""
    lists: dict[str, tuple[SeatChange, ...]] = {
        "added": difference.added,
        "ended": difference.ended,
        "changed": difference.changed,
        "changed_holders": difference.changed_holders,
    }
    seats = {name: tuple(_seat(change, mask) for change in changes) for name, changes in lists.items()}
    review = tuple(_review(difference.review, mask))
    return mask.masked(difference.model_copy(update={**seats, "review": review}))


def _person_names(editions: Iterable[RosterEdition]) -> Iterable[str]:
    for edition in editions:
        yield from (seat.person.name for seat in edition.seats if seat.person)
        yield from (person.mention.name for person in edition.persons)
        for relation in edition.relations:
            ends = (relation.start, relation.end)
            yield from (end.mention.name for end in ends if end.kind == "person" and end.mention)


def _seat(change: SeatChange, mask: Mask) -> SeatChange:
    own = Mask(name for name in (change.person, change.person_before) if name)
    printed = mask.text(own.text(change.printed))
    names = {
        "consortium": mask.name(change.consortium),
        "organization": change.organization and mask.name(change.organization),
    }
    return change.model_copy(update={"person": None, "person_before": None, "printed": printed, **names})


def _review(rows: Sequence[ToReview], mask: Mask) -> Iterable[ToReview]:
    """Leave out the names that are persons': with the name masked there is nothing to review."""
    for row in rows:
        if mask.text(row.name) == row.name:
            consortium = row.consortium and mask.name(row.consortium)
            yield row.model_copy(update={"printed": mask.text(row.printed), "consortium": consortium})
