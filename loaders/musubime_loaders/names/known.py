"""Names that are known already: what a misprinted or other name probably stands for, as a candidate."""

import re
import unicodedata
from collections.abc import Iterable

from musubime.resolution.keys import exact_key
from musubime.types.reading_flags import ReadingFlag as Flag

_SMALL = str.maketrans("ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ", "アイウエオツヤユヨワあいうえおつやゆよわ")


class KnownNames:
    """Proper names and the other names that stand for them; only candidates come of it, never a correction."""

    def __init__(self, proper: Iterable[str] = (), others: Iterable[tuple[str, str]] = ()) -> None:
        self._others = {exact_key(other): name for other, name in others}
        every = [*proper, *self._others.values()]
        self._proper = {exact_key(name) for name in every}
        self._folded = {_folded(name): name for name in every}

    def candidate(self, name: str) -> tuple[Flag, str] | None:
        """Return the proper name that a print probably stands for, with what speaks for it; None where it is proper."""
        key = exact_key(name)
        if key in self._proper:
            return None
        if key in self._others:
            return Flag.OTHER_SPELLING, self._others[key]
        folded = self._folded.get(_folded(name))
        return (Flag.VOICING, folded) if folded is not None else None


def _folded(name: str) -> str:
    """Return the name without voicing marks, small kana, width and spaces."""
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name))
    return re.sub(r"[\u3099\u309a\s]", "", marked).translate(_SMALL)
