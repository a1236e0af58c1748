"""The graph as a pure function of what was read, what was judged, and the curated alias table."""

from collections import defaultdict
from collections.abc import Sequence

from musubime.resolution.aliases import Alias
from musubime.resolution.bodies import organizations, persons
from musubime.resolution.identity import Identity
from musubime.resolution.keys import exact_key
from musubime.resolution.relations import ties
from musubime.resolution.schemes import consortia, programmes, sources
from musubime.resolution.seats import seats_of_series
from musubime.resolution.structure_ties import structural_ties
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph, graph_of
from musubime.types.vocabulary import Kind


def resolve(editions: Sequence[RosterEdition], judgements: Sequence[Judgement], aliases: Sequence[Alias]) -> Graph:
    """Return the graph of these editions; the order in which anything is given or was loaded makes no difference."""
    return resolved(editions, judgements, aliases)[0]


def resolved(
    editions: Sequence[RosterEdition], judgements: Sequence[Judgement], aliases: Sequence[Alias]
) -> tuple[Graph, Identity]:
    """Return the graph and the identity of everything in it, which knows what joined what and what was blocked."""
    editions = sorted(editions, key=lambda edition: edition.key)
    identity = Identity(editions, judgements, aliases)
    by_name: dict[tuple[Kind, str], list[Alias]] = defaultdict(list)
    for alias in sorted(aliases, key=lambda a: (a.alias, a.canonical)):
        by_name[alias.kind, exact_key(alias.alias)].append(alias)
    series: dict[str, list[RosterEdition]] = defaultdict(list)
    for edition in editions:
        series[edition.series].append(edition)
    seats = [seat for name in sorted(series) for seat in seats_of_series(identity, series[name])]
    bodies = organizations(identity, editions, seats, by_name)
    stated = ties(identity, editions, seats)
    graph = graph_of(
        [
            *bodies,
            *persons(identity, editions, by_name),
            *programmes(identity, editions, by_name),
            *consortia(identity, editions, by_name),
            *seats,
            *sources(identity, editions),
        ],
        [*stated, *structural_ties(bodies, seats, {tie.key: tie for tie in stated})],
    )
    return graph, identity
