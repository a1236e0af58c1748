"""The embedded engine gives every answer that the plain graph gives, byte for byte."""

import datetime
from collections.abc import Iterator
from contextlib import closing

import pytest

from musubime.questions import lists, records
from musubime.questions.evidence import evidence
from musubime.questions.key_actors import key_actors
from musubime.questions.library import Library
from musubime.questions.neighbouring import neighbourhood
from musubime.questions.network import network
from musubime.questions.overlap import overlap_matrix
from musubime.questions.prefectures import prefectures
from musubime.questions.searching import search
from musubime.questions.seats import seats
from musubime.questions.selection import Selection
from musubime.store.opening import open_store
from musubime.types.graph import Graph
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled
from musubime_loaders.loading import load_all

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library over the bundled rosters in an embedded store."""

    def clock() -> datetime.datetime:
        return datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

    with closing(open_store(str(tmp_path_factory.mktemp("store") / "s"), create=True)) as store:
        rosters, judgements, aliases = read_bundled(), bundled_judgements(), bundled_aliases()
        load_all(store, rosters, judgements, aliases, lambda *_: None, actor="test", clock=clock)
        yield Library(store)


def test_whole_graph_answers_are_the_same(stored: Library, library: Library, table: Selection) -> None:
    for selection in (Selection(), table):
        for ask in (
            lists.organizations, lists.persons, lists.posts, lists.programmes, lists.consortia,
            seats, key_actors, overlap_matrix, network, prefectures,
        ):  # fmt: skip
            assert ask(stored, selection) == ask(library, selection)


def test_records_are_the_same(stored: Library, library: Library, graph: Graph) -> None:
    for ask, ids in (
        (records.organization, graph.organizations), (records.person, graph.persons),
        (records.programme, graph.programmes), (records.consortium, graph.consortia),
        (records.seat, graph.seats), (records.post, library.snapshot().posts), (neighbourhood, graph.organizations),
    ):  # fmt: skip
        for id in ids:
            assert ask(stored, id) == ask(library, id)


def test_evidence_and_search_are_the_same(stored: Library, library: Library, graph: Graph) -> None:
    for id in graph.consortia:
        assert evidence(stored, "consortium", id) == evidence(library, "consortium", id)
    for q in ("徳島大", "大学", "とくしま", "dx next", "推進"):
        assert search(stored, q, limit=500) == search(library, q, limit=500)


def test_the_version_is_known_before_the_graph_is_read(stored: Library, graph: Graph) -> None:
    fresh = Library(stored._inner)
    assert not fresh.ready()
    assert fresh.version() == graph.version
    assert not fresh.ready()
