"""What two consortia share, and the matrix of all pairs."""

from collections.abc import Sequence
from typing import Literal

from musubime.analytics.overlapping import shared_counts
from musubime.analytics.snapshot import Snapshot
from musubime.errors import BadQuestion, NotFound
from musubime.questions.answers import Ref
from musubime.questions.answers_measures import MatrixConsortium, OverlapAnswer, OverlapMatrix, OverlapPair
from musubime.questions.chance import Chance, members_of
from musubime.questions.library import Library, Reading
from musubime.questions.moved import Moved
from musubime.questions.programme_matrix import programme_matrix
from musubime.questions.rosters import Roster, pair_fields, refuse_too_many, rosters
from musubime.questions.selection import Selected, Selection
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Kind

OWN_FILTERS = ("sector", "located_in", "q")


def row(snapshot: Snapshot, id: str, roster: Roster) -> MatrixConsortium:
    """Return a consortium as a row of the matrix."""
    node = snapshot.graph.consortia[id]
    programme = snapshot.programme_of(id)
    return MatrixConsortium(
        id=id,
        name=node.name,
        programme=Ref(id=programme.id, name=programme.name) if programme else None,
        prefecture=node.prefecture,
        prefecture_names=tuple(names_of(node.prefecture)),
        size=len(roster.seats) if roster.stated else None,
        reported=node.reported.value,
    )


def overlap(library: Library, selection: Selection, a: str, b: str) -> OverlapAnswer:
    """Return what two consortia share among the selected seats.

    Raises Moved, NotFound for an unknown id, BadQuestion for one consortium twice or one that filters leave out.
    """
    selection.refuse(*OWN_FILTERS)
    with library.reading() as reading:
        snapshot = reading.snapshot
        for id in (a, b):
            _known(reading, id)
        if a == b:
            raise BadQuestion("a と b には別の会議体を指定してください。", field="b", value=b)
        selected = selection.resolve(snapshot)
        chosen = set(selected.consortium_ids)
        for field, id in (("a", a), ("b", b)):
            if id not in chosen:
                problem = (
                    f"会議体 {id} は条件（{'、'.join(selection.described())}）に合いません。条件を外してください。"
                )
                raise BadQuestion(problem, field=field, value=id)
        found = rosters(selected, members_of(library, selected), (a, b))
        test = Chance(library, selected).test(a, b)
        return OverlapAnswer.model_validate(
            {
                **pair_fields(selected, found[a], found[b], test),
                "graph_version": snapshot.version,
                "as_of": selected.as_of,
                "undated": selected.undated,
                "not_yet_stated": selected.not_yet_stated,
                "a": a,
                "b": b,
                "consortia": (row(snapshot, a, found[a]), row(snapshot, b, found[b])),
            }
        )


def _known(reading: Reading, id: str) -> None:
    if id in reading.snapshot.graph.consortia:
        return
    kept = reading.store.kept_id(Kind.CONSORTIUM, id)
    if kept is not None and kept != id:
        raise Moved("consortium", id, kept)
    raise NotFound(Kind.CONSORTIUM.label_ja, id)


def overlap_matrix(
    library: Library, selection: Selection, by: Literal["consortium", "programme"] = "consortium"
) -> OverlapMatrix:
    """Return the overlap of all pairs of selected consortia, or of programmes; pairs that share nothing are absent.

    Raises TooMany naming filters for more than 200 of them.
    """
    selection.refuse(*OWN_FILTERS)
    if by not in ("consortium", "programme"):
        raise BadQuestion("by は consortium か programme です。", field="by", value=str(by)[:80])
    with library.reading() as reading:
        snapshot = reading.snapshot
        selected = selection.resolve(snapshot)
        timed = {
            "graph_version": snapshot.version,
            "as_of": selected.as_of,
            "undated": selected.undated,
            "not_yet_stated": selected.not_yet_stated,
            "by": by,
        }
        if by == "programme":
            return OverlapMatrix.model_validate({**timed, **programme_matrix(library, selected)})
        ids = selected.consortium_ids
        refuse_too_many(len(ids), "会議体")
        return library.kept(
            ("matrix", selected.key, selected.as_of, selected.undated, selected.not_yet_stated),
            lambda: OverlapMatrix.model_validate({**timed, **_matrix(library, selected, ids)}),
        )


def _matrix(library: Library, selected: Selected, ids: Sequence[str]) -> dict[str, object]:
    snapshot = selected.snapshot
    found = members_of(library, selected)
    chance = Chance(library, selected)
    listed = rosters(selected, found, ids)
    common = shared_counts(found.matrix).tocoo()
    pairs: list[OverlapPair] = []
    for k, other in sorted(zip(common.row.tolist(), common.col.tolist(), strict=True)):
        a, b = found.consortia[k], found.consortia[other]
        if listed[a].stated and listed[b].stated:
            test = chance.test(a, b)
            fields = pair_fields(selected, listed[a], listed[b], test)
            pairs.append(OverlapPair.model_validate({**fields, "a": a, "b": b}))
    rows = [row(snapshot, id, listed[id]) for id in ids]
    rows.sort(key=lambda r: (r.prefecture or ("99",), r.programme.name if r.programme else "~", r.name, r.id))
    return {"consortia": tuple(rows), "pairs": tuple(pairs), "tested": chance.tested()}
