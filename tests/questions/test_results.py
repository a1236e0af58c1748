"""Results for many questions: worked out once, and the slow ones beside the answers until they are exact."""

import threading
from collections.abc import Callable
from functools import partial

import pytest

from musubime.analytics.betweenness import Betweenness, estimated, exact
from musubime.analytics.folding import Core
from musubime.questions import measuring
from musubime.questions.answers_measures import KeyActorList
from musubime.questions.key_actors import key_actors
from musubime.questions.library import Library
from musubime.questions.paging import ListMoved
from musubime.questions.provisional import noticing
from musubime.questions.results import WAITING, Improving, Results
from musubime.questions.selection import Selection
from musubime.types.graph import Graph
from tests.questions.fake_store import FakeStore


def test_threads_that_ask_for_the_same_wait_for_one() -> None:
    results, begun, go = Results(8), threading.Event(), threading.Event()
    made: list[int] = []

    def slow() -> int:
        made.append(1)
        begun.set()
        go.wait(5)
        return 7

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(results.get("key", slow))) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert begun.wait(5)
    go.set()
    for thread in threads:
        thread.join()
    assert (found, made) == ([7] * 4, [1])


def test_a_result_that_fails_is_worked_out_by_the_next() -> None:
    results = Results(8)

    def fails() -> int:
        raise ValueError("once")

    with pytest.raises(ValueError, match="once"):
        results.get("key", fails)
    assert results.get("key", lambda: 3) == 3


def test_what_was_begun_before_all_was_thrown_out_is_not_kept() -> None:
    results = Results(8)

    def overtaken() -> int:
        results.clear()
        return 1

    assert results.get("key", overtaken) == 1
    assert results.peek("key") is None
    assert results.get("key", lambda: 2) == 2


def test_the_longest_unused_result_goes_first() -> None:
    results = Results(2)
    for key in ("a", "b", "a", "c"):
        results.get(key, partial(str, key))
    assert [results.peek(key) for key in "abc"] == ["a", None, "c"]


def test_wishes_are_fulfilled_one_at_a_time_the_newest_first_and_old_ones_given_up() -> None:
    improving, begun, go = Improving(), threading.Event(), threading.Event()
    order: list[int] = []

    def first() -> None:
        begun.set()
        go.wait(5)
        order.append(-1)

    improving.ask("first", first)
    assert begun.wait(5)
    for number in range(WAITING + 2):
        improving.ask(number, partial(order.append, number))
    improving.ask(5, partial(order.append, 5))
    go.set()
    improving.finish()
    newest = [number for number in range(WAITING + 1, 1, -1) if number != 5]
    assert order == [-1, 5, *newest]


def test_a_wish_that_fails_leaves_the_others_to_be_fulfilled(caplog: pytest.LogCaptureFixture) -> None:
    improving, found = Improving(), Results(2)

    def fails() -> None:
        raise MemoryError

    improving.ask("one", fails)
    improving.finish()
    improving.ask("two", partial(found.get, "two", partial(int, 2)))
    improving.finish()
    assert found.peek("two") == 2
    assert [record.getMessage() for record in caplog.records] == ["a result could not be worked out beside the answers"]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Count every graph as too large for exact betweenness at once; returns what lets the exact values come."""
    go = threading.Event()
    monkeypatch.setattr(measuring, "EXACT_WORK", -1)
    # a sample: of so small a graph every source would be drawn
    monkeypatch.setattr(measuring, "estimated", lambda core: estimated(core, pivots=8))

    def later(core: Core) -> Betweenness:
        go.wait(5)
        return exact(core)

    monkeypatch.setattr(measuring, "exact", later)
    return go.set


def _ask(library: Library, table: Selection, **asked: object) -> tuple[KeyActorList, bool]:
    with noticing() as notice:
        answer = key_actors(library, table, **asked)  # type: ignore[arg-type]
    return answer, notice.provisional


def test_an_estimate_is_answered_until_the_exact_values_are_there(
    graph: Graph, table: Selection, slow: Callable[[], None]
) -> None:
    library = Library(FakeStore(graph), patience=5)
    first, provisional = _ask(library, table, sort="betweenness_two_mode", limit=10)
    assert provisional
    assert (first.betweenness, first.betweenness_exact_later) == ("estimated", True)
    assert first.betweenness_error is not None
    assert first.betweenness_error > 0
    slow()
    library._improving.finish()
    then, provisional = _ask(library, table, sort="betweenness_two_mode", limit=10)
    assert not provisional
    assert (then.betweenness, then.betweenness_error, then.betweenness_exact_later) == ("exact", None, False)
    assert (then.items[0].name, then.items[0].betweenness_two_mode) == ("高知県", 79.333333)
    with pytest.raises(ListMoved):
        key_actors(library, table, sort="betweenness_two_mode", limit=10, cursor=first.next)
    by_memberships, _ = _ask(library, table, limit=10)
    assert key_actors(library, table, limit=10, cursor=by_memberships.next).items


def test_who_waits_to_the_end_gets_exact_values_at_once(
    graph: Graph, table: Selection, slow: Callable[[], None]
) -> None:
    slow()
    answer, provisional = _ask(Library(FakeStore(graph)), table)
    assert (answer.betweenness, provisional) == ("exact", False)


def test_beyond_what_can_be_worked_out_later_the_estimate_stays(
    graph: Graph, table: Selection, slow: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "EXACT_WORK_LATER", -1)
    library = Library(FakeStore(graph), patience=5)
    answers = [_ask(library, table) for _ in range(2)]
    assert answers[0] == answers[1]
    answer, provisional = answers[0]
    assert (answer.betweenness, answer.betweenness_exact_later, provisional) == ("estimated", False, False)
