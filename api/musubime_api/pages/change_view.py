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


class Listing(NamedTuple):
    """One of several lists: its rows shown, how many there are, and where the others are."""

    key: str
    title: str
    total: int
    rows: list[object]
    more: str | None
    """Address of the whole list, where not all is shown."""


def delta(before: Value, after: Value, difference: Value) -> Delta:
    """Return a value on both sides as text; a dash where there is none.

    >>> delta(1, 3, 2), delta(None, 0.5, None)
    (Delta(before='1', after='3', difference='+2', changed=True), \
Delta(before='–', after='0.50', difference='–', changed=True))
    """
    return Delta(_text(before), _text(after), _signed(difference), before != after)


def _text(value: Value) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def _signed(value: Value) -> str:
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + _text(abs(value))


def listing(page: Page, key: str, title: str, total: int, rows: list[object], following: str | None) -> Listing:
    """Return a list with the address of its next page: of the list alone, from where the rows shown end."""
    more = page.links.here(section=key, cursor=following) if following else None
    return Listing(key, title, total, rows, more)
