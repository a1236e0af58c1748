"""Posts, derived from seats: a title in an organization, whoever holds it."""

import hashlib

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
    if seat.post is None:
        return None
    return f"{seat.unit} {seat.post}" if seat.unit else seat.post


def post_id(organization: str, title: str) -> str:
    """Return the id of a post, `post:` and 20 hexadecimal digits; spelling variants of a title give the same."""
    digest = hashlib.sha256(f"{organization}\x1f{search_key(title)}".encode()).hexdigest()
    return f"post:{digest[:20]}"


def post_of(seat: Seat) -> str | None:
    """Return the id of the post that a seat is held by; None without an organization or a title."""
    title = printed_title(seat)
    return post_id(seat.organization, title) if seat.organization is not None and title is not None else None
