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


class ListMoved(BadQuestion):
    """The graph changed between two pages in a way that the list cannot go on after."""

    def __init__(self) -> None:
        super().__init__("一覧が更新されました。最初の頁から見直してください。", field="cursor")


def paged(
    items: Sequence[T], limit: int, cursor: str | None, id_of: Callable[[T], str], *, ranked_in: str | None = None
) -> tuple[Sequence[T], str | None]:
    """Return one page of the whole sorted list and the cursor of the next page, None after the last.

    A cursor names the last item given: a list in an order that stays, as by name, goes on behind it after a load, so
    that what stands in it all the time is given exactly once. Places of a ranking depend on the whole graph:
    `ranked_in` is the graph version of one, and its cursors hold for that version only.

    Raises BadQuestion for a limit out of 1–500 and a cursor that is none of ours; ListMoved where the last item is no
    longer there or the ranking was made anew.
    """
    if not 1 <= limit <= MOST:
        raise BadQuestion(f"limit は 1 から {MOST} までです。", field="limit", value=str(limit))
    start = _start(items, cursor, id_of, ranked_in) if cursor else 0
    stop = min(start + limit, len(items))
    return items[start:stop], _cursor(stop, id_of(items[stop - 1]), ranked_in) if stop < len(items) else None


def _cursor(place: int, id: str, ranked_in: str | None) -> str:
    parts = [place, id] if ranked_in is None else [place, id, ranked_in]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _start(items: Sequence[T], cursor: str, id_of: Callable[[T], str], ranked_in: str | None) -> int:
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        parts = None
    if not isinstance(parts, list) or [type(part) for part in parts] not in ([int, str], [int, str, str]):
        raise BadQuestion("cursor が正しくありません。前の答えの next をそのまま渡してください。", field="cursor")
    place, id, *version = int(parts[0]), *parts[1:]
    if place < 1:
        raise BadQuestion("cursor が正しくありません。前の答えの next をそのまま渡してください。", field="cursor")
    if version != ([] if ranked_in is None else [ranked_in]):
        raise ListMoved
    if place <= len(items) and id_of(items[place - 1]) == id:
        return place
    found = next((index for index, item in enumerate(items) if id_of(item) == id), None)
    if found is None:
        raise ListMoved
    return found + 1
