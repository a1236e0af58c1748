"""Pages of single records: organization, consortium, programme, person, post, source."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from musubime.questions import records
from musubime.questions.lists import consortia
from musubime.questions.paging import MOST
from musubime.questions.seats import seats
from musubime.questions.selection import Selection
from musubime_api.pages.around import drawing, neighbours, overlaps
from musubime_api.pages.asked import data_links, library_of
from musubime_api.pages.partners_view import nearest
from musubime_api.pages.record_parts import Link, cards, inside_cards, places, posts, source_links
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.relations_view import relation_groups
from musubime_api.pages.rendering import Page
from musubime_api.state import doors_of

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
MOST_SEATS = 200


@router.get("/organizations/{id}")
def organization_page(request: Request, id: str) -> HTMLResponse:
    """An organization: its seats with printed lines, its surroundings, names, numbers and relations."""
    page, library = Page(request), library_of(request)
    record = records.organization(library, id, page.lang)
    bodies = tuple(dict.fromkeys(seat.consortium.id for seat in record.seats))
    return page.show(
        "organization.html",
        title=record.name,
        record=record,
        seats=record.seats,
        seat_columns=("consortium",),
        seats_label=page.words("organization.seats"),
        scene=drawing(page, library, Selection(consortium=bodies)) if bodies else None,
        neighbours=neighbours(page, library, record.id) if bodies else [],
        nearest=nearest(page, library, record.id) if bodies else None,
        posts=posts(page, record.seats),
        relations=relation_groups(page, record.relations),
        crumbs=places(page, record.prefecture),
        sources=source_links(page, record.seats, record.evidence),
        data=data_links(page, f"/api/v1/organizations/{record.id}", bodies),
        graph_version=record.graph_version,
    )


@router.get("/consortia/{id}")
def consortium_page(request: Request, id: str) -> HTMLResponse:
    """A consortium: its roster with printed lines, what is not stated, and with whom it shares members."""
    page, library = Page(request), library_of(request)
    record = records.consortium(library, id, page.lang)
    inside = tuple(one.other.id for one in record.relations if (one.type, one.direction) == ("INSIDE", "in"))
    beside = [one for one in record.relations if one.type != "UNDER" and one.other.id not in inside]
    shown = (record.id, *inside) if record.seats else inside
    return page.show(
        "consortium.html",
        title=record.name,
        record=record,
        seats=record.seats,
        seat_columns=("holder",),
        seats_label=page.words("consortium.members"),
        organizations=len({seat.organization.id for seat in record.seats if seat.organization}),
        inside=inside_cards(page, library, inside),
        scene=drawing(page, library, Selection(consortium=shown)) if shown else None,
        programmes=[Link(one.name, page.links.record("programme", one.id)) for one in record.programmes],
        overlaps=overlaps(page, library, record.id) if record.size else None,
        relations=relation_groups(page, beside),
        crumbs=places(page, record.prefecture),
        sources=source_links(page, record.seats, record.evidence),
        data=data_links(page, f"/api/v1/consortia/{record.id}", shown or (record.id,)),
        graph_version=record.graph_version,
    )


@router.get("/programmes/{id}")
def programme_page(request: Request, id: str) -> HTMLResponse:
    """A programme: its owners, consortia, budgets and what it is related to."""
    page, library = Page(request), library_of(request)
    record = records.programme(library, id, page.lang)
    bodies = tuple(one.id for one in record.consortia)
    return page.show(
        "programme.html",
        title=record.name,
        record=record,
        owners=[Link(one.name, page.links.record("organization", one.id)) for one in record.owners],
        consortia=cards(page, record.consortia),
        relations=relation_groups(page, [one for one in record.relations if one.type not in {"UNDER", "OWNS"}]),
        sources=source_links(page, (), record.evidence),
        data=data_links(page, f"/api/v1/programmes/{record.id}", bodies),
        graph_version=record.graph_version,
    )


@router.get("/persons/{id}")
def person_page(request: Request, id: str) -> HTMLResponse:
    """A person in public roles; where persons are switched off the page says so."""
    page, library = Page(request), library_of(request)
    record = records.person(library, id, page.lang)
    return page.show(
        "person.html",
        title=record.name,
        record=record,
        seats=record.seats,
        seat_columns=("consortium", "holder"),
        seats_label=page.words("person.seats"),
        relations=relation_groups(page, record.relations),
        sources=source_links(page, record.seats, record.evidence),
        contact=doors_of(request).settings.contact,
        data=data_links(page, f"/api/v1/persons/{record.id}", tuple(seat.consortium.id for seat in record.seats)),
        graph_version=record.graph_version,
    )


@router.get("/posts/{id}")
def post_page(request: Request, id: str) -> HTMLResponse:
    """A post: a title in an organization, whoever holds it."""
    page, library = Page(request), library_of(request)
    record = records.post(library, id)
    return page.show(
        "post.html",
        title=record.name,
        organization=Link(record.organization.name, page.links.record("organization", record.organization.id)),
        seats=record.seats,
        seat_columns=("consortium", "holder"),
        seats_label=page.words("post.holders"),
        sources=source_links(page, record.seats),
        data=data_links(page, f"/api/v1/posts/{record.id}", tuple(seat.consortium.id for seat in record.seats)),
        graph_version=record.graph_version,
    )


@router.get("/sources/{id}")
def source_page(request: Request, id: str) -> HTMLResponse:
    """A source: who published it, under which licence, and the seats that it states."""
    page, library = Page(request), library_of(request)
    record = records.source(library, id, page.lang)
    stated = seats(library, Selection(), source=record.id, limit=MOST_SEATS) if record.statements else None
    bodies = consortia(library, Selection(roster=(record.roster,)), limit=MOST).items if record.roster else ()
    return page.show(
        "source.html",
        title=record.title,
        record=record,
        url=_web_address(record.url),
        consortia=cards(page, bodies),
        seats=stated.items if stated else (),
        seats_total=stated.total if stated else 0,
        seat_columns=("consortium", "holder"),
        seats_label=page.words("source.seats"),
        relations=relation_groups(page, record.relations),
        data=data_links(page, f"/api/v1/sources/{record.id}", tuple(body.id for body in bodies)),
        graph_version=record.graph_version,
    )


def _web_address(url: str | None) -> str | None:
    """Return an address that may be followed; anything but http and https stays text."""
    return url if url and urlsplit(url).scheme in {"http", "https"} else None
