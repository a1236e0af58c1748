"""What a page's address asks for: the filters as a selection, and addresses of the same data at the other doors."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request

from musubime.exports.formats import FORMATS, Format
from musubime.questions.key_actors import LEVELS, Level
from musubime.questions.library import Library
from musubime.questions.selection import Selection
from musubime_api.pages.links import Value
from musubime_api.pages.rendering import Page
from musubime_api.v1.parameters import REPEATS

LISTS = ("prefecture", "programme", "owner", "consortium", "roster", "sector", "located_in")
SEAT_LISTS = ("prefecture", "programme", "owner", "consortium", "roster")
T_co = TypeVar("T_co", covariant=True)


class Paged(Protocol[T_co]):
    """A page of any list."""

    @property
    def items(self) -> Sequence[T_co]:
        """The items of this page."""

    @property
    def next(self) -> str | None:
        """The cursor of the next page."""


class DataLinks(NamedTuple):
    """The data of a page at the other doors."""

    json: str
    csv: str | None = None
    graphml: str | None = None

    @property
    def formats(self) -> list[Format]:
        """The formats that the selection fills; none where there is no file of it."""
        return [one for one in FORMATS.values() if self.csv or (self.graphml and not one.seats)]

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The filters of the files, as a form sends them."""
        return parse_qsl(urlsplit(self.graphml or self.csv or "").query)


def library_of(request: Request) -> Library:
    """Return the library of the application."""
    library = request.app.state.library
    assert isinstance(library, Library)
    return library


def selection_of(page: Page, fixed: Mapping[str, tuple[str, ...]] | None = None, *, bodies: bool = True) -> Selection:
    """Return the selection that the query asks for; `fixed` filters come from the path, `bodies` keeps their own."""
    query = page.request.query_params
    values: dict[str, object] = {
        name: tuple(one for one in query.getlist(name) if one) for name in (LISTS if bodies else SEAT_LISTS)
    }
    return Selection.model_validate(
        {
            **values,
            "as_of": query.get("as_of") or None,
            "within": query.get("within", "").lower() in {"true", "1", "on"},
            **(fixed or {}),
        }
    )


def seats_only(selection: Selection) -> Selection:
    """Return a selection without the filters of bodies, which say nothing about seats and consortia."""
    return selection.model_copy(update={"sector": (), "located_in": (), "q": None})


def data_links(page: Page, path: str, consortia: Sequence[str] = ()) -> DataLinks:
    """Return the addresses of a record as JSON, and of the seats on its consortia as CSV and GraphML."""
    bodies = tuple(dict.fromkeys(consortia))
    if not 0 < len(bodies) <= REPEATS:
        return DataLinks(page.links.to(path))
    csv, graphml = (page.links.to(f"/api/v1/exports/{format}", consortium=bodies) for format in ("csv", "graphml"))
    return _of_files(page, Selection(consortium=bodies), DataLinks(page.links.to(path), csv, graphml))


def selected_links(
    page: Page, path: str, keep: tuple[str, ...] = (), *, pair: Sequence[str] | None = None, **fixed: Value
) -> DataLinks:
    """Return the addresses of a view as JSON, and of its seats as CSV and GraphML, with the filters of the page.

    `pair`: a view of two consortia, which JSON takes as `a` and `b` and a file as its consortia.
    """
    own: dict[str, Value] = {name: page.request.query_params.getlist(name) for name in keep}
    asked: dict[str, Value] = dict(zip("ab", pair, strict=True)) if pair else {}
    narrowed: dict[str, Value] = {**fixed, "consortium": pair} if pair else fixed
    without: dict[str, Value] = {"sector": None, "located_in": None}
    csv, graphml = (
        page.links.filtered(f"/api/v1/exports/{format}", **{**without, **narrowed}) for format in ("csv", "graphml")
    )
    links = DataLinks(page.links.filtered(path, **fixed, **own, **asked), csv, graphml)
    values = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in narrowed.items() if value}
    return _of_files(page, selection_of(page, values, bodies=False), links)


def _of_files(page: Page, selection: Selection, links: DataLinks) -> DataLinks:
    """Return the links without those to files that would be empty: a table wants seats, a graph also takes bodies."""
    selected = selection.resolve(library_of(page.request).snapshot())
    return DataLinks(
        links.json,
        links.csv if len(selected.seats) else None,
        links.graphml if len(selected.seats) or len(selected.consortia) else None,
    )


def all_items(ask: Callable[[str | None], Paged[T_co]]) -> list[T_co]:
    """Return the items of every page of a list, asked for by the cursor of the page before."""
    answer = ask(None)
    items = list(answer.items)
    while answer.next is not None:
        answer = ask(answer.next)
        items += answer.items
    return items


def level_of(request: Request) -> Level:
    """Return the level that the query asks for: organizations unless it says posts or persons."""
    asked = request.query_params.get("level")
    return next((level for level in LEVELS if level == asked), "organization")
