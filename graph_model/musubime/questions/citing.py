"""How a selection of one graph version is cited, so that a reader finds the same seats again."""

from collections.abc import Iterable
from urllib.parse import urlencode

from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers_citing import Citation, CitedSource
from musubime.questions.citation_forms import Cited, as_bibtex, as_cff, as_text
from musubime.questions.library import Library
from musubime.questions.rows import seats_path
from musubime.questions.selection import BODY_FILTERS, SEAT_FILTERS, Selected, Selection
from musubime.questions.snapshots import history_of

WHOLE_DATE = len("2021-11-30")


def citation(library: Library, selection: Selection, *, product: str, lang: str = "ja") -> Citation:
    """Return the citation of the seats that filters select; `product` is the version of the software.

    No clock is read: the year is the one in which the graph version came to be. Raises BadQuestion as `resolve` does.
    """
    with library.reading() as reading:
        snapshot = reading.snapshot
        selected = selection.resolve(snapshot)
        seats = _seats(selected)
        _, headers = history_of(library, snapshot.version)
        cited = Cited(
            graph_version=snapshot.version,
            product=product,
            loaded_at=headers[-1].at if headers else None,
            path=_path(selection, selected.as_of),
            filters=tuple(selection.described()),
            as_of=selected.as_of,
            seats=len(seats),
            consortia=len(selected.consortia),
            sources=_sources(snapshot, selected, seats),
        )
        return Citation(
            graph_version=cited.graph_version,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            text=as_text(cited, lang),
            bibtex=as_bibtex(cited, lang),
            cff=as_cff(cited, lang),
            product_version=product,
            loaded_at=cited.loaded_at,
            path=cited.path,
            filters=cited.filters,
            seats=cited.seats,
            consortia=cited.consortia,
            sources=cited.sources,
        )


def _seats(selected: Selected) -> list[str]:
    """Return the ids of the selected seats whose holders pass the filters of their own."""
    seats, selection = selected.snapshot.graph.seats, selected.selection
    if not (selection.sector or selection.located_in or selection.q):
        return selected.seat_ids
    passes = selection.bodies(selected.snapshot)
    held = ((id, seats[id].organization or seats[id].person) for id in selected.seat_ids)
    return [id for id, holder in held if holder is not None and passes(holder)]


def _path(selection: Selection, as_of: str | None) -> str:
    """Return the address of the seats, with the date that they were selected for where it names a whole day."""
    names = (*SEAT_FILTERS, *BODY_FILTERS)
    pairs = [(name, value) for name in names for value in getattr(selection, name)]
    if as_of is not None and len(as_of) == WHOLE_DATE:
        pairs.append(("as_of", as_of))
    if selection.within:
        pairs.append(("within", "true"))
    if selection.q:
        pairs.append(("q", selection.q))
    if selection.inferred:
        pairs.append(("sector_basis", selection.sector_basis))
    return "/api/v1/seats" + ("?" + urlencode(pairs) if pairs else "")


def _sources(snapshot: Snapshot, selected: Selected, seats: Iterable[str]) -> tuple[CitedSource, ...]:
    """Return the documents that state these seats and the selected consortia, by title; of `roster`, only its own."""
    graph, rosters = snapshot.graph, set(selected.selection.roster)
    stating = {statement.source for id in seats for statement in graph.seats[id].statements}
    stating |= {row.source for id in selected.consortium_ids for row in graph.consortia[id].evidence}
    found = (graph.sources[id] for id in stating if id in graph.sources)
    chosen = (node for node in found if not rosters or node.roster in rosters)
    return tuple(
        CitedSource(
            id=node.id,
            title=node.name,
            publisher=node.publisher,
            date=node.date,
            url=node.url,
            licence=node.licence,
            seats=seats_path("source", node.id),
        )
        for node in sorted(chosen, key=lambda node: (node.name, node.id))
    )
