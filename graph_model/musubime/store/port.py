"""The store's port, in our own words: no Cypher, no driver object, no dict of an engine's crosses it.

A store keeps two things: the ledger, an append-only record of change sets, and the graph, a projection of it that
answers. Everything that questions read comes from the graph; everything that loads are computed from comes from the
ledger.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, NamedTuple, Protocol

from musubime.types.base import Frozen, Id, LongText, NameText
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


class Suppression(Frozen):
    """A person who is not shown, told by id, by mentions, and by name and organization together."""

    id: Id
    mentions: tuple[Id, ...] = ()
    names: tuple[NameText, ...]
    """Every spelling by which the person was known when the row was written."""
    organizations: tuple[NameText, ...] = ()
    reason: LongText | None = None
    by: NameText
    at: NameText


class ErasedName(Frozen):
    """A name that was erased, as a keyed hash: it can be known again in a file, and not be read."""

    digest: str
    rule: Literal["full", "short", "family"]
    """Where it is masked: anywhere; where it stands as a name; before an honorific."""
    length: int
    """Number of its characters, without spaces."""
    at: NameText


class Erased(Frozen):
    """All erased names and the secret key of their hashes; no key where nothing was erased yet."""

    key: str = ""
    names: tuple[ErasedName, ...] = ()


class Withheld(Frozen):
    """What the store knows of persons who are not shown; kept beside the ledger, no part of the graph version.

    `stamp` moves with every suppression, restoration and erasure.
    """

    stamp: int = 0
    suppressed: tuple[Suppression, ...] = ()
    erased: Erased = Erased()


class AuditRow(NamedTuple):
    """One row of the audit."""

    at: str
    actor: str
    action: str
    subject: str


class Rewriting(Protocol):
    """How `Store.rewrite` writes the record anew."""

    def change_sets(self, old: Iterable[ChangeSet]) -> Iterator[ChangeSet]:
        """Yield every change set anew, oldest first, each fitting on the one before."""

    def text(self, text: str) -> str:
        """Return a text that stands outside of change sets anew: of the audit, of keys, of the suppression list."""


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

    # -- persons who are not shown, outside the dump
    def withheld_stamp(self) -> int:
        """Return what moves with every suppression, restoration and erasure."""

    def withheld(self) -> Withheld:
        """Return the suppression list, by time and id, and the hashes of the erased names."""

    def suppress(self, row: Suppression) -> None:
        """Put a person on the suppression list, or replace the row with this id; waits for questions to end."""

    def unsuppress(self, id: str) -> None:
        """Take the row with this id off the suppression list."""

    def remember_erased(self, erased: Erased) -> None:
        """Keep these hashes of erased names and their key in place of those that were kept."""

    def rewrite(
        self, rewriting: Rewriting, erased: Erased, released: Sequence[str], row: AuditRow, progress: Progress
    ) -> None:
        """Write the whole record anew, and the graph from it: all of it or nothing.

        The one rewrite that is permitted: it takes a name out. The hashes of erased names become `erased`, the rows
        `released` leave the suppression list, and `row` is added to the audit in the same step. Raises StoreFull,
        StoreBehind; nothing has changed then.
        """

    def close(self) -> None:
        """Release everything; the store can be opened again."""
