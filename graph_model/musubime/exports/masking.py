"""Printed text without its person, for when persons are switched off."""

import re
from collections.abc import Iterable

MASK = "（氏名）"


def masked(printed: str, names: Iterable[str]) -> str:
    """Return the text with each of a person's names replaced, however it is spaced.

    Where none of the names stands in the text, nothing of it is shown: it names the person in a way we do not know.
    """
    letters = sorted({re.sub(r"\s", "", name) for name in names}, key=lambda name: (-len(name), name))
    pattern = "|".join(r"\s*".join(map(re.escape, name)) for name in letters if name)
    if not pattern:
        return MASK
    text, found = re.subn(pattern, MASK, printed)
    return text if found else MASK
