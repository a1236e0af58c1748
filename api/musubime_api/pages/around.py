"""What stands around a single record: the drawing, the bodies met on its consortia, the consortia that share members.

These need the snapshot of the whole graph; while that is being read, the page of the record shows without them.
"""

from typing import NamedTuple

from musubime.questions.library import Library, StillReading
from musubime.questions.neighbouring import neighbourhood
from musubime.questions.network import network
from musubime.questions.overlap_top import overlap_top
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
        found = overlap_top(library, Selection(), id, limit=MOST_OVERLAPS)
    except StillReading:
        return None
    return [
        OverlapLink(
            name=item.name,
            href=page.links.record("consortium", item.id),
            pair_href=page.links.to("/overlap", a=id, b=item.id),
            shared=item.shared or 0,
        )
        for item in found.items
    ]
