"""An id that names a record by one of its other mentions."""

from collections.abc import Mapping

from musubime.analytics.posts import post_id, titles_of
from musubime.errors import MusubimeError
from musubime.types.graph import Graph
from musubime.types.nodes import AnyNode

COLLECTIONS = {
    "organization": "organizations",
    "person": "persons",
    "post": "posts",
    "programme": "programmes",
    "consortium": "consortia",
    "seat": "seats",
    "source": "sources",
}
"""Last part of the address of the records of each kind."""


class Moved(MusubimeError):
    """The id was merged into another: the door answers 308 to `kept`."""

    def __init__(self, kind: str, id: str, kept: str) -> None:
        self.kind, self.id, self.kept = kind, id, kept
        self.collection = COLLECTIONS[kind]
        super().__init__(f"{id} は {kept} に統合されています。")


def refuse_moved(nodes: Mapping[str, AnyNode], kind: str, id: str) -> None:
    """Raise Moved for an id that is another mention of one of these nodes."""
    kept = next((node.id for node in nodes.values() if id in node.mentions and node.id != id), None)
    if kept is not None:
        raise Moved(kind, id, kept)


def moved_post(graph: Graph, id: str) -> Moved | None:
    """Return where a post went whose organization was named by another of its mentions."""
    for seat in graph.seats.values():
        if seat.organization is None:
            continue
        mentions = graph.organizations[seat.organization].mentions
        for title in titles_of(seat):
            if any(post_id(mention, title) == id for mention in mentions):
                return Moved("post", id, post_id(seat.organization, title))
    return None
