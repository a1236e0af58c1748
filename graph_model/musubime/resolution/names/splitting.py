"""A longer name as a shorter one with something behind it, and whether the print shows the border between them."""

import re
from typing import NamedTuple

from musubime.resolution.keys import PreparedKeys

_LATIN = re.compile(r"[A-Za-z0-9]")
_RUNS = (_LATIN, re.compile(r"[ァ-ヶー]"), re.compile(r"[ぁ-ゖ]"))


class Split(NamedTuple):
    """A longer name as the shorter one and what follows; `sure` when the print itself shows the border."""

    head: PreparedKeys
    long: PreparedKeys
    tail: str
    sure: bool
    bare: bool
    """Whether a legal form had to be left out to find the head."""


def split_of(head: PreparedKeys, long: PreparedKeys, spaced: str) -> Split | None:
    """Return the longer name behind the shorter, or None where it does not begin so or the cut is inside a word."""
    # A legal form that only one of the two prints may be left out to find the head, never one that both print.
    ways = [(head.exact, long.exact, False)]
    if head.form and not long.form:
        ways.append((head.core, long.exact, True))
    if long.side == "before" and not head.form:
        ways.append((head.exact, long.core, True))
    for start, whole, bare in ways:
        if len(start) < 2 or not whole.startswith(start) or len(whole) == len(start):
            continue
        tail = whole[len(start) :]
        sure = _border_is_printed(spaced, tail) or (not bare and head.side == "after")
        inside = _inside_a_word(start[-1], tail[0])
        # A space between two Latin words is part of a name, not its border.
        if not inside or (sure and not _LATIN.match(tail)):
            return Split(head, long, tail, sure, bare)
    return None


def _border_is_printed(spaced: str, tail: str) -> bool:
    """Whether a space stands before the tail in the print: it is found from the end, spaces aside."""
    left = len(tail)
    for place in range(len(spaced) - 1, -1, -1):
        if left == 0:
            return spaced[place] == " "
        if spaced[place] != " ":
            left -= 1
    return False


def _inside_a_word(before: str, after: str) -> bool:
    return any(run.match(before) and run.match(after) for run in _RUNS)


def printed_tail(spaced: str, tail: str) -> str:
    """Return the tail as it is printed, with its spaces."""
    left = len(tail)
    for place in range(len(spaced) - 1, -1, -1):
        if spaced[place] != " ":
            left -= 1
        if left == 0:
            return spaced[place:]
    return tail
