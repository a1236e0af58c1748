"""What a load says without hidden persons: all of them where they are switched off, else those suppressed."""

from collections.abc import Iterable, Sequence

from musubime.privacy.erased_editions import persons_in
from musubime.privacy.hiding import Hiding
from musubime.privacy.masking import Mask, names_of
from musubime.questions.library import Library
from musubime.store.port import Suppression
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph
from musubime_loaders.difference import Difference, SeatChange
from musubime_loaders.names_to_review import ToReview


def mask_of(
    editions: Sequence[RosterEdition], graph: Graph, suppressed: Sequence[Suppression], *, persons: bool
) -> Mask:
    """Return the mask of the hidden persons of a graph, and where `persons` are off of all that the editions name."""
    if persons:
        return Hiding(graph, suppressed).mask
    known = [name for person in graph.persons.values() for name in names_of(person)]
    listed = [name for row in suppressed for name in row.names]
    return Mask([*known, *listed, *(name for edition in editions for name in persons_in(edition))])


def as_shown(library: Library, editions: Sequence[RosterEdition], graph: Graph, difference: Difference) -> Difference:
    """Return the difference that editions made as it may be shown: `graph` is the one that the ledger holds now."""
    if not library.hides_anybody():
        return difference
    mask = mask_of(editions, graph, library.withheld().suppressed, persons=library.persons)
    return without_persons(difference, mask, persons=library.persons)


def without_persons(difference: Difference, mask: Mask, *, persons: bool = False) -> Difference:
    """Return the difference without the names, in printed texts too; where `persons` are off without any person."""
    lists: dict[str, tuple[SeatChange, ...]] = {
        "added": difference.added,
        "ended": difference.ended,
        "changed": difference.changed,
        "changed_holders": difference.changed_holders,
        "past": difference.past,
    }
    seats = {name: tuple(_seat(change, mask, persons) for change in changes) for name, changes in lists.items()}
    review = tuple(_review(difference.review, mask))
    return mask.masked(difference.model_copy(update={**seats, "review": review}))


def _seat(change: SeatChange, mask: Mask, persons: bool) -> SeatChange:
    hidden = {
        field: name
        for field in ("person", "person_before")
        if (name := getattr(change, field)) and not (persons and mask.text(name) == name)
    }
    own = Mask(hidden.values())
    printed = mask.text(own.text(change.printed))
    names = {
        "consortium": mask.name(change.consortium),
        "organization": change.organization and mask.name(change.organization),
    }
    return change.model_copy(update={**dict.fromkeys(hidden), "printed": printed, **names})


def _review(rows: Sequence[ToReview], mask: Mask) -> Iterable[ToReview]:
    """Leave out the names that are persons': with the name masked there is nothing to review."""
    for row in rows:
        if mask.text(row.name) == row.name:
            consortium = row.consortium and mask.name(row.consortium)
            yield row.model_copy(update={"printed": mask.text(row.printed), "consortium": consortium})
