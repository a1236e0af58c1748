"""The store's port, in our own words: no Cypher, no driver object, no dict of an engine's crosses it.

A store keeps two things: the ledger, an append-only record of change sets, and the graph, a projection of it that
answers. Everything that questions read comes from the graph; everything that loads are computed from comes from the
ledger.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from musubime.types.base import Frozen, Id, NameText
from musubime.types.changes import ChangeSet, ChangeSetHeader, Judgement
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph
from musubime.types.nodes import AnyNode, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind

Scalar = str | int | float | bool | None
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how far it is and how far it goes (0 = not known)."""


class EngineInfo(Frozen):
    """Which engine holds the graph."""

    name: str
    version: str


class Hit(Frozen):
    """One record that a search found, with the name that matched."""

    kind: Kind
    id: Id
    name: NameText
    matched: NameText


class Record(Frozen):
    """What the ledger holds now: the newest reading of every edition, all judgements, and the graph they made."""

    seq: int
    editions: tuple[RosterEdition, ...]
    judgements: tuple[Judgement, ...]
    graph: Graph


class Applied(Frozen):
    """A change set that is in the ledger for good; `behind` when the graph has yet to catch up."""

    seq: int
    projection: Literal["current", "behind"]


class Table(Frozen):
    """The answer to a query of the user's own; `cut` when the row limit ended it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Scalar | list[Scalar], ...], ...]
    cut: bool


class Verification(Frozen):
    """Whether the graph is what the ledger makes it; `faults` names what is not, at most 50 of `total`."""

    ledger_version: Id
    graph_version: Id
    change_sets: int
    faults: tuple[str, ...]
    total: int

    @property
    def sound(self) -> bool:
        """Whether nothing is at fault."""
        return self.total == 0


class KeyRow(Frozen):
    """A key for writing, stored only as a hash."""

    id: Id
    name: NameText
    sha256: str
    created_at: str
    revoked_at: str | None = None


class Store(Protocol):
    """One store at one address; errors are those of `musubime.errors.StoreError`."""

    @property
    def address(self) -> str:
        """Where the store is: a folder or a Bolt address, without a password."""

    @property
    def engine(self) -> EngineInfo:
        """Which engine holds the graph."""

    # -- what questions read, from the graph
    def reading(self) -> AbstractContextManager[int]:
        """Hold the graph still for one question; gives the sequence number that the graph stands at."""

    def graph_seq(self) -> int:
        """Return the sequence number of the newest change set in the graph."""

    def read_graph(self) -> Graph:
        """Return the whole graph as the engine holds it."""

    def records(self, kind: Kind, ids: Sequence[str]) -> list[AnyNode]:
        """Return the nodes with these ids in this order; ids that are not there are left out."""

    def kept_id(self, kind: Kind, id: str) -> str | None:
        """Return the id of the node that this id, or the mention with this id, was resolved to."""

    def ties_of(self, ids: Iterable[str]) -> list[Tie]:
        """Return the ties that start or end at one of these nodes, sorted by key."""

    def seats_of(self, kind: Kind, ids: Iterable[str]) -> list[Seat]:
        """Return the seats held by, or on, these organizations, persons or consortia, sorted by id."""

    def search(self, text: str, limit: int) -> tuple[list[Hit], int]:
        """Return the best hits of a search and the number of all: exact names first, then prefixes, then parts."""

    # -- the record
    def ledger_seq(self) -> int:
        """Return the sequence number of the newest change set in the ledger; 0 for an empty store."""

    def record(self) -> Record:
        """Return what the ledger holds now, replayed from its change sets."""

    def history(self) -> list[ChangeSetHeader]:
        """Return the headers of all change sets, oldest first."""

    def change_sets(self, after: int = 0) -> Iterator[ChangeSet]:
        """Yield the change sets behind a sequence number, oldest first."""

    def apply(self, change_set: ChangeSet) -> Applied:
        """Write one change set, whole or not at all.

        Raises VersionMoved when `version_before` is not the ledger's current version, StoreFull, StoreBehind.
        """

    # -- upkeep
    def verify(self, progress: Progress) -> Verification:
        """Compare the graph's dump with one replayed from the ledger."""

    def rebuild(self, progress: Progress) -> None:
        """Delete the graph and project it anew from the ledger."""

    def query(self, text: str, parameters: Mapping[str, Scalar], *, rows: int, seconds: float) -> Table:
        """Answer a read-only query in the engine's Cypher; raises QueryRefused."""

    # -- keys and audit, outside the dump
    def keys(self) -> list[KeyRow]:
        """Return all keys, revoked ones too."""

    def put_key(self, key: KeyRow) -> None:
        """Add a key, or replace the one with its id."""

    def audit(self, at: str, actor: str, action: str, subject: str) -> None:
        """Append one row to the audit."""

    def audit_rows(self) -> list[tuple[str, str, str, str]]:
        """Return the audit, oldest first."""

    def close(self) -> None:
        """Release everything; the store can be opened again."""
