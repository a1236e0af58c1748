"""What stands around a single record: the drawing, the bodies met on its consortia, the consortia that share members.

These need the snapshot of the whole graph; while that is being read, the page of the record shows without them.
"""

from typing import NamedTuple

from musubime.errors import TooMany
from musubime.questions.library import Library, StillReading
from musubime.questions.neighbouring import neighbourhood
from musubime.questions.network import network
from musubime.questions.overlap import overlap_matrix
from musubime.questions.selection import Selection
from musubime_api.pages.rendering import Page
from musubime_api.pages.scene_view import SceneView, scene_view

MOST_OVERLAPS = 12


class NeighbourLink(NamedTuple):
    """A body on the same consortia."""

    name: str
    href: str
    sector: str | None
    together: int


class OverlapLink(NamedTuple):
    """A consortium that shares members."""

    name: str
    href: str
    pair_href: str
    shared: int


def drawing(page: Page, library: Library, selection: Selection) -> SceneView | None:
    """Return the drawing of a selection; None while the snapshot is being read or nothing is there to draw."""
    try:
        scene = scene_view(
            page, network(library, selection, page.lang), small=True, where={"consortium": selection.consortium}
        )
    except StillReading:
        return None
    return None if scene.empty else scene


def neighbours(page: Page, library: Library, id: str) -> list[NeighbourLink]:
    """Return the bodies met on the consortia of an organization, most shared first."""
    try:
        near = neighbourhood(library, id, lang=page.lang)
    except StillReading:
        return []
    return [
        NeighbourLink(one.name, page.links.record(one.kind, one.id), one.sector, len(one.shared)) for one in near.items
    ]


def overlaps(page: Page, library: Library, id: str) -> list[OverlapLink] | None:
    """Return the consortia that share most members with one, by number and name; None where it cannot be told."""
    try:
        found = overlap_matrix(library, Selection())
    except (StillReading, TooMany):
        return None
    names = {body.id: body.name for body in found.consortia}
    pairs = [pair for pair in found.pairs if id in (pair.a, pair.b)]
    links = [
        OverlapLink(
            name=names[other],
            href=page.links.record("consortium", other),
            pair_href=page.links.to("/overlap", a=pair.a, b=pair.b),
            shared=pair.shared or 0,
        )
        for pair in pairs
        for other in (pair.a, pair.b)
        if other != id
    ]
    return sorted(links, key=lambda link: (-link.shared, link.name))[:MOST_OVERLAPS]
