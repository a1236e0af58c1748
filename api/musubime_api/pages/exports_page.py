"""The page of exports: every format with what it is for, and the same selection in each; what columns mean."""

from typing import NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from musubime.exports.dictionary import TABLES
from musubime.exports.formats import FORMATS, PROJECTED
from musubime.exports.formats import Format as FileFormat
from musubime_api.pages.asked import DataLinks, library_of, seats_only, selection_of
from musubime_api.pages.choices import filter_options
from musubime_api.pages.filter_form import filter_form
from musubime_api.pages.record_parts import stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
KINDS = ("table", "page", "picture", "graph", "record")
WITHOUT: dict[str, None] = {"sector": None, "located_in": None}
"""Filters of bodies, which choose no seats."""


class FormatRow(NamedTuple):
    """One format as the page offers it; links are None where the selection has no seats for it."""

    format: FileFormat
    label: str
    href: str | None
    projected: str | None


@router.get("/exports")
def exports_page(request: Request) -> Response:
    """Every format of the selection; with `format`, the file itself."""
    page, library = Page(request), library_of(request)
    asked = request.query_params.get("format", "")
    if asked in FORMATS:
        return RedirectResponse(page.links.filtered(f"/api/v1/exports/{quote(asked)}", **WITHOUT), 307)
    selection = seats_only(selection_of(page))
    selected = selection.resolve(library.snapshot())
    seats, consortia = len(selected.seats), len(selected.consortia)
    return page.show(
        "exports.html",
        title=page.words("exports.title"),
        current="/exports",
        kinds=[(kind, _rows(page, kind, seats, consortia)) for kind in KINDS],
        seats=seats,
        consortia=consortia,
        as_of=selected.as_of,
        tables=TABLES,
        sources=stating_sources(page, library, selection),
        filters=filter_form(page, filter_options(page, library), fixed=("sector", "located_in"), beside=True),
        data=DataLinks(page.links.to("/api/v1/exports/dictionary")),
        graph_version=selected.snapshot.version,
    )


def _rows(page: Page, kind: str, seats: int, consortia: int) -> list[FormatRow]:
    rows = []
    for one in FORMATS.values():
        if one.kind != kind:
            continue
        address = f"/api/v1/exports/{one.name}"
        there = seats if one.seats else consortia
        rows.append(
            FormatRow(
                one,
                one.ja if page.lang == "ja" else one.en,
                page.links.filtered(address, **WITHOUT) if there else None,
                page.links.filtered(address, **WITHOUT, projection="newman")
                if seats and one.name in PROJECTED
                else None,
            )
        )
    return rows
