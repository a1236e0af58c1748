"""The page that puts two dates, prefectures or programmes side by side."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musubime.questions.answers_compare import CompareAnswer, CompareKind, GrowthPoint
from musubime.questions.comparing import SECTIONS, compare
from musubime.questions.growth import growth
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.paging import MOST
from musubime.questions.selection import Selection
from musubime_api.pages.asked import DataLinks, library_of, seats_only, selection_of
from musubime_api.pages.change_view import delta
from musubime_api.pages.choices import filter_options
from musubime_api.pages.compare_view import compare_view
from musubime_api.pages.filter_form import Option
from musubime_api.pages.links import Value
from musubime_api.pages.record_parts import stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.pages.scene_view import Choice

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
KINDS: tuple[CompareKind, ...] = ("prefecture", "programme", "date")
OWN = {"date": "as_of", "prefecture": "prefecture", "programme": "programme"}
LISTED, ROWS = 20, 100


class Picker(NamedTuple):
    """What the form offers for one kind; `known` are values a date field proposes."""

    kind: CompareKind
    left: str
    right: str
    options: list[Option]
    known: list[str]
    kept: list[tuple[str, str]]


class GrowthLine(NamedTuple):
    """What stands as of one date, with the way to what changed since the one before."""

    point: GrowthPoint
    href: str
    since: str | None
    change: str


@router.get("/compare")
def compare_page(request: Request) -> Response:
    """Pick two; with both given what stayed, came and ended, and what it did to each measure."""
    page, library = Page(request), library_of(request)
    query = request.query_params
    left, right = query.get("left", "").strip(), query.get("right", "").strip()
    selection = seats_only(selection_of(page))
    section = next((name for name in SECTIONS if name == query.get("section")), None)
    kind: CompareKind = next((one for one in KINDS if one == query.get("kind")), "prefecture")
    view, data = None, None
    version = library.version()
    if left and right:
        try:
            answer = compare(
                library,
                selection,
                left,
                right,
                sort=query.get("sort", "memberships"),
                section=section,
                limit=ROWS if section else LISTED,
                cursor=query.get("cursor") if section else None,
                lang=page.lang,
            )
        except Moved as moved:
            kept = {name: moved.kept for name in ("left", "right") if query.get(name) == moved.id}
            return RedirectResponse(page.links.here(**kept), 308)
        kind, version = answer.kind, answer.graph_version
        data = _data(page, answer)
        view = compare_view(page, answer, level="organization", section=section)
    return page.show(
        "compare.html",
        title=page.words("compare.title"),
        current="/compare",
        tabs=[
            Choice(page.words(f"compare.kind_{one}"), page.links.here(**_without(one), kind=one), one == kind)
            for one in KINDS
        ],
        picker=_picker(page, library, kind, left, right, selection),
        view=view,
        section=section,
        whole=page.links.here(section=None, cursor=None),
        growth=_growth(page, library, selection) if kind == "date" and not section else [],
        sources=stating_sources(page, library, selection) if view else [],
        data=data,
        graph_version=version,
    )


def _data(page: Page, answer: CompareAnswer) -> DataLinks:
    """Return the comparison as JSON, and as files the seats of both regions or programmes, or of the later date."""
    json = page.links.filtered("/api/v1/compare", left=answer.left.id, right=answer.right.id)
    if not answer.right.seats or (answer.kind != "date" and not answer.left.seats):
        return DataLinks(json)
    sides = answer.right.id if answer.kind == "date" else (answer.left.id, answer.right.id)
    without: dict[str, Value] = {"sector": None, "located_in": None, OWN[answer.kind]: sides}
    csv, graphml = (page.links.filtered(f"/api/v1/exports/{form}", **without) for form in ("csv", "graphml"))
    return DataLinks(json, csv, graphml)


def _without(kind: CompareKind) -> dict[str, None]:
    """Return what another kind cannot use: the two, the place in a list, and the filter of that kind."""
    return dict.fromkeys(("left", "right", "section", "cursor", "sort", OWN[kind]))


def _picker(page: Page, library: Library, kind: CompareKind, left: str, right: str, selection: Selection) -> Picker:
    options = filter_options(page, library)[kind] if kind != "date" else []
    known = [point.date for point in growth(library, _undated(selection), limit=MOST).items] if kind == "date" else []
    kept = [(name, value) for name, value in page.links.query if name not in {"left", "right", "kind", *_without(kind)}]
    language = [("lang", "en")] if page.lang == "en" else []
    return Picker(kind, _option(left, options), _option(right, options), options, known, [*kept, *language])


def _option(text: str, options: list[Option]) -> str:
    """Return the value of the option that a text names by value or label; the text itself where none does."""
    return next((one.value for one in options if text in (one.value, one.label)), text)


def _undated(selection: Selection) -> Selection:
    return selection.model_copy(update={"as_of": None})


def _growth(page: Page, library: Library, selection: Selection) -> list[GrowthLine]:
    lines: list[GrowthLine] = []
    before: GrowthPoint | None = None
    for point in growth(library, _undated(selection), limit=MOST).items:
        since, change = None, ""
        if before is not None:
            since = page.links.here(left=before.date, right=point.date, kind=None)
            change = delta(before.seats, point.seats, point.seats - before.seats).difference
        lines.append(GrowthLine(point, page.links.filtered("/network", as_of=point.date), since, change))
        before = point
    return lines
