"""Loads at the door: the difference first, then all of it or nothing, one at a time."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from functools import cache

from musubime.errors import VersionMoved
from musubime.privacy.erasing import judgements_without_erased, without_erased
from musubime.resolution.aliases import Alias
from musubime.resolution.registers import RegisterIndex
from musubime.store.port import Progress, Store
from musubime.types.base import Frozen, described
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime_api.keys import now
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled
from musubime_loaders.difference import Difference
from musubime_loaders.judging import Judged, write_judgements
from musubime_loaders.loading import Prepared, apply, load_all, not_as_bundled, prepare
from musubime_loaders.proposal import Proposal
from musubime_loaders.proposed_rows import ProposedRow
from musubime_loaders.reading import Note, Reading
from musubime_loaders.undoing import prepare_undo

BUNDLED_ACTOR = "musubime"


def _silent(_text: str, _done: int, _total: int) -> None:
    return None


class ReadingShown(Frozen):
    """How the files of a roster were read."""

    roster: str = described("名簿", "Id of the roster")
    columns: dict[str, str] = described("見出し", "Headings and what they were taken for; empty for a known layout")
    ignored: tuple[Note, ...] = described("使わない値", "Values left unread on purpose", ())
    issues: tuple[Note, ...] = described("読めない値", "Values that could not be read, or not wholly", ())
    proposal: Proposal | None = described("提案", "How the table is read, where no roster.toml says so", None)
    rows: tuple[ProposedRow, ...] = described("はじめの五行", "For a proposal: the first rows as they are read", ())
    roster_toml: str | None = described(
        "roster.toml", "For answers: the text by which the same headings need no answer again", None
    )


class LoadAnswer(Frozen):
    """What a load changes, roster by roster."""

    items: tuple[Difference, ...] = described("差分", "One difference for each roster, in the order they are applied")
    total: int = described("件数", "Number of rosters")
    readings: tuple[ReadingShown, ...] = described("読み方", "How each uploaded roster was read", ())
    graph_version: str = described(
        "グラフの版", "Graph version that the store is at after this answer; send it as If-Match to apply a difference"
    )


class Outdated(VersionMoved):
    """The version in If-Match is no longer the current one; nothing was written, `answer` is the new difference."""

    def __init__(self, expected: str, answer: LoadAnswer) -> None:
        self.answer = answer
        super().__init__(expected, answer.graph_version)

    @property
    def members(self) -> dict[str, object]:
        """What the problem says besides its sentence."""
        return {"difference": self.answer.model_dump(mode="json")}


class Loads:
    """The one way by which this process writes rosters; loads wait for each other."""

    def __init__(self, store: Store, registers: RegisterIndex | None = None) -> None:
        self._store, self._registers = store, registers
        self._one_at_a_time = threading.Lock()

    @contextlib.contextmanager
    def held_off(self) -> Iterator[None]:
        """Let no load begin until the block ends."""
        with self._one_at_a_time:
            yield

    def show(self, editions: Sequence[RosterEdition], actor: str) -> LoadAnswer:
        """Return what loading would change, each roster by itself against the graph as it is; writes nothing."""
        aliases = bundled_aliases()
        return _answer([self._prepared(one, aliases, actor).difference for one in editions])

    def write(self, editions: Sequence[RosterEdition], actor: str, if_match: str | None = None) -> LoadAnswer:
        """Load rosters; raises Outdated where `if_match` is given and is not the current graph version."""
        aliases = bundled_aliases()
        with self._one_at_a_time:
            if if_match is None:
                done = load_all(
                    self._store, editions, (), aliases, _silent, actor=actor, clock=now, registers=self._registers
                )
                return _answer(done)
            return _answer(self._confirmed(editions, aliases, actor, if_match))

    def write_bundled(self, actor: str, progress: Progress = _silent) -> LoadAnswer:
        """Load everything that comes with the product, its judgements first."""
        with self._one_at_a_time:
            return _answer(load_bundled(self._store, progress, actor=actor, registers=self._registers))

    def undo(self, id: str, actor: str, *, if_match: str | None = None, dry_run: bool = False) -> LoadAnswer:
        """Undo a load as one unit, or show what that changes; raises Outdated as `write` does."""
        aliases = bundled_aliases()
        with self._one_at_a_time:
            while True:
                prepared = prepare_undo(self._store, id, aliases, actor=actor, clock=now)
                if if_match is not None and prepared.difference.graph_version != if_match:
                    raise Outdated(if_match, _answer([prepared.difference]))
                if dry_run:
                    return _answer([prepared.difference])
                with contextlib.suppress(VersionMoved):
                    return _answer([apply(self._store, prepared)])

    def judge(
        self, judgements: Sequence[Judgement], actor: str, *, if_match: str | None = None, dry_run: bool = False
    ) -> Judged:
        """Write judgements as one unit, or show what they change; raises VersionMoved where `if_match` is not now."""
        aliases = bundled_aliases()
        with self._one_at_a_time:
            return write_judgements(
                self._store, judgements, aliases, actor=actor, clock=now, if_match=if_match, dry_run=dry_run
            )

    def _prepared(self, edition: RosterEdition, aliases: Sequence[Alias], actor: str) -> Prepared:
        return prepare(self._store, edition, aliases, actor=actor, clock=now, registers=self._registers)

    def _confirmed(
        self, editions: Sequence[RosterEdition], aliases: Sequence[Alias], actor: str, if_match: str
    ) -> list[Difference]:
        done: list[Difference] = []
        for edition in editions:
            prepared = self._prepared(edition, aliases, actor)
            if not done and prepared.difference.graph_version != if_match:
                raise Outdated(if_match, self.show(editions, actor))
            try:
                done.append(apply(self._store, prepared))
            except VersionMoved:
                raise Outdated(if_match, self.show(editions[len(done) :], actor)) from None
        return done


@cache
def bundled_editions() -> tuple[RosterEdition, ...]:
    """Return the rosters that come with the product; they are read once, they cannot change while it runs."""
    return tuple(read_bundled())


def newer_than(store: Store) -> list[str]:
    """Return the bundled rosters that the store lacks or holds in another reading, and `judgements` likewise."""
    record, erased = store.record(), store.withheld().erased
    known = judgements_without_erased(bundled_judgements(), erased, record.graph)
    held = {judgement.id for judgement in record.judgements}
    missing = [judgement for judgement in known if judgement.id not in held]
    editions = [without_erased(edition, erased, record.graph)[0] for edition in bundled_editions()]
    return not_as_bundled(record, editions) + (["judgements"] if missing else [])


def shown_reading(reading: Reading, edition: RosterEdition) -> ReadingShown:
    """Return how a roster was read, without the records themselves."""
    columns = reading.columns if reading.proposed else {}
    return ReadingShown(
        roster=edition.roster,
        columns=columns,
        ignored=reading.ignored,
        issues=reading.issues,
        proposal=reading.proposal,
        rows=reading.rows_shown,
        roster_toml=reading.roster_toml,
    )


def with_rows(items: Sequence[Difference], readings: Sequence[Reading], *, persons: bool) -> tuple[Difference, ...]:
    """Return the differences of what was read, each with the rows that made nothing; printed only with `persons`."""
    shown = []
    for item, reading in zip(items, readings, strict=True):
        if item.rows is None or reading.rows is None:
            shown.append(item)
            continue
        ignored = reading.rows.ignored
        if not persons:
            ignored = tuple(row.model_copy(update={"printed": ""}) for row in ignored)
        rows = item.rows.model_copy(update={"ignored": ignored})
        shown.append(item.model_copy(update={"rows": rows}))
    return tuple(shown)


def load_bundled(
    store: Store,
    progress: Progress = _silent,
    *,
    actor: str = BUNDLED_ACTOR,
    registers: RegisterIndex | None = None,
) -> list[Difference]:
    """Load the rosters and judgements that come with the product; return the differences in order."""
    judgements, aliases = bundled_judgements(), bundled_aliases()
    return load_all(store, read_bundled(), judgements, aliases, progress, actor=actor, clock=now, registers=registers)


def _answer(items: Sequence[Difference]) -> LoadAnswer:
    last = items[-1]
    version = last.graph_version_after if last.status == "applied" else last.graph_version
    return LoadAnswer(items=tuple(items), total=len(items), graph_version=version)
