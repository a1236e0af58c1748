"""The page of a prefecture, and of the consortia of wider regions beside the map."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musubime.errors import NotFound, TooMany
from musubime.questions import records
from musubime.questions.answers_measures import OverlapMatrix
from musubime.questions.answers_records import ConsortiumItem
from musubime.questions.key_actors import key_actors
from musubime.questions.library import Library
from musubime.questions.lists import consortia
from musubime.questions.network import network
from musubime.questions.overlap import overlap_matrix
from musubime.questions.paging import MOST
from musubime.questions.prefectures import prefectures
from musubime.questions.selection import Selection
from musubime.types.prefectures import BY_CODE
from musubime_api.pages.asked import all_items, library_of, seats_only, selected_links, selection_of
from musubime_api.pages.choices import filter_options
from musubime_api.pages.filter_form import filter_form
from musubime_api.pages.links import WIDE
from musubime_api.pages.matrix_view import matrix_view
from musubime_api.pages.ranking_view import ranking_view, seats_by_actor
from musubime_api.pages.record_parts import cards, stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.pages.scene_view import scene_view
from musubime_api.pages.strip_view import strip_view

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
ROWS = 30
MOST_PLANS = 12
LISTED = 120
REPEATS = 100
"""Most repeats of one filter that an address may carry."""
WAYS = ("network", "overlap", "key-actors", "introductions")


@router.get("/prefectures/{code}")
def prefecture_page(request: Request, code: str) -> HTMLResponse:
    """A prefecture: its sentence, the matrix, the network, the ranked table and its consortia."""
    page, library = Page(request), library_of(request)
    if code != WIDE and code not in BY_CODE:
        raise NotFound("都道府県", code)
    chosen = selection_of(page, {"prefecture": () if code == WIDE else (code,)})
    bodies = _bodies(library, chosen, code)
    selection = chosen.model_copy(update={"prefecture": (), "consortium": tuple(one.id for one in bodies)})
    asked = chosen if code != WIDE else selection
    context = _with_data(page, library, asked, code, bodies) if bodies else {"empty": True}
    name = page.words("prefecture.title_wide") if code == WIDE else page.labels.prefecture(code)
    return page.show("prefecture.html", title=name, code=code, graph_version=library.version(), **context)


def _bodies(library: Library, chosen: Selection, code: str) -> list[ConsortiumItem]:
    """Return the consortia of a prefecture, or those of no prefecture."""
    asked = seats_only(chosen)
    found = all_items(lambda cursor: consortia(library, asked, limit=MOST, cursor=cursor))
    return [one for one in found if code != WIDE or not one.prefecture]


def _with_data(
    page: Page, library: Library, selection: Selection, code: str, bodies: list[ConsortiumItem]
) -> dict[str, object]:
    seats = seats_only(selection)
    matrix = _matrix(library, seats)
    actors = key_actors(library, selection, limit=ROWS, lang=page.lang).items
    joining = [actor for actor in actors if actor.memberships > 1]
    scene = network(library, selection, page.lang)
    fixed = {"prefecture": code} if code != WIDE else {"consortium": tuple(one.id for one in bodies)}
    linked = code != WIDE or len(bodies) <= REPEATS
    return {
        "empty": False,
        "sentence": _sentence(page, library, seats, code),
        "matrix": matrix_view(page, matrix) if matrix else None,
        "strip": strip_view(page, joining, matrix) if matrix else None,
        "scene": scene_view(page, scene),
        "ranking": ranking_view(
            page, joining, path="/key-actors", fixed=fixed, lines=seats_by_actor(library, selection, "organization")
        ),
        "consortia": cards(page, bodies[:LISTED], _plans(library, bodies)),
        "more_consortia": max(len(bodies) - LISTED, 0),
        "filters": filter_form(page, filter_options(page, library), fixed=("prefecture", "consortium")),
        "ways": {name: page.links.filtered(f"/{name}", **fixed) for name in WAYS if linked},
        "sources": stating_sources(page, library, seats),
        "data": selected_links(page, "/api/v1/network", **fixed) if linked else None,
    }


def _matrix(library: Library, selection: Selection) -> OverlapMatrix | None:
    """Return the matrix; None where there are too many consortia for a table."""
    try:
        return overlap_matrix(library, selection)
    except TooMany:
        return None


def _sentence(page: Page, library: Library, selection: Selection, code: str) -> str:
    """Return the sentence of the tile of this prefecture, or of the wider regions."""
    wanted = "" if code == WIDE else code
    return next(item.sentence for item in prefectures(library, selection, page.lang).items if item.code == wanted)


def _plans(library: Library, bodies: list[ConsortiumItem]) -> dict[str, str | None]:
    """Return the names of plans, where few enough consortia are shown to look each one up."""
    if len(bodies) > MOST_PLANS:
        return {}
    return {one.id: records.consortium(library, one.id).plan for one in bodies}
