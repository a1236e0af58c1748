"""The text that is searched by trigrams, and how much two names share."""

from collections.abc import Iterator

from musubime.types.text import search_key

_BEGIN, _END = "\ue000", "\ue001"
"""Ends of a name, so that its beginning and end count and names of one or two characters have trigrams too."""


def searched(core: str) -> str:
    """Return the text that the index holds of a name without its legal form."""
    return f"{_BEGIN}{search_key(core)}{_END}"


def trigrams(text: str) -> frozenset[str]:
    """Return the trigrams of a searched text."""
    return frozenset(_trigrams(text))


def _trigrams(text: str) -> Iterator[str]:
    for start in range(len(text) - 2):
        yield text[start : start + 3]


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of trigrams that two names have in common (Dice 1945), between 0 and 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
