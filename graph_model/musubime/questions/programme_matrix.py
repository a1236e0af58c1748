"""The overlap matrix by programme: a programme's roster is that of all its selected consortia together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers import Ref
from musubime.questions.answers_measures import MatrixConsortium, OverlapPair, OverlapTest
from musubime.questions.chance import members_of
from musubime.questions.library import Library
from musubime.questions.rosters import Roster, pair_fields, refuse_too_many, rosters
from musubime.questions.selection import Selected
from musubime.types.nodes import Programme
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Reported

NOT_TESTED = OverlapTest(applicable=False, reason="no_stratum")
"""A programme spans prefectures; there is no stratum in which chance could be asked for."""


def programme_matrix(library: Library, selected: Selected) -> dict[str, object]:
    """Return rows, pairs and number of tested pairs of the matrix by programme; raises TooMany."""
    snapshot = selected.snapshot
    under: defaultdict[str, list[str]] = defaultdict(list)
    for id in selected.consortium_ids:
        for programme in snapshot.programmes_of.get(id, ()):
            under[programme.id].append(id)
    refuse_too_many(len(under), "事業")
    found = rosters(selected, members_of(library, selected), selected.consortium_ids)
    whole = {id: _together([found[k] for k in consortia]) for id, consortia in sorted(under.items())}
    rows = [_row(snapshot, snapshot.graph.programmes[id], under[id], roster) for id, roster in whole.items()]
    rows.sort(key=lambda row: (row.name, row.id))
    return {"consortia": tuple(rows), "pairs": tuple(_pairs(selected, whole)), "tested": 0}


def _together(parts: Sequence[Roster]) -> Roster:
    seats: defaultdict[str, list[str]] = defaultdict(list)
    for part in parts:
        for holder, ids in part.seats.items():
            seats[holder] += ids
    stated = [part.stated for part in parts]
    return Roster(seats, any(stated), any(part.partial for part in parts) or not all(stated))


def _pairs(selected: Selected, whole: Mapping[str, Roster]) -> list[OverlapPair]:
    ids = list(whole)
    pairs: list[OverlapPair] = []
    for n, a in enumerate(ids):
        for b in ids[n + 1 :]:
            if whole[a].stated and whole[b].stated and whole[a].seats.keys() & whole[b].seats.keys():
                fields = pair_fields(selected, whole[a], whole[b], NOT_TESTED)
                pairs.append(OverlapPair.model_validate({**fields, "a": a, "b": b}))
    return pairs


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
