"""What was loaded, and the form that loads a roster: for the steward."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musubime.questions.paging import MOST
from musubime.types.changes import ChangeSetHeader
from musubime.types.reading_flags import ReadingFlag
from musubime_api.pages.asked import DataLinks
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page, embedded
from musubime_api.state import doors_of
from musubime_api.v1.history import listed_loads, one_load
from musubime_loaders.difference import Difference
from musubime_loaders.seat_columns import FIELDS, headings_of

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
_SEATS = ("added", "ended", "changed", "changed_holders", "past")
_SHOWN = 200
"""Seats of one kind of change that the page lists; the rest is counted, and all of them are in the JSON."""


@router.get("/loads")
def loads_page(request: Request) -> HTMLResponse:
    """The history, the newest first, and the form for the next roster."""
    page, doors = Page(request), doors_of(request)
    cursor = request.query_params.get("cursor") or None
    listed = listed_loads(doors.store, doors.library.version(), 50 if cursor is None else MOST, cursor)
    listed = doors.library.unnamed(listed)
    return page.show(
        "loads.html",
        title=page.words("loads.title"),
        current="/loads",
        rows=[_row(page, header) for header in listed.items],
        total=listed.total,
        following=page.links.to("/loads", cursor=listed.next) if listed.next else None,
        read_only=doors.settings.read_only,
        texts=embedded({"texts": page.words.under("loads.script"), "flags": _flags(page), "columns": _columns(page)}),
        data={"json": page.links.to("/api/v1/loads")},
        graph_version=listed.graph_version,
    )


@router.get("/loads/{id}")
def load_page(request: Request, id: str) -> HTMLResponse:
    """One load: what was read, what it changed, what was left out and why."""
    page, doors = Page(request), doors_of(request)
    record = one_load(doors, id)
    return page.show(
        "load.html",
        title=record.title,
        current="/loads",
        record=record,
        kind_label=page.words(f"loads.kind_{record.kind}"),
        changes=[(_kind_name(page, row.kind), row.written, row.removed) for row in record.changes],
        groups=_groups(record.difference),
        review=record.difference.review if record.difference else (),
        flags=_flags(page),
        data=DataLinks(page.links.to(f"/api/v1/loads/{id}")),
        graph_version=record.graph_version,
    )


def _row(page: Page, header: ChangeSetHeader) -> dict[str, object]:
    return {
        "seq": header.seq,
        "at": header.at[:16].replace("T", " "),
        "title": header.title,
        "href": page.links.to(f"/loads/{header.id}"),
        "kind": page.words(f"loads.kind_{header.kind}"),
        "edition_date": header.edition_date,
        "actor": header.actor,
    }


def _flags(page: Page) -> dict[str, str]:
    return {flag.value: flag.label(page.lang) for flag in ReadingFlag}


def _columns(page: Page) -> dict[str, str]:
    return {field: field if page.lang == "en" else headings_of(field)[0] for field in FIELDS}


def _kind_name(page: Page, kind: str) -> str:
    return page.words("loads.ties") if kind == "Tie" else page.words(f"kind.{kind.lower()}")


def _groups(difference: Difference | None) -> list[dict[str, object]]:
    if difference is None:
        return []
    groups = []
    for key in _SEATS:
        seats = getattr(difference, key)
        if seats:
            groups.append({"key": key, "count": len(seats), "seats": seats[:_SHOWN], "rest": len(seats[_SHOWN:])})
    return groups
