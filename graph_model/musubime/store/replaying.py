"""The record: change sets replayed in order, kept in memory as far as they were read."""

from collections.abc import Iterable

from musubime.store.port import Record
from musubime.types.changes import ChangeSet, Judgement
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph, applied


class Replay:
    """What the change sets up to `seq` made."""

    def __init__(self) -> None:
        self.seq = 0
        self.graph = Graph()
        self._editions: dict[tuple[str, str], RosterEdition] = {}
        self._judgements: list[Judgement] = []

    def advance(self, change_sets: Iterable[ChangeSet]) -> None:
        """Take in the change sets that follow."""
        for change_set in change_sets:
            self.graph = applied(self.graph, change_set.delta)
            if change_set.edition is not None:
                self._editions[change_set.edition.key] = change_set.edition
            if change_set.removed is not None:
                self._editions.pop(change_set.removed, None)
            self._judgements += change_set.judgements
            self.seq += 1

    def follow(self, seq: int, change_set: ChangeSet) -> None:
        """Take in a change set that was just written, if it is the next one; it need not be read back then."""
        if seq == self.seq + 1:
            self.advance([change_set])

    def record(self) -> Record:
        """Return the newest reading of every edition, sorted by key; all judgements; and the graph they made."""
        return Record.model_construct(
            seq=self.seq,
            editions=tuple(self._editions[key] for key in sorted(self._editions)),
            judgements=tuple(self._judgements),
            graph=self.graph,
        )
