"""Which consortia share most with one."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.incidence import Incidence
from musubime.analytics.overlapping import coefficients, shared_with
from musubime.errors import BadQuestion, NotFound
from musubime.questions.answers_measures import MatrixConsortium, NullModelName
from musubime.questions.answers_overlap_top import OverlapTop, OverlapTopItem
from musubime.questions.chance import chance_of, members_of
from musubime.questions.library import Library, Reading
from musubime.questions.overlap import OWN_FILTERS, known, refuse_left_out, refuse_unknown_model, row, timed
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.rosters import Sharing, rosters
from musubime.questions.rows import seats_path
from musubime.questions.selection import SEAT_FILTERS, Selected, Selection
from musubime.types.vocabulary import Kind

SORTS = ("shared", "jaccard", "overlap_coefficient", "containment_a", "containment_b", "size")


class _Rosters(NamedTuple):
    """The matrix of a selection the other way round, and what its columns are called."""

    matrix: csr_array
    column: dict[str, int]
    sizes: NDArray[np.int32]
    alphabetical: NDArray[np.intp]
    """Place of each column by name, then id."""
    stated: NDArray[np.bool_]


def overlap_top(
    library: Library,
    selection: Selection,
    consortium: str,
    *,
    sort: str = "shared",
    null_model: NullModelName = "hypergeometric",
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> OverlapTop:
    """Return the selected consortia that share members with one, by rank; equal values share it, then by name and id.

    `consortium` is an id or an exact name. Raises Moved, NotFound, BadQuestion for a name of several, for one that
    the filters leave out, and for an unknown `sort`.
    """
    selection.refuse(*OWN_FILTERS)
    refuse_unknown_model(null_model)
    if sort not in SORTS:
        raise BadQuestion(f"sort「{sort[:80]}」はありません。使えるのは {'、'.join(SORTS)}。", field="sort")
    with library.reading() as reading:
        id = _asked_for(reading, consortium)
        selected = selection.resolve(reading.snapshot)
        refuse_left_out(selected, consortium=id)
        found = members_of(library, selected)
        key = ("transposed", selected.key)
        columns = library.kept(key, lambda: _columns(selected, found))
        ranked = _ranked(columns, found.matrix, id, sort)
        page, following = paged(
            ranked, limit, cursor, lambda each: found.consortia[each[1]], ranked_in=reading.snapshot.version
        )
        others = [found.consortia[column] for _, column in page]
        others_all = len(selected.consortia) - 1
        stated = int(columns.stated.sum())
        own = columns.column.get(id)
        stated -= bool(own is not None and columns.stated[own])
        return OverlapTop.model_validate(
            {
                **timed(selected),
                "total": len(ranked),
                "next": following,
                "consortium": row(selected.snapshot, id, rosters(library, selected, found, (id,))[id]),
                "sort": sort,
                "null_model": null_model,
                "compared": stated,
                "not_stated": others_all - stated,
                "items": _items(library, selected, id, [rank for rank, _ in page], others, null_model),
            }
        )


def largest(library: Library, selection: Selection, count: int) -> list[MatrixConsortium]:
    """Return the selected consortia with most members, whose overlaps may be asked for one by one; then by name."""
    selection.refuse(*OWN_FILTERS)
    with library.reading() as reading:
        selected = selection.resolve(reading.snapshot)
        found = members_of(library, selected)
        columns = library.kept(("transposed", selected.key), lambda: _columns(selected, found))
        order = np.lexsort((columns.alphabetical, -columns.sizes))
        ids = [found.consortia[column] for column in order[columns.stated[order]][:count]]
        listed = rosters(library, selected, found, ids)
        return [row(selected.snapshot, id, listed[id]) for id in ids]


def _asked_for(reading: Reading, text: str) -> str:
    """Return the id of the consortium asked for by id or exact name."""
    consortia = reading.snapshot.graph.consortia
    if text in consortia:
        return text
    named = sorted(id for id, node in consortia.items() if node.name == text)
    if len(named) > 1:
        problem = f"会議体「{text[:80]}」は {len(named)} 件あります。ID で指定してください：{'、'.join(named[:10])}。"
        raise BadQuestion(problem, field="consortium", value=text[:80])
    if not named:
        known(reading, text)
        raise NotFound(Kind.CONSORTIUM.label_ja, text)
    return named[0]


def _columns(selected: Selected, found: Incidence) -> _Rosters:
    snapshot = selected.snapshot
    names = [snapshot.graph.consortia[id].name for id in found.consortia]
    order = sorted(range(len(names)), key=lambda column: (names[column], column))
    alphabetical = np.empty(len(names), dtype=np.intp)
    alphabetical[order] = np.arange(len(names))
    stated = np.fromiter((snapshot.stated(id) for id in found.consortia), dtype=np.bool_, count=len(names))
    transposed = csr_array(found.matrix.T)
    sizes = np.diff(transposed.indptr).astype(np.int32)
    return _Rosters(transposed, {id: n for n, id in enumerate(found.consortia)}, sizes, alphabetical, stated)


def _ranked(columns: _Rosters, matrix: csr_array, id: str, sort: str) -> Sequence[tuple[int, int]]:
    """Return rank and column of every consortium that shares somebody, in order."""
    own = columns.column.get(id)
    if own is None or not columns.stated[own]:
        return ()
    others, shared = shared_with(matrix, columns.matrix, own)
    counted = columns.stated[others]
    others, shared = others[counted], shared[counted]
    values = _values(columns, own, others, shared, sort)
    order = np.lexsort((columns.alphabetical[others], -values))
    falling = -values[order]
    ranks = np.searchsorted(falling, falling, side="left") + 1
    return list(zip(ranks.tolist(), others[order].tolist(), strict=True))


def _values(
    columns: _Rosters, own: int, others: NDArray[np.int32], shared: NDArray[np.int32], sort: str
) -> NDArray[np.float64]:
    sizes = columns.sizes[others]
    if sort in ("shared", "size"):
        return (shared if sort == "shared" else sizes).astype(np.float64)
    value = getattr(coefficients(shared, np.full_like(sizes, columns.sizes[own]), sizes), sort)
    distinct, back = np.unique(value, return_inverse=True)
    return np.array([round(each, 6) for each in distinct.tolist()])[back]


def _items(
    library: Library,
    selected: Selected,
    id: str,
    ranks: Sequence[int],
    others: Sequence[str],
    null_model: NullModelName,
) -> tuple[OverlapTopItem, ...]:
    snapshot = selected.snapshot
    listed = rosters(library, selected, members_of(library, selected), (id, *others))
    tests = chance_of(library, selected, null_model).tests([(id, other) for other in others])
    sharing = Sharing(selected)
    items = []
    for rank, other, test in zip(ranks, others, tests, strict=True):
        body = row(snapshot, other, listed[other])
        fields = {**body.model_dump(), **sharing.fields(listed[id], listed[other], test)}
        pair = _pair_path(selected, id, other, null_model)
        items.append(
            OverlapTopItem.model_validate(
                {**fields, "rank": rank, "pair": pair, "seats": seats_path("consortium", other)}
            )
        )
    return tuple(items)


def _pair_path(selected: Selected, a: str, b: str, null_model: NullModelName) -> str:
    """Return the path of the pair with the filters of this question."""
    asked = selected.selection
    query = [("a", a), ("b", b)] + [(name, value) for name in SEAT_FILTERS for value in getattr(asked, name)]
    if asked.as_of:
        query.append(("as_of", asked.as_of))
    if asked.within:
        query.append(("within", "true"))
    if null_model != "hypergeometric":
        query.append(("null_model", null_model))
    return "/api/v1/overlap?" + urlencode(query, safe=":")
