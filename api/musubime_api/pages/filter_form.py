"""The filters of a page as a plain GET form, with what is chosen shown above it, each to be taken off by itself."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musubime.types.prefectures import BY_CODE, BY_NAME
from musubime.types.vocabulary import Sector
from musubime_api.pages.links import FILTERS
from musubime_api.pages.rendering import Page

OFFERED = 60
KEPT = (
    "lang",
    "color",
    "level",
    "sort",
    "by",
    "around",
    "of",
    "null_model",
    "tied",
    "through",
    "from",
    "to",
    "resolution",
)


class Option(NamedTuple):
    """A value that can be chosen."""

    value: str
    label: str
    size: int | None = None


class Choice(NamedTuple):
    """An option as a box to tick."""

    value: str
    label: str
    size: int | None
    checked: bool


class Group(NamedTuple):
    """The boxes of one filter."""

    name: str
    label: str
    choices: list[Choice]
    more: int
    """Options that are not offered, those with fewest consortia."""


class Chosen(NamedTuple):
    """A filter that is on; following the link takes it off."""

    label: str
    href: str


class FilterForm(NamedTuple):
    """The form."""

    action: str
    groups: list[Group]
    active: list[Chosen]
    clear: str
    kept: list[tuple[str, str]]
    as_of: str
    open: bool


def filter_form(
    page: Page, options: Mapping[str, Sequence[Option]], *, fixed: Sequence[str] = (), beside: bool = False
) -> FilterForm:
    """Return the form with these options.

    Filters in `fixed` belong to the page and are not offered; `beside` the content the form stands open.
    """
    query = page.request.query_params
    groups = [_group(page, name, values) for name, values in options.items() if name not in fixed and values]
    active = [_chosen(page, name, value, options) for name, value in query.multi_items() if name in FILTERS]
    offered = {*options, "as_of"} - set(fixed)
    kept = [
        (name, value)
        for name, value in query.multi_items()
        if name in KEPT or (name in FILTERS and name not in offered)
    ]
    return FilterForm(
        action=page.links.path,
        groups=groups,
        active=active,
        clear=page.links.here(**dict.fromkeys((*FILTERS, "cursor", "node"), None)),
        kept=kept,
        as_of=query.get("as_of", ""),
        open=beside,
    )


def sectors(page: Page) -> list[Option]:
    """Return the sectors as options."""
    return [Option(sector.value, page.labels.sector(sector.value)) for sector in Sector]


def _group(page: Page, name: str, options: Sequence[Option]) -> Group:
    on = {_plain(name, value) for value in page.request.query_params.getlist(name)}
    offered = [option for n, option in enumerate(options) if n < OFFERED or option.value in on]
    choices = [Choice(option.value, option.label, option.size, option.value in on) for option in offered]
    return Group(name, page.words(f"filter.{name}"), choices, len(options) - len(offered))


def _chosen(page: Page, name: str, value: str, options: Mapping[str, Sequence[Option]]) -> Chosen:
    labels = {option.value: option.label for option in options.get(name, ())}
    left = [one for one in page.request.query_params.getlist(name) if one != value]
    shown = labels.get(_plain(name, value), value)
    label = f"{page.words(f'filter.{name}')}: {shown}" if name not in {"sector", "prefecture"} else shown
    return Chosen(label, page.links.here(**{name: left or None}))


def _plain(name: str, value: str) -> str:
    """Return a prefecture's code for its name; other values as they are."""
    if name in {"prefecture", "located_in"} and value not in BY_CODE and value in BY_NAME:
        return BY_NAME[value].code
    return value
