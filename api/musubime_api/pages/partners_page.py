"""The page that finds partners: choose an organization, see who has not sat with it yet and who could introduce."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musubime.questions.chance import members_of
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.partners import partners, themes_of
from musubime.questions.selection import Selected, Selection
from musubime.types.text import search_key
from musubime.types.vocabulary import Kind, OrganizationKind
from musubime_api.pages.asked import library_of, seats_only, selected_links, selection_of
from musubime_api.pages.choices import filter_options
from musubime_api.pages.filter_form import Chosen, FilterForm, Option, filter_form
from musubime_api.pages.partners_view import partner_rows
from musubime_api.pages.record_parts import stating_sources
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
ROWS, HITS, PROPOSED = 20, 20, 10
OWN = ("kind", "theme")
FIRST = ("sector", "kind", "theme", "located_in")


class Body(NamedTuple):
    """An organization that can be chosen."""

    name: str
    href: str
    detail: str


@router.get("/partners")
def partners_page(request: Request) -> Response:
    """Ask for the organization by name, or rank the candidates of the one that the address names."""
    page, library = Page(request), library_of(request)
    query = request.query_params
    id, text = query.get("organization", "").strip(), query.get("q", "").strip()[:1000]
    selection = selection_of(page)
    found = _named(page, library, text) if text else []
    if text and len(found) == 1:
        return RedirectResponse(found[0].href, 303)
    if text or not id:
        return _choosing(page, library, selection, text, found)
    try:
        answer = partners(
            library,
            selection,
            id,
            kind=[one for one in query.getlist("kind") if one],
            theme=[one for one in query.getlist("theme") if one],
            limit=ROWS,
            cursor=query.get("cursor") or None,
            lang=page.lang,
        )
    except Moved as moved:
        return RedirectResponse(page.links.here(organization=moved.kept), 308)
    path = f"/api/v1/organizations/{answer.organization.id}/partners"
    return page.show(
        "partners.html",
        title=page.words("partners.title_of", name=answer.organization.name),
        current="/partners",
        text=text,
        answer=answer,
        organization_href=page.links.record("organization", answer.organization.id),
        another=page.links.filtered("/partners"),
        rows=partner_rows(page, library, selection, answer),
        choices=[],
        proposed=[],
        following=page.links.here(cursor=answer.next) if answer.next else None,
        per_page=ROWS,
        filters=_filters(page, library, selection.resolve(library.snapshot())),
        sources=stating_sources(page, library, seats_only(selection)),
        data=selected_links(page, path, OWN),
        graph_version=answer.graph_version,
    )


def _choosing(page: Page, library: Library, selection: Selection, text: str, found: list[Body]) -> HTMLResponse:
    """Return the page before an organization is chosen: what a name may mean, or some to begin with."""
    return page.show(
        "partners.html",
        title=page.words("partners.title"),
        current="/partners",
        text=text,
        answer=None,
        rows=[],
        choices=found,
        proposed=[] if found else _proposed(page, library, selection.resolve(library.snapshot())),
        sources=[],
        data=None,
        graph_version=library.version(),
    )


def _named(page: Page, library: Library, text: str) -> list[Body]:
    """Return the organizations that a text means: the one of this id or name, else what a search finds."""
    nodes = library.snapshot().graph.organizations
    exact = [id for id, node in nodes.items() if text in (id, node.name)]
    if not exact and search_key(text):
        hits = library.store.search(text, HITS)[0]
        exact = [hit.id for hit in hits if hit.kind is Kind.ORGANIZATION and hit.id in nodes]
    return [
        Body(
            nodes[id].name,
            page.links.here(organization=id, q=None, cursor=None),
            page.labels.prefectures(nodes[id].prefecture),
        )
        for id in dict.fromkeys(exact)
    ]


def _proposed(page: Page, library: Library, selected: Selected) -> list[Body]:
    """Return the organizations with most memberships as ways to begin."""
    found, snapshot = members_of(library, selected), selected.snapshot
    degrees: list[int] = found.degrees().tolist()
    rows = sorted(
        (-degree, snapshot.name(id), id)
        for id, degree in zip(found.actors, degrees, strict=True)
        if id in snapshot.graph.organizations
    )
    return [
        Body(name, page.links.here(organization=id, q=None), page.words("partners.sits_on", count=-degree))
        for degree, name, id in rows[:PROPOSED]
    ]


def _filters(page: Page, library: Library, selected: Selected) -> FilterForm:
    """Return the filters: those of candidates first, then those that narrow the rosters looked at."""
    options = {**filter_options(page, library), **_own_options(page, library, selected)}
    ordered = {name: options[name] for name in (*FIRST, *(name for name in options if name not in FIRST))}
    form = filter_form(page, ordered, beside=True)
    query = page.request.query_params
    labels = {(name, one.value): one.label for name in OWN for one in options[name]}
    active = [
        Chosen(
            f"{page.words(f'filter.{name}')}: {labels.get((name, value), value)}",
            page.links.here(**{name: [one for one in query.getlist(name) if one != value], "cursor": None}),
        )
        for name in OWN
        for value in query.getlist(name)
        if value
    ]
    return form._replace(
        active=[*form.active, *active],
        clear=page.links.to("/partners", organization=query.get("organization", "")),
        kept=[*form.kept, ("organization", query.get("organization", ""))],
    )


def _own_options(page: Page, library: Library, selected: Selected) -> dict[str, list[Option]]:
    """Return the kinds of bodies that hold seats, the themes of the selected consortia, and where bodies are."""
    snapshot = selected.snapshot
    nodes = [
        snapshot.graph.organizations[id]
        for id in members_of(library, selected).actors
        if id in snapshot.graph.organizations
    ]
    kinds = [sum(node.kind is kind for node in nodes) for kind in OrganizationKind]
    places = sorted({code for node in nodes for code in node.prefecture})
    themes = sorted(themes_of(selected).items(), key=lambda row: (-row[1], row[0]))
    return {
        "kind": [
            Option(kind.value, page.labels.organization_kind(kind.value), count)
            for kind, count in zip(OrganizationKind, kinds, strict=True)
            if count
        ],
        "theme": [Option(theme, theme, count) for theme, count in themes],
        "located_in": [Option(code, page.labels.prefecture(code)) for code in places],
    }
