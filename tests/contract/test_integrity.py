"""The graph is the authority for answers, the ledger for loads; `verify` tells whether they agree."""

import pytest

from musubime.store.opening import silent
from musubime.store.port import Store
from musubime.store.reading import Unreadable
from musubime.types.vocabulary import Kind, Sector
from tests.contract.values import CHAIR, COMMITTEE, EMPTY, GRAPH, MAZDA, SAWACHI, SOUTH, UNDER, load, with_nodes
from tests.engines import Place


@pytest.fixture
def closed(place: Place) -> Place:
    """Return a closed store that holds the small graph."""
    store = place.open()
    store.apply(load(EMPTY, GRAPH))
    store.close()
    return place


def test_an_untouched_store_is_sound(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    found = store.verify(silent)
    assert (found.sound, found.faults, found.change_sets) == (True, (), 1)
    assert found.ledger_version == found.graph_version == GRAPH.version


def test_an_edited_role_shows_in_answers_and_verify_names_it(closed: Place) -> None:
    closed.behind_our_back("MATCH (s:Seat {id: $id}) SET s.role = '議長', s.sector = '官'", {"id": CHAIR.id})
    store = closed.open(create=False)
    try:
        edited = CHAIR.model_copy(update={"role": "議長", "sector": Sector.GOVERNMENT})
        assert store.records(Kind.SEAT, [CHAIR.id]) == [edited]
        assert store.read_graph() == with_nodes(GRAPH, edited)
        found = store.verify(silent)
        assert found.faults == ("Seat seat:chair: role・sector が台帳と異なります",)
        assert (found.ledger_version, found.graph_version) == (GRAPH.version, store.read_graph().version)
        assert not found.sound
        assert store.record().graph == GRAPH
    finally:
        store.close()


def test_a_seat_pointed_elsewhere_shows_in_answers_and_verify_names_it(closed: Place) -> None:
    closed.behind_our_back(
        "MATCH (s:Seat {id: $id})-[on:ON]->() MATCH (c:Consortium {id: $to}) DELETE on CREATE (s)-[:ON]->(c)",
        {"id": CHAIR.id, "to": SAWACHI.id},
    )
    store = closed.open(create=False)
    try:
        moved = CHAIR.model_copy(update={"consortium": SAWACHI.id})
        assert store.seats_of(Kind.ORGANIZATION, [MAZDA.id]) == [moved]
        assert next(seat.id for seat in store.seats_of(Kind.CONSORTIUM, [SAWACHI.id])) == CHAIR.id
        assert store.verify(silent).faults == ("Seat seat:chair: consortium が台帳と異なります",)
    finally:
        store.close()


def test_what_was_deleted_and_added_is_named(closed: Place) -> None:
    closed.behind_our_back("MATCH (s:Seat {id: $id}) DETACH DELETE s", {"id": SOUTH.id})
    closed.behind_our_back("MATCH (:Consortium {id: $id})-[r:UNDER]->() DELETE r", {"id": COMMITTEE.id})
    closed.behind_our_back("CREATE (:Person {id: 'person:nobody', name: '誰か'})", {})
    store = closed.open(create=False)
    try:
        assert store.records(Kind.SEAT, [SOUTH.id]) == []
        assert store.verify(silent).faults == (
            "Person person:nobody: グラフにあり、台帳にありません",
            "Seat seat:south: 台帳にあり、グラフにありません",
            f"tie UNDER {UNDER.from_id} → {UNDER.to_id}: 台帳にあり、グラフにありません",
        )
    finally:
        store.close()


def test_what_a_type_does_not_allow_is_one_sentence_and_a_fault(closed: Place) -> None:
    closed.behind_our_back("MATCH (c:Consortium {id: $id}) SET c.form = 'club'", {"id": SAWACHI.id})
    closed.behind_our_back("MATCH (:Seat {id: $id})-[on:ON]->() DELETE on", {"id": CHAIR.id})
    store = closed.open(create=False)
    try:
        with pytest.raises(Unreadable, match=SAWACHI.id):
            store.records(Kind.CONSORTIUM, [SAWACHI.id])
        with pytest.raises(Unreadable, match=CHAIR.id):
            store.records(Kind.SEAT, [CHAIR.id])
        with pytest.raises(Unreadable):
            store.read_graph()
        assert store.records(Kind.ORGANIZATION, [MAZDA.id]) == [MAZDA]
        found = store.verify(silent)
        assert [fault.split(":")[0] for fault in found.faults] == ["Consortium consortium", "Seat seat"]
        assert found.total == 2
    finally:
        store.close()


def test_rebuild_makes_the_graph_of_the_ledger_again(closed: Place) -> None:
    closed.behind_our_back("MATCH (s:Seat) SET s.role = '議長'", {})
    closed.behind_our_back("MATCH (:Seat {id: $id})-[on:ON]->() DELETE on", {"id": CHAIR.id})
    store = closed.open(create=False)
    try:
        assert not store.verify(silent).sound
        store.rebuild(silent)
        assert store.verify(silent).sound
        assert store.read_graph() == GRAPH
        assert store.graph_seq() == store.ledger_seq() == 1
        after = with_nodes(GRAPH, CHAIR.model_copy(update={"role": "委員"}))
        store.apply(load(GRAPH, after))
        assert store.read_graph() == after
    finally:
        store.close()


def test_at_most_fifty_faults_are_named_of_all(place: Place) -> None:
    store = place.open()
    many = with_nodes(GRAPH, *(CHAIR.model_copy(update={"id": f"seat:n{n}"}) for n in range(60)))
    store.apply(load(EMPTY, many))
    store.close()
    place.behind_our_back("MATCH (s:Seat) SET s.note = 'x'", {})
    store = place.open(create=False)
    try:
        found = store.verify(silent)
        assert (len(found.faults), found.total) == (50, 65)
    finally:
        store.close()
