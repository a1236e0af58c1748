"""The dirt that real rosters hold: each with its rule, its flag and, where it is a correction, its candidate."""

import pytest

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.names.bundled_names import bundled_names
from musubime_loaders.names.entry import LineKind
from musubime_loaders.names.parsing import parse
from tests.names.reading import only, read

FIELD = LineKind.ORG_FIELD


def organizations(text: str) -> list[str | None]:
    return [entry.organization for entry in parse(text, FIELD)]


@pytest.mark.parametrize(
    ("printed", "name"),
    [("P H C 株式会社", "PHC株式会社"), ("株式会社 N T T データ", "株式会社NTTデータ")],
)
def test_spaced_letters_are_closed_with_a_flag(printed: str, name: str) -> None:
    entry = only(printed, FIELD)
    assert (entry.printed, entry.organization, Flag.SPACED_LETTERS in entry.flags) == (printed, name, True)


def test_a_lost_voicing_mark_gets_a_candidate_and_is_not_corrected() -> None:
    (entry,) = parse("株式会社NTTトコモ四国支社", FIELD, bundled_names())
    assert (entry.organization, entry.unit, entry.candidates) == (
        "株式会社NTTトコモ",
        "四国支社",
        ("株式会社NTTドコモ",),
    )
    assert Flag.OTHER_SPELLING in entry.flags


@pytest.mark.parametrize(
    ("printed", "proper"),
    [
        ("株式会社パシフィックディカル", "株式会社パシフィックメディカル"),
        ("キューピー株式会社", "キユーピー株式会社"),
        ("株式会社ＮＴＴトコモ", "株式会社NTTドコモ"),
    ],
)
def test_a_known_other_spelling_gets_its_proper_name_as_a_candidate(printed: str, proper: str) -> None:
    (entry,) = parse(printed, FIELD, bundled_names())
    assert (entry.organization, entry.candidates[0]) == (printed, proper)


def test_two_firms_without_a_delimiter_are_parted() -> None:
    assert organizations("株式会社シーメック株式会社BiPSEE") == ["株式会社シーメック", "株式会社BiPSEE"]


def test_a_school_split_by_a_comma_is_joined() -> None:
    entry = only("徳島文理大学、短期大学部", FIELD)
    assert (entry.organization, entry.flags) == ("徳島文理大学短期大学部", (Flag.DELIMITER_IN_NAME,))


def test_a_comma_inside_a_name_is_kept() -> None:
    assert organizations("大洗、鉾田、水戸環境組合") == ["大洗、鉾田、水戸環境組合"]
    assert organizations("青森県産魚介類を、新生活様式へ流通させる協議会") == [
        "青森県産魚介類を、新生活様式へ流通させる協議会"
    ]


def test_a_trailing_comma_is_a_flag() -> None:
    assert Flag.TRAILING_DELIMITER in only("株式会社産学連携キャピタル、", FIELD).flags


def test_a_title_glued_to_the_firm_is_its_post() -> None:
    assert read("マツダ株式会社代表取締役会長", FIELD) == [(None, "マツダ株式会社", None, "代表取締役会長", None)]


@pytest.mark.parametrize(
    ("printed", "school"),
    [
        ("高知県公立大学法人高知工科大学", "高知工科大学"),
        ("学校法人慶應義塾慶應義塾大学", "慶應義塾大学"),
        ("独立行政法人国立高等専門学校機構阿南工業高等専門学校", "阿南工業高等専門学校"),
    ],
)
def test_the_school_behind_its_parent_is_the_organization_and_the_print_a_candidate(printed: str, school: str) -> None:
    entry = only(printed, FIELD)
    assert (entry.organization, entry.candidates, Flag.PARENT_PREFIX in entry.flags) == (school, (printed,), True)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("㈱三菱総合研究所", "株式会社三菱総合研究所"),
        ("ドリコ(株)", "ドリコ株式会社"),
        ("(一社)日本CLT協会", "一般社団法人日本CLT協会"),
        ("（財）神奈川科学技術アカデミー", "財団法人神奈川科学技術アカデミー"),
        ("(独)産業技術総合研究所", "独立行政法人産業技術総合研究所"),
    ],
)
def test_an_abbreviated_legal_form_is_written_out_with_a_flag(printed: str, name: str) -> None:
    entry = only(printed, FIELD)
    assert (entry.printed, entry.organization, entry.flags) == (printed, name, (Flag.FORM_WRITTEN_OUT,))


def test_half_width_kana_is_widened_with_a_flag() -> None:
    entry = only("ﾄﾖﾀ自動車株式会社", FIELD)
    assert (entry.printed, entry.organization, entry.flags) == (
        "ﾄﾖﾀ自動車株式会社",
        "トヨタ自動車株式会社",
        (Flag.HALF_WIDTH,),
    )


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("関⻄福祉科学大学", "関西福祉科学大学"),
        ("⻑岡技術科学大学", "長岡技術科学大学"),
        ("⻘⼭学院⼤学", "青山学院大学"),
        ("⻲⽥製菓株式会社", "亀田製菓株式会社"),
        ("⺠間放送連盟", "民間放送連盟"),
    ],
)
def test_radicals_inside_words_are_read_as_their_characters(printed: str, name: str) -> None:
    entry = only(printed, FIELD)
    assert (entry.printed, entry.organization, entry.flags) == (printed, name, (Flag.RADICAL,))


def test_a_variation_selector_is_left_out_and_stays_in_the_print() -> None:
    entry = only("榊\U000e0100原 洋子（高知大学教授）", LineKind.PERSON_LINE)
    assert (entry.printed, entry.person) == ("榊\U000e0100原 洋子（高知大学教授）", "榊原洋子")
    assert Flag.VARIATION_SELECTOR in entry.flags


def test_a_variant_of_a_character_stays_a_name_of_its_own() -> None:
    assert read("髙橋(德)委員、濵田 省司委員", LineKind.ATTENDANCE) == [
        ("髙橋(德)", None, None, None, "委員"),
        ("濵田省司", None, None, None, "委員"),
    ]


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("TОPPAN株式会社", "TOPPAN株式会社"),
        ("ソ二ー株式会社", "ソニー株式会社"),
        ("株式会社二トリ", "株式会社ニトリ"),
        ("コ-ポレーション株式会社", "コーポレーション株式会社"),
        ("株式会社FーLINE", "株式会社F-LINE"),
    ],
)
def test_a_look_alike_of_another_script_gets_a_candidate_and_is_not_corrected(printed: str, right: str) -> None:
    entry = only(printed, FIELD)
    assert (entry.organization, entry.candidates, entry.flags) == (printed, (right,), (Flag.HOMOGLYPH,))


@pytest.mark.parametrize("name", ["ハイテク工業株式会社", "東京タワー三田ビル株式会社", "八千代エンジニヤリング"])
def test_kanji_beside_katakana_is_no_look_alike(name: str) -> None:
    assert only(name, FIELD).candidates == ()


@pytest.mark.parametrize(
    "printed",
    [
        "国立大学法人東京大学ほか",
        "国立大学法人東京大学 他",
        "国立大学法人東京大学等",
        "国立大学法人東京大学その他",
        "国立大学法人東京大学ほか２社",
        "国立大学法人東京大学外3名",
    ],
)
def test_and_others_is_a_flag(printed: str) -> None:
    entry = only(printed, FIELD)
    assert (entry.organization, entry.flags) == ("国立大学法人東京大学", (Flag.AND_OTHERS,))


def test_a_role_in_brackets_and_an_absence_are_told_apart() -> None:
    assert read("株式会社オリエンタルコンサルタンツグローバル(幹事)", FIELD) == [
        (None, "株式会社オリエンタルコンサルタンツグローバル", None, None, "幹事")
    ]
    entry = only("浅井彰二郎(株式会社日立メディコ専務(欠席))", LineKind.PERSON_LINE)
    assert (entry.organization, entry.post, entry.flags) == ("株式会社日立メディコ", "専務", (Flag.ABSENT,))


@pytest.mark.parametrize(
    ("printed", "body", "post"),
    [
        ("室戸市長", "室戸市", "市長"),
        ("高知大学長", "高知大学", "学長"),
        ("国立情報学研究所長", "国立情報学研究所", "所長"),
        ("大学評価・学位授与機構長", "大学評価・学位授与機構", "機構長"),
    ],
)
def test_a_letter_that_ends_the_body_and_begins_the_title_counts_for_both(printed: str, body: str, post: str) -> None:
    entry = only(printed, FIELD)
    assert (entry.organization, entry.post, entry.flags) == (body, post, (Flag.SHARED_ENDING,))


def test_two_schools_joined_by_a_middle_dot_are_two() -> None:
    assert read("四国大学・四国大学短期大学部学長", FIELD) == [
        (None, "四国大学", None, None, None),
        (None, "四国大学短期大学部", None, "学長", None),
    ]


def test_a_second_person_inherits_the_body_and_the_unit() -> None:
    line = "仙台市 経済局 産業政策部 産業振興課 係長 小池 伸幸氏 主事 加藤 廣康氏"
    first, second = parse(line, LineKind.PERSON_LINE)
    assert (second.person, second.organization, second.unit, second.post) == (
        "加藤廣康",
        "仙台市",
        "経済局 産業政策部 産業振興課",
        "主事",
    )
    assert Flag.INHERITED in second.flags
    assert Flag.INHERITED not in first.flags


@pytest.mark.parametrize("again", ["同", "〃", "同大学"])
def test_a_sign_for_the_same_body_inherits_that_of_the_line_above(again: str) -> None:
    assert read(f"徳島大学 学長 野地 澄晴\n{again}　教授 安井 武史", LineKind.COMMITTEE_LIST) == [
        ("野地澄晴", "徳島大学", None, "学長", None),
        ("安井武史", "徳島大学", None, "教授", None),
    ]


def test_a_name_that_begins_with_the_sign_for_same_is_its_own() -> None:
    assert read("徳島大学 学長 野地 澄晴\n同志社大学 教授 安井 武史", LineKind.COMMITTEE_LIST)[1] == (
        "安井武史",
        "同志社大学",
        None,
        "教授",
        None,
    )


@pytest.mark.parametrize(
    "printed",
    [
        *("個人A", "個人(Z)", "個人Cほか36名代理人", "有識者G", "民間企業L", "民間会社AE", "A社", "Ａ県", "J大学"),
        *("株式会社A", "その他(7団体)", "職員F(9件)", "委託先事業者", "各府省", "○○府省庁", "16大学・高専"),
        *("県内企業", "ほか", "都道府県"),
    ],
)  # fmt: skip
def test_nothing_without_a_name_becomes_an_entry(printed: str) -> None:
    assert parse(printed, FIELD) == ()


@pytest.mark.parametrize("printed", ["-", "－", "ー", "なし", "該当なし", "", "　"])
@pytest.mark.parametrize("kind", LineKind)
def test_a_dash_is_not_reported_and_no_entry(printed: str, kind: LineKind) -> None:
    assert parse(printed, kind) == ()


def test_a_no_break_space_parts_a_name_as_any_space() -> None:
    assert read("受田\u00a0浩之（高知大学\u00a0副学長）", LineKind.PERSON_LINE) == [
        ("受田浩之", "高知大学", None, "副学長", None)
    ]


def test_invisible_characters_are_left_out_with_a_flag() -> None:
    entry = only("\ufeff高知\u200b大学", FIELD)
    assert (entry.organization, entry.flags) == ("高知大学", (Flag.INVISIBLE,))


@pytest.mark.parametrize(
    ("printed", "place"),
    [("郡山市役所", "郡山市"), ("高知県庁", "高知県"), ("神山町役場", "神山町"), ("大田区役所", "大田区")],
)
def test_an_office_stands_for_its_place(printed: str, place: str) -> None:
    entry = only(printed, FIELD)
    assert (entry.organization, entry.candidates, entry.flags) == (place, (printed,), (Flag.OFFICE_NAME,))


@pytest.mark.parametrize("name", ["北海道経済産業局", "北海道運輸局", "四国総合通信局", "東北農政局", "北海道開発局"])
def test_a_bureau_of_the_state_in_a_region_is_whole(name: str) -> None:
    assert organizations(name) == [name]


def test_a_bureau_behind_its_ministry_is_the_body() -> None:
    entry = only("経済産業省 東北経済産業局 地域経済部 参事官 石川 俊介氏", LineKind.PERSON_LINE)
    assert (entry.organization, entry.unit, entry.candidates) == (
        "東北経済産業局",
        "地域経済部",
        ("経済産業省東北経済産業局",),
    )


@pytest.mark.parametrize(
    ("printed", "members"),
    [
        ("日建設計・大林組共同体", ["日建設計", "大林組"]),
        ("八千代エンジニヤリング・パスコ設計共同体", ["八千代エンジニヤリング", "パスコ"]),
        ("奥村・大林・株木特定建設工事共同企業体", ["奥村", "大林", "株木"]),
        ("エヌ・ティ・ティ・データ・日立製作所共同企業体", ["エヌ・ティ・ティ・データ", "日立製作所"]),
        ("調査検討業務計量計画研究所・地域未来研究所共同提案体", ["計量計画研究所", "地域未来研究所"]),
    ],
)
def test_members_of_a_joint_venture_are_parted_with_a_flag(printed: str, members: list[str]) -> None:
    entries = parse(printed, FIELD)
    assert [entry.organization for entry in entries] == members
    assert all(Flag.JOINT_VENTURE in entry.flags for entry in entries)


@pytest.mark.parametrize("name", ["病害虫発生予測・発信技術の高度化コンソーシアム", "アジア・太平洋電気通信共同体"])
def test_a_body_that_only_sounds_like_a_joint_venture_stays_whole(name: str) -> None:
    assert organizations(name) == [name]


def test_numbers_before_every_name_of_a_list_are_marks() -> None:
    assert organizations("1大森建設株式会社、2株式会社清水企業、3株式会社ダイサン") == [
        "大森建設株式会社",
        "株式会社清水企業",
        "株式会社ダイサン",
    ]


def test_a_former_name_in_brackets_is_a_candidate() -> None:
    entry = only("沖縄JTB株式会社(旧株式会社JTB沖縄)", FIELD)
    assert (entry.organization, entry.candidates) == ("沖縄JTB株式会社", ("株式会社JTB沖縄",))


@pytest.mark.parametrize(
    ("text", "body", "post"),
    [
        ("株式会社阿波銀行社外取締役", "株式会社阿波銀行", "社外取締役"),
        ("株式会社四国銀行執行役員地域振興部長", "株式会社四国銀行", "執行役員地域振興部長"),
    ],
)
def test_an_office_of_a_board_is_no_part_of_the_name_before_it(text: str, body: str, post: str) -> None:
    (entry,) = parse(text, LineKind.ORG_FIELD)
    assert (entry.organization, entry.post) == (body, post)
