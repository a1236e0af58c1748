"""One snapshot for many questions: built once, kept until the graph moves, and never half."""

import threading
import time

import pytest

from musubime.questions.library import Library, StillReading
from musubime.questions.network import network
from musubime.questions.records import organization as ask_organization
from musubime.questions.selection import Selection
from musubime.types.graph import Graph
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import consortium, made, organization, seat, source


def _small() -> Graph:
    return made([organization("甲"), consortium("一", "36"), seat("一", organization="甲")])


def test_eight_threads_share_one_reading_of_the_graph() -> None:
    store = FakeStore(_small(), before_reading=lambda: time.sleep(0.05))
    library = Library(store)
    versions: list[str] = []
    threads = [threading.Thread(target=lambda: versions.append(library.snapshot().version)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(versions) == 8
    assert len(set(versions)) == 1
    assert store.graphs_read == 1


def test_a_graph_that_moved_is_read_again() -> None:
    store = FakeStore(_small())
    library = Library(store)
    before = library.snapshot()
    assert library.snapshot() is before
    assert library.ready()
    store.replace(made([organization("乙")]))
    assert not library.ready()
    after = library.snapshot()
    assert after is not before
    assert list(after.graph.organizations) == ["o:乙"]
    assert library.version() == after.version


def test_a_record_answers_without_a_snapshot() -> None:
    graph = made([organization("甲"), consortium("一")])
    store = FakeStore(graph)
    store.history = lambda: []  # type: ignore[method-assign]
    library = Library(store)
    ask_organization(library, "o:甲")
    assert store.graphs_read == 1, "an empty ledger knows no version, so the graph is read for it"
    ledger = FakeStore(graph)
    header = (
        FakeStore(made([organization("甲"), source("r", "r")])).history()[0].model_copy(update={"version_after": "g1"})
    )
    ledger.history = lambda: [header]  # type: ignore[method-assign]
    assert ask_organization(Library(ledger), "o:甲").graph_version == "g1"
    assert ledger.graphs_read == 0


def test_patience_runs_out_while_another_reads() -> None:
    reading, done = threading.Event(), threading.Event()

    def slow() -> None:
        reading.set()
        done.wait(5)

    library = Library(FakeStore(_small(), before_reading=slow), patience=0.01)
    thread = library.warm()
    assert reading.wait(5)
    with pytest.raises(StillReading) as busy:
        library.snapshot()
    assert busy.value.retry_after == 2
    done.set()
    thread.join()
    assert library.ready()
    assert library.snapshot().seat_ids


def test_the_same_question_gives_the_same_answer(library: Library, graph: Graph) -> None:
    again = Library(FakeStore(graph))
    assert network(library, Selection()).model_dump_json() == network(again, Selection()).model_dump_json()
