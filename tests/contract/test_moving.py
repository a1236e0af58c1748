"""A store moves between engines and into one file and back with its whole history, and arrives at the same version."""

import itertools
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime.store.moving import backup_of, copied, restore
from musubime.store.opening import open_store, silent
from musubime.store.port import Store
from tests.contract.values import CHAIR, EMPTY, GRAPH, SAME, load, with_nodes, without

STEPS = (EMPTY, GRAPH, without(GRAPH, CHAIR.id), with_nodes(GRAPH, CHAIR.model_copy(update={"post": "会長"})))


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Store]:
    """Return an embedded store with three loads and a judgement."""
    with closing(open_store(tmp_path / "here", create=True)) as opened:
        for before, after in itertools.pairwise(STEPS):
            opened.apply(load(before, after))
        opened.apply(load(STEPS[-1], STEPS[-1], kind="judgements", edition=None, judgements=(SAME,)))
        yield opened


def test_there_and_back_nothing_is_lost(here: Store, store: Store, tmp_path: Path) -> None:
    assert copied(here, store, silent) == STEPS[-1].version
    assert list(store.change_sets()) == list(here.change_sets())
    assert store.history() == here.history()
    assert store.read_graph() == here.read_graph() == STEPS[-1]
    assert store.verify(silent).sound
    with closing(open_store(tmp_path / "back", create=True)) as back:
        assert copied(store, back, silent) == STEPS[-1].version
        assert list(back.change_sets()) == list(here.change_sets())
        assert back.record() == here.record()
        assert back.verify(silent).sound


def test_a_backup_restores_the_same_store(here: Store, store: Store, tmp_path: Path) -> None:
    copied(here, store, silent)
    file = tmp_path / "backup"
    file.write_bytes(b"".join(backup_of(store)))
    with closing(open_store(tmp_path / "restored", create=True)) as restored:
        assert restore(file, restored, silent) == STEPS[-1].version
        assert list(restored.change_sets()) == list(here.change_sets())


def test_a_backup_is_restored_onto_every_engine(here: Store, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_bytes(b"".join(backup_of(here)))
    assert restore(file, store, silent) == STEPS[-1].version
    assert store.record() == here.record()


def test_a_store_that_holds_something_is_not_written_over(here: Store, store: Store, tmp_path: Path) -> None:
    store.apply(load(EMPTY, GRAPH))
    file = tmp_path / "backup"
    file.write_bytes(b"".join(backup_of(here)))
    with pytest.raises(BadInput):
        restore(file, store, silent)
    with pytest.raises(BadInput):
        copied(here, store, silent)
    assert (store.ledger_seq(), store.read_graph()) == (1, GRAPH)


@pytest.mark.embedded
def test_a_damaged_backup_changes_nothing(here: Store, tmp_path: Path) -> None:
    whole = b"".join(backup_of(here))
    for name, content in {
        "cut": whole[: len(whole) // 2],
        "changed": whole[:60] + bytes([whole[60] ^ 1]) + whole[61:],
        "empty": b"",
        "other": b"PK other",
    }.items():
        file = tmp_path / name
        file.write_bytes(content)
        with closing(open_store(tmp_path / f"into-{name}", create=True)) as into:
            with pytest.raises(BadInput):
                restore(file, into, silent)
            assert into.ledger_seq() == 0
