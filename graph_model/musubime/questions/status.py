"""What runs here and what it holds."""

from collections.abc import Sequence

from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers_views import Counts, EngineRow, StatusAnswer
from musubime.questions.library import Library
from musubime.types.vocabulary import Reported


def status(library: Library, version: str, newer: Sequence[str] = ()) -> StatusAnswer:
    """Return the state of the store; `version` is the product's, `newer` what is bundled and not yet loaded."""
    with library.reading() as reading:
        snapshot = reading.snapshot
        ledger = library.ledger_version()
        return StatusAnswer(
            graph_version=snapshot.version,
            version=version,
            engine=EngineRow(name=library.engine.name, version=library.engine.version),
            ledger_version=ledger if ledger != snapshot.version else None,
            as_of=snapshot.newest_edition,
            persons=library.persons,
            counts=counts_of(snapshot),
            rosters=tuple(sorted(snapshot.rosters)),
            newer=tuple(newer),
        )


def counts_of(snapshot: Snapshot) -> Counts:
    """Return how many records of each kind a snapshot holds."""
    graph = snapshot.graph
    not_reported = sum(node.reported is Reported.NOT_REPORTED for node in graph.consortia.values())
    return Counts(
        organizations=len(graph.organizations),
        persons=len(graph.persons),
        programmes=len(graph.programmes),
        consortia=len(graph.consortia) - not_reported,
        not_reported=not_reported,
        seats=len(graph.seats),
        sources=len(graph.sources),
    )
