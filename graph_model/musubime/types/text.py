"""Folds of Japanese text that only help to find things; nothing is ever stored folded in place of its print."""

import hashlib
import re
import unicodedata

_SPACES = re.compile(r"[\s\u3000\u200b\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def search_key(text: str) -> str:
    """Return `text` folded for search: NFKC, no spaces, lower case, katakana as hiragana."""
    folded = unicodedata.normalize("NFKC", text)
    return _SPACES.sub("", folded).casefold().translate(_KATAKANA)


def mention_hash(series: str, place: str, printed: str, nth: int) -> str:
    """Return the 20 hexadecimal digits that name the n-th equal mention (from 1) of a text in a place of a series."""
    text = "\x1f".join((series, place, printed, str(nth)))
    return hashlib.sha256(text.encode()).hexdigest()[:20]
