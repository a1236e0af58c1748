"""The organizations of which a measure changes when something is taken away or put in."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.bridging import participation
from musubime.analytics.snapshot import NONE, Snapshot
from musubime.analytics.supposing import Between, Pairs, Supposed
from musubime.questions.answers_what_if import BeforeAfter, EffectRow, EffectSection
from musubime.questions.measure_changes import answered, ranked_by_size
from musubime.questions.measuring import Value
from musubime.questions.rows import seats_path
from musubime.questions.sections import Pages
from musubime.questions.selection import Selected
from musubime.questions.suppositions import Frame

MEASURES = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Sides = tuple[Floats, Floats]


def effect_section(
    pages: Pages,
    selected: Selected,
    frame: Frame,
    change: Supposed,
    bridging: tuple[NDArray[np.int64], Floats],
    pairs: tuple[Pairs, Pairs],
    between: Between | None,
    sort: str,
) -> EffectSection:
    """Return a page of the organizations of which a measure changes, by the size of the change of `sort`.

    `bridging` are sole bridge and bridge share of every row of the graph as it is; `pairs` those at the changed
    consortia, the only ones whose part in them can change.
    """
    rows = _affected(change, pairs, between)
    values = _values(selected.snapshot, frame, change, bridging, pairs, between, rows)
    places = np.flatnonzero(np.any([_differs(*sides) for sides in values.values()], axis=0))
    names = np.array([selected.snapshot.name(frame.actors[row]) for row in rows[places].tolist()], dtype=object)
    by_name = np.empty(len(places), dtype=np.int64)
    # rows come in the order of their ids but for new ones, so equal names are told apart by the id itself
    by_name[sorted(range(len(places)), key=lambda n: (names[n], frame.actors[int(rows[places[n]])]))] = range(
        len(places)
    )
    before, after = values[sort]
    order, ranks = ranked_by_size((after - before)[places], by_name)
    ranked = list(zip(ranks, places[order].tolist(), strict=True))
    version = selected.snapshot.version
    page, following = pages.page("measures", ranked, lambda row: frame.actors[int(rows[row[1]])], ranked_in=version)
    return EffectSection(
        sort=sort,
        betweenness="exact" if between is not None else "not_computed",
        total=len(ranked),
        next=following,
        items=tuple(_row(selected, frame.actors[int(rows[place])], rank, values, place) for rank, place in page),
    )


def _row(selected: Selected, id: str, rank: int | None, values: Mapping[str, Sides], place: int) -> EffectRow:
    changes = {name: _change(*(answered(name, side[place]) for side in sides)) for name, sides in values.items()}
    return EffectRow.model_validate(
        {
            **changes,
            "rank": rank,
            "id": id,
            "name": selected.snapshot.name(id),
            "sector": selected.snapshot.sector(id),
            "seats": seats_path("organization", id),
        }
    )


def _affected(change: Supposed, pairs: tuple[Pairs, Pairs], between: Between | None) -> Rows:
    """Return the rows that a change can reach: its own, those that tie changed pairs, and those of touched parts."""
    tying = sorted({row for side in pairs for row in side.share})
    parts = [change.rows, np.array(tying, dtype=np.int64), between.rows if between else change.rows]
    return np.unique(np.concatenate(parts)).astype(np.int64)


def _values(
    snapshot: Snapshot,
    frame: Frame,
    change: Supposed,
    bridging: tuple[NDArray[np.int64], Floats],
    pairs: tuple[Pairs, Pairs],
    between: Between | None,
    rows: Rows,
) -> dict[str, Sides]:
    """Return every measure before and after at 6 decimals; nan where it is null or an organization has no seat."""
    sides = (change.before, change.after)
    degrees = [np.diff(side.indptr)[rows].astype(np.float64) for side in sides]
    place = {id: n for n, id in enumerate(snapshot.consortium_ids)}
    owners = np.append(snapshot.owner, NONE)[[place[id] for id in frame.consortia]]
    found: dict[str, list[Floats]] = {
        "memberships": degrees,
        "connector": [participation(csr_array(side[rows]), owners) for side in sides],
        "sole_bridge": _bridged(bridging[0], pairs[0].sole, pairs[1].sole, rows),
        "bridge_share": _bridged(bridging[1], pairs[0].share, pairs[1].share, rows),
        "betweenness_two_mode": _betweenness(between, rows),
    }
    seated = [degree > 0 for degree in degrees]
    values = {}
    for name, both in found.items():
        before, after = (np.where(there, np.round(side, 6), np.nan) for side, there in zip(both, seated, strict=True))
        values[name] = (before, after)
    return values


def _bridged(
    total: NDArray[np.int64] | Floats, before: Mapping[int, float], after: Mapping[int, float], rows: Rows
) -> list[Floats]:
    """Return a count over pairs before and after: what changes is what the changed consortia's pairs give."""
    known = np.zeros(max(len(total), int(rows.max(initial=-1)) + 1))
    known[: len(total)] = total
    was = known[rows]
    lost, won = (np.array([side.get(row, 0) for row in rows.tolist()], dtype=np.float64) for side in (before, after))
    # what is the same stays the same to the last digit
    return [was, np.where(lost == won, was, was - lost + won)]


def _betweenness(between: Between | None, rows: Rows) -> list[Floats]:
    sides = [np.full(len(rows), np.nan) for _ in range(2)]
    if between is not None:
        at = np.searchsorted(rows, between.rows)
        for side, values in zip(sides, (between.before, between.after), strict=True):
            side[at] = values
    return sides


def _differs(before: Floats, after: Floats) -> NDArray[np.bool_]:
    different: NDArray[np.bool_] = (before != after) & ~(np.isnan(before) & np.isnan(after))
    return different


def _change(before: Value, after: Value) -> BeforeAfter:
    difference = None if before is None or after is None else round(after - before, 6)
    return BeforeAfter(before=before, after=after, difference=difference)
