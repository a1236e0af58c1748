"""The page of paths: from whom to whom, every shortest way with its printed lines, and how far everybody is."""

import re
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musubime.questions.distances import distances
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.paths import end_ref, paths
from musubime.questions.searching import search
from musubime_api.pages.asked import DataLinks, data_links, library_of, selected_links, selection_of
from musubime_api.pages.choices import filter_options
from musubime_api.pages.filter_form import filter_form
from musubime_api.pages.links import FILTERS
from musubime_api.pages.paths_view import PathsView, RingsView, paths_view, rings_view
from musubime_api.pages.record_parts import stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.v1.parameters import ID_PATTERN

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
SHOWN = 20
"""Paths that the page draws; the JSON beside it lists up to 500."""
HITS = 30
NAMES = 100
MET = "2"
"""The ring that stands open: who sits on a consortium together with the organization."""
ENDS = ("organization", "person", "consortium")


class Suggestion(NamedTuple):
    """A record that a text may mean."""

    name: str
    kind: str
    prefecture: str
    href: str


class Picker(NamedTuple):
    """One end: its field, what stands in it, the id it means, or the records that it may mean."""

    field: str
    text: str
    id: str | None = None
    kind: str = ""
    name: str = ""
    choices: tuple[Suggestion, ...] = ()
    nothing: bool = False
    more: bool = False
    """Whether a search finds more records than those that the choices were taken from."""


@router.get("/paths")
def paths_page(request: Request) -> Response:
    """Two ends by name or id; with one the steps to everybody, with both every shortest path."""
    page, library = Page(request), library_of(request)
    try:
        return _page(page, library, _picker(page, library, "from"), _picker(page, library, "to"))
    except Moved as moved:
        places = {name: moved.kept for name in ("from", "to") if request.query_params.get(name) == moved.id}
        return RedirectResponse(page.links.here(**places), status_code=308)


def _page(page: Page, library: Library, start: Picker, goal: Picker) -> HTMLResponse:
    selection = selection_of(page, bodies=False)
    found: PathsView | None = None
    rings: RingsView | None = None
    data: DataLinks | None = None
    if start.id and goal.id:
        found = paths_view(page, paths(library, selection, start.id, goal.id, limit=SHOWN, lang=page.lang))
        asked = {"from": start.id, "to": goal.id, "sector": None, "located_in": None}
        data = data_links(page, "/api/v1/paths", found.consortia)._replace(
            json=page.links.filtered("/api/v1/paths", **asked)
        )
    elif start.id and start.kind == "organization" and not goal.text:
        query = page.request.query_params
        steps = query.get("steps") or MET
        answer = distances(library, selection, start.id, steps=steps, limit=NAMES, cursor=query.get("cursor"))
        rings = rings_view(page, answer, steps)
        path = f"/api/v1/organizations/{start.id}/distances"
        data = selected_links(page, path, ("steps",), sector=None, located_in=None)
    named = " – ".join(each.name for each in (start, goal) if each.id)
    return page.show(
        "paths.html",
        title=page.words("paths.title_of", names=named) if named else page.words("paths.title"),
        current="/paths",
        pickers=(start, goal),
        hits=HITS,
        kept=[pair for pair in page.links.query if pair[0] in FILTERS],
        found=found,
        rings=rings,
        data=data,
        turned=page.links.here(**{"from": goal.id or goal.text, "to": start.id or start.text}) if found else None,
        from_here=page.links.here(to=None) if found and start.kind == "organization" else None,
        sources=found.sources if found else stating_sources(page, library, selection) if rings else [],
        filters=filter_form(page, filter_options(page, library), fixed=("sector", "located_in")),
        graph_version=library.version(),
    )


def _picker(page: Page, library: Library, field: str) -> Picker:
    """Return what the text of a field means: an id, the only record of this name, or some to choose from."""
    text = page.request.query_params.get(field, "").strip()[:1000]
    if not text:
        return Picker(field, "")
    if ":" in text and re.match(ID_PATTERN, text):
        ref = end_ref(library, field, text)
        return Picker(field, ref.name, ref.id, ref.kind, ref.name)
    answer = search(library, text, limit=HITS)
    hits = [hit for hit in answer.items if hit.kind.lower() in ENDS]
    exact = [hit for hit in hits if text in (hit.name, hit.matched)]
    if len(exact or hits) == 1:
        (hit,) = exact or hits
        return Picker(field, hit.name, hit.id, hit.kind.lower(), hit.name)
    choices = tuple(
        Suggestion(
            hit.name,
            page.words(f"kind.{hit.kind.lower()}"),
            page.labels.prefectures(hit.prefecture),
            page.links.here(**{field: hit.id, "cursor": None, "steps": None}),
        )
        for hit in exact or hits
    )
    return Picker(field, text, choices=choices, nothing=not choices, more=answer.next is not None and not exact)
