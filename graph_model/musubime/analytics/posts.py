"""Posts, derived from seats: a title in an organization, whoever holds it."""

import hashlib
from collections.abc import Iterator

from musubime.types.base import Frozen
from musubime.types.nodes import Seat
from musubime.types.text import search_key


class Post(Frozen):
    """役職: an organization and a normalised title."""

    id: str
    organization: str
    title: str
    """The title as most seats print it, with the branch or department before it."""


def printed_title(seat: Seat) -> str | None:
    """Return the title that a seat prints, with its branch or department; None without a title.

    The unit belongs to the title: the heads of two branches of one body are two posts.
    """
    return title_of(seat.unit, seat.post) if seat.post is not None else None


def title_of(unit: str | None, post: str) -> str:
    """Return a title with its branch or department before it.

    >>> title_of("四国支社", "支社長"), title_of(None, "会長")
    ('四国支社 支社長', '会長')
    """
    return f"{unit} {post}" if unit else post


def post_id(organization: str, title: str) -> str:
    """Return the id of a post, `post:` and 20 hexadecimal digits; spelling variants of a title give the same."""
    digest = hashlib.sha256(f"{organization}\x1f{search_key(title)}".encode()).hexdigest()
    return f"post:{digest[:20]}"


def post_of(seat: Seat) -> str | None:
    """Return the id of the post that a seat is held by; None without an organization or a title."""
    title = printed_title(seat)
    return post_id(seat.organization, title) if seat.organization is not None and title is not None else None


def titles_of(seat: Seat) -> Iterator[str]:
    """Yield the titles that the editions of a seat print, the one shown first, each once."""
    said = (statement.as_stated for statement in seat.statements)
    earlier = [title_of(then.unit, then.post) for then in said if then is not None and then.post is not None]
    yield from (title for title in dict.fromkeys((printed_title(seat), *earlier)) if title is not None)


def posts_of(seat: Seat) -> set[str]:
    """Return the ids of the posts that a seat is held by, or was as an earlier edition states it."""
    return {post_id(seat.organization, title) for title in titles_of(seat)} if seat.organization is not None else set()
