"""Persons switched off: no name of a person in any answer, however it is printed."""

import re

import pytest
from pydantic import BaseModel

from musubime.errors import PersonsOff
from musubime.privacy.masking import Mask
from musubime.questions import lists, records
from musubime.questions.evidence import evidence
from musubime.questions.key_actors import key_actors
from musubime.questions.library import Library
from musubime.questions.neighbouring import neighbourhood
from musubime.questions.network import network
from musubime.questions.overlap import overlap_matrix
from musubime.questions.prefectures import prefecture, prefectures
from musubime.questions.searching import search
from musubime.questions.seats import seats
from musubime.questions.selection import Selection
from musubime.questions.status import status
from musubime.types.graph import Graph
from musubime.types.prefectures import PREFECTURES
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import affiliated, consortium, made, organization, person, seat


@pytest.mark.parametrize(
    ("names", "text", "masked"),
    [
        (["淡路 義和"], "理事　淡路　義和 氏", "理事　〇〇 氏"),
        (["淡路 義和"], "淡路義和理事", "〇〇理事"),
        (["淡路義和"], "淡 路 義 和", "〇〇"),
        (["淡路 義和"], "淡路氏は述べた", "〇〇氏は述べた"),
        (["淡路 義和"], "淡路島の会議", "淡路島の会議"),
        (["林 源"], "林氏と小林氏、委員林さん", "〇〇氏と小林氏、委員〇〇さん"),
        (["岸田"], "司会の岸田です", "司会の〇〇です"),
        (["三部 香奈"], "JDX福島県支部", "JDX福島県支部"),
        ([], "誰もいない", "誰もいない"),
        (["淡路 義和"], "淡\u200b路義\u00ad和", "〇〇"),
        (["淡路 義和"], "淡路\n義和", "〇〇"),
        (["髙橋 一郎"], "高橋一郎と髙橋　一郎", "〇〇と〇〇"),
        (["齋藤 一二三"], "斎藤一二三", "〇〇"),
        (["John Smith"], "ＪＯＨＮ　ｓｍｉｔｈ、 Smith, John", "〇〇、 〇〇"),
        (["Li Na"], "Carolina の Li Na です", "Carolina の 〇〇 です"),
        (["ジョン・スミス"], "じょんすみす ｼﾞｮﾝ ｽﾐｽ ジョン＝スミス", "〇〇 〇〇 〇〇"),
        (["高田"], "高田市と高田委員、座長高田、（高田）", "高田市と〇〇委員、座長〇〇、（〇〇）"),
        (["山本"], "株式会社山本製作所の山本です", "株式会社山本製作所の〇〇です"),
        (["長谷川"], "長谷川香料の長谷川氏", "長谷川香料の〇〇氏"),
        (["山本"], "山本市長 山本会長", "山本市長 〇〇会長"),
        (["河村 保彦"], "河村 保彦（かわむら やすひこ）、河村保彦 (Yasuhiko Kawamura)", "〇〇、〇〇"),
        (["河村 保彦"], "河村保彦（学長）と河村保彦 (CEO)", "〇〇（学長）と〇〇 (CEO)"),
        (["岸田"], "岸田首相、岸田総理、岸田委員会、岸田組合員", "〇〇首相、〇〇総理、岸田委員会、岸田組合員"),
    ],
)
def test_every_spelling_is_masked_and_nothing_else(names: list[str], text: str, masked: str) -> None:
    assert Mask(names).text(text) == masked


def test_the_name_of_somebody_who_is_shown_stays_whole() -> None:
    mask = Mask(["林 源"], ["小林 源太", "林 源"])
    assert mask.text("小林 源太と林源と林 源太") == "小林 源太と〇〇と〇〇太"


def test_a_short_name_inside_the_name_of_a_body_stays() -> None:
    mask = Mask(["岸田", "松下 幸之助"])
    assert mask.name("岸田製作所") == "岸田製作所"
    assert Mask(["高田", "山本", "長谷川"]).name("高田市 株式会社山本 長谷川") == "高田市 株式会社山本 長谷川"
    assert mask.name("松下幸之助記念財団") == "〇〇記念財団"


def _answers(library: Library, graph: Graph) -> list[BaseModel]:
    everything = Selection()
    asked: list[BaseModel] = [
        status(library, "0"),
        *(ask(library, everything, limit=500) for ask in (lists.organizations, lists.posts, lists.programmes)),
        lists.consortia(library, everything, limit=500),
        lists.sources(library, everything, limit=500),
        seats(library, everything, limit=500),
        key_actors(library, everything, limit=500),
        key_actors(library, everything, level="post", limit=500),
        overlap_matrix(library, everything),
        network(library, everything),
        prefectures(library, everything),
    ]
    asked += [prefecture(library, place.code) for place in PREFECTURES]
    asked += [records.organization(library, id) for id in graph.organizations]
    asked += [records.programme(library, id) for id in graph.programmes]
    asked += [records.consortium(library, id) for id in graph.consortia]
    asked += [records.seat(library, id) for id in graph.seats]
    asked += [records.source(library, id) for id in graph.sources]
    asked += [neighbourhood(library, id, depth=2) for id in graph.organizations]
    asked += [evidence(library, "organization", id) for id in graph.organizations]
    asked += [evidence(library, "consortium", id) for id in graph.consortia]
    return asked


def test_no_answer_about_the_bundled_rosters_names_a_person(unnamed: Library, graph: Graph) -> None:
    names = {name for p in graph.persons.values() for name in (p.name, *(n.text for n in p.names))}
    full = {re.sub(r"\s", "", name) for name in names if re.search(r"\s", name) or len(name) > 2}
    assert full
    answers = _answers(unnamed, graph)
    printed = re.sub(r"\s", "", "\n".join(answer.model_dump_json() for answer in answers))
    assert sorted(name for name in full if name in printed) == []
    assert "person:" not in re.sub(r'"persons?":', "", printed)


def test_persons_are_asked_for_in_vain(unnamed: Library, graph: Graph) -> None:
    id = next(iter(graph.persons))
    for ask in (
        lambda: records.person(unnamed, id),
        lambda: lists.persons(unnamed, Selection()),
        lambda: seats(unnamed, Selection(), person=id),
        lambda: evidence(unnamed, "person", id),
        lambda: key_actors(unnamed, Selection(), level="person"),
    ):
        with pytest.raises(PersonsOff):
            ask()


def test_a_search_for_a_person_finds_nothing(unnamed: Library, graph: Graph) -> None:
    for node in graph.persons.values():
        assert search(unnamed, node.name).total == 0
    assert search(unnamed, "徳島大学").items[0].name == "徳島大学"


def test_the_graph_version_stays_that_of_the_whole_graph(unnamed: Library, graph: Graph) -> None:
    assert unnamed.version() == unnamed.snapshot().version == graph.version


def test_a_seat_with_only_a_person_has_no_holder_and_is_left_out() -> None:
    graph = made(
        [
            organization("甲"), person("山田 太郎"), affiliated("山田 太郎", "甲"), consortium("一"),
            seat("一", person="山田 太郎", printed="山田太郎（委員）"), seat("一", organization="甲"),
        ]
    )  # fmt: skip
    shown, hidden = Library(FakeStore(graph)), Library(FakeStore(graph), persons=False)
    assert network(shown, Selection()).summary.without_holder == 0
    assert network(hidden, Selection()).summary.without_holder == 1
    row = next(row for row in seats(hidden, Selection()).items if row.holder is None)
    assert (row.person, row.printed) == (None, "〇〇（委員）")
    assert records.organization(hidden, "o:甲").relations == ()
