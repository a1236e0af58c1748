"""The organizations of which a measure changes when something is taken away or put in."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.bridging import connector
from musubime.analytics.supposing import Between, Pairs, Supposed
from musubime.questions.answers_what_if import BeforeAfter, EffectRow, EffectSection
from musubime.questions.key_actors import Value
from musubime.questions.measure_changes import ranked_by_size
from musubime.questions.rows import seats_path
from musubime.questions.sections import Pages
from musubime.questions.selection import Selected
from musubime.questions.suppositions import Frame

MEASURES = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")
Sides = tuple[list[Value], list[Value]]


def effect_section(
    pages: Pages,
    selected: Selected,
    frame: Frame,
    change: Supposed,
    bridging: tuple[NDArray[np.int64], NDArray[np.float64]],
    pairs: tuple[Pairs, Pairs],
    between: Between | None,
    sort: str,
) -> EffectSection:
    """Return a page of the organizations of which a measure changes, by the size of the change of `sort`.

    `bridging` are sole bridge and bridge share of every row of the graph as it is; `pairs` those at the changed
    consortia, the only ones whose part in them can change.
    """
    rows = _affected(change, pairs, between)
    seated = [np.diff(side.indptr)[rows] > 0 for side in (change.before, change.after)]
    values = {
        "memberships": _sides(seated, [np.diff(side.indptr)[rows].tolist() for side in (change.before, change.after)]),
        "connector": _sides(seated, _connectors(selected, frame, change, rows)),
        "sole_bridge": _sides(seated, _bridged(bridging[0], pairs[0].sole, pairs[1].sole, rows)),
        "bridge_share": _sides(seated, _bridged(bridging[1], pairs[0].share, pairs[1].share, rows)),
        "betweenness_two_mode": _sides(seated, _betweenness(between, rows)),
    }
    changed = {name: [_change(*both) for both in zip(*sides, strict=True)] for name, sides in values.items()}
    place = {frame.actors[row]: n for n, row in enumerate(rows.tolist()) if _differs(changed, n)}
    sizes = {id: changed[sort][n].difference for id, n in place.items()}
    ranked = ranked_by_size(sizes, {id: selected.snapshot.name(id) for id in sizes})
    page, following = pages.page("measures", ranked, lambda row: row[1])
    return EffectSection(
        sort=sort,
        betweenness="exact" if between is not None else "not_computed",
        total=len(ranked),
        next=following,
        items=tuple(
            EffectRow.model_validate(
                {
                    **{name: changed[name][place[id]] for name in MEASURES},
                    "rank": rank,
                    "id": id,
                    "name": selected.snapshot.name(id),
                    "sector": selected.snapshot.sector(id),
                    "seats": seats_path("organization", id),
                }
            )
            for rank, id in page
        ),
    )


def _affected(change: Supposed, pairs: tuple[Pairs, Pairs], between: Between | None) -> NDArray[np.int64]:
    """Return the rows that a change can reach: its own, those that tie changed pairs, and those of touched parts."""
    tying = sorted({row for side in pairs for row in side.share})
    parts = [change.rows, np.array(tying, dtype=np.int64), between.rows if between else change.rows]
    return np.unique(np.concatenate(parts)).astype(np.int64)


def _sides(seated: list[NDArray[np.bool_]], values: list[list[Value]]) -> Sides:
    """Return values of both sides, None where an organization has no seat."""
    before, after = (
        [value if there else None for value, there in zip(side, has.tolist(), strict=True)]
        for side, has in zip(values, seated, strict=True)
    )
    return before, after


def _connectors(selected: Selected, frame: Frame, change: Supposed, rows: NDArray[np.int64]) -> list[list[Value]]:
    owners = [selected.snapshot.owner_of(id) for id in frame.consortia]
    places = {id: n for n, id in enumerate(sorted({owner.id for owner in owners if owner}))}
    groups = [places[owner.id] if owner else -1 for owner in owners]
    sides = (csr_array(side[rows]) for side in (change.before, change.after))
    return [[None if v is None else round(v, 6) for v in connector(side, groups)] for side in sides]


def _bridged(
    total: NDArray[np.int64] | NDArray[np.float64],
    before: Mapping[int, float],
    after: Mapping[int, float],
    rows: NDArray[np.int64],
) -> list[list[Value]]:
    """Return a count over pairs before and after: what changes is what the changed consortia's pairs give."""
    sides: list[list[Value]] = [[], []]
    for row in rows.tolist():
        was = total[row].item() if row < len(total) else 0
        same = before.get(row, 0) == after.get(row, 0)
        sides[0].append(round(was, 6))
        sides[1].append(round(was if same else was - before.get(row, 0) + after.get(row, 0), 6))
    return sides


def _betweenness(between: Between | None, rows: NDArray[np.int64]) -> list[list[Value]]:
    if between is None:
        return [[None] * len(rows), [None] * len(rows)]
    known = {row: n for n, row in enumerate(between.rows.tolist())}
    places = [known.get(row) for row in rows.tolist()]
    return [
        [None if n is None else round(float(side[n]), 6) for n in places] for side in (between.before, between.after)
    ]


def _change(before: Value, after: Value) -> BeforeAfter:
    difference = None if before is None or after is None else round(after - before, 6)
    return BeforeAfter(before=before, after=after, difference=difference)


def _differs(changed: Mapping[str, list[BeforeAfter]], place: int) -> bool:
    return any(values[place].before != values[place].after for values in changed.values())
