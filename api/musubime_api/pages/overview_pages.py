"""The map, the prefectures, search, the page about the site, and the documentation of the API."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

import musubime
from musubime.questions.lists import programmes, sources
from musubime.questions.paging import MOST
from musubime.questions.prefectures import prefectures
from musubime.questions.searching import search
from musubime.questions.selection import Selection
from musubime.questions.status import status
from musubime_api.pages.asked import all_items, library_of
from musubime_api.pages.home_view import count_rows, home_view
from musubime_api.pages.links import PATHS
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.state import doors_of

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
HITS = 50
MEASURES = (
    ("memberships", "Faust 1997; Borgatti & Everett 1997"),
    ("connector", "Guimerà & Amaral 2005"),
    ("sole_bridge", "Hamilton, Hileman & Bodin 2020"),
    ("bridge_share", "–"),
    ("betweenness_two_mode", "Freeman 1977; Borgatti & Halgin 2011"),
    ("overlap_coefficient", "Szymkiewicz–Simpson"),
    ("jaccard", "Jaccard 1901"),
)


@router.get("/")
def home_page(request: Request) -> HTMLResponse:
    """The map of Japan with a sentence for each prefecture, search, and examples to start with."""
    page, library = Page(request), library_of(request)
    answer = status(library, musubime.__version__)
    schemes = all_items(lambda cursor: programmes(library, Selection(), limit=MOST, cursor=cursor))
    return page.show(
        "home.html",
        title=page.words("nav.map"),
        current="/",
        home=home_view(page, answer, prefectures(library, Selection(), page.lang), schemes),
        graph_version=answer.graph_version,
    )


@router.get("/search")
def search_page(request: Request) -> HTMLResponse:
    """What a name finds."""
    page, library = Page(request), library_of(request)
    text = request.query_params.get("q", "").strip()[:1000]
    answer = search(library, text, limit=HITS) if text else None
    hits = [
        {
            "name": hit.name,
            "matched": hit.matched,
            "href": page.links.record(hit.kind, hit.id),
            "kind_label": page.words(f"kind.{hit.kind}"),
            "prefecture": page.labels.prefectures(hit.prefecture),
        }
        for hit in (answer.items if answer else ())
        if hit.kind.capitalize() in PATHS
    ]
    return page.show(
        "search.html",
        title=page.words("search.title", text=text) if text else page.words("search.title_empty"),
        current="/search",
        hits=hits,
        total=answer.total if answer else 0,
        data={"json": page.links.to("/api/v1/search", q=text)},
        graph_version=answer.graph_version if answer else "",
    )


@router.get("/about")
def about_page(request: Request) -> HTMLResponse:
    """Purpose, method, measures in plain words, privacy, licences, and every source."""
    page, library = Page(request), library_of(request)
    answer = status(library, musubime.__version__)
    return page.show(
        "about.html",
        title=page.words("about.title"),
        current="/about",
        measures=MEASURES,
        counts=count_rows(page, answer),
        persons_on=library.persons,
        contact=doors_of(request).settings.contact,
        registers=doors_of(request).registers.infos(),
        sources_list=all_items(lambda cursor: sources(library, Selection(), limit=MOST, cursor=cursor)),
        graph_version=answer.graph_version,
    )


@router.get("/api")
def api_page(request: Request) -> HTMLResponse:
    """The documentation of the API to try out, from our own host."""
    page = Page(request)
    return page.show("api.html", title=page.words("api.title"), current="/api")
