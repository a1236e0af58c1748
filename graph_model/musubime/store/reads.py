"""The half of a store that questions use: every read of the port, over whichever engine holds the graph."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from musubime.store import reading, searching
from musubime.store.engine import Engine
from musubime.store.port import Hit
from musubime.types.graph import Graph
from musubime.types.nodes import AnyNode, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

T = TypeVar("T")


class GraphReads(ABC):
    """The reads of the port; a store says how the graph is held still for one."""

    @abstractmethod
    def _still(self, ask: Callable[[Engine], T]) -> T:
        """Answer from a graph that no change set moves meanwhile."""

    def graph_seq(self) -> int:
        """Return the sequence number of the newest change set in the graph."""
        return max(self._still(reading.marked)[0], 0)

    def read_graph(self) -> Graph:
        """Return the whole graph as the engine holds it."""
        return self._still(reading.whole_graph)

    def records(self, kind: Kind, ids: Sequence[str]) -> list[AnyNode]:
        """Return the nodes with these ids in this order; ids that are not there are left out."""
        return self._still(lambda engine: reading.nodes_by_id(engine, kind, ids))

    def kept_id(self, kind: Kind, id: str) -> str | None:
        """Return the id of the node that this id, or the mention with this id, was resolved to."""
        return self._still(lambda engine: reading.kept_id(engine, kind, id))

    def ties_of(self, ids: Iterable[str]) -> list[Tie]:
        """Return the ties that start or end at one of these nodes, sorted by key."""
        wanted = list(ids)
        return self._still(lambda engine: reading.ties_of(engine, wanted))

    def seats_of(self, kind: Kind, ids: Iterable[str]) -> list[Seat]:
        """Return the seats held by, or on, these organizations, persons or consortia, sorted by id."""
        wanted = list(ids)
        return self._still(lambda engine: reading.seats_of(engine, kind, wanted))

    def search(self, text: str, limit: int) -> tuple[list[Hit], int]:
        """Return the best hits of a search and the number of all: exact names first, then prefixes, then parts."""
        return self._still(lambda engine: searching.search(engine, text, limit))
