"""When only the graph fails, the load is in for good; the graph answers from where it stands and catches up later."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from musubime.errors import StoreBehind
from musubime.store.arcade_engine import ArcadeEngine
from musubime.store.engine import EngineFailure
from musubime.store.opening import open_store, silent
from musubime.store.port import Applied, Store
from tests.contract.values import CHAIR, EMPTY, GRAPH, load, with_nodes

pytestmark = pytest.mark.embedded
AFTER = with_nodes(GRAPH, CHAIR.model_copy(update={"post": "会長"}))
LATER = with_nodes(AFTER, CHAIR.model_copy(update={"post": "社長"}))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an open store that holds the small graph."""
    with closing(open_store(tmp_path / "store", create=True, floor=0)) as opened:
        opened.apply(load(EMPTY, GRAPH))
        yield opened


def fail(*_: object) -> None:
    """Fail as the engine does."""
    raise EngineFailure("ArcadeDB", "java.io.IOException: No space left on device")


def test_a_load_whose_projection_fails_is_in_and_the_graph_catches_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(ArcadeEngine, "write", fail)
        assert store.apply(load(GRAPH, AFTER)) == Applied(seq=2, projection="behind")
        assert (store.ledger_seq(), store.graph_seq()) == (2, 1)
        assert store.read_graph() == GRAPH
        assert store.record().graph == AFTER
        found = store.verify(silent)
        assert (found.sound, found.ledger_version, found.graph_version) == (False, AFTER.version, GRAPH.version)
        with pytest.raises(StoreBehind, match="空き容量を確保"):
            store.apply(load(AFTER, LATER))
        assert (store.ledger_seq(), store.read_graph()) == (2, GRAPH)
    assert store.apply(load(AFTER, LATER)) == Applied(seq=3, projection="current")
    assert store.read_graph() == LATER


def test_a_rebuild_ends_what_was_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(ArcadeEngine, "write", fail)
        store.apply(load(GRAPH, AFTER))
    store.rebuild(silent)
    assert (store.graph_seq(), store.read_graph()) == (2, AFTER)


def test_a_graph_left_behind_catches_up_at_the_next_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path / "store", create=True)
    store.apply(load(EMPTY, GRAPH))
    with monkeypatch.context() as broken:
        broken.setattr(ArcadeEngine, "write", fail)
        store.apply(load(GRAPH, AFTER))
    store.close()
    told: list[str] = []
    store = open_store(tmp_path / "store", progress=lambda doing, done, of: told.append(doing))
    assert (store.graph_seq(), store.read_graph()) == (2, AFTER)
    assert told == ["グラフを台帳に追いつかせています"]
    store.close()


def test_a_failure_in_the_middle_leaves_nothing_of_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write = ArcadeEngine.write

    def cut_short(self: ArcadeEngine, statements: Iterator[object], committing: object) -> None:
        write(self, (statement for _, statement in zip(range(3), statements, strict=False)), FailingCommit())  # type: ignore[misc]

    class FailingCommit:
        def __enter__(self) -> None:
            fail()

        def __exit__(self, *_: object) -> None:
            """Nothing was begun."""

    more = with_nodes(GRAPH, *(CHAIR.model_copy(update={"id": f"seat:n{n}"}) for n in range(50)))
    with monkeypatch.context() as broken:
        broken.setattr(ArcadeEngine, "write", cut_short)
        assert store.apply(load(GRAPH, more)).projection == "behind"
        assert store.read_graph() == GRAPH
    store.apply(load(more, GRAPH))
    assert store.read_graph() == GRAPH
    assert store.verify(silent).sound


def test_a_large_first_load_is_built_beside_the_empty_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musubime.store.embedded.BULK_SEATS", 1)
    store = open_store(tmp_path / "store", create=True)
    assert store.apply(load(EMPTY, GRAPH)) == Applied(seq=1, projection="current")
    assert store.read_graph() == GRAPH
    assert store.search("広島大学", 1)[1] == 1
    assert store.verify(silent).sound
    store.apply(load(GRAPH, AFTER))
    assert store.read_graph() == AFTER
    store.close()
    store = open_store(tmp_path / "store")
    assert store.read_graph() == AFTER
    store.close()
