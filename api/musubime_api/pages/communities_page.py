"""The page of communities: never a group without how stable it is."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musubime.errors import BadQuestion
from musubime.questions.communities import communities, community, consortium_ids
from musubime_api.pages.asked import library_of, selected_links, selection_of
from musubime_api.pages.choices import filter_options
from musubime_api.pages.communities_view import communities_view, community_row, member_rows
from musubime_api.pages.filter_form import filter_form
from musubime_api.pages.record_parts import stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.pages.scene_view import Choice
from musubime_api.v1.parameters import REPEATS

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
ROWS, MEMBERS = 50, 100
RESOLUTIONS = (("coarse", "0.3"), ("usual", "1"), ("fine", "2"))
"""Sizes of communities that the page offers, each with its resolution."""


@router.get("/communities")
def communities_page(request: Request) -> HTMLResponse:
    """The communities of a selection by size, each with its stability in words and as a number."""
    page, library = Page(request), library_of(request)
    selection = selection_of(page)
    cursor = request.query_params.get("cursor")
    answer = communities(library, selection, resolution=_resolution(request), limit=ROWS, cursor=cursor)
    return page.show(
        "communities.html",
        title=page.words("communities.title"),
        current="/communities",
        view=communities_view(page, library, selection, answer),
        sizes=[
            Choice(
                page.words(f"communities.{name}"),
                page.links.here(resolution=None if value == "1" else value, cursor=None),
                float(value) == answer.resolution,
            )
            for name, value in RESOLUTIONS
        ],
        following=page.links.here(cursor=answer.next) if answer.next else None,
        rows=ROWS,
        sources=stating_sources(page, library, selection),
        filters=filter_form(page, filter_options(page, library), fixed=("sector", "located_in"), beside=True),
        data=selected_links(page, "/api/v1/communities", ("resolution",), sector=None, located_in=None),
        graph_version=answer.graph_version,
    )


@router.get("/communities/{id}")
def community_page(request: Request, id: str) -> HTMLResponse:
    """One community with all its members, page by page."""
    page, library = Page(request), library_of(request)
    selection, resolution = selection_of(page), _resolution(request)
    cursor = request.query_params.get("cursor")
    answer = community(library, selection, id, resolution=resolution, limit=MEMBERS, cursor=cursor)
    asked = request.query_params.get("resolution")
    ids = consortium_ids(library, selection, id, resolution)
    # what an address cannot name is told of the whole selection
    bodies = ids if 0 < len(ids) <= REPEATS else list(selection.consortium)
    path = f"/api/v1/communities/{quote(id, safe=':')}"
    files = selected_links(page, path, sector=None, located_in=None, consortium=bodies)
    return page.show(
        "community.html",
        title=page.words("communities.one", name=answer.community.name),
        current="/communities",
        row=community_row(page, library, selection, resolution, answer.community),
        members=member_rows(page, answer.community, answer.items),
        runs=answer.runs,
        back=page.links.filtered("/communities", resolution=asked),
        following=page.links.here(cursor=answer.next) if answer.next else None,
        rows=MEMBERS,
        sources=stating_sources(page, library, selection.model_copy(update={"consortium": tuple(bodies)})),
        data=files._replace(json=selected_links(page, path, ("resolution",), sector=None, located_in=None).json),
        graph_version=answer.graph_version,
    )


def _resolution(request: Request) -> float:
    try:
        return float(request.query_params.get("resolution") or 1)
    except ValueError:
        raise BadQuestion("resolution は 0.1 から 10 までの数で書いてください。", field="resolution") from None
