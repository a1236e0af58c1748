"""Partner search: organizations that have not sat with one yet, ranked by the ways that lead to them."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.incidence import Incidence, incidence
from musubime.analytics.partner_ranking import PartnerGraph, Ranking, partner_graph, ranking
from musubime.errors import BadQuestion, NotFound
from musubime.questions.answers import Ref
from musubime.questions.answers_partners import PartnerItem, PartnerList
from musubime.questions.library import Library, Reading
from musubime.questions.moved import Moved
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.partner_rows import PartnerRows, desks_of
from musubime.questions.partner_sentences import Told, notes
from musubime.questions.selection import UNKNOWN, Selected, Selection
from musubime.questions.ways import ways_of
from musubime.types.vocabulary import Kind, OrganizationKind, Reported

Ranked = Sequence[tuple[int, int]]
"""Rank of a candidate and its place in the ranking, in order."""
Passes = Callable[[str], bool]


def partners(
    library: Library,
    selection: Selection,
    id: str,
    *,
    kind: Sequence[str] = (),
    theme: Sequence[str] = (),
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
    lang: str = "ja",
) -> PartnerList:
    """Return the organizations that share no selected consortium with this one, by score, then name and id.

    Values and ranks are those among all candidates; `sector`, `located_in`, `q`, `kind` (of the body) and `theme` (of a
    consortium that it sits on) only choose which rows are listed. Bodies that no way leads to are counted, not ranked.
    Raises Moved, NotFound for an unknown id, BadQuestion for a kind or theme that there is not.
    """
    with library.reading() as reading:
        snapshot = reading.snapshot
        _check(reading, id)
        selected = selection.resolve(snapshot)
        passes = _passing(selected, kind, theme)
        asked = _asked(library, selected, id)
        chosen = asked.passing(passes)
        page, following = paged(chosen, limit, cursor, lambda row: asked.id(row[1]), ranked_in=snapshot.version)
        own = asked.consortia
        told = Told(
            asker=snapshot.name(id),
            seated=bool(own),
            filters=_narrowing(selection),
            candidates=len(asked.order),
            total=len(chosen),
            unconnected=asked.unconnected(passes),
            partial=sum(snapshot.graph.consortia[each].reported is Reported.PARTIAL for each in own),
        )
        return PartnerList(
            graph_version=snapshot.version,
            total=told.total,
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            organization=Ref(id=id, name=told.asker),
            memberships=len(own),
            co_seated=len(asked.ranking.co_seated) if asked.ranking else 0,
            candidates=told.candidates,
            unconnected=told.unconnected,
            partial=told.partial,
            left_out=asked.found.left_out,
            notes=notes(told, lang),
            items=tuple(_items(library, selected, asked, page, lang)),
        )


@dataclass(frozen=True)
class _Asked:
    """The ranking for one organization; None, and nothing in order, where it has no selected seat."""

    found: Incidence
    graph: PartnerGraph
    place: int
    ranking: Ranking | None
    order: Ranked

    @property
    def consortia(self) -> list[str]:
        return self.found.consortia_of(self.place) if self.ranking else []

    def id(self, at: int) -> str:
        assert self.ranking is not None
        body: str = self.found.actors[self.ranking.candidates[at]]
        return body

    def passing(self, passes: Passes | None) -> Ranked:
        return self.order if passes is None else [row for row in self.order if passes(self.id(row[1]))]

    def unconnected(self, passes: Passes | None) -> int:
        if self.ranking is None or passes is None:
            return self.ranking.unconnected if self.ranking else 0
        away = np.flatnonzero(self.graph.component != self.graph.component[self.place])
        return sum(passes(self.found.actors[each]) for each in away.tolist())


def _asked(library: Library, selected: Selected, id: str) -> _Asked:
    found, graph, names = _graph(library, selected)
    place = bisect_left(found.actors, id)
    if place == len(found.actors) or found.actors[place] != id:
        return _Asked(found, graph, place, None, ())

    def compute() -> tuple[Ranking, Ranked]:
        made = ranking(graph, place)
        return made, _in_order(made, names)

    return _Asked(found, graph, place, *library.kept(("partners", id, selected.key), compute))


def _items(library: Library, selected: Selected, asked: _Asked, page: Ranked, lang: str) -> Iterator[PartnerItem]:
    if asked.ranking is None or not page:
        return
    desks = library.kept(("desks", selected.key), lambda: desks_of(selected))
    rows = PartnerRows(ways_of(library, selected), asked.found, asked.graph, desks, asked.place, lang)
    for rank, at in page:
        yield rows.item(rank, asked.ranking, at)


def _check(reading: Reading, id: str) -> None:
    if id in reading.snapshot.graph.organizations:
        return
    kept = reading.store.kept_id(Kind.ORGANIZATION, id)
    if kept is not None and kept != id:
        raise Moved("organization", id, kept)
    raise NotFound(Kind.ORGANIZATION.label_ja, id)


def _graph(library: Library, selected: Selected) -> tuple[Incidence, PartnerGraph, NDArray[np.intp]]:
    """Return organizations × consortia of the selected seats with what every ranking on it needs, kept.

    The last is the place of each organization by name, then id.
    """

    def compute() -> tuple[Incidence, PartnerGraph, NDArray[np.intp]]:
        found = incidence(selected.snapshot, selected.seats, "organization")
        called = [selected.snapshot.name(id) for id in found.actors]
        places = np.empty(len(called), dtype=np.intp)
        places[sorted(range(len(called)), key=lambda at: (called[at], at))] = np.arange(len(called))
        return found, partner_graph(found.matrix), places

    return library.kept(("partner graph", selected.key), compute)


def _in_order(ranked: Ranking, names: NDArray[np.intp]) -> Ranked:
    """Return the rows of a ranking: by score, equal ones sharing a rank, then by name and id.

    `names` gives the place of every actor by name.
    """
    order = np.lexsort((names[ranked.candidates], -ranked.scores))
    scores = ranked.scores[order]
    first = np.concatenate(([True], scores[1:] != scores[:-1]))
    ranks = np.maximum.accumulate(np.where(first, np.arange(1, len(order) + 1), 0)) if len(order) else order
    return list(zip(ranks.tolist(), order.tolist(), strict=True))


def _narrowing(selection: Selection) -> list[str]:
    """Return the filters that select seats, as they are written."""
    return selection.model_copy(update={"sector": (), "located_in": (), "q": None}).described()


def _passing(selected: Selected, kind: Sequence[str], theme: Sequence[str]) -> Passes | None:
    """Return whether an organization passes the filters of the list; None where there are none."""
    snapshot, selection = selected.snapshot, selected.selection
    body = selection.bodies(snapshot) if selection.sector or selection.located_in or selection.q else None
    kinds = {_kind(text) for text in kind}
    sitting = _on_themes(selected, theme) if theme else None
    if body is None and not kinds and sitting is None:
        return None

    def passes(id: str) -> bool:
        if kinds and snapshot.graph.organizations[id].kind not in kinds:
            return False
        if sitting is not None and id not in sitting:
            return False
        return body is None or body(id)

    return passes


def _kind(text: str) -> OrganizationKind | None:
    if text in (UNKNOWN, "不明"):
        return None
    found = next((k for k in OrganizationKind if text in (k.value, k.label_ja)), None)
    if found is None:
        known = "、".join(k.value for k in OrganizationKind)
        raise BadQuestion(f"機関の種類「{text[:40]}」はありません。{known}、unknown から選んでください。", field="kind")
    return found


def themes_of(selected: Selected) -> dict[str, int]:
    """Return the themes of the selected consortia with how many of them have each, in the order of the words."""
    counts: dict[str, int] = {}
    for id in selected.consortium_ids:
        for theme in selected.snapshot.graph.consortia[id].themes:
            counts[theme] = counts.get(theme, 0) + 1
    return dict(sorted(counts.items()))


def _on_themes(selected: Selected, theme: Sequence[str]) -> set[str]:
    """Return the organizations with a selected seat on a consortium of one of these themes."""
    known = themes_of(selected)
    for text in theme:
        if text not in known:
            some = "、".join(sorted(known, key=lambda each: (-known[each], each))[:10])
            problem = f"テーマ「{text[:80]}」の会議体はありません。選んだ会議体のテーマ: {some or 'なし'}。"
            raise BadQuestion(problem, field="theme", value=text[:80])
    graph, wanted = selected.snapshot.graph, set(theme)
    seats = (graph.seats[id] for id in selected.seat_ids)
    return {seat.organization for seat in seats if wanted.intersection(graph.consortia[seat.consortium].themes)} - {
        None
    }  # type: ignore[return-value]
