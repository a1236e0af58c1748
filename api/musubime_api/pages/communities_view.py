"""The communities of a selection as a table: what each is made of, and first of all how stable it is."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from musubime.questions.answers_communities import CommunityItem, CommunityList, CommunityMember, Verdict
from musubime.questions.communities import consortium_ids
from musubime.questions.library import Library
from musubime.questions.selection import Selection
from musubime_api.pages.rendering import Page, fraction
from musubime_api.v1.parameters import REPEATS


class MemberRow(NamedTuple):
    """One member of a community."""

    name: str
    href: str
    sector: str | None
    body: bool
    stability: str
    doubtful: bool
    inside: int
    outside: int


class CommunityRow(NamedTuple):
    """One community."""

    rank: int
    anchor: str
    name: str
    verdict: Verdict
    stability: str
    organizations: int
    consortia: int
    extent: str
    places: str
    sectors: list[tuple[str | None, str, int]]
    inside: int
    outside: int
    bodies: list[MemberRow]
    bodies_rest: int
    councils: list[MemberRow]
    councils_rest: int
    network: str | None
    href: str


class CommunitiesView(NamedTuple):
    """What the page shows."""

    answer: CommunityList
    agreement: str
    information: str
    modularity: str
    rows: list[CommunityRow]


DOUBTFUL = 0.6
"""A member below this stability, in a community that is not unstable itself, stands between communities."""


def communities_view(page: Page, library: Library, selection: Selection, answer: CommunityList) -> CommunitiesView:
    """Return the communities of a page of the answer."""
    return CommunitiesView(
        answer=answer,
        agreement=fraction(answer.adjusted_rand),
        information=fraction(answer.mutual_information),
        modularity=fraction(answer.modularity),
        rows=[community_row(page, library, selection, answer.resolution, item) for item in answer.items],
    )


def community_row(
    page: Page, library: Library, selection: Selection, resolution: float, item: CommunityItem
) -> CommunityRow:
    """Return one community as the pages show it."""
    places = [f"{page.labels.prefecture(one.code)} {one.consortia}" for one in item.prefectures]
    if item.wide:
        places.append(f"{page.words('consortium.wide')} {item.wide}")
    return CommunityRow(
        rank=item.rank,
        anchor=item.id.removeprefix("community:"),
        name=item.name,
        verdict=item.verdict,
        stability=fraction(item.stability),
        organizations=item.organizations_total,
        consortia=item.consortia_total,
        extent=item.extent,
        places=page.words("site.comma").join(places),
        sectors=[(one.sector, page.labels.short_sector(one.sector), one.organizations) for one in item.sectors],
        inside=item.ties_inside,
        outside=item.ties_outside,
        bodies=member_rows(page, item, item.organizations),
        bodies_rest=item.organizations_rest,
        councils=member_rows(page, item, item.consortia),
        councils_rest=item.consortia_rest,
        network=_network(page, library, selection, resolution, item),
        href=_href(page, item.id),
    )


def member_rows(page: Page, item: CommunityItem, members: Sequence[CommunityMember]) -> list[MemberRow]:
    """Return members of a community with their own stability."""
    return [
        MemberRow(
            name=one.name,
            href=page.links.record(one.kind, one.id),
            sector=one.sector,
            body=one.kind != "consortium",
            stability=fraction(one.stability),
            doubtful=item.verdict != "unstable" and one.stability is not None and one.stability < DOUBTFUL,
            inside=one.ties_inside,
            outside=one.ties_outside,
        )
        for one in members
    ]


def _network(page: Page, library: Library, selection: Selection, resolution: float, item: CommunityItem) -> str | None:
    """Return the address of the drawing of a community's consortia; None for more than an address can name."""
    if not 0 < item.consortia_total <= REPEATS:
        return None
    ids = [one.id for one in item.consortia]
    if item.consortia_rest:
        ids = consortium_ids(library, selection, item.id, resolution)
    return page.links.filtered("/network", consortium=ids)


def _href(page: Page, id: str) -> str:
    """Return the address of the page of a community, under the filters and the resolution that made it."""
    asked = page.request.query_params.get("resolution")
    return page.links.filtered(f"/communities/{quote(id, safe=':')}", resolution=asked)
