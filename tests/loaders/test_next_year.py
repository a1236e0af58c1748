"""Next year's roster: what is new, what ended, who changed, and the few names that need a human."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime_loaders.difference import Difference, SeatChange
from musubime_loaders.loading import load, prepare
from musubime_loaders.proposal import Answers
from musubime_loaders.reading import InputFile, Reading, read_files
from tests.loaders.test_loading import clock

HEADING = "会議体,役割,機関,役職,氏名\n"
FIRST = (
    "甲協議会,会長,甲商工会議所,会頭,大野 進\n甲協議会,委員,徳島大学,学長,河村 保彦\n"
    "甲協議会,委員,徳島県,知事,飯泉 嘉門\n甲協議会,委員,阿波銀行,頭取,佐藤 花子\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "store"), create=True)
    yield opened
    opened.close()


def read(folder: Path, rows: str, date: str | None, *, complete: bool = True, name: str = "council.csv") -> Reading:
    (folder / name).write_text(HEADING + rows)
    answers = Answers(edition_date=date, complete=complete and date is not None)
    return read_files([InputFile(name=name, path=folder / name)], roster="council", answers=answers)


def loaded(store: Store, reading: Reading) -> Difference:
    assert reading.edition is not None
    return load(store, reading.edition, (), actor="test", clock=clock)


def shown(store: Store, reading: Reading) -> Difference:
    assert reading.edition is not None
    return prepare(store, reading.edition, (), actor="test", clock=clock).difference


def people(changes: tuple[SeatChange, ...]) -> list[tuple[str | None, str | None]]:
    return sorted(((change.organization, change.person) for change in changes), key=str)


def test_a_later_complete_edition_says_all_that_changed(store: Store, tmp_path: Path) -> None:
    loaded(store, read(tmp_path, FIRST, "2024-04"))
    rows = (
        "甲協議会,会長,甲商工会議所,会頭,大野 進\n甲協議会,副会長,徳島大学,学長,河村 保彦\n"
        "甲協議会,委員,徳島県,知事,後藤田 正純\n甲協議会,委員,鳴門教育大学,学長,佐古 秀一\n"
    )
    difference = shown(store, read(tmp_path, rows, "2025-04"))
    assert (difference.kept, difference.not_restated, difference.past) == (1, 0, ())
    assert people(difference.added) == [("鳴門教育大学", "佐古 秀一")]
    assert people(difference.ended) == [("阿波銀行", "佐藤 花子")]
    assert [(one.person, one.role_before, one.role) for one in difference.changed] == [("河村 保彦", "委員", "副会長")]
    assert [(one.organization, one.person_before, one.person) for one in difference.changed_holders] == [
        ("徳島県", "飯泉 嘉門", "後藤田 正純")
    ]


def test_an_incomplete_edition_ends_nobody_and_counts_whom_it_leaves_out(store: Store, tmp_path: Path) -> None:
    loaded(store, read(tmp_path, FIRST, "2024-04"))
    difference = loaded(store, read(tmp_path, FIRST.partition("\n")[0] + "\n", "2025-04", complete=False))
    assert (difference.kept, difference.not_restated, difference.ended) == (1, 3, ())
    assert [seat for seat in store.read_graph().seats.values() if seat.not_stated_since] == []


def test_a_person_who_comes_back_under_another_body_is_a_name_to_review(store: Store, tmp_path: Path) -> None:
    loaded(store, read(tmp_path, FIRST, "2024-04"))
    moved = FIRST.replace("阿波銀行,頭取,佐藤 花子", "徳島経済研究所,理事長,佐藤 花子")
    difference = shown(store, read(tmp_path, moved, "2025-04"))
    assert (people(difference.added), people(difference.ended)) == (
        [("徳島経済研究所", "佐藤 花子")], [("阿波銀行", "佐藤 花子")],
    )  # fmt: skip
    assert [(one.name, one.consortium, one.reason) for one in difference.review] == [
        (
            "佐藤 花子",
            "甲協議会",
            "同じ名前の人が前の版では「阿波銀行」、この版では「徳島経済研究所」にいる。同じ人なら判断「同じ」を記録する",
        )
    ]


def test_names_seen_before_are_not_reviewed_again(store: Store, tmp_path: Path) -> None:
    rows = "甲協議会,委員,経済産業省四国経済産業局,,\n甲協議会,委員,徳島大学,,\n"
    (tmp_path / "a.csv").write_text("会議体,役割,機関,備考,氏名\n" + rows)
    answers = Answers(edition_date="2024-04", complete=True)
    reading = read_files([InputFile(name="a.csv", path=tmp_path / "a.csv")], roster="council", answers=answers)
    first = loaded(store, reading)
    later = Answers(edition_date="2025-04", complete=True)
    again = read_files([InputFile(name="a.csv", path=tmp_path / "a.csv")], roster="council", answers=later)
    assert shown(store, again).review == ()
    assert all(one.flags for one in first.review)


def test_a_load_again_reads_all_and_shows_only_what_an_improved_rule_changes(store: Store, tmp_path: Path) -> None:
    reading = read(tmp_path, FIRST, "2024-04")
    loaded(store, reading)
    assert shown(store, reading).status == "unchanged"
    assert reading.edition is not None
    seats = reading.edition.seats
    improved = seats[1].model_copy(update={"unit": "学長室"})
    edition = reading.edition.model_copy(update={"seats": (seats[0], improved, *seats[2:])})
    difference = prepare(store, edition, (), actor="test", clock=clock).difference
    assert (difference.status, difference.kept, difference.added, difference.ended) == ("shown", 4, (), ())
    assert {row.kind: (row.added, row.changed, row.removed) for row in difference.counts}["Seat"] == (0, 1, 0)


def test_the_same_edition_with_fewer_rows_is_told_as_a_replacement(store: Store, tmp_path: Path) -> None:
    loaded(store, read(tmp_path, FIRST, "2024-04"))
    fewer = "\n".join(FIRST.split("\n")[:2]) + "\n"
    difference = shown(store, read(tmp_path, fewer, "2024-04"))
    assert difference.replaces is not None
    assert (difference.replaces.seats_before, difference.replaces.seats, len(difference.ended)) == (4, 2, 2)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_any_order_of_the_editions_gives_the_same_graph(tmp_path: Path, order: tuple[int, ...]) -> None:
    later = FIRST.replace("佐藤 花子", "鈴木 一郎")
    last = later.replace("甲協議会,委員,徳島大学,学長,河村 保彦\n", "")
    readings = [
        read(tmp_path, rows, date) for rows, date in ((FIRST, "2023-04"), (later, "2024-04"), (last, "2025-04"))
    ]
    versions = []
    for number, places in enumerate(((0, 1, 2), order)):
        opened = open_store(str(tmp_path / f"store{number}"), create=True)
        for place in places:
            loaded(opened, readings[place])
        versions.append(opened.read_graph().version)
        opened.close()
    assert versions[0] == versions[1]
