"""Empty cells and ditto marks that mean the same as the cell above, filled in and flagged."""

import re
from collections.abc import Collection, Mapping

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.seat_columns import Field

_DITTO = re.compile(r"^(?:〃|″|”|\"|'' ?|同上|同前|々|同じ|ditto)$", re.IGNORECASE)
_OF_BODY: frozenset[Field] = frozenset(
    {"programme", "owner", "form", "inside", "prefecture", "region", "plan", "founded", "selected"}
)


class FillDown:
    """Fills the cells of row after row; `wanted` are headings in which an empty cell means the one above."""

    def __init__(self, wanted: Collection[str], columns: Mapping[str, Field]) -> None:
        self._wanted = set(wanted)
        self._body = next((heading for heading, field in columns.items() if field == "consortium"), None)
        self._of_body = [heading for heading, field in columns.items() if field in _OF_BODY]
        self._prefecture = next((heading for heading, field in columns.items() if field == "prefecture"), None)
        self._above: dict[str, str] = {}

    def fill(self, cells: dict[str, str]) -> tuple[str, ...]:
        """Fill the cells of one row in place; return the flag where one was filled.

        Without being told, only a consortium that is left empty is filled, together with what belongs to it.
        """
        empty = {heading for heading in self._wanted if not cells.get(heading)}
        empty |= {heading for heading, cell in cells.items() if 0 < len(cell) < 6 and _DITTO.match(cell)}
        body = self._body
        if body is not None and not cells[body] and any(cells.values()):
            empty |= {body, *(heading for heading in self._of_body if not cells[heading])}
        elif body is not None and self._prefecture and not cells[self._prefecture]:
            same = cells[body] == self._above.get(body)
            empty |= {self._prefecture} if same else set()
        filled = {heading: self._above.get(heading, "") for heading in empty}
        cells.update({heading: text for heading, text in filled.items() if text})
        self._above.update(cells)
        return (Flag.SAME_AS_ABOVE.value,) if any(filled.values()) else ()
