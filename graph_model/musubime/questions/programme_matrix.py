"""The overlap matrix by programme: a programme's roster is that of all its selected consortia together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers import Ref
from musubime.questions.answers_measures import MatrixConsortium, NullModelName, OverlapPair, OverlapTest
from musubime.questions.chance import members_of
from musubime.questions.library import Library
from musubime.questions.matrix_bound import refuse_too_many
from musubime.questions.rosters import Roster, Sharing, rosters
from musubime.questions.selection import Selected
from musubime.types.nodes import Programme
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Reported


def programme_matrix(library: Library, selected: Selected, null_model: NullModelName) -> dict[str, object]:
    """Return rows, pairs and number of tested pairs of the matrix by programme; raises TooMany.

    No pair is tested: a programme spans prefectures, there is no stratum in which chance could be asked for.
    """
    snapshot = selected.snapshot
    refuse_too_many(selected, "事業", lambda ids: len(_under(snapshot, ids)))
    under = _under(snapshot, selected.consortium_ids)
    found = rosters(library, selected, members_of(library, selected), selected.consortium_ids)
    whole = {id: _together([found[k] for k in consortia]) for id, consortia in sorted(under.items())}
    rows = [_row(snapshot, snapshot.graph.programmes[id], under[id], roster) for id, roster in whole.items()]
    rows.sort(key=lambda row: (row.name, row.id))
    test = OverlapTest(applicable=False, reason="no_stratum", null_model=null_model)
    return {"consortia": tuple(rows), "pairs": tuple(_pairs(selected, whole, test)), "tested": 0}


def _under(snapshot: Snapshot, consortia: Iterable[str]) -> dict[str, list[str]]:
    """Return the consortia under each programme."""
    under: defaultdict[str, list[str]] = defaultdict(list)
    for id in consortia:
        for programme in snapshot.programmes_of.get(id, ()):
            under[programme.id].append(id)
    return under


def _together(parts: Sequence[Roster]) -> Roster:
    seats: defaultdict[str, list[str]] = defaultdict(list)
    for part in parts:
        for holder, ids in part.seats.items():
            seats[holder] += ids
    for ids in seats.values():
        ids.sort()
    stated = [part.stated for part in parts]
    return Roster(seats, any(stated), any(part.partial for part in parts) or not all(stated))


def _pairs(selected: Selected, whole: Mapping[str, Roster], test: OverlapTest) -> list[OverlapPair]:
    sharing = Sharing(selected)
    stated = [(id, roster) for id, roster in whole.items() if roster.stated]
    return [
        OverlapPair.model_validate({**sharing.fields(first, second, test), "a": a, "b": b})
        for (a, first), (b, second) in combinations(stated, 2)
        if not first.seats.keys().isdisjoint(second.seats)
    ]


def _row(snapshot: Snapshot, node: Programme, consortia: Sequence[str], roster: Roster) -> MatrixConsortium:
    kinds = {snapshot.graph.consortia[id].reported for id in consortia}
    codes = tuple(sorted({code for id in consortia for code in snapshot.graph.consortia[id].prefecture}))
    if len(kinds) == 1:
        reported = next(iter(kinds))
    else:
        reported = Reported.PARTIAL if roster.stated else Reported.MEMBERS_NOT_STATED
    return MatrixConsortium(
        id=node.id,
        name=node.name,
        programme=Ref(id=node.id, name=node.name),
        prefecture=codes,
        prefecture_names=tuple(names_of(codes)),
        size=len(roster.seats) if roster.stated else None,
        reported=reported.value,
    )
