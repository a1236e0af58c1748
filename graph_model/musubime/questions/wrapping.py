"""Places where a Japanese label may wrap, marked by U+200B."""

import re
from functools import cache, lru_cache
from math import ceil
from unicodedata import east_asian_width

import budoux

LINE = 11
"""Full-width characters on one line of a label."""
LINES = 3
LEGAL_FORM = re.compile(r"[^・ ]{0,6}?(?:会社|法人)(?=.)")
FONT = 12.0
"""Height of a full-width character in pixels."""


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@lru_cache(maxsize=20_000)
def wrapped(name: str) -> str:
    """Return a name with U+200B behind its spaces, between its phrases, and inside those longer than a line."""
    words = re.split(r"(?<= )(?=[^ ])", name)
    phrases = (phrase for word in words for phrase in _parser().parse(word))
    return "\u200b".join(part for phrase in phrases for part in _short_enough(phrase))


def _short_enough(phrase: str) -> list[str]:
    parts: list[str] = []
    while text_width(phrase) > LINE + 1:
        cut = _cut(phrase)
        parts.append(phrase[:cut])
        phrase = phrase[cut:]
    return [*parts, phrase] if phrase else parts


def _cut(phrase: str) -> int:
    """Return where a long phrase is cut: behind a ・, a space or a legal form that fits, else into equal parts."""
    end = _reaching(phrase, LINE)
    form = LEGAL_FORM.match(phrase)
    ends = (phrase.rfind("・", 1, end) + 1, phrase.rfind(" ", 1, end) + 1, form.end() if form else 0)
    width = text_width(phrase)
    return max(ends) or _reaching(phrase, width / ceil(width / LINE))


def _reaching(phrase: str, width: float) -> int:
    """Return how many letters of a phrase have at most this width, one at least."""
    end = 1
    while end < len(phrase) and text_width(phrase[: end + 1]) <= width:
        end += 1
    return end


def label_size(label: str) -> tuple[float, float]:
    """Return width and height in pixels that a wrapped label takes in at most LINES lines of LINE characters."""
    widths = [text_width(piece) for piece in label.split("\u200b")]
    lines = [0.0]
    for width in widths:
        if lines[-1] and lines[-1] + width > LINE:
            lines.append(0.0)
        lines[-1] += width
    longest = min(max(lines), float(LINE + 1))
    return longest * FONT, min(len(lines), LINES) * FONT * 1.3


def text_width(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(1.0 if east_asian_width(letter) in "WFA" else 0.55 for letter in text)
