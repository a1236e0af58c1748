"""The part of the store's port that questions read single records by."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from musubime.store.port import Hit
from musubime.types.nodes import AnyNode, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind


class Readable(Protocol):
    """Single records, what is tied to them, and search; as in `musubime.store.port.Store`."""

    def records(self, kind: Kind, ids: Sequence[str]) -> list[AnyNode]:
        """Return the nodes with these ids in this order; unknown ones are left out."""

    def kept_id(self, kind: Kind, id: str) -> str | None:
        """Return the id that this id, or mention, was resolved to."""

    def ties_of(self, ids: Iterable[str]) -> list[Tie]:
        """Return the ties at these nodes, sorted by key."""

    def seats_of(self, kind: Kind, ids: Iterable[str]) -> list[Seat]:
        """Return the seats held by, or on, these records, sorted by id."""

    def search(self, text: str, limit: int) -> tuple[list[Hit], int]:
        """Return the best hits and the number of all."""
