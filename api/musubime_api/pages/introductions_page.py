"""The page of introductions: which consortia are not tied, who could introduce them, whom to turn to."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musubime.errors import TooMany
from musubime.questions.answers_introductions import IntroductionList
from musubime.questions.introductions import TIED, introductions
from musubime.questions.library import Library
from musubime.questions.prefectures import prefectures
from musubime.questions.selection import Selection
from musubime_api.pages.asked import library_of, selected_links, selection_of
from musubime_api.pages.choices import filter_options
from musubime_api.pages.filter_form import filter_form
from musubime_api.pages.introductions_view import pair_cards
from musubime_api.pages.record_parts import Link, stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.pages.scene_view import Choice

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
PAIRS, WAYS = 20, 2
OWN = ("tied", "through")


@router.get("/introductions")
def introductions_page(request: Request) -> HTMLResponse:
    """The pairs of a selection, those not tied first; without a selection the prefectures to choose from."""
    page, library = Page(request), library_of(request)
    query = request.query_params
    selection = selection_of(page, bodies=False)
    if not selection.narrowed:
        return _choose(page, library)
    asked = {name: query.get(name) or None for name in OWN}
    try:
        answer = introductions(
            library,
            selection,
            tied=asked["tied"],
            through=asked["through"] or "selection",
            ways=WAYS,
            limit=PAIRS,
            cursor=query.get("cursor"),
            lang=page.lang,
        )
    except TooMany:
        return _choose(page, library, too_many=True)
    return page.show(
        "introductions.html",
        title=page.words("introductions.title"),
        current="/introductions",
        answer=answer,
        counts=_counts(page, answer, asked["tied"]),
        reach=[
            Choice(
                page.words(f"introductions.through_{name}"),
                page.links.here(through=None if name == "selection" else name, cursor=None),
                name == answer.through,
            )
            for name in ("selection", "all")
        ],
        pairs=pair_cards(page, answer),
        following=page.links.here(cursor=answer.next) if answer.next else None,
        rows=PAIRS,
        sources=stating_sources(page, library, selection),
        filters=filter_form(page, filter_options(page, library), fixed=("sector", "located_in"), beside=True),
        data=selected_links(page, "/api/v1/introductions", OWN, sector=None, located_in=None),
        graph_version=answer.graph_version,
    )


def _choose(page: Page, library: Library, *, too_many: bool = False) -> HTMLResponse:
    """Let a reader choose a prefecture or other filters: all pairs of a country say nothing to anybody."""
    places = [one for one in prefectures(library, Selection(), page.lang).items if one.code and one.consortia > 1]
    return page.show(
        "introductions_choose.html",
        title=page.words("introductions.title"),
        current="/introductions",
        too_many=too_many,
        places=[
            (Link(page.labels.prefecture(one.code), page.links.here(prefecture=one.code, cursor=None)), one.consortia)
            for one in places
        ],
        filters=filter_form(page, filter_options(page, library), fixed=("sector", "located_in"), beside=True),
        graph_version=library.version(),
    )


def _counts(page: Page, answer: IntroductionList, tied: str | None) -> list[Choice]:
    """Return the kinds of pairs with their numbers, each a link to those alone."""
    numbers = {"no": answer.untied, "yes": answer.tied, "unknown": answer.unknown}
    every = Choice(
        page.words("introductions.all", count=sum(numbers.values())), page.links.here(tied=None, cursor=None), not tied
    )
    return [
        every,
        *(
            Choice(
                page.words(f"introductions.tied_{name}", count=numbers[name]),
                page.links.here(tied=name, cursor=None),
                tied == name,
            )
            for name in TIED
        ),
    ]
