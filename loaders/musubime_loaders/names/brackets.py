"""Brackets in a printed line: what stands outside of them, and what stands in those at the end."""

import re

OPEN, CLOSE = "（(「『【［[〔〈《", "）)」』】］]〕〉》"
AT_END = re.compile(
    r"^(?P<before>.*?)[\s　]*[（(［\[〔]"
    r"(?P<inside>(?:[^（）()［］\[\]〔〕]|[（(［\[][^（）()［］\[\]]*[）)］\]])*)[）)］\]〕]$"
)
"""Brackets at the end of a text, with at most one pair inside."""


def outer(text: str, delimiters: str) -> list[str]:
    """Return the parts between delimiters that stand outside of brackets, without those that are blank."""
    parts: list[str] = []
    depth, start = 0, 0
    for index, letter in enumerate(text):
        if letter in OPEN:
            depth += 1
        elif letter in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and letter in delimiters:
            parts.append(text[start:index].strip())
            start = index + 1
    return [part for part in [*parts, text[start:].strip()] if part]


def depths(text: str) -> list[int]:
    """Return for each letter how many brackets are open before it."""
    found: list[int] = []
    depth = 0
    for letter in text:
        found.append(depth)
        depth += (letter in OPEN) - (letter in CLOSE)
        depth = max(0, depth)
    return found
