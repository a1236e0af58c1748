"""The page of the support map: municipality × type of support, with what is not recorded."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musubime.questions.selection import Selection
from musubime.questions.support_map import support_map
from musubime_api.pages.asked import library_of, selected_links, selection_of
from musubime_api.pages.map_parts import map_filters, map_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.pages.support_map_view import support_map_view

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/support-map")
def support_map_page(request: Request) -> HTMLResponse:
    """The chosen schemes by municipality and type; each opens to its record, its sources and how sure it is."""
    page, library = Page(request), library_of(request)
    answer = support_map(library, selection_of(page), page.lang)
    every = library.kept(("support map", library.version()), lambda: support_map(library, Selection()).schemes)
    return page.show(
        "support_map.html",
        title=page.words("support_map.title"),
        current="/support-map",
        view=support_map_view(page, answer),
        filters=map_filters(page, library, every),
        dated=False,
        data=selected_links(page, "/api/v1/support-map"),
        sources=map_sources(page, (row for one in answer.schemes for row in one.evidence)),
        graph_version=answer.graph_version,
    )
