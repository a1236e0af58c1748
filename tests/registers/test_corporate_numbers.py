"""Files of 法人番号公表サイト: whole files, daily differences, renames, closures, and what is wrong with them."""

import csv
from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime.resolution.registers import Hit, KeyLevel
from musubime.types.evidence import Identifier
from musubime.types.registers import RegisterEntry, RegisterName
from musubime.types.vocabulary import NameKind
from tests.registers.files import (
    FULL,
    MAZDA,
    MERGED,
    PREFECTURE,
    TOKUSHIMA,
    UNIVERSITY,
    as_csv,
    as_gz,
    as_zip,
    everything,
    index,
    load,
    nta_row,
)

TOPPAN = "7010501016231"
RENAMED = "ＴＯＰＰＡＮホールディングス株式会社"
TOKYO = {"prefecture": "東京都", "prefecture_code": "13", "city": "台東区"}
UTF8 = as_csv(FULL, "utf-8", quoting=csv.QUOTE_ALL)
MADE = {
    "utf-8": UTF8,
    "utf-8 with a mark": as_csv(FULL, "utf-8-sig"),
    "CP932": as_csv(FULL, "cp932", quoting=csv.QUOTE_ALL),
    "UTF-16": as_csv(FULL, "utf-16"),
    "a ZIP as downloaded": as_zip(
        {"36_tokushima_all_20241129.csv": UTF8, "36_tokushima_all_20241129.csv.asc": b"-----BEGIN"}
    ),
    "GZ": as_gz(UTF8),
}  # fmt: skip


@pytest.mark.parametrize("content", MADE.values(), ids=MADE)
def test_a_whole_file_gives_the_same_bodies_in_every_encoding_and_archive(tmp_path: Path, content: bytes) -> None:
    loaded = load(tmp_path, numbers__bin=content)
    (item,) = loaded.items
    assert (item.nature, item.before, item.info.entries, item.info.names) == ("full", 0, 4, 9)
    assert (item.info.id, item.info.licence, item.info.complete) == ("nta", "PDL 1.0", False)
    assert "「国税庁法人番号公表サイト」（国税庁）" in item.info.attribution
    with index(tmp_path) as registers:
        assert registers.entry("cn:3240001036223") == RegisterEntry(
            id="cn:3240001036223",
            register_id="nta",
            name="マツダ株式会社",
            names=(
                RegisterName(text="Mazda Motor Corporation", kind=NameKind.ENGLISH),
                RegisterName(text="マツダ", kind=NameKind.READING),
            ),
            kind="株式会社",
            prefecture=("34",),
            city="安芸郡府中町",
            identifiers=(Identifier(scheme="corporate_number", value="3240001036223"),),
        )
        assert registers.entry("cn:1010401125773") == RegisterEntry(
            id="cn:1010401125773",
            register_id="nta",
            name="社宅ネット株式会社",
            names=(RegisterName(text="シャタクネット", kind=NameKind.READING),),
            kind="株式会社",
            prefecture=("36",),
            city="徳島市",
            identifiers=(Identifier(scheme="corporate_number", value="1010401125773"),),
            closed="2025-12-17",
            successor="cn:7120001138432",
        )
        assert registers.hits(KeyLevel.EXACT, ["徳島県", "阿波県"]) == {
            "徳島県": (
                Hit(
                    id="cn:4000020360007", name="徳島県", matched="徳島県", name_kind="registered", valid_from="",
                    valid_to="", prefecture="36", kind="地方公共団体", closed="", number="4000020360007",
                    complete=False,
                ),
            )
        }  # fmt: skip


def test_the_same_file_twice_leaves_the_same_register(tmp_path: Path) -> None:
    load(tmp_path, numbers__csv=UTF8)
    once = everything(tmp_path)
    again = load(tmp_path, numbers__csv=UTF8)
    assert (again.items[0].before, again.items[0].info.entries) == (4, 4)
    assert everything(tmp_path) == once


def test_a_whole_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    load(tmp_path, numbers__csv=UTF8)
    loaded = load(tmp_path, numbers__csv=as_csv([PREFECTURE, UNIVERSITY]))
    assert (loaded.items[0].nature, loaded.items[0].before, loaded.items[0].info.entries) == ("full", 4, 2)
    with index(tmp_path) as registers:
        assert registers.entry("cn:3240001036223") is None
        assert registers.similar("マツダ", 5) == ()


def test_a_file_with_all_prefectures_and_every_serial_number_is_complete(tmp_path: Path) -> None:
    rows = [
        nta_row(_made_up(n), f"第{n}株式会社", serial=str(n), prefecture_code=f"{n:02d}", updated=day)
        for n, day in zip(range(1, 48), ["2024-01-04", *["2024-01-05"] * 46], strict=True)
    ]
    assert load(tmp_path, zenkoku__csv=as_csv(rows)).items[0].info.complete
    assert not load(tmp_path, zenkoku__csv=as_csv([*rows[:10], *rows[11:]])).items[0].info.complete
    halves = load(tmp_path, east_all__csv=as_csv(rows[:20]), west_all__csv=as_csv(_renumbered(rows[20:])))
    assert (len(halves.items), halves.items[0].info.entries, halves.items[0].info.complete) == (1, 47, True)
    with index(tmp_path) as registers:
        (hit,) = registers.hits(KeyLevel.CORE, ["第1"])["第1"]
        assert (hit.matched, hit.complete) == ("第1株式会社", True)
    parts = load(tmp_path, zenkoku_all_1__csv=as_csv(rows[:20]), zenkoku_all_2__csv=as_csv(rows[20:]))
    assert (parts.items[0].info.entries, parts.items[0].info.complete) == (47, True)
    assert (
        not load(tmp_path, zenkoku_all_1__csv=as_csv(rows[:20]), zenkoku_all_2__csv=as_csv(rows[21:]))
        .items[0]
        .info.complete
    )


def _made_up(n: int) -> str:
    """Return a number that nobody has, with its check digit."""
    base = f"{n:012d}"
    return f"{9 - sum(int(d) * (1 if at % 2 == 0 else 2) for at, d in enumerate(reversed(base))) % 9}{base}"


def _renumbered(rows: list[list[str]]) -> list[list[str]]:
    return [[str(n), *row[1:]] for n, row in enumerate(rows, start=1)]


OLD = nta_row(TOPPAN, "凸版印刷株式会社", serial="1", latest="0", updated="2023-10-03", **TOKYO)
NEW = nta_row(
    TOPPAN, RENAMED, serial="2", process="11", changed="2023-10-01", updated="2023-10-03", **TOKYO
)  # fmt: skip
MOVED = nta_row(
    TOPPAN, RENAMED, serial="3", process="12", changed="2024-02-01", updated="2024-02-05", prefecture="東京都",
    prefecture_code="13", city="文京区",
)  # fmt: skip
FORMER = Hit(
    id=f"cn:{TOPPAN}", name=RENAMED, matched="凸版印刷株式会社", name_kind="former", valid_from="",
    valid_to="2023-09-30", prefecture="13", kind="株式会社", closed="", number=TOPPAN, complete=False,
)  # fmt: skip


@pytest.mark.parametrize("rows", [[OLD, NEW], [NEW, OLD], [OLD, [*NEW[:23], "0", *NEW[24:]], MOVED]])
def test_past_rows_of_a_corporation_give_its_former_name_with_its_last_day(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    load(tmp_path, numbers__csv=as_csv(rows), nature="full")
    with index(tmp_path) as registers:
        found = registers.hits(KeyLevel.EXACT, ["凸版印刷株式会社", "TOPPANホールディングス株式会社"])
    assert found["凸版印刷株式会社"] == (FORMER,)
    (now,) = found["TOPPANホールディングス株式会社"]
    assert (now.name_kind, now.valid_from, now.valid_to) == ("registered", "2023-10-01", "")


def test_a_difference_adds_changes_and_takes_out_and_is_nothing_the_second_time(tmp_path: Path) -> None:
    load(tmp_path, numbers_all__csv=as_csv([*FULL, nta_row(TOPPAN, "凸版印刷株式会社", serial="5", **TOKYO)]))
    day = {"updated": "2024-12-02"}
    difference = as_csv(
        [
            nta_row(TOPPAN, RENAMED, process="11", changed="2023-10-01", **TOKYO | day),
            nta_row("5000020390003", "高知県", serial="2", kind="201", prefecture_code="39", city="高知市", **day),
            nta_row("1010401125773", "社宅ネット株式会社", serial="3", process="99", **TOKYO | day),
            [*UNIVERSITY[:4], day["updated"], *UNIVERSITY[5:]],
        ]
    )
    loaded = load(tmp_path, diff_20241202__csv=difference)
    (item,) = loaded.items
    assert (item.nature, item.before, item.added, item.changed, item.removed, item.unchanged, item.info.entries) == (
        "difference", 5, 1, 1, 1, 1, 5,
    )  # fmt: skip
    with index(tmp_path) as registers:
        assert registers.hits(KeyLevel.EXACT, ["凸版印刷株式会社"])["凸版印刷株式会社"] == (FORMER,)
        assert [hit.id for hit in registers.similar("凸版印刷", 1)] == [f"cn:{TOPPAN}"]
        assert registers.entry("cn:1010401125773") is None
        assert [hit.name for hit in registers.numbered("5000020390003")] == ["高知県"]
    after = everything(tmp_path)
    again = load(tmp_path, diff_20241202__csv=difference).items[0]
    assert (again.added, again.changed, again.removed, again.unchanged) == (0, 0, 0, 3)
    assert everything(tmp_path) == after


def test_a_difference_tells_itself_by_its_one_day_a_past_row_or_a_deletion(tmp_path: Path) -> None:
    load(tmp_path, a__csv=UTF8)
    assert load(tmp_path, past__csv=as_csv([OLD, NEW])).items[0].nature == "difference"
    assert load(tmp_path, 全件__csv=as_csv([OLD, NEW])).items[0].nature == "full"
    assert load(tmp_path, 差分__csv=UTF8).items[0].nature == "difference"
    one_day = as_csv([nta_row("5000020390003", "高知県", kind="201", prefecture_code="39")])
    assert load(tmp_path, b__csv=one_day).items[0].nature == "difference"
    deleting = as_csv([nta_row("5000020390003", "高知県", process="99"), UNIVERSITY])
    assert load(tmp_path, c_all__csv=deleting).items[0].nature == "difference"
    assert load(tmp_path, d__csv=one_day, nature="full").items[0].nature == "full"


def test_differences_of_several_days_are_brought_in_by_day(tmp_path: Path) -> None:
    first = as_csv([nta_row(TOPPAN, "甲株式会社", updated="2024-01-04", **TOKYO)])
    second = as_csv([nta_row(TOPPAN, "乙株式会社", process="11", changed="2024-01-03", updated="2024-01-05", **TOKYO)])
    loaded = load(tmp_path, diff_20240105__csv=second, diff_20240104__csv=first)
    assert [(item.nature, item.added, item.changed) for item in loaded.items] == [
        ("difference", 1, 0),
        ("difference", 0, 1),
    ]
    with index(tmp_path) as registers:
        (former,) = registers.hits(KeyLevel.EXACT, ["甲株式会社"])["甲株式会社"]
        assert (former.name, former.valid_to) == ("乙株式会社", "2024-01-02")


def test_a_correction_is_no_former_name(tmp_path: Path) -> None:
    load(tmp_path, a_all__csv=as_csv([nta_row(TOPPAN, "凸板印刷株式会社", **TOKYO)]))
    load(tmp_path, diff_1__csv=as_csv([nta_row(TOPPAN, "凸版印刷株式会社", correction="1", **TOKYO)]))
    with index(tmp_path) as registers:
        assert registers.hits(KeyLevel.EXACT, ["凸板印刷株式会社"]) == {}
        assert [name.text for name in registers.entry(f"cn:{TOPPAN}").names] == []  # type: ignore[union-attr]


def test_a_body_kept_from_being_searched_is_found_by_its_number_only(tmp_path: Path) -> None:
    load(tmp_path, a__csv=as_csv([nta_row(TOPPAN, "凸版印刷株式会社", hidden="1", **TOKYO), PREFECTURE]))
    with index(tmp_path) as registers:
        assert registers.hits(KeyLevel.EXACT, ["凸版印刷株式会社"]) == {}
        assert registers.similar("凸版印刷", 5) == ()
        assert [hit.name for hit in registers.numbered(TOPPAN)] == ["凸版印刷株式会社"]


def test_a_number_whose_check_digit_is_wrong_is_reported_and_left_out(tmp_path: Path) -> None:
    wrong = nta_row("3000020360007", "徳島県", serial="9", updated="2020-01-01", **TOKUSHIMA)
    loaded = load(tmp_path, a__csv=as_csv([PREFECTURE, wrong]))
    assert loaded.items[0].info.entries == 1
    assert loaded.left_out == {"法人番号の検査数字が合わないので読まない": 1}
    (note,) = loaded.notes
    assert (note.file, note.row, note.field, note.value) == ("a.csv", 2, "法人番号", "3000020360007")


AGAIN = "ファイルを取り直してください。"
BROKEN = {
    "a row with 29 columns": (
        [PREFECTURE, MAZDA[:29]], f"a.csv 2 行目 「検索対象除外」: 30 列のはずが 29 列あります。{AGAIN}"),
    "a row with 31 columns": (
        [PREFECTURE, [*MAZDA, "x"]], f"a.csv 2 行目 「31 列目」: 30 列のはずが 31 列あります。{AGAIN}"),
    "a date that is none": (
        [PREFECTURE, [*MERGED[:18], "2025-13-01", *MERGED[19:]]],
        "a.csv 2 行目 「登記記録の閉鎖等年月日」: 日付として読めません。2021-02-09 のように書いてください。"
        "（値: 2025-13-01）"),
    "a body without a name": (
        [[*MAZDA[:6], "　", *MAZDA[7:]]],
        "a.csv 1 行目 「商号又は名称」: 空です。登録簿のファイルを取り直してください。"),
    "a number twice": (
        [PREFECTURE, UNIVERSITY, PREFECTURE],
        "同じ番号の行が二つあります。どちらかを取り除いてください。（値: cn:4000020360007）"),
    "a control character": (
        [[*MAZDA[:6], "マツダ\x07株式会社", *MAZDA[7:]]], f"a.csv 1 行目: 制御文字 U+0007 が入っています。{AGAIN}"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_with_a_row_is_told_in_one_sentence_and_nothing_changes(
    tmp_path: Path, rows: list[list[str]], told: str
) -> None:
    load(tmp_path, numbers__csv=UTF8)
    before = everything(tmp_path)
    with pytest.raises(BadInput) as refused:
        load(tmp_path, a__csv=as_csv(rows), nature="full")
    assert str(refused.value) == told
    assert everything(tmp_path) == before
