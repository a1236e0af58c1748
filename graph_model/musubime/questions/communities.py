"""Which bodies and consortia belong together, and how sure that is."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote, urlencode

import numpy as np

from musubime.errors import BadQuestion, NotFound
from musubime.questions.answers_communities import (
    CommunityAnswer,
    CommunityItem,
    CommunityList,
    CommunityMember,
    Extent,
    PrefectureCount,
    SectorCount,
    Verdict,
)
from musubime.questions.grouping import Grouped, grouped
from musubime.questions.library import Library
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.rosters import SECTOR_ORDER
from musubime.questions.rows import seats_path
from musubime.questions.selection import SEAT_FILTERS, Selection
from musubime.types.prefectures import names_of

OWN_FILTERS = ("sector", "located_in", "q")
LEAST, MOST = 0.1, 10.0
"""Smallest and largest resolution."""
LISTED = 20
"""Consortia and bodies of one community that a list names; the path beside them leads to all."""
OF_GROUP = (0.75, 0.60)
"""Mean Jaccard overlap from which a community is stable, or at least shows a pattern (Hennig 2007, 2008)."""
OF_WHOLE = (0.80, 0.65)
"""Adjusted Rand index from which two partitions agree well, or moderately (Steinley 2004)."""


def verdict(value: float, limits: tuple[float, float]) -> Verdict:
    """Return what a value at 6 decimals says about stability."""
    stable, doubtful = limits
    return "stable" if value >= stable else "doubtful" if value >= doubtful else "unstable"


def communities(
    library: Library,
    selection: Selection,
    *,
    resolution: float = 1.0,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> CommunityList:
    """Return the communities of the selected seats by size, each with its stability.

    Raises BadQuestion for a resolution out of bounds and filters that say nothing about seats.
    """
    _checked(selection, resolution)
    with library.reading() as reading:
        selected = selection.resolve(reading.snapshot)
        groups = grouped(library, selected, resolution)
        page, following = paged(
            groups.ranked, limit, cursor, lambda row: groups.community_ids[row[1]], ranked_in=reading.snapshot.version
        )
        found, incidence = groups.found, groups.incidence
        some = bool(groups.ids)
        return CommunityList(
            graph_version=reading.snapshot.version,
            total=len(groups.ranked),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            resolution=resolution,
            runs=found.runs,
            modularity=round(found.modularity, 6) if some else None,
            adjusted_rand=round(found.adjusted_rand, 6) if some else None,
            mutual_information=round(found.mutual_information, 6) if some else None,
            verdict=verdict(round(found.adjusted_rand, 6), OF_WHOLE) if some else None,
            communities=len(groups.ranked),
            components=len(groups.sizes_of_components),
            single_consortium=len(groups.single),
            organizations=len(incidence.actors),
            consortia=len(incidence.consortia),
            consortia_left_out=len(selected.consortia) - len(incidence.consortia),
            left_out=incidence.left_out,
            items=tuple(_item(groups, selection, rank, number, resolution) for rank, number in page),
        )


def community(
    library: Library,
    selection: Selection,
    id: str,
    *,
    resolution: float = 1.0,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> CommunityAnswer:
    """Return one community of the selected seats with its members, page by page.

    Raises NotFound where the selection has none of this id, and as `communities` does.
    """
    _checked(selection, resolution)
    with library.reading() as reading:
        selected = selection.resolve(reading.snapshot)
        groups = grouped(library, selected, resolution)
        asked = _asked(groups, id)
        nodes = groups.members[asked[1]]
        page, following = paged(nodes, limit, cursor, lambda node: groups.ids[node], ranked_in=reading.snapshot.version)
        return CommunityAnswer(
            graph_version=reading.snapshot.version,
            total=len(nodes),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            community=_item(groups, selection, *asked, resolution),
            runs=groups.found.runs,
            resolution=resolution,
            items=tuple(_member(groups, node) for node in page),
        )


def consortium_ids(library: Library, selection: Selection, id: str, resolution: float = 1.0) -> list[str]:
    """Return the ids of all consortia of one community of the selected seats; raises as `community` does."""
    with library.reading() as reading:
        groups = grouped(library, selection.resolve(reading.snapshot), resolution)
        return [groups.ids[node] for node in groups.members[_asked(groups, id)[1]] if not groups.is_body(node)]


def _asked(groups: Grouped, id: str) -> tuple[int, int]:
    """Return rank and number of a community; raises NotFound where the selection has none of this id."""
    found = next((row for row in groups.ranked if groups.community_ids[row[1]] == id), None)
    if found is None:
        raise NotFound("グループ", id)
    return found


def _checked(selection: Selection, resolution: float) -> None:
    selection.refuse(*OWN_FILTERS)
    if not LEAST <= resolution <= MOST:
        problem = f"resolution は {LEAST:g} から {MOST:g} までです。"
        raise BadQuestion(problem, field="resolution", value=str(resolution)[:80])


def _item(groups: Grouped, selection: Selection, rank: int, number: int, resolution: float) -> CommunityItem:
    snapshot, nodes = groups.snapshot, groups.members[number]
    consortia = [node for node in nodes if not groups.is_body(node)]
    bodies = [node for node in nodes if groups.is_body(node)]
    places = Counter(code for node in consortia for code in snapshot.graph.consortia[groups.ids[node]].prefecture)
    codes = tuple(sorted(places))
    inside = int(groups.inside[consortia].sum())
    ends = int(groups.degrees[nodes].sum())
    stability = round(float(groups.found.stability[number]), 6)
    return CommunityItem(
        id=groups.community_ids[number],
        rank=rank,
        name=groups.name(nodes[0]),
        prefecture=codes,
        prefecture_names=tuple(names_of(codes)),
        size=len(nodes),
        organizations_total=len(bodies),
        consortia_total=len(consortia),
        extent=_extent(groups, nodes),
        stability=stability,
        verdict=verdict(stability, OF_GROUP),
        ties_inside=inside,
        ties_outside=ends - 2 * inside,
        sectors=_sectors(groups, bodies),
        prefectures=tuple(
            PrefectureCount(code=code, name=names_of((code,))[0], consortia=places[code])
            for code in sorted(places, key=lambda code: (-places[code], code))
        ),
        wide=sum(not snapshot.graph.consortia[groups.ids[node]].prefecture for node in consortia),
        consortia=tuple(_member(groups, node) for node in consortia[:LISTED]),
        consortia_rest=max(0, len(consortia) - LISTED),
        organizations=tuple(_member(groups, node) for node in bodies[:LISTED]),
        organizations_rest=max(0, len(bodies) - LISTED),
        members=_path(groups.community_ids[number], selection, resolution),
    )


def _extent(groups: Grouped, nodes: Sequence[int]) -> Extent:
    component = int(groups.found.components[nodes[0]])
    if len(nodes) < groups.sizes_of_components[component]:
        return "part"
    return "single_consortium" if component in groups.single else "component"


def _sectors(groups: Grouped, bodies: Sequence[int]) -> tuple[SectorCount, ...]:
    counts = Counter(groups.snapshot.sector(groups.ids[node]) for node in bodies)
    order = sorted(counts, key=lambda sector: (sector is None, SECTOR_ORDER.get(sector or "", 9)))
    return tuple(SectorCount(sector=sector, organizations=counts[sector]) for sector in order)


def _member(groups: Grouped, node: int) -> CommunityMember:
    id, snapshot, body = groups.ids[node], groups.snapshot, groups.is_body(node)
    kind = "consortium" if not body else "organization" if id in snapshot.graph.organizations else "person"
    stability = float(groups.found.member_stability[node])
    inside = int(groups.inside[node])
    return CommunityMember.model_validate(
        {
            "id": id,
            "name": groups.name(node),
            "kind": kind,
            "sector": snapshot.sector(id) if body else None,
            "ties_inside": inside,
            "ties_outside": int(groups.degrees[node]) - inside,
            "stability": None if np.isnan(stability) else round(stability, 6),
            "seats": seats_path(kind, id),
        }
    )


def _path(id: str, selection: Selection, resolution: float) -> str:
    """Return the path of a community under the filters that made it."""
    pairs = [(name, value) for name in SEAT_FILTERS for value in getattr(selection, name)]
    pairs += [("as_of", selection.as_of)] if selection.as_of else []
    pairs += [("within", "true")] if selection.within else []
    pairs += [("resolution", f"{resolution:g}")] if resolution != 1 else []
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"/api/v1/communities/{quote(id, safe=':')}{query}"
