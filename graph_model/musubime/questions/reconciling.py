"""Matching names of somebody's spreadsheet against the graph: candidates with a score, and a match only by rule."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from rapidfuzz import fuzz, process

from musubime.questions.library import Library, Reading
from musubime.resolution.keys import exact_key
from musubime.types.base import Frozen, Id, NameText
from musubime.types.nodes import Consortium, Organization, Person, Programme
from musubime.types.text import search_key

ReconciledKind = Literal["organization", "consortium", "programme", "person"]
KINDS: tuple[ReconciledKind, ...] = ("organization", "consortium", "programme", "person")
Reconciled = Organization | Consortium | Programme | Person
_LEAST = 60.0
"""Names less alike than this (ratio of rapidfuzz, 0 to 100) are not worth a look."""
EXACT, FOLDED = 100.0, 95.0
_FUZZY_MOST = 94.0
"""A name that is only alike never scores as high as one that is equal after folding."""


class NameQuery(Frozen):
    """One name to match, with what else the spreadsheet says of it."""

    name: str
    kinds: tuple[ReconciledKind, ...] = ("organization",)
    limit: int = 5
    prefecture: str | None = None
    """JIS code."""
    number: str | None = None
    """Corporate number or another identifier."""


class Candidate(Frozen):
    """One record that a name could mean; `match` only by an exact name that is unique where it was looked for."""

    id: Id
    kind: ReconciledKind
    name: NameText
    matched: NameText
    score: float
    match: bool
    prefecture: tuple[Id, ...]


class _Names:
    """All names of one kind of a graph version: by exact key, and folded for comparing."""

    def __init__(self, nodes: Sequence[Reconciled]) -> None:
        self.exact: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.nodes = {node.id: node for node in nodes}
        self.folded: list[str] = []
        self.rows: list[tuple[str, str]] = []
        for node in nodes:
            for name in dict.fromkeys(_names_of(node)):
                self.exact[exact_key(name)].setdefault(node.id, name)
                self.folded.append(search_key(name))
                self.rows.append((node.id, name))


def reconcile(library: Library, queries: Mapping[str, NameQuery]) -> dict[str, tuple[Candidate, ...]]:
    """Return the candidates of each query, the best first; all of one graph version."""
    with library.reading() as reading:
        return {key: _candidates(library, reading, query) for key, query in queries.items()}


def nodes_of_kind(reading: Reading, kind: ReconciledKind) -> Mapping[str, Reconciled]:
    """Return every node of a kind, by id."""
    graph = reading.snapshot.graph
    match kind:
        case "organization":
            return graph.organizations
        case "consortium":
            return graph.consortia
        case "programme":
            return graph.programmes
        case "person":
            return graph.persons


def prefecture_of(node: Reconciled) -> tuple[str, ...]:
    """Return the codes of the prefecture of a node; none for a person."""
    return () if isinstance(node, Person) else node.prefecture


def _names_of(node: Reconciled) -> Iterator[str]:
    yield node.name
    if isinstance(node, Organization | Programme) and node.name_en:
        yield node.name_en
    for name in node.names:
        yield name.text


def _candidates(library: Library, reading: Reading, query: NameQuery) -> tuple[Candidate, ...]:
    found = [one for kind in query.kinds for one in _of_kind(library, reading, query, kind)]
    found.sort(key=lambda one: (-one.score, one.name, one.id))
    return tuple(found[: query.limit])


def _of_kind(library: Library, reading: Reading, query: NameQuery, kind: ReconciledKind) -> Iterator[Candidate]:
    names = library.kept(
        ("names to reconcile", reading.version, reading.seq, kind),
        lambda: _Names(list(nodes_of_kind(reading, kind).values())),
    )
    scored = _scored(names, query)
    exact = names.exact.get(exact_key(query.name), {})
    fitting = [id for id in exact if _fits(names.nodes[id], query)]
    for id, (score, matched) in scored.items():
        node = names.nodes[id]
        yield Candidate(
            id=id,
            kind=kind,
            name=node.name,
            matched=matched,
            score=score if _fits(node, query) else round(score / 2, 1),
            match=fitting == [id],
            prefecture=prefecture_of(node),
        )


def _scored(names: _Names, query: NameQuery) -> dict[str, tuple[float, str]]:
    """Return the score and the name that matched, by node."""
    scored = {id: (EXACT, name) for id, name in names.exact.get(exact_key(query.name), {}).items()}
    key = search_key(query.name)
    # more than the limit: several names may be of one node, and a node may not fit the place
    alike = process.extract(key, names.folded, scorer=fuzz.ratio, limit=query.limit * 8, score_cutoff=_LEAST)
    for text, ratio, row in alike:
        id, name = names.rows[row]
        score = FOLDED if text == key else min(round(ratio, 1), _FUZZY_MOST)
        if id not in scored or scored[id][0] < score:
            scored[id] = (score, name)
    return scored


def _fits(node: Reconciled, query: NameQuery) -> bool:
    """Return whether nothing that the spreadsheet says speaks against a node."""
    place = prefecture_of(node)
    if query.prefecture is not None and place and query.prefecture not in place:
        return False
    if query.number is None or not isinstance(node, Organization):
        return True
    numbers = {identifier.value for identifier in node.identifiers}
    return not numbers or query.number in numbers
