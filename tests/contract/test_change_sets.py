"""Change sets are written whole or not at all, in one order, against the version that they were made for."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from musubime.errors import StoreError, VersionMoved
from musubime.store.port import Applied, Store
from musubime.types.graph import Graph, delta_between, graph_of
from musubime.types.nodes import AnyNode
from musubime.types.vocabulary import Kind
from tests.contract.values import (
    CHAIR,
    COMMITTEE,
    EMPTY,
    GRAPH,
    HIROSHIMA_UNIVERSITY,
    MAZDA,
    MEMBER,
    NODES,
    SAME,
    SAWACHI,
    SOUTH,
    TABLE,
    TIES,
    TOKUSHIMA,
    UKEDA,
    UNDER,
    VISITOR,
    edition,
    load,
    organization,
    seat,
    with_nodes,
    without,
)
from tests.engines import Place


def test_a_load_is_numbered_and_stays_in_the_history(store: Store) -> None:
    change = load(EMPTY, GRAPH)
    assert store.apply(change) == Applied(seq=1, projection="current")
    assert (store.ledger_seq(), store.graph_seq()) == (1, 1)
    assert list(store.change_sets()) == [change]
    (header,) = store.history()
    assert (header.seq, header.id, header.roster, header.edition_date) == (
        1,
        change.id,
        "three-prefecture-table",
        "2021-02",
    )
    assert (header.version_before, header.version_after) == (EMPTY.version, GRAPH.version)


def test_a_load_made_for_another_version_is_refused_and_changes_nothing(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    outdated = load(EMPTY, with_nodes(EMPTY, TABLE))
    with pytest.raises(VersionMoved) as refused:
        store.apply(outdated)
    assert (refused.value.expected, refused.value.current) == (EMPTY.version, GRAPH.version)
    assert store.ledger_seq() == 1
    assert store.read_graph() == GRAPH


def test_a_change_set_that_refers_to_nothing_is_refused_and_changes_nothing(store: Store) -> None:
    lost = graph_of([CHAIR, MAZDA, COMMITTEE], [])
    with pytest.raises(StoreError, match="seat:chair → source:table"):
        store.apply(load(EMPTY, lost))
    assert (store.ledger_seq(), store.read_graph()) == (0, Graph())


def test_the_same_change_set_twice_is_refused(store: Store) -> None:
    nothing = load(EMPTY, EMPTY)
    store.apply(nothing)
    with pytest.raises(StoreError, match="すでに台帳"):
        store.apply(nothing)
    assert store.ledger_seq() == 1


def test_seats_change_move_and_go(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    moved = CHAIR.model_copy(update={"consortium": SAWACHI.id, "organization": TOKUSHIMA.id, "post": None})
    restated = MEMBER.model_copy(update={"statements": MEMBER.statements[1:], "not_stated_since": "2022"})
    after = with_nodes(without(GRAPH, VISITOR.id), moved, restated)
    store.apply(load(GRAPH, after))
    assert store.read_graph() == after
    assert store.records(Kind.SEAT, [CHAIR.id, MEMBER.id, VISITOR.id]) == [moved, restated]
    assert store.seats_of(Kind.ORGANIZATION, [MAZDA.id]) == []
    assert store.seats_of(Kind.PERSON, [UKEDA.id]) == []


def test_nodes_lose_what_is_no_longer_stated(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    bare = HIROSHIMA_UNIVERSITY.model_copy(update={"sector": None, "identifiers": (), "name_en": None})
    after = with_nodes(GRAPH, bare)
    store.apply(load(GRAPH, after))
    assert store.records(Kind.ORGANIZATION, [bare.id]) == [bare]
    assert store.read_graph().version == after.version


def test_a_node_goes_with_its_ties(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    after = without(GRAPH, UKEDA.id, VISITOR.id)
    store.apply(load(GRAPH, after))
    assert store.read_graph() == after
    assert store.ties_of([UKEDA.id]) == []


def test_a_tie_changes_and_goes(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    second = UNDER.model_copy(update={"position": 2, "note": "二つ目", "evidence": ()})
    changed = graph_of(NODES, [second])
    store.apply(load(GRAPH, changed))
    assert store.ties_of([COMMITTEE.id]) == [second]
    gone = graph_of(NODES, [])
    store.apply(load(changed, gone))
    assert store.read_graph() == gone


def test_a_change_and_its_opposite_leave_the_first_version(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    store.apply(load(GRAPH, EMPTY))
    assert store.read_graph() == Graph()
    assert store.read_graph().version == EMPTY.version
    store.apply(load(EMPTY, GRAPH))
    assert store.read_graph().version == GRAPH.version


def test_any_order_of_loading_gives_the_same_version(store: Store) -> None:
    steps = [EMPTY]
    nodes: tuple[AnyNode, ...] = (TABLE, COMMITTEE, MAZDA)
    for node in nodes:
        steps.append(with_nodes(steps[-1], node))
    steps += [with_nodes(steps[-1], CHAIR), GRAPH]
    for before, after in pairwise(steps):
        store.apply(load(before, after))
    assert store.read_graph().version == GRAPH.version
    assert store.record().graph == GRAPH


def test_the_record_holds_the_newest_reading_of_each_edition_and_every_judgement(store: Store) -> None:
    first, again, other = edition("b"), edition("b", note="直した"), edition("a")
    store.apply(load(EMPTY, GRAPH, edition=first))
    store.apply(load(GRAPH, GRAPH, edition=other))
    store.apply(load(GRAPH, GRAPH, kind="judgements", edition=None, judgements=(SAME,)))
    assert store.record().judgements == (SAME,)
    store.apply(load(GRAPH, GRAPH, edition=again))
    store.apply(load(GRAPH, GRAPH, edition=edition("b", "2022")))
    record = store.record()
    assert record.seq == 5
    assert record.editions == (other, again, edition("b", "2022"))
    assert record.judgements == (SAME,)
    assert [header.kind for header in store.history()] == ["load", "load", "judgements", "load", "load"]
    assert [change.edition for change in store.change_sets(3)] == [again, edition("b", "2022")]


def test_an_undone_load_takes_its_edition_out_or_puts_the_one_before_back(store: Store) -> None:
    first, again = edition("b"), edition("b", note="直した")
    store.apply(load(EMPTY, GRAPH, edition=first))
    store.apply(load(GRAPH, GRAPH, edition=again))
    reread = store.history()[-1].id
    store.apply(load(GRAPH, GRAPH, kind="undo", edition=first, undoes=reread))
    assert store.record().editions == (first,)
    back = SAME.model_copy(update={"id": "judgement:back", "undoes": SAME.id})
    gone = load(GRAPH, EMPTY, kind="undo", edition=None, removed=first.key, undoes=reread, judgements=(back,))
    store.apply(gone)
    record = store.record()
    assert (record.editions, record.judgements, record.graph) == ((), (back,), EMPTY)
    assert [header.kind for header in store.history()] == ["load", "load", "undo", "undo"]
    assert list(store.change_sets(3)) == [gone]
    assert store.read_graph().version == EMPTY.version


def test_a_store_opened_again_holds_everything(place: Place) -> None:
    store = place.open()
    change = load(EMPTY, GRAPH)
    store.apply(change)
    store.close()
    store = place.open(create=False)
    try:
        assert store.read_graph() == GRAPH
        assert store.record().graph == GRAPH
        assert list(store.change_sets()) == [change]
    finally:
        store.close()


def test_eight_loads_at_once_leave_the_graph_of_eight_in_a_row(store: Store) -> None:
    together = threading.Barrier(8)
    store.apply(load(EMPTY, with_nodes(EMPTY, TABLE, COMMITTEE)))

    def apply_until_it_fits(number: int) -> int:
        holder = organization(f"o{number}", f"機関{number}")
        held = seat(f"s{number}", f"o{number}", "committee")
        together.wait(timeout=60)
        while True:
            before = store.record().graph
            try:
                return store.apply(load(before, with_nodes(before, holder, held))).seq
            except VersionMoved:
                continue

    with ThreadPoolExecutor(8) as threads:
        numbers = sorted(threads.map(apply_until_it_fits, range(8)))
    in_a_row = with_nodes(EMPTY, TABLE, COMMITTEE)
    for number in range(8):
        holder = organization(f"o{number}", f"機関{number}")
        in_a_row = with_nodes(in_a_row, holder, seat(f"s{number}", f"o{number}", "committee"))
    assert numbers == list(range(2, 10))
    assert store.read_graph() == in_a_row
    assert store.record().graph.version == in_a_row.version


def test_readers_never_see_half_of_a_load(store: Store) -> None:
    small = without(GRAPH, CHAIR.id, SOUTH.id, UKEDA.id, VISITOR.id)
    store.apply(load(EMPTY, small))
    versions, ended = set[str](), threading.Event()

    def read() -> None:
        while not ended.is_set():
            versions.add(store.read_graph().version)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(10):
            store.apply(load(small, GRAPH))
            store.apply(load(GRAPH, small))
    finally:
        ended.set()
        reader.join()
    assert versions <= {small.version, GRAPH.version}


def test_who_reads_may_ask_for_the_record_while_a_writer_waits(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    with ThreadPoolExecutor(1) as threads, store.reading() as seq:
        after = with_nodes(GRAPH, CHAIR.model_copy(update={"post": "会長"}))
        writing = threads.submit(store.apply, load(GRAPH, after))
        for _ in range(20):
            assert store.record().seq in (1, 2)
            assert store.read_graph() == GRAPH
            assert writing.done() is False or seq == 2
    assert writing.result(timeout=60).seq == 2
    assert store.read_graph() == after


def test_a_delta_writes_only_what_changed() -> None:
    after = with_nodes(GRAPH, CHAIR.model_copy(update={"post": "会長"}))
    delta = delta_between(GRAPH, after)
    assert [node.id for node in delta.nodes()] == [CHAIR.id]
    assert (delta.ties, delta.gone_nodes, delta.gone_ties) == ((), (), ())
    assert TIES[0] in GRAPH.ties.values()
