"""One working group in 2013, 2015 and 2020: what each edition changes, checked by hand against the printed rosters."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path
from typing import Any

import httpx
import pytest

from musubime.resolution.resolve import resolve
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime.types.edition import RosterEdition
from musubime_api.app import create_app
from musubime_api.settings import Settings
from musubime_loaders.difference import Difference, SeatChange
from musubime_loaders.loading import load
from tests.api.conftest import client_of
from tests.layouts.layouts import read_layout

pytestmark = pytest.mark.reference

LAYOUTS = ("39-stbridge-wg-201304", "40-stbridge-wg-201504", "41-stbridge-wg-202012")
NTT = "NTTファシリティーズ総合研究所"
ENDED_2015 = {
    ("アークデータ研究所", "吉沢俊正"), (NTT, "荒川裕信"), (NTT, "奥村幸司"), (NTT, "平賀章"), (NTT, "平尾卓也"),
    ("構造計画研究所", "安藤靖人"), ("構造計画研究所", "瀬戸隆之"), ("構造計画研究所", "藤田真可"),
    ("コミュニケーションシステム", "鈴木剛"), ("ソフトウェアセンター", "阿部潔"),
    ("マイダスアイティジャパン", "藤田啓"), ("ユニオンシステム", "酒井竜志"),
}  # fmt: skip
ADDED_2015 = {
    (NTT, "荒川延夫"), (NTT, "辻井一晃"),
    ("マイダスアイティジャパン", "加藤元樹"), ("マイダスアイティジャパン", "金炅奐"),
}  # fmt: skip
ENDED_2020 = {
    ("安藤ハザマ", "梅村美孝"), (NTT, "荒川延夫"), (NTT, "辻井一晃"), ("建築ピボット", "千葉貴史"),
    ("マイダスアイティジャパン", "加藤元樹"), ("マイダスアイティジャパン", "金炅奐"), ("ユニオンシステム", "奥平裕信"),
}  # fmt: skip
ADDED_2020 = {("構造システム", "中嶋明日翔"), ("日本設計", "武居秀樹")}


def clock() -> datetime.datetime:
    return datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def editions(reference: Path) -> list[RosterEdition]:
    read = [read_layout(reference, layout).edition for layout in LAYOUTS]
    return [edition for edition in read if edition is not None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", create=True)
    yield opened
    opened.close()


def loaded(store: Store, editions: Sequence[RosterEdition]) -> list[Difference]:
    return [load(store, edition, (), actor="test", clock=clock) for edition in editions]


def people(changes: Sequence[SeatChange]) -> set[tuple[str | None, str | None]]:
    assert len({(change.organization, change.person) for change in changes}) == len(changes)
    return {(change.organization, change.person) for change in changes}


def test_each_step_says_who_stayed_came_left_and_changed(editions: list[RosterEdition], store: Store) -> None:
    first, second, third = loaded(store, editions)

    assert (first.kept, len(first.added), first.ended, first.changed, first.changed_holders) == (0, 23, (), (), ())

    assert (second.kept, second.changed_holders, second.past, second.review) == (9, (), (), ())
    assert (people(second.added), people(second.ended)) == (ADDED_2015, ENDED_2015)
    assert {(c.organization, c.person, c.role_before, c.role) for c in second.changed} == {
        ("建築ピボット", "千葉貴史", "リーダー", "委員"),
        ("構造計画研究所", "宇佐美祐人", "委員", "リーダー"),
    }

    assert (third.kept, third.changed, third.changed_holders, third.past, third.review) == (8, (), (), (), ())
    assert (people(third.added), people(third.ended)) == (ADDED_2020, ENDED_2020)


def test_seats_end_by_the_edition_that_leaves_them_out_and_with_no_invented_date(
    editions: list[RosterEdition],
) -> None:
    graph = resolve(editions, [], [])
    since: dict[str | None, set[tuple[str, str]]] = {}
    for seat in graph.seats.values():
        assert (seat.valid_from, seat.valid_to) == (None, None)
        place = (graph.organizations[str(seat.organization)].name, graph.persons[str(seat.person)].name)
        since.setdefault(seat.not_stated_since, set()).add(place)
    assert (since["2015-04"], since["2020-12"], len(since[None])) == (ENDED_2015, ENDED_2020, 10)


def test_the_order_of_loading_makes_no_difference_to_the_graph(editions: list[RosterEdition]) -> None:
    versions = {resolve(list(order), [], []).version for order in permutations(editions)}
    assert len(versions) == 1


def test_an_older_edition_read_later_shows_the_past_and_ends_nobody(
    editions: list[RosterEdition], store: Store, tmp_path: Path
) -> None:
    first, second, third = editions
    newest, oldest, middle = loaded(store, [third, first, second])

    assert (newest.kept, len(newest.added)) == (0, 10)
    assert (oldest.kept, oldest.added, oldest.ended, oldest.changed) == (8, (), (), ())
    assert people(oldest.past) == (ENDED_2015 | ENDED_2020) - ADDED_2015
    assert (middle.kept, middle.added, middle.ended, people(middle.past)) == (11, (), (), ADDED_2015)

    in_order = open_store(tmp_path / "in-order", create=True)
    loaded(in_order, editions)
    assert in_order.read_graph().version == store.read_graph().version
    in_order.close()


def test_ended_seats_still_answer_when_asked_for_their_time(editions: list[RosterEdition], store: Store) -> None:
    loaded(store, editions)
    with ExitStack() as stack:
        http = client_of(create_app(store, Settings()), stack)
        assert seated(http, None) == members(editions[2])
        assert seated(http, "2013-06-01") == members(editions[0])
        assert seated(http, "2015-04-30") == members(editions[1])
        assert seated(http, "2020-11-30") == members(editions[1])
        assert seated(http, "2020-12-31") == members(editions[2])
        assert seated(http, "2012-01-01") == set()


def test_a_seat_shows_the_role_that_the_newest_edition_by_the_day_prints(
    editions: list[RosterEdition], store: Store
) -> None:
    loaded(store, editions)
    with ExitStack() as stack:
        http = client_of(create_app(store, Settings()), stack)
        assert leaders(http, "2013-04-30") == {("千葉貴史", "建築ピボット", "2013-04")}
        assert leaders(http, "2015-03-31") == {("千葉貴史", "建築ピボット", "2013-04")}
        assert (
            leaders(http, "2015-04-01") == leaders(http, "2020-11-30") == {("宇佐美祐人", "構造計画研究所", "2015-04")}
        )
        assert leaders(http, None) == {("宇佐美祐人", "構造計画研究所", "2020-12")}
        item = next(item for item in seats(http, "2013-06-01") if item["person"]["name"] == "千葉貴史")
        assert [(s["edition_date"], s["as_stated"]["role"]) for s in item["statements"]] == [
            ("2013-04", "リーダー"),
            ("2015-04", "委員"),
        ]
        kept = http.get(f"/api/v1/seats/{item['id']}").json()
        assert (kept["role"], kept["not_stated_since"]) == ("委員", "2020-12")


def leaders(http: httpx.Client, as_of: str | None) -> set[tuple[str, str, str]]:
    """Return who leads on a day: person, body, and the edition whose line is shown for it."""
    found = [item for item in seats(http, as_of) if item["role"] == "リーダー"]
    return {
        (
            item["person"]["name"],
            item["holder"]["name"],
            next(s["edition_date"] for s in item["statements"] if s["source"] == item["source"]),
        )
        for item in found
    }


def members(edition: RosterEdition) -> set[tuple[str, str]]:
    return {(seat.organization.name, seat.person.name) for seat in edition.seats if seat.organization and seat.person}


def seated(http: httpx.Client, as_of: str | None) -> set[tuple[str, str]]:
    return {(item["holder"]["name"], item["person"]["name"]) for item in seats(http, as_of)}


def seats(http: httpx.Client, as_of: str | None) -> list[Any]:
    asked = {"roster": "stbridge-wg", "limit": "500", **({"as_of": as_of} if as_of else {})}
    answer = http.get("/api/v1/seats", params=asked).json()
    assert answer.get("next", answer) is None
    return list(answer["items"])
