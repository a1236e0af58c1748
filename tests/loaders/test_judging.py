"""Judgements in the ledger: whatever order they are written in, the graph is one, and reading again changes nothing."""

import datetime
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from musubime.resolution.resolve import resolve
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime_loaders.judgement_files import judgement_lines, read_judgements
from musubime_loaders.judging import undoing, write_judgements
from musubime_loaders.loading import load, load_all
from tests.resolution.test_judgements import made, random_judgements

BATCH = 50


def clock() -> datetime.datetime:
    return datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def editions() -> tuple[RosterEdition, ...]:
    return made()


@pytest.fixture(scope="module")
def judgements(editions: tuple[RosterEdition, ...]) -> list[Judgement]:
    return random_judgements(editions, 1_000, seed=17)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    with closing(open_store(tmp_path / "a", create=True)) as one, closing(open_store(tmp_path / "b", create=True)) as b:
        yield one, b


def written(store: Store, editions: Sequence[RosterEdition], judgements: Sequence[Judgement]) -> str:
    """Return the graph version after rosters and judgements, which are written a few at a time."""
    load_all(store, editions, (), (), lambda *_: None, actor="test", clock=clock)
    for start in range(0, len(judgements), BATCH):
        write_judgements(store, judgements[start : start + BATCH], (), actor="test", clock=clock)
    return store.record().graph.version


def test_a_thousand_judgements_written_in_two_orders_give_one_graph_that_a_reload_leaves_alone(
    stores: tuple[Store, Store], editions: tuple[RosterEdition, ...], judgements: list[Judgement]
) -> None:
    one, other = stores
    shuffled = random.Random(1).sample(judgements, len(judgements))
    version = written(one, editions, judgements)
    assert written(other, random.Random(2).sample(editions, len(editions)), shuffled) == version
    assert version == resolve(editions, judgements, ()).version
    seq = one.ledger_seq()
    for edition in editions:
        assert load(one, edition, (), actor="test", clock=clock).changes == 0
    assert (one.ledger_seq(), one.record().graph.version) == (seq, version)
    assert one.verify(lambda *_: None).sound


def test_the_work_of_two_stewards_comes_together_through_files_in_either_order(
    stores: tuple[Store, Store], editions: tuple[RosterEdition, ...], judgements: list[Judgement]
) -> None:
    one, other = stores
    written(one, editions, judgements[:200])
    written(other, editions, judgements[150:300])
    files = [b"".join(judgement_lines(store.record().judgements)) for store in stores]
    for store, content in ((one, files[1]), (other, files[0])):
        given, refused = read_judgements(content, "judgements.jsonl")
        assert refused == ()
        write_judgements(store, given, (), actor="test", clock=clock)
        assert len(store.record().judgements) == 300
        again = write_judgements(store, given, (), actor="test", clock=clock)
        assert (again.judgements, again.changes, again.ledger_seq) == ((), 0, None)
    assert one.record().graph.version == other.record().graph.version


def test_each_of_25_judgements_taken_back_gives_the_version_before_it(
    stores: tuple[Store, Store], editions: tuple[RosterEdition, ...], judgements: list[Judgement]
) -> None:
    store, _ = stores
    written(store, editions, judgements[:20])
    for judgement in judgements[20:45]:
        before = store.record().graph.version
        write_judgements(store, [judgement], (), actor="test", clock=clock)
        back = undoing(store, judgement.id, by="担当", reason="試験", at=clock())
        write_judgements(store, [back], (), actor="test", clock=clock)
        assert store.record().graph.version == before
