"""Opening a Neo4j: what is wrong is said in one sentence, soon, and a server that comes back is used again."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from musubime.errors import NoStore, StoreAway, StoreFull, WrongPassword
from musubime.store.opening import open_store
from tests.conftest import missing
from tests.contract.values import CHAIR, EMPTY, GRAPH, load, with_nodes
from tests.engines import EMBEDDED, ENGINES, Place, place
from tests.neo4j_server import VERSIONS, Neo4jServer, NoServer, free_port

pytestmark = pytest.mark.neo4j
PASSWORD = "correct-horse"


@pytest.fixture(scope="module", params=VERSIONS)
def guarded(request: pytest.FixtureRequest) -> Iterator[Neo4jServer]:
    """Return a server that asks for a password."""
    server = Neo4jServer(request.param, password=PASSWORD)
    try:
        with server:
            yield server
    except NoServer as reason:
        missing(str(reason))


def test_the_right_password_opens_and_a_wrong_one_is_said(guarded: Neo4jServer) -> None:
    store = open_store(guarded.uri, create=True, user="neo4j", password=PASSWORD)
    store.close()
    for password in ("wrong", None):
        with pytest.raises(WrongPassword, match="ログインを拒否しました") as refused:
            open_store(guarded.uri, user="neo4j", password=password)
        assert PASSWORD not in str(refused.value)


def test_nothing_listening_is_said_within_two_seconds() -> None:
    for scheme in ("bolt", "neo4j"):
        address = f"{scheme}://127.0.0.1:{free_port()}"
        begun = time.monotonic()
        with pytest.raises(StoreAway, match="接続できません"):
            open_store(address)
        assert time.monotonic() - begun < 2


def test_a_server_that_goes_away_is_said_and_used_again_when_it_is_back(guarded: Neo4jServer) -> None:
    store = open_store(guarded.uri, create=True, user="neo4j", password=PASSWORD)
    before = store.read_graph()
    store.apply(load(before, with_nodes(before, *GRAPH.nodes())))
    held = store.read_graph()
    after = with_nodes(held, CHAIR.model_copy(update={"post": "会長"}))
    guarded.stop()
    begun = time.monotonic()
    with pytest.raises(StoreAway):
        store.graph_seq()
    assert time.monotonic() - begun < 2
    with pytest.raises(StoreAway):
        store.apply(load(held, after))
    guarded.start()
    begun = time.monotonic()
    assert store.read_graph() == held
    assert time.monotonic() - begun < 5
    store.apply(load(held, after))
    assert store.read_graph() == after
    store.close()


@pytest.fixture(params=[engine for engine in ENGINES if engine != EMBEDDED])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Return an empty server without a password."""
    found = place(request.param, tmp_path)
    yield found
    found.wipe()


def test_an_empty_database_is_a_store_only_when_asked_to_be(server: Place) -> None:
    with pytest.raises(NoStore, match="データがありません"):
        server.open(create=False)
    server.open(create=True).close()
    server.open(create=False).close()


def test_the_data_of_somebody_else_is_left_alone(server: Place) -> None:
    server.behind_our_back("CREATE (:Movie {title: 'x'})", {})
    with pytest.raises(NoStore, match="Movie"):
        server.open(create=True)


def test_a_rebuild_that_was_cut_short_is_finished_at_the_next_opening(server: Place) -> None:
    store = server.open()
    store.apply(load(EMPTY, GRAPH))
    store.close()
    server.behind_our_back("MATCH (p:Projection) SET p.seq = 0, p.version = $version", {"version": EMPTY.version})
    server.behind_our_back("MATCH (s:Seat) DETACH DELETE s", {})
    store = server.open(create=False)
    assert (store.graph_seq(), store.read_graph()) == (1, GRAPH)
    store.close()


def test_two_processes_write_one_after_the_other(server: Place) -> None:
    first, second = server.open(), server.open()
    try:
        first.apply(load(EMPTY, GRAPH))
        after = with_nodes(GRAPH, CHAIR.model_copy(update={"post": "会長"}))
        assert second.record().graph == GRAPH
        second.apply(load(GRAPH, after))
        assert first.read_graph() == after
        assert first.record().graph == after
        assert [header.seq for header in first.history()] == [1, 2]
    finally:
        first.close()
        second.close()


def test_a_change_set_of_many_parts_is_put_together_again(server: Place) -> None:
    text = "".join(chr(0x4E00 + (n * n) % 20_000) for n in range(900_000))
    many = with_nodes(EMPTY, *(n.model_copy(update={"note": text[k:] + text[:k]}) for k, n in enumerate(GRAPH.nodes())))
    change = load(EMPTY, many)
    with closing(server.open()) as store:
        store.apply(change)
        assert list(store.change_sets()) == [change]


def test_a_load_that_passes_the_servers_memory_is_said_and_changes_nothing() -> None:
    server = Neo4jServer(VERSIONS[0], settings={"db.memory.transaction.max": "12m"})
    try:
        with server, closing(open_store(server.uri, create=True)) as store:
            store.apply(load(EMPTY, GRAPH))
            known = next(iter(GRAPH.seats.values()))
            seats = [known.model_copy(update={"id": f"seat:{n}", "note": "長" * 20_000}) for n in range(1_500)]
            with pytest.raises(StoreFull, match="メモリが足りません。何も変更していません。"):
                store.apply(load(GRAPH, with_nodes(GRAPH, *seats)))
            assert store.read_graph() == GRAPH
    except NoServer as reason:
        missing(str(reason))
