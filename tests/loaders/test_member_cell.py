"""Member cells as printed: the published table, and the dirt that real lists hold."""

import csv
import json
import unicodedata
from pathlib import Path

import pytest

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.member_cell import MemberEntry, parse_member_cell, read_member_cell

PRINTED_OTHERWISE = {
    "キューピー株式会社": "キユーピー株式会社",
    "日亜化学工業": "日亜化学工業株式会社",
    "日本フネン": "日本フネン株式会社",
    "阿波銀行": "株式会社阿波銀行",
    "徳島銀行": "株式会社徳島銀行",
    "日本政策金融公庫": "株式会社日本政策金融公庫",
    "株式会社NTTトコモ": "株式会社NTTドコモ",
    "高知県公立大学法人高知工科大学": "高知工科大学",
    "株式会社パシフィックディカル": "株式会社パシフィックメディカル",
}
"""Names that the table prints otherwise than the body calls itself: kept as printed, right after resolution."""


def cells(reference: Path) -> list[dict[str, object]]:
    lines = (reference / "gold" / "parser_cases_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [case for case in map(json.loads, lines) if case["kind"] == "member_cell"]


def read(entry: MemberEntry) -> tuple[str | None, ...]:
    return (entry.organization, entry.unit, entry.post, entry.person, entry.role)


def organizations(text: str) -> list[str | None]:
    return [entry.organization for entry in parse_member_cell(text)]


@pytest.mark.reference
def test_all_84_printed_members_of_the_three_prefectures_are_read(reference: Path) -> None:
    with (reference / "gold" / "seed_mentions_gold.csv").open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file))
    entries = [entry for case in cells(reference) for entry in parse_member_cell(str(case["input"]))]

    assert [(e.printed, e.sector, e.post) for e in entries] == [
        (row["mention_as_printed"], row["sector"], row["person_role_in_mention"] or None) for row in gold
    ]


@pytest.mark.reference
def test_every_member_cell_of_the_dev_set_gives_its_entries(reference: Path) -> None:
    for case in cells(reference):
        read_entries = [
            {
                "sector": entry.sector,
                "name": PRINTED_OTHERWISE.get(str(entry.organization), entry.organization),
                "role": entry.post,
            }
            for entry in parse_member_cell(str(case["input"]))
        ]
        assert read_entries == case["expect"], case["id"]


@pytest.mark.reference
def test_every_repair_in_the_published_table_is_a_flag(reference: Path) -> None:
    entries = [entry for case in cells(reference) for entry in parse_member_cell(str(case["input"]))]

    assert {entry.printed: entry.flags for entry in entries if entry.flags} == {
        "P H C 株式会社": (Flag.SPACED_LETTERS,),
        "株式会社 N T T トコモ四国支社": (Flag.SPACED_LETTERS,),
        "株式会社産学連携キャピタル": (Flag.TRAILING_DELIMITER,),
        "徳島文理大学、短期大学部": (Flag.DELIMITER_IN_NAME,),
        "高知県公立大学法人高知工科大学": (Flag.PARENT_PREFIX,),
        "株式会社シーメック": (Flag.GLUED_NAMES,),
        "株式会社BiPSEE": (Flag.GLUED_NAMES,),
    }


def test_a_title_glued_to_the_firm_is_its_post() -> None:
    (entry,) = parse_member_cell("【産】マツダ株式会社代表取締役会長")
    assert entry == MemberEntry(
        printed="マツダ株式会社代表取締役会長", organization="マツダ株式会社", post="代表取締役会長", sector="産"
    )


def test_a_lost_voicing_mark_gets_a_candidate_where_the_name_is_known() -> None:
    (entry,) = parse_member_cell("株式会社 N T T トコモ四国支社", known=["株式会社NTTドコモ"])
    assert entry == MemberEntry(
        printed="株式会社 N T T トコモ四国支社",
        organization="株式会社NTTトコモ",
        unit="四国支社",
        candidates=("株式会社NTTドコモ",),
        flags=(Flag.VOICING, Flag.SPACED_LETTERS),
        confidence=0.9,
    )


def test_a_parent_corporation_before_the_school_stays_and_the_school_is_a_candidate() -> None:
    (entry,) = parse_member_cell("高知県公立大学法人高知工科大学")
    assert (entry.organization, entry.candidates, entry.flags) == (
        "高知県公立大学法人高知工科大学",
        ("高知工科大学",),
        (Flag.PARENT_PREFIX,),
    )


@pytest.mark.parametrize("printed", ["-", "－", "―", "ー", "なし", "該当なし", " - ", ""])
def test_a_dash_is_not_reported_and_no_member(printed: str) -> None:
    cell = read_member_cell(printed)
    assert (cell.entries, cell.unnamed, cell.reported) == ((), (), False)


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("16大学・高専", 16),
        ("道内16の大学・高専", 16),
        ("IT企業４社", 4),
        ("ほか十二社", 12),
        ("県内企業", None),
        ("民間事業者等", None),
        ("有識者", None),
    ],
)
def test_counts_and_classes_without_names_are_never_entries(printed: str, count: int | None) -> None:
    cell = read_member_cell(f"【学】徳島大学、{printed}")
    assert [entry.organization for entry in cell.entries] == ["徳島大学"]
    assert [(members.printed, members.count) for members in cell.unnamed] == [(printed, count)]


@pytest.mark.parametrize("printed", ["ほか", "その他", "等", "他", "など", "ほか多数", "（順不同）", "※敬称略"])
def test_others_and_remarks_are_never_entries(printed: str) -> None:
    cell = read_member_cell(f"徳島大学、{printed}")
    assert [entry.organization for entry in cell.entries] == ["徳島大学"]
    assert cell.ignored == (printed,)


def test_others_at_the_end_of_a_name_are_taken_off_with_a_flag() -> None:
    (entry,) = parse_member_cell("国立大学法人東京大学ほか")
    assert (entry.printed, entry.organization, entry.flags) == (
        "国立大学法人東京大学ほか",
        "国立大学法人東京大学",
        (Flag.AND_OTHERS,),
    )


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("株式会社シーメック株式会社BiPSEE", ["株式会社シーメック", "株式会社BiPSEE"]),
        ("マツダ株式会社三島食品株式会社", ["マツダ株式会社", "三島食品株式会社"]),
        ("マツダ株式会社株式会社広島銀行", ["マツダ株式会社", "株式会社広島銀行"]),
        ("大日本土木株式会社大日本土木株式会社西日本支店", ["大日本土木株式会社"]),
        ("広島大学　県立広島大学　広島市立大学", ["広島大学", "県立広島大学", "広島市立大学"]),
        ("四国大学・四国大学短期大学部", ["四国大学", "四国大学短期大学部"]),
        ("徳島文理大学、短期大学部", ["徳島文理大学短期大学部"]),
        ("日建設計・大林組共同体", ["日建設計", "大林組"]),
        ("高知大学／高知県立大学", ["高知大学", "高知県立大学"]),
        ("広島県\n東広島市", ["広島県", "東広島市"]),
        ("Amazon Web Services,Inc.、広島大学", ["Amazon Web Services,Inc.", "広島大学"]),
    ],
)
def test_lists_are_parted_where_names_end(printed: str, names: list[str]) -> None:
    assert organizations(printed) == names


@pytest.mark.parametrize(
    "name",
    [
        "The University of British Columbia",
        "株式会社Psychic VR Lab",
        "エヌ・ティ・ティ・コミュニケーションズ株式会社",
        "徳島県市長会",
        "徳島県町村会",
        "高知県IoT推進ラボ研究会",
        "高知リハビリテーション専門職大学",
        "四国大学短期大学部",
        "徳島県農業協同組合中央会",
        "一般社団法人高知県工業会",
        "独立行政法人大学改革支援・学位授与機構",
        "株式会社スモールビジネス・パートナー",
        "国立研究開発法人科学技術振興機構",
        "弁護士法人W Partners法律事務所",
    ],
)
def test_a_name_that_only_looks_like_more_stays_whole(name: str) -> None:
    assert [read(entry) for entry in parse_member_cell(name)] == [(name, None, None, None, None)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("広島県商工会議所連合会会頭", ("広島県商工会議所連合会", None, "会頭", None, None)),
        ("室戸市長", ("室戸市", None, "市長", None, None)),
        ("鳥取県知事", ("鳥取県", None, "知事", None, None)),
        ("高知大学長", ("高知大学", None, "学長", None, None)),
        ("高知大学医学部長", ("高知大学", None, "医学部長", None, None)),
        ("マツダ株式会社 代表取締役会長", ("マツダ株式会社", None, "代表取締役会長", None, None)),
        ("四国経済産業局 地域経済部長", ("四国経済産業局", None, "地域経済部長", None, None)),
        ("仙台市経済局産業政策部", ("仙台市", "経済局産業政策部", None, None, None)),
        ("郡山市役所産業政策課", ("郡山市役所", "産業政策課", None, None, None)),
        ("株式会社カナエ大阪支店", ("株式会社カナエ", "大阪支店", None, None, None)),
        ("広島大学（代表機関）", ("広島大学", None, None, None, "代表機関")),
        ("座長：広島大学学長", ("広島大学", None, "学長", None, "座長")),
        ("国立研究開発法人科学技術振興機構（JST）", ("国立研究開発法人科学技術振興機構", None, None, None, None)),
        ("一般社団法人 DX NEXT TOHOKU", ("一般社団法人DX NEXT TOHOKU", None, None, None, None)),
        ("高知大学副学長 受田 浩之", ("高知大学", None, "副学長", "受田 浩之", None)),
        ("受田浩之（高知大学副学長）", ("高知大学", None, "副学長", "受田浩之", None)),
        ("郡山市役所産業政策課 深谷 大一朗 氏", ("郡山市役所", "産業政策課", None, "深谷 大一朗", None)),
    ],
)
def test_titles_units_roles_and_persons_are_told_apart(printed: str, expected: tuple[str | None, ...]) -> None:
    (entry,) = parse_member_cell(printed)
    assert (entry.printed, read(entry)) == (printed, expected)


@pytest.mark.parametrize("heading", ["【学】", "［学］", "〔学〕", "＜学＞", "学：", "【大学等】", "【学術】"])
def test_a_sector_heading_holds_for_its_group(heading: str) -> None:
    cell = read_member_cell(f"{heading}徳島大学、四国大学 【金】株式会社阿波銀行")
    assert [(entry.organization, entry.sector) for entry in cell.entries] == [
        ("徳島大学", "学"),
        ("四国大学", "学"),
        ("株式会社阿波銀行", "金"),
    ]


def test_an_unknown_heading_is_told_and_doubted() -> None:
    cell = read_member_cell("【宙】徳島大学")
    assert cell.unknown_groups == ("宙",)
    assert [(entry.organization, entry.sector, entry.flags) for entry in cell.entries] == [
        ("徳島大学", None, (Flag.UNKNOWN_GROUP,))
    ]


@pytest.mark.reference
def test_prints_of_real_members_are_kept_and_joined_again_give_the_cell(reference: Path) -> None:
    for case in cells(reference):
        text = str(case["input"])
        at = 0
        for entry in parse_member_cell(text):
            at = text.index(entry.printed, at) + len(entry.printed)


@pytest.mark.reference
def test_real_posts_glued_to_real_organizations_come_apart(reference: Path) -> None:
    glued = right = 0
    for file in sorted((reference / "rosters").glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            _, person, organization, post = ([*line.split("\t"), "", "", ""])[:4]
            if line.startswith("#") or not organization or not post:
                continue
            entries = parse_member_cell(f"{organization} {post} {person}".strip().replace("、", "・"))
            glued += 1
            right += [_bare(e.organization) for e in entries] == [_bare(organization)]
    assert (glued, right) >= (50, int(glued * 0.9))


def _bare(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").replace(" ", "")
