"""Organizations and consortia on both sides of a comparison, or on one only, with their seats on each."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.snapshot import NONE, Ints
from musubime.questions.addresses import seats_of_selection
from musubime.questions.answers_compare import BodyChanges, BodyRow, BodySection
from musubime.questions.rows import seats_path
from musubime.questions.sections import Pages
from musubime.questions.selection import Selected
from musubime.types.prefectures import names_of

Counts = NDArray[np.int64]
Marks = NDArray[np.bool_]


def seats_at(column: Ints, selected: Selected, size: int) -> Counts:
    """Return how many selected seats each body of a column has, by its place in the snapshot's list of `size`."""
    places = column[selected.seats]
    return np.bincount(places[places != NONE], minlength=size)


def organization_changes(pages: Pages, left: Selected, right: Selected) -> BodyChanges:
    """Return the organizations with a selected seat: on both sides, only right, only left."""
    size = len(left.snapshot.organization_ids)
    counts = [seats_at(side.snapshot.organization, side, size) for side in (left, right)]
    return _Bodies("organization", left, right, counts, [each > 0 for each in counts]).changes(pages)


def consortium_changes(pages: Pages, left: Selected, right: Selected, *, dated: bool) -> BodyChanges:
    """Return the selected consortia on both sides, only right, only left; between two dates those with a seat.

    What has no member stated has no date either: it belongs to a region or programme, not to a day.
    """
    size = len(left.snapshot.consortium_ids)
    counts = [seats_at(side.snapshot.consortium, side, size) for side in (left, right)]
    there = [each > 0 for each in counts]
    if not dated:
        for marks, side in zip(there, (left, right), strict=True):
            marks[side.consortia] = True
    return _Bodies("consortium", left, right, counts, there).changes(pages)


class _Bodies:
    def __init__(
        self,
        field: Literal["organization", "consortium"],
        left: Selected,
        right: Selected,
        counts: list[Counts],
        there: list[Marks],
    ) -> None:
        self._field, self._left, self._right = field, left, right
        self._before, self._after = counts
        snapshot = right.snapshot
        organizations = field == "organization"
        self._ids = snapshot.organization_ids if organizations else snapshot.consortium_ids
        self._names = snapshot.name_order("organization") if organizations else snapshot.consortium_name_order
        self._there = there

    def changes(self, pages: Pages) -> BodyChanges:
        """Return the three lists by name."""
        left, right = self._there
        return BodyChanges(
            kept=self._section(pages, "kept", left & right),
            added=self._section(pages, "added", right & ~left),
            ended=self._section(pages, "ended", left & ~right),
        )

    def _section(self, pages: Pages, part: str, marks: Marks) -> BodySection:
        places = np.flatnonzero(marks)
        listed: list[int] = places[np.argsort(self._names[places])].tolist()
        section = f"{'organizations' if self._field == 'organization' else 'consortia'}.{part}"
        page, following = pages.page(section, listed, lambda place: self._ids[place])
        return BodySection(total=len(listed), next=following, items=tuple(map(self._row, page)))

    def _row(self, place: int) -> BodyRow:
        id, before, after = self._ids[place], int(self._before[place]), int(self._after[place])
        graph = self._right.snapshot.graph
        organization = self._field == "organization"
        body = graph.organizations[id] if organization else graph.consortia[id]
        return BodyRow(
            id=id,
            name=body.name,
            prefecture=body.prefecture,
            prefecture_names=tuple(names_of(body.prefecture)),
            sector=self._right.snapshot.sector(id) if organization else None,
            reported=None if organization else graph.consortia[id].reported.value,
            seats_left=before,
            seats_right=after,
            left_path=seats_of_selection(self._left.selection, **{self._field: id}) if before else None,
            right_path=seats_of_selection(self._right.selection, **{self._field: id}) if after else None,
            seats=seats_path(self._field, id),
        )
