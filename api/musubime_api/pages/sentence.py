"""One sentence for a prefecture, computed from its networks: how many, who ties them together, what is not stated."""

from collections.abc import Sequence
from typing import NamedTuple

from musubime_api.pages.catalogue import Words

NAMED = 4


class Absent(NamedTuple):
    """A consortium that a document prints as “-”."""

    owner: str
    programme: str


class Bridge(NamedTuple):
    """A body that alone ties two networks, each named by the owner of its programme or by itself."""

    name: str
    a: str
    b: str


class Parts(NamedTuple):
    """What the sentence is made of."""

    networks: int
    organizations: int
    bridges: Sequence[Bridge]
    on_all: Sequence[str]
    pairs: int
    absent: Sequence[Absent]
    unlisted: int


def sentence(words: Words, parts: Parts) -> str:
    """Return the sentence, in the language of the words."""
    if not parts.networks:
        bodies = parts.unlisted + len(parts.absent)
        return words("prefecture.opening_unlisted", bodies=bodies).strip() + _absent(words, parts.absent)
    return (_opening(words, parts) + _tie(words, parts) + _absent(words, parts.absent) + _others(words, parts)).strip()


def _opening(words: Words, parts: Parts) -> str:
    key = "prefecture.network_one" if parts.networks == 1 else "prefecture.networks"
    return words(
        "prefecture.opening",
        networks=words(key, count=parts.networks),
        organizations=words("prefecture.organizations", count=parts.organizations),
    )


def _tie(words: Words, parts: Parts) -> str:
    if parts.networks == 1:
        return ""
    if parts.bridges:
        return "".join(words("prefecture.sole_bridge", **bridge._asdict()) for bridge in parts.bridges[:2])
    if parts.on_all:
        key = "prefecture.both" if parts.networks == 2 else "prefecture.all_of"
        return words(key, count=parts.networks, names=_named(words, parts.on_all))
    return words("prefecture.no_pair") if not parts.pairs else ""


def _named(words: Words, names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return words.listed(list(names))
    return words("prefecture.and_more", names=words.listed(list(names[:NAMED])), count=len(names) - NAMED)


def _absent(words: Words, absent: Sequence[Absent]) -> str:
    return "".join(words("prefecture.absent", owner=one.owner, programme=one.programme) for one in absent)


def _others(words: Words, parts: Parts) -> str:
    return words("prefecture.others", count=parts.unlisted) if parts.unlisted else ""
