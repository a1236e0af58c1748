"""The pages: server-rendered, the same answers as the API, usable without script."""

from fastapi import APIRouter, Request, Response
from starlette.routing import Match
from starlette.types import Scope

from musubime_api.pages import (
    communities_page,
    compare_page,
    exports_page,
    introductions_page,
    loads_pages,
    login_page,
    overlap_top_page,
    overview_pages,
    partners_page,
    paths_page,
    prefecture_pages,
    programme_map_page,
    record_pages,
    review_page,
    support_map_page,
    view_pages,
    what_if_page,
)
from musubime_api.pages.refusals import PageRoute, error_page

_NOT_PAGES = ("/api/v1", "/static", "/openapi.json", "/healthz", "/readyz", "/reconcile", "/docs", "/redoc")


class _AnyOtherPage(PageRoute):
    """Whatever no other route answers and a reader could have typed."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match every path that is not another door's."""
        if scope["type"] != "http" or str(scope["path"]).startswith(_NOT_PAGES):
            return Match.NONE, {}
        return super().matches(scope)


def pages_router() -> APIRouter:
    """Return the routes of all pages; the last one answers every unknown address with a page that says so."""
    pages = APIRouter()
    for part in (overview_pages, prefecture_pages, view_pages, record_pages, loads_pages, review_page, login_page):
        pages.include_router(part.router)
    pages.include_router(overlap_top_page.router)
    pages.include_router(partners_page.router)
    pages.include_router(communities_page.router)
    pages.include_router(programme_map_page.router)
    pages.include_router(support_map_page.router)
    pages.include_router(compare_page.router)
    pages.include_router(exports_page.router)
    pages.include_router(what_if_page.router)
    pages.include_router(introductions_page.router)
    pages.include_router(paths_page.router)
    rest = APIRouter(route_class=_AnyOtherPage)
    rest.add_api_route("/{path:path}", _not_found, methods=["GET"], include_in_schema=False)
    pages.include_router(rest)
    return pages


def _not_found(request: Request) -> Response:
    """Say in plain words that there is no such page."""
    return error_page(request, 404)


router = pages_router()
