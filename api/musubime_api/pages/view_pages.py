"""Pages over the whole selection: the network, the overlap, the key actors."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musubime.errors import TooMany
from musubime.questions.key_actors import key_actors
from musubime.questions.library import Library
from musubime.questions.network import network
from musubime.questions.overlap import overlap, overlap_matrix
from musubime.questions.records import organization
from musubime_api.pages.asked import level_of, library_of, seats_only, selected_links, selection_of
from musubime_api.pages.chance_view import null_model_choices, null_model_of
from musubime_api.pages.choices import filter_options
from musubime_api.pages.filter_form import filter_form
from musubime_api.pages.matrix_view import matrix_view
from musubime_api.pages.overlap_top_page import chooser
from musubime_api.pages.pair_view import pair_view
from musubime_api.pages.ranking_view import ranking_view, seats_by_actor
from musubime_api.pages.record_parts import stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.pages.scene_view import Choice, scene_view
from musubime_api.pages.strip_view import strip_view

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
ROWS = 50
LEVELS = ("organization", "post", "person")


@router.get("/network")
def network_page(request: Request) -> HTMLResponse:
    """The drawn network of a selection, or of what stands around one organization."""
    page, library = Page(request), library_of(request)
    around = request.query_params.get("around")
    title = page.words("network.title")
    fixed: dict[str, tuple[str, ...]] = {}
    if around:
        record = organization(library, around, page.lang)
        title = page.words("network.around", name=record.name)
        fixed = {"consortium": tuple(dict.fromkeys(seat.consortium.id for seat in record.seats))}
    selection = selection_of(page, fixed)
    scene = network(library, selection, page.lang)
    return page.show(
        "network.html",
        title=title,
        current="/network",
        scene=scene_view(page, scene),
        filters=filter_form(page, filter_options(page, library), beside=True),
        data=selected_links(page, "/api/v1/network", **fixed),
        sources=stating_sources(page, library, seats_only(selection)),
        graph_version=scene.graph_version,
    )


@router.get("/overlap")
def overlap_page(request: Request) -> HTMLResponse:
    """The table of overlaps of a selection, or with `a` and `b` the overlap of two."""
    page, library = Page(request), library_of(request)
    query = request.query_params
    if query.get("a") and query.get("b"):
        return _pair_page(page, library, query["a"], query["b"])
    by: Literal["consortium", "programme"] = "programme" if query.get("by") == "programme" else "consortium"
    selection = selection_of(page, bodies=False)
    try:
        answer = overlap_matrix(library, selection, by)
    except TooMany:
        return _too_many_page(page, library)
    actors = key_actors(library, selection, limit=ROWS, lang=page.lang).items if by == "consortium" else ()
    return page.show(
        "overlap.html",
        title=page.words("overlap.title"),
        current="/overlap",
        by=[
            Choice(page.words(f"overlap.by_{name}"), page.links.here(by=name), name == by)
            for name in ("consortium", "programme")
        ],
        matrix=matrix_view(page, answer, everything=query.get("all") == "1"),
        strip=strip_view(page, actors, answer),
        sources=stating_sources(page, library, selection),
        filters=filter_form(page, filter_options(page, library), fixed=("sector", "located_in"), beside=True),
        data=selected_links(page, "/api/v1/overlap/matrix", ("by",), sector=None, located_in=None),
        graph_version=answer.graph_version,
    )


def _too_many_page(page: Page, library: Library) -> HTMLResponse:
    """Say that there are too many consortia for one table, beside the filters that help."""
    return page.show(
        "overlap_filter.html",
        title=page.words("overlap.title"),
        current="/overlap",
        chooser=chooser(page, library),
        filters=filter_form(page, filter_options(page, library), fixed=("sector", "located_in"), beside=True),
        graph_version=library.version(),
    )


def _pair_page(page: Page, library: Library, a: str, b: str) -> HTMLResponse:
    answer = overlap(library, selection_of(page, bodies=False), a, b, null_model=null_model_of(page))
    shown = pair_view(page, library, answer)
    return page.show(
        "overlap_pair.html",
        title=page.words("overlap.pair_title", a=shown.sides[0].name, b=shown.sides[1].name),
        current="/overlap",
        pair=shown,
        models=null_model_choices(page, [answer.test]),
        matrix_href=page.links.filtered("/overlap"),
        data=selected_links(page, "/api/v1/overlap", ("null_model",), pair=(a, b)),
        graph_version=answer.graph_version,
    )


@router.get("/key-actors")
def key_actors_page(request: Request) -> HTMLResponse:
    """The ranked table of who ties networks together; the headings sort."""
    page, library = Page(request), library_of(request)
    level = level_of(request)
    sort = request.query_params.get("sort", "memberships")
    selection = selection_of(page)
    cursor = request.query_params.get("cursor")
    answer = key_actors(
        library,
        selection,
        level=level,
        sort=sort,
        limit=ROWS,
        cursor=cursor,
        lang=page.lang,
    )
    lines = seats_by_actor(library, selection, level)
    return page.show(
        "key_actors.html",
        title=page.words("actors.title"),
        current="/key-actors",
        levels=[
            Choice(page.words(f"actors.level_{name}"), page.links.here(level=name, cursor=None), name == level)
            for name in LEVELS
            if name != "person" or library.persons
        ],
        ranking=ranking_view(page, answer.items, level=level, sort=answer.sort, lines=lines),
        total=answer.total,
        left_out=answer.left_out,
        error=answer.betweenness_error,
        exact_later=answer.betweenness_exact_later,
        other_measures=page.links.filtered("/api/v1/key-actors/other-measures", level=level),
        following=page.links.here(cursor=answer.next) if answer.next else None,
        rows=ROWS,
        sources=stating_sources(page, library, seats_only(selection)),
        filters=filter_form(page, filter_options(page, library), beside=True),
        data=selected_links(page, "/api/v1/key-actors", ("level", "sort")),
        graph_version=answer.graph_version,
    )
