"""Nodes, ties and seats come back from every engine exactly as they were written."""

import pytest

from musubime.store.port import Store
from musubime.types.graph import Graph
from musubime.types.nodes import AnyNode
from musubime.types.vocabulary import Kind
from tests.contract.values import (
    AFFILIATED,
    CHAIR,
    COMMITTEE,
    EMPTY,
    GRANT,
    GRAPH,
    HIROSHIMA_UNIVERSITY,
    KOCHI_TECH,
    MAZDA,
    MEMBER,
    NODES,
    SAWACHI,
    SOUTH,
    TABLE,
    TWICE,
    UKEDA,
    UNDER,
    VISITOR,
    load,
)


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store that holds the small graph."""
    store.apply(load(EMPTY, GRAPH))
    return store


def test_an_empty_store_answers_every_question(store: Store) -> None:
    assert store.read_graph() == Graph()
    assert (store.graph_seq(), store.ledger_seq()) == (0, 0)
    assert store.records(Kind.ORGANIZATION, ["organization:mazda"]) == []
    assert store.kept_id(Kind.SEAT, "seat:chair") is None
    assert store.ties_of(["organization:mazda"]) == []
    assert store.seats_of(Kind.CONSORTIUM, ["consortium:committee"]) == []
    assert store.search("大学", 10) == ([], 0)
    assert store.history() == []
    assert list(store.change_sets()) == []
    assert store.record().graph == Graph()


def test_the_graph_read_back_is_the_graph_written(filled: Store) -> None:
    assert filled.read_graph() == GRAPH
    assert filled.read_graph().version == GRAPH.version


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.id)
def test_a_record_read_back_is_the_record_written(filled: Store, node: AnyNode) -> None:
    assert filled.records(node.node_kind, [node.id]) == [node]


def test_records_come_in_the_order_asked_without_those_that_are_not_there(filled: Store) -> None:
    ids = ["organization:mazda", "organization:nobody", "organization:hiroshima-u", "organization:mazda"]
    assert filled.records(Kind.ORGANIZATION, ids) == [MAZDA, HIROSHIMA_UNIVERSITY, MAZDA]


def test_an_empty_list_of_ids_is_nothing_and_never_everything(filled: Store) -> None:
    assert filled.records(Kind.ORGANIZATION, []) == []
    assert filled.records(Kind.SEAT, []) == []
    assert filled.seats_of(Kind.CONSORTIUM, []) == []
    assert filled.ties_of([]) == []


def test_an_id_of_another_kind_is_not_there(filled: Store) -> None:
    assert filled.records(Kind.PERSON, ["organization:mazda"]) == []
    assert filled.kept_id(Kind.PERSON, "organization:mazda") is None


def test_a_later_mention_leads_to_the_id_that_was_kept(filled: Store) -> None:
    assert filled.kept_id(Kind.ORGANIZATION, "organization:mazda-later") == "organization:mazda"
    assert filled.kept_id(Kind.ORGANIZATION, "organization:mazda") == "organization:mazda"
    assert filled.kept_id(Kind.ORGANIZATION, "organization:nobody") is None


def test_seats_are_found_from_both_sides_sorted_by_id(filled: Store) -> None:
    assert filled.seats_of(Kind.CONSORTIUM, [COMMITTEE.id]) == [CHAIR, MEMBER]
    assert filled.seats_of(Kind.CONSORTIUM, [SAWACHI.id, COMMITTEE.id]) == [CHAIR, MEMBER, SOUTH, TWICE, VISITOR]
    assert filled.seats_of(Kind.ORGANIZATION, [HIROSHIMA_UNIVERSITY.id]) == [MEMBER, TWICE]
    assert filled.seats_of(Kind.PERSON, [UKEDA.id]) == [VISITOR]
    assert filled.seats_of(Kind.SOURCE, [TABLE.id]) == []


def test_ties_are_found_from_either_end_sorted_by_key(filled: Store) -> None:
    assert filled.ties_of([GRANT.id]) == [UNDER]
    assert filled.ties_of([COMMITTEE.id, GRANT.id]) == [UNDER]
    assert filled.ties_of([KOCHI_TECH.id, COMMITTEE.id]) == [AFFILIATED, UNDER]
    assert filled.ties_of([MAZDA.id]) == []


def test_a_question_holds_the_graph_at_one_sequence_number(filled: Store) -> None:
    with filled.reading() as seq:
        assert seq == 1
        assert filled.read_graph() == GRAPH
