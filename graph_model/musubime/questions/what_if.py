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
        fallen = falling(change, both)
        compared = _Compared(selected, asked.frame, before, after)
        effect = Effect(
            suppositions=asked.rows,
            falling=fallen,
            lost=compared.named(compared.lost),
            gained=compared.named(compared.gained),
            now_sole=len(compared.now_sole),
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
                betweenness_change(change, both),
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


def _by_pair(pairs: Pairs) -> dict[tuple[int, int], tuple[int, int]]:
    """Return how many tie each pair, and one of them."""
    listed = (column.tolist() for column in (pairs.first, pairs.second, pairs.shared, pairs.actor))
    return {(a, b): (shared, actor) for a, b, shared, actor in zip(*listed, strict=True)}


class _Compared:
    """The pairs of consortia at the changed ones, before and after, by what happened to them."""

    def __init__(self, selected: Selected, frame: Frame, before: Pairs, after: Pairs) -> None:
        self._selected, self._frame = selected, frame
        self._before, self._after = _by_pair(before), _by_pair(after)
        both = self._before.keys() & self._after.keys()
        self.lost = self._sorted(self._before.keys() - self._after.keys())
        self.gained = self._sorted(self._after.keys() - self._before.keys())
        self.now_sole = self._sorted(p for p in both if self._before[p][0] > 1 == self._after[p][0])
        self.no_longer_sole = self._sorted(p for p in both if self._before[p][0] == 1 < self._after[p][0])

    def _sorted(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        return sorted(pairs, key=lambda pair: (*(self._name(end) for end in pair), pair))

    def _name(self, column: int) -> str:
        return self._selected.snapshot.graph.consortia[self._frame.consortia[column]].name

    def named(self, pairs: list[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
        """Return the names of pairs."""
        return tuple((self._name(a), self._name(b)) for a, b in pairs)

    def refs(self, columns: Iterable[int]) -> tuple[Ref, ...]:
        """Return consortia by name."""
        return tuple(sorted((self._ref(column) for column in columns), key=lambda ref: (ref.name, ref.id)))

    def _ref(self, column: int) -> Ref:
        return Ref(id=self._frame.consortia[column], name=self._name(column))

    def section(self, pages: Pages, name: WhatIfSection) -> PairSection:
        """Return a page of the pairs of one list."""
        pairs: list[tuple[int, int]] = getattr(self, name.removeprefix("pairs_"))
        page, following = pages.page(name, pairs, lambda pair: " ".join(self._ref(end).id for end in pair))
        return PairSection(total=len(pairs), next=following, items=tuple(map(self._row, page)))

    def _row(self, pair: tuple[int, int]) -> PairRow:
        before, after = self._before.get(pair), self._after.get(pair)
        only = next((side[1] for side in (after, before) if side is not None and side[0] == 1), None)
        a, b = sorted((self._ref(end) for end in pair), key=lambda ref: ref.id)
        actor = None if only is None else self._frame.actors[only]
        counts = (before[0] if before else 0, after[0] if after else 0)
        return PairRow(
            a=a,
            b=b,
            shared=BeforeAfter(before=counts[0], after=counts[1], difference=counts[1] - counts[0]),
            only=Ref(id=actor, name=self._selected.snapshot.name(actor)) if actor else None,
            overlap=f"/api/v1/overlap?a={a.id}&b={b.id}",
        )
