"""The page that takes bodies and seats away, or puts seats in, and shows what would change; nothing is stored."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musubime.questions.chance import members_of
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.paging import MOST
from musubime.questions.selection import Selected
from musubime.questions.what_if import SECTIONS, what_if
from musubime.types.text import search_key
from musubime.types.vocabulary import Kind
from musubime_api.pages.asked import library_of, seats_only, selected_links, selection_of
from musubime_api.pages.record_parts import stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.pages.what_if_view import what_if_view

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
LISTED, ROWS, PROPOSED, HITS, SHOWN = 20, 100, 10, 200, 20
TYPED = ("remove_name", "add_name", "add_to")
"""Fields of the form that hold names as typed; the address of an answer has ids."""


class Option(NamedTuple):
    """Something that can be chosen."""

    name: str
    href: str
    detail: str = ""


class Named(NamedTuple):
    """What a name that was typed may mean."""

    id: str
    name: str
    kind: Kind


class Asked(NamedTuple):
    """A name that was typed and is not one thing: what it may mean, or nothing."""

    text: str
    options: list[Option]


@router.get("/what-if")
def what_if_page(request: Request) -> Response:
    """Choose what goes and what comes; names are looked up, and the address then names ids."""
    page, library = Page(request), library_of(request)
    query = request.query_params
    selection = seats_only(selection_of(page))
    asked: list[Asked] = []
    if any(query.get(name) for name in TYPED):
        target = _read(page, library, asked)
        if target is not None:
            return RedirectResponse(target, 303)
    remove, add = ([one for one in query.getlist(name) if one] for name in ("remove", "add"))
    section = next((name for name in SECTIONS if name == query.get("section")), None)
    view, version = None, library.version()
    if remove or add:
        try:
            answer = what_if(
                library,
                selection,
                remove,
                add,
                sort=query.get("sort", "bridge_share"),
                section=section,
                limit=ROWS if section else LISTED,
                cursor=query.get("cursor") if section else None,
                lang=page.lang,
            )
        except Moved as moved:
            kept = {
                name: [moved.kept if value == moved.id else value for value in query.getlist(name)]
                for name in ("remove", "add")
            }
            return RedirectResponse(page.links.here(**kept), 308)
        view, version = what_if_view(page, answer, section), answer.graph_version
    selected = selection.resolve(library.snapshot())
    return page.show(
        "what_if.html",
        title=page.words("what_if.title"),
        current="/what-if",
        kept=_kept(page),
        typed={name: query.get(name, "") for name in TYPED} if asked else dict.fromkeys(TYPED, ""),
        asked=asked,
        organizations=_organizations(library, selected),
        consortia=_consortia(selected),
        proposed=[] if view else _proposed(page, library, selected),
        view=view,
        section=section,
        whole=page.links.here(section=None, cursor=None),
        clear=page.links.filtered("/what-if"),
        sources=stating_sources(page, library, selection) if view else [],
        data=selected_links(page, "/api/v1/what-if", ("remove", "add", "sort"), sector=None, located_in=None)
        if view
        else None,
        graph_version=version,
    )


def _kept(page: Page) -> list[tuple[str, str]]:
    """Return what the form hands on: everything but what it asks for anew."""
    kept = [(name, value) for name, value in page.links.query if name not in {*TYPED, "section", "cursor"}]
    return [*kept, ("lang", "en")] if page.lang == "en" else kept


def _read(page: Page, library: Library, asked: list[Asked]) -> str | None:
    """Return the address with the ids of the names typed; None, with what they may mean, where one is not clear."""
    query = page.request.query_params
    changes: dict[str, list[str]] = {name: query.getlist(name) for name in ("remove", "add")}
    gone, body, to = (query.get(name, "").strip() for name in TYPED)
    if gone:
        found = _named(library, gone, Kind.ORGANIZATION, Kind.CONSORTIUM)
        if len(found) == 1:
            changes["remove"].append(found[0].id)
        else:
            asked.append(Asked(gone, _choices(page, found, "remove_name")))
    if body or to:
        bodies = _named(library, body, Kind.ORGANIZATION) if body else []
        places = _named(library, to, Kind.CONSORTIUM) if to else []
        if len(bodies) == len(places) == 1:
            changes["add"].append(f"{bodies[0].id}@{places[0].id}")
        for text, listed, field in ((body, bodies, "add_name"), (to, places, "add_to")):
            if len(listed) != 1:
                asked.append(Asked(text, _choices(page, listed, field)))
    if asked:
        return None
    done = dict.fromkeys((*TYPED, "section", "cursor"))
    return page.links.here(**{name: list(dict.fromkeys(ids)) for name, ids in changes.items()}, **done)


def _named(library: Library, text: str, *kinds: Kind) -> list[Named]:
    """Return what a text means: an id, an exact name, else the first that a search finds."""
    graph = library.snapshot().graph
    names = {
        Kind.ORGANIZATION: {id: node.name for id, node in graph.organizations.items()},
        Kind.CONSORTIUM: {id: node.name for id, node in graph.consortia.items()},
    }
    for kind in kinds:
        if text in names[kind]:
            return [Named(text, names[kind][text], kind)]
    exact = [Named(id, name, kind) for kind in kinds for id, name in names[kind].items() if name == text]
    if exact:
        return sorted(exact, key=lambda one: (one.name, one.id))
    hits = library.store.search(text, HITS)[0] if search_key(text) else []
    return [Named(hit.id, hit.name, hit.kind) for hit in hits if hit.kind in kinds][:SHOWN]


def _choices(page: Page, found: list[Named], field: str) -> list[Option]:
    return [
        Option(one.name, page.links.here(**{field: one.id}), page.words(f"kind.{one.kind.name.lower()}"))
        for one in found
    ]


def _organizations(library: Library, selected: Selected) -> list[str]:
    """Return the names of the seated organizations for a field to propose; none where there are too many."""
    organizations = selected.snapshot.graph.organizations
    names = {organizations[id].name for id in members_of(library, selected).actors if id in organizations}
    return sorted(names) if len(names) <= MOST else []


def _consortia(selected: Selected) -> list[tuple[str, str]]:
    """Return id and name of the consortia that a seat can be put on; none where there are too many to choose from."""
    nodes = [selected.snapshot.graph.consortia[id] for id in selected.consortium_ids if selected.snapshot.stated(id)]
    return (
        sorted(((node.id, node.name) for node in nodes), key=lambda row: (row[1], row[0])) if len(nodes) <= MOST else []
    )


def _proposed(page: Page, library: Library, selected: Selected) -> list[Option]:
    """Return the organizations with most memberships as ways to begin."""
    found, snapshot = members_of(library, selected), selected.snapshot
    degrees: list[int] = found.degrees().tolist()
    rows = [
        (-degree, snapshot.name(id), id)
        for id, degree in zip(found.actors, degrees, strict=True)
        if degree > 1 and id in snapshot.graph.organizations
    ]
    return [
        Option(name, page.links.here(remove=id, **dict.fromkeys(TYPED)), page.words("what_if.sits_on", count=-degree))
        for degree, name, id in sorted(rows)[:PROPOSED]
    ]
