"""The map and one prefecture: counts, who joins which networks, and where nothing is reported."""

import pytest

from musubime.errors import BadQuestion
from musubime.questions.library import Library
from musubime.questions.prefectures import prefecture, prefectures
from musubime.questions.selection import Selection
from musubime.questions.sentences import Facts, sentence_parts


def test_kochi_is_told_in_one_sentence(library: Library, table: Selection) -> None:
    answer = prefecture(library, "39", table)
    assert answer.sentence == "3つのネットワーク・24機関。内閣府と総務省のネットワークを結ぶのは高知県のみ。"
    assert (answer.consortia, answer.organizations, answer.seats) == (3, 24, 30)
    assert answer.model_dump() == prefecture(library, "高知県", table).model_dump()


def test_hiroshima_says_that_the_council_is_not_reported(library: Library, table: Selection) -> None:
    answer = prefecture(library, "34", table)
    assert (answer.consortia, answer.not_reported, answer.organizations) == (2, 1, 15)
    assert answer.parts[-1] == "総務省の会議体は記載なし（表では「-」）。"
    assert [bridge.shared for bridge in answer.bridges] == [3, None, None]


def test_bridges_name_who_joins(library: Library, table: Selection) -> None:
    answer = prefecture(library, "39", table)
    only = next(bridge for bridge in answer.bridges if bridge.shared == 1)
    assert [body.name for body in only.by] == ["高知県"]
    assert {only.owner_a.name if only.owner_a else "", only.owner_b.name if only.owner_b else ""} == {
        "内閣府",
        "総務省",
    }
    assert answer.key_actors[0].name == "高知県"
    assert answer.unconnected == 0


def test_the_map_has_every_prefecture_and_the_wider_regions(library: Library) -> None:
    answer = prefectures(library, Selection())
    assert [item.code for item in answer.items] == [f"{n:02}" for n in range(1, 48)] + [""]
    tiles = {(item.column, item.row) for item in answer.items if item.code}
    assert len(tiles) == 47
    filled = {item.name for item in answer.items if item.consortia}
    assert {"広島県", "徳島県", "高知県", "広域"} <= filled
    assert all(item.sentence.endswith("。") for item in answer.items)


def test_the_bundled_rosters_light_at_least_thirty_prefectures(library: Library) -> None:
    dark = {item.name for item in prefectures(library, Selection()).items if item.code and not item.consortia}
    assert dark == {"岩手県", "栃木県", "滋賀県", "和歌山県", "島根県", "山口県", "鹿児島県"}


def test_the_english_sentence_is_english(library: Library, table: Selection) -> None:
    assert prefecture(library, "39", table, "en").sentence == (
        "3 networks, 24 bodies. Only 高知県 joins the networks of 内閣府 and 総務省."
    )


def test_only_is_said_of_networks_that_state_all_their_members(library: Library) -> None:
    kochi, aomori = (prefecture(library, code) for code in ("39", "02"))
    assert kochi.sentence == (
        "3つのネットワーク・24機関。内閣府と総務省のネットワークを結ぶのは高知県のみ。"
        "ほかに構成員の一部だけが分かる会議体が1件。"
    )
    assert aomori.sentence == (
        "構成員の一部だけが分かるネットワークが2つ・1機関。"
        "分かっている範囲で「弘前大学 COI STREAM」と「弘前大学 J-PEAKS」のネットワークを結ぶのは弘前大学。"
    )
    assert prefecture(library, "39", lang="en").sentence == (
        "3 networks, 24 bodies. Only 高知県 joins the networks of 内閣府 and 総務省. 1 more with some members stated."
    )
    assert prefecture(library, "02", lang="en").sentence == (
        "2 networks with some members stated, 1 body. "
        "As far as known, 弘前大学 joins 「弘前大学 COI STREAM」 and 「弘前大学 J-PEAKS」."
    )


def test_nothing_known_is_said_so() -> None:
    nothing = Facts(0, 0, [], 0, 0, [], 2, [])
    assert "".join(sentence_parts(nothing, "ja")) == (
        "構成員の分かるネットワークはまだありません。構成員の記載がない会議体が2件。"
    )


def test_an_unknown_prefecture_is_refused(library: Library) -> None:
    with pytest.raises(BadQuestion):
        prefecture(library, "99")
