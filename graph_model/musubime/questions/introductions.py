"""Introductions: which consortia of a selection are tied, which are not, who could introduce those, and whom to ask."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from musubime.analytics.overlapping import shared_counts
from musubime.analytics.shortest_paths import distances_among
from musubime.analytics.snapshot import NONE
from musubime.errors import BadQuestion, TooMany
from musubime.questions.answers_introductions import IntroductionItem, IntroductionList, KeySeat, Through
from musubime.questions.chance import members_of
from musubime.questions.introducing import LISTED_WAYS, Between, between
from musubime.questions.introduction_sentences import PairFacts, sentence
from musubime.questions.key_seats import first_of_kind, key_seats, unknown_kinds
from musubime.questions.library import Library
from musubime.questions.overlap import row
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.paths import OWN_FILTERS
from musubime.questions.rosters import Roster, Sharing, rosters
from musubime.questions.selection import SEAT_FILTERS, Selected, Selection
from musubime.questions.ways import START, WayGraph, ways_of

TIED = ("no", "yes", "unknown")
MOST_CONSORTIA = 200
MOST_WAYS = 100
Tied = Literal["no", "yes", "unknown"]


class Pair(NamedTuple):
    """Two consortia by id, a < b, whether they are tied, and how near they are."""

    a: str
    b: str
    tied: Tied
    shared: int
    steps: int | None


def introductions(
    library: Library,
    selection: Selection,
    *,
    tied: str | None = None,
    through: str = "selection",
    ways: int = LISTED_WAYS,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
    lang: str = "ja",
) -> IntroductionList:
    """Return every pair of the selected consortia: those that are not tied first, with who could introduce them.

    `tied` lists one kind of pairs only; the counts stay those of all. Ways lead over the selected seats, with
    `through` all over every seat of the date. Raises TooMany naming filters for more than 200 consortia, BadQuestion.
    """
    selection.refuse(*OWN_FILTERS)
    if tied is not None and tied not in TIED:
        raise BadQuestion("tied は no・yes・unknown のどれかです。", field="tied", value=tied[:80])
    if through not in ("selection", "all"):
        raise BadQuestion("through は selection か all です。", field="through", value=through[:80])
    if not 0 <= ways <= MOST_WAYS:
        raise BadQuestion(f"ways は 0 から {MOST_WAYS} までです。", field="ways", value=str(ways))
    with library.reading() as reading:
        selected = selection.resolve(reading.snapshot)
        _refuse_too_many(len(selected.consortia))
        reach: Through = "all" if through == "all" else "selection"
        wide = _everywhere(selection) if reach == "all" else selection
        graph = ways_of(library, wide.resolve(reading.snapshot) if wide is not selection else selected)
        pairs = library.kept(
            ("pairs to introduce", reach, selected.key, selected.as_of), lambda: _pairs(library, selected, graph)
        )
        chosen = [pair for pair in pairs if tied in (None, pair.tied)]
        page, following = paged(
            chosen, limit, cursor, lambda pair: f"{pair.a} {pair.b}", ranked_in=reading.snapshot.version
        )
        write = _Writer(library, selected, graph, page, wide, reach, ways, lang)
        return IntroductionList(
            graph_version=reading.snapshot.version,
            total=len(chosen),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            through=reach,
            untied=sum(pair.tied == "no" for pair in pairs),
            no_way=sum(pair.tied == "no" and pair.steps is None for pair in pairs),
            tied=sum(pair.tied == "yes" for pair in pairs),
            unknown=sum(pair.tied == "unknown" for pair in pairs),
            items=tuple(write.item(pair) for pair in page),
        )


def _refuse_too_many(count: int) -> None:
    if count > MOST_CONSORTIA:
        raise TooMany(
            f"会議体が {count} 件あり、組の上限（会議体 {MOST_CONSORTIA} 件）を超えます。"
            "prefecture・programme・owner・consortium・roster のどれかで絞ってください。"
        )


def _everywhere(selection: Selection) -> Selection:
    return Selection(as_of=selection.as_of, sector_basis=selection.sector_basis)


def _pairs(library: Library, selected: Selected, graph: WayGraph) -> list[Pair]:
    """Return all pairs: not tied and nearest first, then tied and least first, then not known; then by name."""
    snapshot = selected.snapshot
    found = members_of(library, selected)
    common = shared_counts(found.matrix).tocoo()
    shared = {
        (found.consortia[k], found.consortia[other]): int(count)
        for k, other, count in zip(common.row.tolist(), common.col.tolist(), common.data.tolist(), strict=True)
    }
    ids = selected.consortium_ids
    steps = _steps(graph, ids)
    names = {id: snapshot.graph.consortia[id].name for id in ids}
    pairs = []
    for a, b in combinations(ids, 2):
        if not (snapshot.stated(a) and snapshot.stated(b)):
            pairs.append(Pair(a, b, "unknown", 0, None))
        elif count := shared.get((a, b), 0):
            pairs.append(Pair(a, b, "yes", count, 2))
        else:
            pairs.append(Pair(a, b, "no", 0, steps.get((a, b))))
    far = graph.two_mode.size
    return sorted(
        pairs,
        key=lambda pair: (
            TIED.index(pair.tied),
            far if pair.steps is None else pair.steps,
            pair.shared,
            names[pair.a],
            names[pair.b],
            pair.a,
            pair.b,
        ),
    )


def _steps(graph: WayGraph, ids: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return the steps between those of these consortia that a way joins."""
    placed = [(id, end.node) for id in ids if (end := graph.end(id, START)).node >= 0]
    found = distances_among(graph.two_mode, [node for _, node in placed])
    return {
        (a, b): int(found[i, k])
        for (i, (a, _)), (k, (b, _)) in combinations(enumerate(placed), 2)
        if found[i, k] != NONE
    }


class _Writer:
    """Writes the items of one page."""

    def __init__(
        self,
        library: Library,
        selected: Selected,
        graph: WayGraph,
        page: Sequence[Pair],
        wide: Selection,
        through: Through,
        ways: int,
        lang: str,
    ) -> None:
        self._selected, self._graph, self._wide, self._through = selected, graph, wide, through
        self._ways, self._lang = ways, lang
        ids = sorted({id for pair in page for id in (pair.a, pair.b)})
        self._rosters = rosters(library, selected, members_of(library, selected), ids)
        self._sharing = Sharing(selected)
        self._key_seats = {id: self._key(id, self._rosters[id]) for id in ids}

    def item(self, pair: Pair) -> IntroductionItem:
        """Return a pair with all that is said about it."""
        a, b = self._rosters[pair.a], self._rosters[pair.b]
        snapshot = self._selected.snapshot
        shared = self._sharing.members(a, b) if pair.tied == "yes" else ()
        found = between(self._graph, pair.a, pair.b, self._ways) if pair.tied == "no" and pair.steps else Between()
        partial = pair.tied != "unknown" and (a.partial or b.partial)
        names = {id: snapshot.graph.consortia[id].name for id in (pair.a, pair.b)}
        facts = PairFacts(
            a=names[pair.a],
            b=names[pair.b],
            missing=[names[id] for id in (pair.a, pair.b) if not snapshot.stated(id)],
            empty=[names[id] for id, roster in ((pair.a, a), (pair.b, b)) if not roster.seats],
            partial=partial,
            everywhere=self._through == "all",
            shared=[member.name for member in shared],
            length=pair.steps,
            way=found.first,
            total=found.total,
            introducers=found.names,
            itself=found.itself,
        )
        return IntroductionItem(
            a=pair.a,
            b=pair.b,
            consortia=(row(snapshot, pair.a, a), row(snapshot, pair.b, b)),
            tied={"yes": True, "no": False, "unknown": None}[pair.tied],
            lower_bound=partial,
            shared_count=None if pair.tied == "unknown" else pair.shared,
            shared=shared,
            distance=pair.steps,
            ways_total=found.total,
            ways=found.ways,
            introducers_total=len(found.names),
            introducers=found.introducers,
            key_seats_a=first_of_kind(self._key_seats[pair.a]),
            key_seats_b=first_of_kind(self._key_seats[pair.b]),
            key_seats_total_a=len(self._key_seats[pair.a]),
            key_seats_total_b=len(self._key_seats[pair.b]),
            unknown_a=unknown_kinds(self._key_seats[pair.a]),
            unknown_b=unknown_kinds(self._key_seats[pair.b]),
            sentence=sentence(facts, self._lang),
            paths=_paths_address(pair, self._wide),
        )

    def _key(self, id: str, roster: Roster) -> tuple[KeySeat, ...]:
        held: Mapping[str, Sequence[str]] = roster.seats
        seats = (self._selected.snapshot.graph.seats[seat] for ids in held.values() for seat in ids)
        return key_seats(self._graph, id, seats, self._lang)


def _paths_address(pair: Pair, wide: Selection) -> str:
    asked = [(name, value) for name in SEAT_FILTERS for value in getattr(wide, name)]
    asked += [("as_of", wide.as_of)] if wide.as_of else []
    asked += [("within", "true")] if wide.within else []
    return "/api/v1/paths?" + urlencode([("from", pair.a), ("to", pair.b), *asked])
