"""Values on two sides as text: from, to, and the difference with its sign."""

from typing import NamedTuple

from musubime_api.pages.rendering import Page

Value = float | int | None


class Delta(NamedTuple):
    """A value on both sides; `changed` where they differ."""

    before: str
    after: str
    difference: str
    changed: bool


class ActorLine(NamedTuple):
    """One actor with its measures on both sides."""

    rank: int | None
    name: str
    href: str
    sector: str | None
    values: list[Delta]


class Listing(NamedTuple):
    """One of several lists: its rows shown, how many there are, and where the others are."""

    key: str
    title: str
    total: int
    rows: list[object]
    more: str | None
    """Address of the whole list, where not all is shown."""
    optional: bool = False
    """Whether it goes unsaid where it is empty."""


def delta(before: Value, after: Value, difference: Value, digits: int = 2) -> Delta:
    """Return a value on both sides as text, fractions with so many digits; a dash where there is none.

    >>> delta(1, 3, 2), delta(None, 0.5, None)
    (Delta(before='1', after='3', difference='+2', changed=True), \
Delta(before='–', after='0.50', difference='–', changed=True))
    """
    return Delta(_text(before, digits), _text(after, digits), _signed(difference, digits), before != after)


def _text(value: Value, digits: int) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.{digits}f}"


def _signed(value: Value, digits: int) -> str:
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + _text(abs(value), digits)


def listing(page: Page, key: str, title: str, total: int, rows: list[object], following: str | None) -> Listing:
    """Return a list with the address of its next page: of the list alone, from where the rows shown end."""
    more = page.links.here(section=key, cursor=following) if following else None
    return Listing(key, title, total, rows, more)
