"""From the bodies that one key found to the one in context, or to none."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from musubime.resolution.linking.bodies import Body, Place
from musubime.resolution.linking.mentions import Mention


class Standing(StrEnum):
    """How the chosen body stands in the context of the mention."""

    HERE = "here"
    """The only one in the prefecture of the mention."""
    ONLY = "only"
    """The only one there is, with no prefecture to hold against it."""
    ELSEWHERE = "elsewhere"
    """The only one there is, and its seat is in another prefecture."""
    SEVERAL = "several"
    """More than one could be meant."""
    CLOSED = "closed"
    """Every one was closed before the date of the mention."""


class Choice(NamedTuple):
    """The chosen body, where there is one, and all that came into question, the likelier first."""

    standing: Standing
    body: Body | None
    bodies: tuple[Body, ...]


def chosen(bodies: Sequence[Body], mention: Mention) -> Choice:
    """Return the body that a mention means among those that one key found (at least one)."""
    open_ = [body for body in bodies if not body.closed_by(mention.date)]
    if not open_:
        return Choice(Standing.CLOSED, None, tuple(bodies))
    if mention.prefectures:
        return _in_context(bodies, open_, mention.prefectures)
    if len(open_) > 1:
        return Choice(Standing.SEVERAL, None, tuple(bodies))
    return Choice(Standing.ONLY, open_[0], tuple(bodies))


def _in_context(bodies: Sequence[Body], open_: Sequence[Body], prefectures: tuple[str, ...]) -> Choice:
    places = {body: body.place(prefectures) for body in open_}
    ranked = tuple(sorted(bodies, key=lambda body: (places.get(body, Place.ELSEWHERE), body.best.id)))
    near = [body for body in open_ if places[body] <= Place.LIKELY]
    unknown = [body for body in open_ if places[body] is Place.UNKNOWN]
    standing, body = Standing.SEVERAL, None
    if len(near) == 1 and not unknown:
        standing, body = Standing.HERE, near[0]
    elif len(open_) == 1:
        standing, body = (Standing.ONLY if unknown else Standing.ELSEWHERE), open_[0]
    return Choice(standing, body, ranked)
