"""A load is shown first, applied whole, and says exactly what it changes."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from musubime.errors import VersionMoved
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime.types.edition import RosterEdition
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled
from musubime_loaders.difference import Difference
from musubime_loaders.loading import apply, load, load_all, not_as_bundled, prepare
from tests.resolution.editions import Row, edition

FIRST: list[Row] = [("徳島大学", "学長", None), ("四国大学", None, None), ("徳島県", "知事", "後藤田 正純")]


def clock() -> datetime.datetime:
    return datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "store"), create=True)
    yield opened
    opened.close()


def loaded(store: Store, roster: RosterEdition) -> Difference:
    return load(store, roster, (), actor="test", clock=clock)


def summary(shown: Difference) -> tuple[int, list[str], list[str], list[str], list[str]]:
    return (
        shown.kept,
        sorted(change.printed for change in shown.added),
        [change.printed for change in shown.ended],
        [f"{c.organization} {c.post_before or '-'}→{c.post or '-'}" for c in shown.changed],
        [f"{c.organization} {c.person_before}→{c.person}" for c in shown.changed_holders],
    )


def test_a_first_load_adds_every_seat(store: Store) -> None:
    shown = loaded(store, edition(FIRST))
    assert shown.status == "applied"
    assert [*summary(shown)[1]] == ["四国大学", "徳島大学 学長", "徳島県 知事 後藤田 正純"]


def test_the_same_roster_again_changes_nothing_and_writes_nothing(store: Store) -> None:
    loaded(store, edition(FIRST))
    before = store.ledger_seq()
    again = loaded(store, edition(FIRST))
    assert (again.status, again.changes, again.kept, store.ledger_seq()) == ("unchanged", 0, 3, before)


def test_two_new_seats_and_one_that_ended_are_said_before_and_after(store: Store) -> None:
    loaded(store, edition(FIRST, date="2022-04", complete=True))
    rows: list[Row] = [FIRST[0], FIRST[2], ("鳴門教育大学", None, None), ("徳島工業短期大学", None, None)]
    later = edition(rows, date="2023-04", complete=True)
    prepared = prepare(store, later, (), actor="test", clock=clock)
    expected: tuple[int, list[str], list[str], list[str], list[str]] = (
        2,
        ["徳島工業短期大学", "鳴門教育大学"],
        ["四国大学"],
        [],
        [],
    )

    assert summary(prepared.difference) == expected
    assert store.read_graph().version == prepared.difference.graph_version
    assert summary(apply(store, prepared)) == expected
    ended = [seat for seat in store.read_graph().seats.values() if seat.not_stated_since]
    assert [(seat.last_stated, seat.not_stated_since, seat.valid_to) for seat in ended] == [
        ("2022-04", "2023-04", None)
    ]


def test_a_row_taken_out_of_the_same_sheet_is_an_ended_seat(store: Store) -> None:
    loaded(store, edition(FIRST))
    assert summary(loaded(store, edition(FIRST[:2]))) == (2, [], ["徳島県 知事 後藤田 正純"], [], [])


def test_a_new_governor_is_a_changed_holder_and_a_new_title_a_changed_post(store: Store) -> None:
    loaded(store, edition(FIRST, date="2022", complete=True))
    rows: list[Row] = [("徳島大学", "副学長", None), ("四国大学", None, None), ("徳島県", "知事", "飯泉 嘉門")]
    shown = loaded(store, edition(rows, date="2023", complete=True))
    assert summary(shown) == (1, [], [], ["徳島大学 学長→副学長"], ["徳島県 後藤田 正純→飯泉 嘉門"])


def test_a_load_prepared_for_an_older_graph_is_refused_and_changes_nothing(store: Store) -> None:
    prepared = prepare(store, edition(FIRST), (), actor="test", clock=clock)
    loaded(store, edition(FIRST[:1], roster="other", series="other", council="別の会議"))
    version = store.read_graph().version
    with pytest.raises(VersionMoved):
        apply(store, prepared)
    assert store.read_graph().version == version


def test_the_bundled_rosters_give_one_graph_in_any_order(tmp_path: Path) -> None:
    editions, aliases, judgements = read_bundled(), bundled_aliases(), bundled_judgements()
    versions = []
    for name, order in (("forwards", editions), ("backwards", editions[::-1])):
        opened = open_store(str(tmp_path / name), create=True)
        load_all(opened, order, judgements, aliases, lambda *_: None, actor="test", clock=clock)
        versions.append((opened.read_graph().version, not_as_bundled(opened.record(), editions)))
        again = load_all(opened, order, judgements, aliases, lambda *_: None, actor="test", clock=clock)
        assert {(shown.status, shown.changes) for shown in again} == {("unchanged", 0)}
        opened.close()
    assert versions[0] == versions[1]
    assert versions[0][1] == []
