"""The page of the programme map: policy issue × phase, and what follows what."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musubime.questions.programme_map import programme_map
from musubime.questions.selection import Selection
from musubime_api.pages.asked import library_of, selected_links, selection_of
from musubime_api.pages.map_parts import map_filters, map_sources
from musubime_api.pages.programme_map_view import programme_map_view
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/programme-map")
def programme_map_page(request: Request) -> HTMLResponse:
    """The chosen programmes in their cells; each opens to its record and its sources."""
    page, library = Page(request), library_of(request)
    answer = programme_map(library, selection_of(page), page.lang)
    every = library.kept(("programme map", library.version()), lambda: programme_map(library, Selection()).programmes)
    return page.show(
        "programme_map.html",
        title=page.words("programme_map.title"),
        current="/programme-map",
        view=programme_map_view(page, answer),
        filters=map_filters(page, library, every),
        dated=False,
        data=selected_links(page, "/api/v1/programme-map"),
        sources=map_sources(page, (row for one in answer.programmes for row in one.evidence)),
        graph_version=answer.graph_version,
    )
