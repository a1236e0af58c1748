"""What would change if bodies or seats went or came: on a copy of the snapshot's arrays, nothing is stored."""

from collections.abc import Iterable
from typing import get_args

import numpy as np
from scipy.sparse import csr_array

from musubime.analytics.bridging import bridges
from musubime.analytics.incidence import incidence
from musubime.analytics.overlapping import shared_counts
from musubime.analytics.supposing import Pairs, Supposed, betweenness_change, either, pairs_at, supposed
from musubime.errors import BadQuestion
from musubime.questions.answers import Ref
from musubime.questions.answers_what_if import (
    BeforeAfter,
    PairRow,
    PairSection,
    WhatIfAnswer,
    WhatIfSection,
    WholeEffect,
)
from musubime.questions.effects import effect_section
from musubime.questions.library import Library
from musubime.questions.paging import DEFAULT_LIMIT, MOST
from musubime.questions.parts import Falling, falling, parts_section
from musubime.questions.sections import Pages
from musubime.questions.selection import Selected, Selection
from musubime.questions.suppositions import Frame, suppositions
from musubime.questions.what_if_sentences import Effect, what_if_sentence

SECTIONS: tuple[WhatIfSection, ...] = get_args(WhatIfSection)
SORTS = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")


def what_if(
    library: Library,
    selection: Selection,
    remove: Iterable[str] = (),
    add: Iterable[str] = (),
    *,
    sort: str = "bridge_share",
    section: WhatIfSection | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
    lang: str = "ja",
) -> WhatIfAnswer:
    """Return what the selected graph would be without some records and with some seats.

    `remove` names organizations, persons, seats and consortia by id, `add` seats as organization@consortium. Actors
    are organizations. Betweenness is worked out where the touched part is small enough, and always exactly. Raises
    BadQuestion, NotFound, Moved for a merged id.
    """
    selection.refuse("sector", "located_in", "q")
    pages = Pages(SECTIONS, section, limit, cursor)
    if sort not in SORTS:
        raise BadQuestion(f"sort「{sort[:80]}」はありません。使えるのは {'、'.join(SORTS)}。", field="sort")
    with library.reading() as reading:
        selected = selection.resolve(reading.snapshot)
        found = library.kept(
            ("organizations", selected.key), lambda: incidence(selected.snapshot, selected.seats, "organization")
        )
        asked = suppositions(reading, selected, found, list(remove), list(add))
        change = supposed(found.matrix, asked.gone, asked.come)
        before, after = pairs_at(change.before, change.columns), pairs_at(change.after, change.columns)
        sole, share = library.kept(("bridges", selected.key), lambda: bridges(found.matrix))
        shared = library.kept(("shared pairs", selected.key), lambda: int(shared_counts(found.matrix).nnz))
        both = either(change)
        between = betweenness_change(change, both, lambda key, compute: library.kept((key, selected.key), compute))
        fallen = falling(change, both)
        compared = _Compared(selected, asked.frame, before, after)
        effect = Effect(
            suppositions=asked.rows,
            falling=fallen,
            lost=(compared.number("pairs_lost"), compared.first("pairs_lost")),
            gained=(compared.number("pairs_gained"), compared.first("pairs_gained")),
            now_sole=compared.number("pairs_now_sole"),
            emptied=tuple(ref.name for ref in compared.refs(fallen.emptied)),
        )
        unseated = sorted(
            (selected.snapshot.name(id), id) for id in map(asked.frame.actors.__getitem__, fallen.unseated)
        )
        return WhatIfAnswer(
            graph_version=reading.version,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            summary=what_if_sentence(lang, effect),
            suppositions=asked.rows,
            whole=_whole(change, fallen, int(sole.sum()), shared, before, after),
            detached=fallen.detached,
            emptied=compared.refs(fallen.emptied),
            unseated=tuple(Ref(id=id, name=name) for name, id in unseated[:MOST]),
            unseated_total=len(unseated),
            parts=parts_section(pages, selected, asked.frame, fallen),
            pairs_lost=compared.section(pages, "pairs_lost"),
            pairs_gained=compared.section(pages, "pairs_gained"),
            pairs_now_sole=compared.section(pages, "pairs_now_sole"),
            pairs_no_longer_sole=compared.section(pages, "pairs_no_longer_sole"),
            measures=effect_section(
                pages,
                selected,
                asked.frame,
                change,
                (sole, share),
                (before, after),
                between,
                sort,
            ),
        )


def _whole(change: Supposed, fallen: Falling, sole: int, shared: int, before: Pairs, after: Pairs) -> WholeEffect:
    """Return the graph before and after; of pairs only those at changed consortia were worked out anew."""
    first, second = _counts(change.before), _counts(change.after)
    fewer_sole = int(np.count_nonzero(before.shared == 1)) - int(np.count_nonzero(after.shared == 1))
    sides = {
        **{name: (first[name], second[name]) for name in first},
        "components": (fallen.number_before, fallen.number_after),
        "sole_bridges": (sole, sole - fewer_sole),
        "shared_pairs": (shared, shared - len(before.first) + len(after.first)),
    }
    return WholeEffect.model_validate({name: _both(*values) for name, values in sides.items()})


def _counts(matrix: csr_array) -> dict[str, float | int | None]:
    actors = int(np.count_nonzero(np.diff(matrix.indptr)))
    consortia = int(np.count_nonzero(np.bincount(matrix.indices, minlength=matrix.shape[1])))
    cells = actors * consortia
    return {
        "actors": actors,
        "consortia": consortia,
        "memberships": int(matrix.nnz),
        "density": round(matrix.nnz / cells, 6) if cells else None,
        "mean_roster_size": round(matrix.nnz / consortia, 6) if consortia else None,
    }


def _both(before: float | int | None, after: float | int | None) -> BeforeAfter:
    difference = None if before is None or after is None else round(after - before, 6)
    return BeforeAfter(before=before, after=after, difference=difference)


class _Compared:
    """The pairs of consortia at the changed ones, before and after, by what happened to them."""

    def __init__(self, selected: Selected, frame: Frame, before: Pairs, after: Pairs) -> None:
        self._selected, self._frame, self._before, self._after = selected, frame, before, after
        self._width = max(len(frame.consortia), 1)
        was, will = (side.first * self._width + side.second for side in (before, after))
        both, left, right = np.intersect1d(was, will, assume_unique=True, return_indices=True)
        sole_before, sole_after = before.shared[left] == 1, after.shared[right] == 1
        self._keys = {
            "pairs_lost": np.setdiff1d(was, will, assume_unique=True),
            "pairs_gained": np.setdiff1d(will, was, assume_unique=True),
            "pairs_now_sole": both[~sole_before & sole_after],
            "pairs_no_longer_sole": both[sole_before & ~sole_after],
        }
        self._at = (was, will)

    def number(self, name: WhatIfSection) -> int:
        """Return how many pairs a list has."""
        return len(self._keys[name])

    def _pairs(self, name: WhatIfSection) -> list[tuple[int, int]]:
        """Return the pairs of a list by the names of both consortia, as columns."""
        first, second = np.divmod(self._keys[name], self._width)
        names = self._selected.snapshot.consortium_name_order[self._frame.places]
        order = np.lexsort((names[second], names[first]))
        return list(zip(first[order].tolist(), second[order].tolist(), strict=True))

    def first(self, name: WhatIfSection) -> tuple[str, str] | None:
        """Return the names of the first pair of a list."""
        pairs = self._pairs(name)[:1]
        return (self._ref(pairs[0][0]).name, self._ref(pairs[0][1]).name) if pairs else None

    def refs(self, columns: Iterable[int]) -> tuple[Ref, ...]:
        """Return consortia by name."""
        return tuple(sorted((self._ref(column) for column in columns), key=lambda ref: (ref.name, ref.id)))

    def _ref(self, column: int) -> Ref:
        id = self._frame.consortia[column]
        return Ref(id=id, name=self._selected.snapshot.graph.consortia[id].name)

    def section(self, pages: Pages, name: WhatIfSection) -> PairSection:
        """Return a page of the pairs of one list."""
        ids = self._frame.consortia
        page, following = pages.page(name, self._pairs(name), lambda pair: f"{ids[pair[0]]} {ids[pair[1]]}")
        return PairSection(total=self.number(name), next=following, items=tuple(map(self._row, page)))

    def _row(self, pair: tuple[int, int]) -> PairRow:
        key = pair[0] * self._width + pair[1]
        counts, only = [], None
        for side, keys in zip((self._before, self._after), self._at, strict=True):
            place = int(np.searchsorted(keys, key))
            there = place < len(keys) and keys[place] == key
            counts.append(int(side.shared[place]) if there else 0)
            only = self._frame.actors[int(side.actor[place])] if there and counts[-1] == 1 else only
        a, b = sorted((self._ref(end) for end in pair), key=lambda ref: ref.id)
        return PairRow(
            a=a,
            b=b,
            shared=BeforeAfter(before=counts[0], after=counts[1], difference=counts[1] - counts[0]),
            only=Ref(id=only, name=self._selected.snapshot.name(only)) if only else None,
            overlap=f"/api/v1/overlap?a={a.id}&b={b.id}",
        )
