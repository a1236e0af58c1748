"""One page of a sorted list, by an opaque cursor."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from musubime.errors import BadQuestion

DEFAULT_LIMIT = 50
MOST = 500
T = TypeVar("T")


def paged(
    items: Sequence[T], limit: int, cursor: str | None, id_of: Callable[[T], str]
) -> tuple[Sequence[T], str | None]:
    """Return one page of the whole sorted list and the cursor of the next page, None after the last.

    A cursor names the last item given, so that a list that grew or shrank elsewhere goes on behind it. Raises
    BadQuestion for a limit out of 1–500, a cursor that is none of ours, and one whose item is no longer there.
    """
    if not 1 <= limit <= MOST:
        raise BadQuestion(f"limit は 1 から {MOST} までです。", field="limit", value=str(limit))
    start = _start(items, cursor, id_of) if cursor else 0
    stop = min(start + limit, len(items))
    return items[start:stop], _cursor(stop, id_of(items[stop - 1])) if stop < len(items) else None


def _cursor(place: int, id: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([place, id]).encode()).decode().rstrip("=")


def _start(items: Sequence[T], cursor: str, id_of: Callable[[T], str]) -> int:
    try:
        place, id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        place, id = None, None
    if type(place) is not int or type(id) is not str or place < 1:
        raise BadQuestion("cursor が正しくありません。前の答えの next をそのまま渡してください。", field="cursor")
    if place <= len(items) and id_of(items[place - 1]) == id:
        return place
    found = next((index for index, item in enumerate(items) if id_of(item) == id), None)
    if found is None:
        raise BadQuestion("一覧が更新されました。最初の頁から見直してください。", field="cursor")
    return found + 1
