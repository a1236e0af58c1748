"""An answer of several lists, each with its own pages."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from musubime.errors import BadQuestion
from musubime.questions.paging import MOST, paged

T = TypeVar("T")


class Pages:
    """Which page of which list is asked for: the first of each, or one of a named one and nothing of the others."""

    def __init__(self, known: Sequence[str], section: str | None, limit: int, cursor: str | None) -> None:
        """Raise BadQuestion for a list that there is not, a cursor without its list, or a limit out of bounds."""
        if section is not None and section not in known:
            raise BadQuestion(f"section は {'、'.join(known)} のどれかです。", field="section", value=section[:80])
        if cursor is not None and section is None:
            raise BadQuestion("cursor は section と一緒に指定してください。", field="cursor")
        if not 1 <= limit <= MOST:
            raise BadQuestion(f"limit は 1 から {MOST} までです。", field="limit", value=str(limit))
        self._section, self._limit, self._cursor = section, limit, cursor

    def page(
        self, section: str, items: Sequence[T], id_of: Callable[[T], str], *, ranked_in: str | None = None
    ) -> tuple[Sequence[T], str | None]:
        """Return a page of a list with the cursor of the next, as `paged`; nothing where another list is asked for."""
        if self._section is not None and self._section != section:
            return (), None
        return paged(items, self._limit, self._cursor, id_of, ranked_in=ranked_in)
