"""What two consortia share, and the matrix of all pairs."""

from collections.abc import Sequence
from typing import Literal

from musubime.analytics.overlapping import pairs_sharing
from musubime.analytics.snapshot import Snapshot
from musubime.errors import BadQuestion, NotFound
from musubime.questions.answers import Ref
from musubime.questions.answers_measures import (
    MatrixConsortium,
    NullModelName,
    OverlapAnswer,
    OverlapMatrix,
    OverlapPair,
)
from musubime.questions.chance import chance_of, members_of
from musubime.questions.library import Library, Reading
from musubime.questions.matrix_bound import refuse_too_many
from musubime.questions.moved import Moved
from musubime.questions.programme_matrix import programme_matrix
from musubime.questions.rosters import Roster, Sharing, rosters
from musubime.questions.selection import Selected, Selection
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Kind

OWN_FILTERS = ("sector", "located_in", "q")
NULL_MODELS: tuple[NullModelName, ...] = ("hypergeometric", "sdsm")


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


def overlap(
    library: Library, selection: Selection, a: str, b: str, *, null_model: NullModelName = "hypergeometric"
) -> OverlapAnswer:
    """Return what two consortia share among the selected seats.

    Raises Moved, NotFound for an unknown id, BadQuestion for one consortium twice or one that filters leave out.
    """
    selection.refuse(*OWN_FILTERS)
    refuse_unknown_model(null_model)
    with library.reading() as reading:
        for id in (a, b):
            known(reading, id)
        if a == b:
            raise BadQuestion("a と b には別の会議体を指定してください。", field="b", value=b)
        selected = selection.resolve(reading.snapshot)
        refuse_left_out(selected, a=a, b=b)
        found = rosters(library, selected, members_of(library, selected), (a, b))
        test = chance_of(library, selected, null_model).test(a, b)
        return OverlapAnswer.model_validate(
            {
                **Sharing(selected).fields(found[a], found[b], test),
                **timed(selected),
                "a": a,
                "b": b,
                "consortia": tuple(row(selected.snapshot, id, found[id]) for id in (a, b)),
            }
        )


def known(reading: Reading, id: str) -> None:
    """Raise Moved for a merged id of a consortium, NotFound for an unknown one."""
    if id in reading.snapshot.graph.consortia:
        return
    kept = reading.store.kept_id(Kind.CONSORTIUM, id)
    if kept is not None and kept != id:
        raise Moved("consortium", id, kept)
    raise NotFound(Kind.CONSORTIUM.label_ja, id)


def refuse_left_out(selected: Selected, **asked: str) -> None:
    """Raise BadQuestion for consortia, by the field that asks for them, that the filters leave out."""
    chosen = set(selected.consortium_ids)
    for field, id in asked.items():
        if id not in chosen:
            described = "、".join(selected.selection.described())
            problem = f"会議体 {id} は条件（{described}）に合いません。条件を外してください。"
            raise BadQuestion(problem, field=field, value=id)


def refuse_unknown_model(null_model: str) -> None:
    """Raise BadQuestion for a null model that there is not."""
    if null_model not in NULL_MODELS:
        problem = "null_model は hypergeometric か sdsm です。"
        raise BadQuestion(problem, field="null_model", value=str(null_model)[:80])


def timed(selected: Selected) -> dict[str, object]:
    """Return the graph version and how time was treated, for an answer."""
    return {
        "graph_version": selected.snapshot.version,
        "as_of": selected.as_of,
        "undated": selected.undated,
        "not_yet_stated": selected.not_yet_stated,
    }


def overlap_matrix(
    library: Library,
    selection: Selection,
    by: Literal["consortium", "programme"] = "consortium",
    *,
    null_model: NullModelName = "hypergeometric",
) -> OverlapMatrix:
    """Return the overlap of all pairs of selected consortia, or of programmes; pairs that share nothing are absent.

    Raises TooMany naming filters for more than 200 of them.
    """
    selection.refuse(*OWN_FILTERS)
    refuse_unknown_model(null_model)
    if by not in ("consortium", "programme"):
        raise BadQuestion("by は consortium か programme です。", field="by", value=str(by)[:80])
    with library.reading() as reading:
        selected = selection.resolve(reading.snapshot)
        when = timed(selected)
        key = ("matrix", by, null_model, selected.key, *when.values())
        if by == "programme":
            return library.kept(key, lambda: _answer({**when, **programme_matrix(library, selected, null_model)}, by))
        ids = selected.consortium_ids
        refuse_too_many(selected, "会議体", len)
        return library.kept(key, lambda: _answer({**when, **_matrix(library, selected, ids, null_model)}, by))


def _answer(fields: dict[str, object], by: str) -> OverlapMatrix:
    return OverlapMatrix.model_validate({**fields, "by": by})


def _matrix(library: Library, selected: Selected, ids: Sequence[str], null_model: NullModelName) -> dict[str, object]:
    found = members_of(library, selected)
    chance = chance_of(library, selected, null_model)
    listed = rosters(library, selected, found, ids)
    common = pairs_sharing(found.matrix)
    sharing = Sharing(selected)
    numbered = sorted(zip(common.a.tolist(), common.b.tolist(), strict=True))
    named = [(found.consortia[k], found.consortia[other]) for k, other in numbered]
    shown = [(a, b) for a, b in named if listed[a].stated and listed[b].stated]
    tests = chance.tests(shown)
    pairs = [
        OverlapPair.model_validate({**sharing.fields(listed[a], listed[b], test), "a": a, "b": b})
        for (a, b), test in zip(shown, tests, strict=True)
    ]
    rows = [row(selected.snapshot, id, listed[id]) for id in ids]
    rows.sort(key=lambda r: (r.prefecture or ("99",), r.programme.name if r.programme else "~", r.name, r.id))
    return {"consortia": tuple(rows), "pairs": tuple(pairs), "tested": chance.tested()}
