"""The page of the consortia that share most with one, and the choice of that one where a table would be too large."""

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from musubime.errors import NotFound
from musubime.questions.library import Library
from musubime.questions.overlap_top import SORTS, largest, overlap_top
from musubime.questions.selection import Selection
from musubime_api.pages.asked import DataLinks, data_links, library_of, selection_of
from musubime_api.pages.chance_view import null_model_choices, null_model_of
from musubime_api.pages.choices import filter_options
from musubime_api.pages.filter_form import filter_form
from musubime_api.pages.overlap_top_view import top_view
from musubime_api.pages.record_parts import stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
ROWS = 50
LARGEST = 20
KEPT = ("prefecture", "programme", "owner", "roster", "as_of", "within")
OWN = ("sort", "null_model", "cursor")


class Chooser(NamedTuple):
    """A form that asks for one consortium, and the largest of a selection to choose from."""

    action: str
    kept: list[tuple[str, str]]
    largest: list[tuple[str, str, int]]
    """Name, address and members."""


@router.get("/overlap/top", response_model=None)
def overlap_top_page(request: Request) -> HTMLResponse | RedirectResponse:
    """Rank the consortia that share most with the one in `of`, an id or a name; a name nobody has is searched for.

    Without `of` the page asks for one.
    """
    page, library = Page(request), library_of(request)
    query = request.query_params
    asked = query.get("of", "").strip()
    if not asked:
        return _choosing(page, library)
    sort = query.get("sort", "shared")
    selection = selection_of(page, bodies=False)
    try:
        answer = overlap_top(
            library,
            selection,
            asked,
            sort=sort if sort in SORTS else "shared",
            null_model=null_model_of(page),
            limit=ROWS,
            cursor=query.get("cursor"),
        )
    except NotFound:
        return RedirectResponse(page.links.to("/search", q=asked), 303)
    filters = filter_form(page, filter_options(page, library), fixed=("sector", "located_in"))
    return page.show(
        "overlap_top.html",
        title=page.words("overlap.top_title", name=answer.consortium.name),
        current="/overlap",
        answer=answer,
        consortium_href=page.links.record("consortium", answer.consortium.id),
        matrix_href=page.links.filtered("/overlap"),
        top=top_view(page, answer),
        models=null_model_choices(page, [item.test for item in answer.items]),
        filters=filters,
        following=page.links.here(cursor=answer.next) if answer.next else None,
        rows=ROWS,
        data=_data(page, answer.consortium.id, [item.id for item in answer.items]),
        sources=stating_sources(page, library, Selection(consortium=(answer.consortium.id,))),
        graph_version=answer.graph_version,
    )


def _choosing(page: Page, library: Library) -> HTMLResponse:
    """Ask for the one consortium."""
    return page.show(
        "overlap_choose.html",
        title=page.words("overlap.top_choose"),
        current="/overlap",
        chooser=chooser(page, library),
        matrix_href=page.links.filtered("/overlap"),
        graph_version=library.version(),
    )


def chooser(page: Page, library: Library) -> Chooser:
    """Return the choice of one consortium of the selection that a page asks for."""
    kept = [(name, value) for name, value in page.links.query if name in KEPT]
    if page.lang == "en":
        kept.append(("lang", "en"))
    listed = largest(library, selection_of(page, bodies=False), LARGEST)
    return Chooser(
        "/overlap/top",
        kept,
        [(one.name, page.links.filtered("/overlap/top", of=one.id), one.size or 0) for one in listed],
    )


def _data(page: Page, id: str, others: Sequence[str]) -> DataLinks:
    own = {name: value for name in OWN if (value := page.request.query_params.get(name))}
    json = page.links.filtered("/api/v1/overlap/top", consortium=id, sector=None, located_in=None, **own)
    return data_links(page, "/api/v1/overlap/top", (id, *others))._replace(json=json)
