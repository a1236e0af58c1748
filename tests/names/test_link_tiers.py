"""Linking by tier: what links by itself, what a person decides, and under which rule."""

import pytest

from musubime.resolution.linking.linker import Linker
from musubime.resolution.linking.mentions import Candidate, Link, LinkVerdict, Mention, Rule
from musubime.resolution.registers import Hit
from tests.names.memory_index import MemoryIndex, hit

AICHI, TOKYO, OSAKA, HOKKAIDO, YAMAGATA, FUKUSHIMA, HIROSHIMA = "23", "13", "27", "01", "06", "07", "34"
KITA = hit("cn:6180001000001", "株式会社北嶺テクノ", prefecture=AICHI)
KITA_TOKYO = hit("cn:3010001000004", "株式会社北嶺テクノ", prefecture=TOKYO)


def link(mention: Mention | str, *hits: Hit, cautious: bool = False) -> Link:
    asked = Mention(mention) if isinstance(mention, str) else mention
    return Linker(MemoryIndex(hits), cautious=cautious).link([asked])[0]


def decided(mention: Mention | str, *hits: Hit, cautious: bool = False) -> tuple[str, str, str]:
    answer = link(mention, *hits, cautious=cautious)
    return answer.verdict.value, answer.rule.value, answer.id


def test_the_only_body_of_a_name_links_and_says_why() -> None:
    assert link("㈱北嶺テクノ", KITA) == Link(
        LinkVerdict.AUTO,
        Rule.EXACT_ONLY,
        "cn:6180001000001",
        "名称が一致する唯一の機関",
        1.0,
        (Candidate("cn:6180001000001", "株式会社北嶺テクノ", "株式会社北嶺テクノ", Rule.EXACT_ONLY, AICHI, 1.0),),
    )


def test_a_name_that_no_register_knows_links_to_nothing() -> None:
    assert link("株式会社南陵テクノ", KITA) == Link(
        LinkVerdict.NONE, Rule.NOT_FOUND, "", "登録簿に同じ名称がありません", 0.0, ()
    )


def test_two_bodies_of_one_name_are_for_a_person_unless_the_prefecture_tells() -> None:
    assert decided("株式会社北嶺テクノ", KITA, KITA_TOKYO) == ("review", "T1_exact_several", "")
    here = Mention("株式会社北嶺テクノ", (TOKYO,))
    assert decided(here, KITA, KITA_TOKYO) == ("auto", "T1_exact_in_prefecture", "cn:3010001000004")


def test_a_namesake_in_another_prefecture_is_not_linked() -> None:
    answer = link(Mention("株式会社北嶺", (OSAKA,)), hit("cn:6180001000001", "株式会社北嶺", prefecture=AICHI))
    assert (answer.verdict, answer.rule, answer.id) == (LinkVerdict.REVIEW, Rule.EXACT_ELSEWHERE, "")
    assert answer.evidence == "同じ名称の登録は一つあるが 愛知県 で、大阪府ではない"


def test_a_rare_name_links_although_its_seat_is_elsewhere() -> None:
    rare = hit("cn:3010001000004", "株式会社北嶺ナノカーボン先端素材", prefecture=TOKYO)
    mention = Mention("株式会社北嶺ナノカーボン先端素材", (HIROSHIMA,))
    assert decided(mention, rare) == ("auto", "T1_exact_elsewhere", "cn:3010001000004")


def test_a_number_given_out_in_the_prefecture_is_not_enough_for_a_common_name() -> None:
    placeless = hit("cn:3010001000004", "株式会社北嶺")
    assert decided(Mention("株式会社北嶺", (TOKYO,)), placeless) == ("review", "T1_exact_unplaced", "")


def test_the_side_of_the_legal_form_keeps_two_companies_apart() -> None:
    before = hit("cn:6180001000001", "株式会社北嶺", prefecture=AICHI)
    assert decided("北嶺株式会社", before) == ("review", "T6_other_form", "")


def test_a_closed_body_is_not_linked_after_its_closure() -> None:
    closed = hit("cn:6180001000001", "株式会社北嶺テクノ", prefecture=AICHI, closed="2021-03-31")
    assert decided(Mention("株式会社北嶺テクノ", date="2022-04"), closed) == ("review", "T1_exact_closed", "")
    assert decided(Mention("株式会社北嶺テクノ", date="2020-04"), closed) == (
        "auto",
        "T1_exact_only_one",
        "cn:6180001000001",
    )


def test_a_municipality_without_its_prefecture_is_for_a_person_where_two_share_the_name() -> None:
    kaneyama = hit("cn:8000020063614", "金山町", prefecture=YAMAGATA, kind="local_government")
    assert decided("金山町", kaneyama) == ("review", "T1_exact_several", "")
    assert decided(Mention("金山町", (FUKUSHIMA,)), kaneyama) == ("review", "T1_exact_elsewhere", "")
    assert decided(Mention("金山町", (YAMAGATA,)), kaneyama) == (
        "auto",
        "T1_exact_in_prefecture",
        "cn:8000020063614",
    )


@pytest.mark.parametrize("printed", ["北海道奥尻町", "奥尻町(北海道)", "北海道奥尻郡奥尻町", "奥尻町役場"])
def test_a_place_in_the_name_of_a_municipality_is_read_as_its_place(printed: str) -> None:
    okushiri = hit("cn:8000020013676", "奥尻町", prefecture=HOKKAIDO, kind="local_government")
    assert decided(printed, okushiri) == ("auto", "T1_prefecture_in_name", "cn:8000020013676")


def test_property_wards_repeat_their_names_within_a_prefecture() -> None:
    ward = hit("cn:1000030270248", "半田財産区", prefecture=OSAKA, kind="local_government")
    assert decided(Mention("半田財産区", (OSAKA,)), ward) == ("review", "T1_exact_repeating_name", "")
    named = hit("cn:2000030200006", "長野市西条財産区", prefecture="20", kind="local_government")
    assert decided(Mention("長野市西条財産区", ("20",)), named) == (
        "auto",
        "T1_exact_in_prefecture",
        "cn:2000030200006",
    )


def test_a_letter_that_stands_for_a_name_is_not_linked() -> None:
    assert decided("株式会社A", hit("cn:6011001114831", "株式会社A")) == ("review", "T1_exact_placeholder", "")


def test_a_number_counts_only_together_with_the_name() -> None:
    other = hit("cn:5010001000002", "株式会社西陵", prefecture=TOKYO)
    both = Mention("株式会社北嶺テクノ", number="3010001000004")
    assert decided(both, KITA, KITA_TOKYO, other) == ("auto", "T0_number_and_name", "cn:3010001000004")
    mistyped = link(Mention("株式会社北嶺テクノ", number="5010001000002"), KITA, other)
    assert (mistyped.verdict, mistyped.rule, mistyped.id) == (LinkVerdict.REVIEW, Rule.NUMBER_AGAINST_NAME, "")
    assert [candidate.id for candidate in mistyped.candidates] == ["cn:6180001000001", "cn:5010001000002"]
    renamed = link(Mention("未知の機関", number="5010001000002"), other)
    assert (renamed.verdict, renamed.rule) == (LinkVerdict.REVIEW, Rule.NUMBER_AGAINST_NAME)
    assert renamed.evidence == "番号 5010001000002 の機関は登録簿では「株式会社西陵」で、名称が一致しない"


def test_a_number_whose_check_digit_fails_is_told_and_not_believed() -> None:
    answer = link(Mention("株式会社北嶺テクノ", number="1234567890123"), KITA)
    assert (answer.verdict, answer.id) == (LinkVerdict.AUTO, "cn:6180001000001")
    assert answer.evidence == "名称が一致する唯一の機関。番号 1234567890123 は法人番号として正しくない"


def test_a_former_name_links_only_when_its_dates_cover_the_roster() -> None:
    former = hit(
        "cn:7010501016231",
        "TOPPANホールディングス株式会社",
        matched="凸版印刷株式会社",
        name_kind="former",
        valid_to="2023-09-30",
        prefecture=TOKYO,
    )
    assert decided(Mention("凸版印刷株式会社", date="2022-04-01"), former) == (
        "auto",
        "T2_other_name",
        "cn:7010501016231",
    )
    assert decided(Mention("凸版印刷株式会社", date="2024-04-01"), former)[:2] == ("review", "T2_other_name_unsure")
    assert decided("凸版印刷株式会社", former)[:2] == ("review", "T2_other_name_unsure")


def test_an_undated_alias_links_only_when_it_is_a_print_of_the_registered_name() -> None:
    registered = "ＮＴＴ都市開発株式会社"
    print_of_it = hit("cn:1010001012372", registered, matched="NTT都市開発(株)", name_kind="alias")
    assert decided("NTT都市開発株式会社", print_of_it)[0] == "auto"
    unlike = hit("cn:2010001246985", "ＦＫ株式会社", matched="富士ソフト株式会社", name_kind="alias")
    assert decided("富士ソフト株式会社", unlike) == ("review", "T2_other_name_unsure", "")


def test_a_missing_legal_form_links_to_the_only_body_in_context() -> None:
    assert decided(Mention("北嶺テクノ", (AICHI,)), KITA) == ("auto", "T3_form_missing", "cn:6180001000001")
    assert decided("北嶺テクノ", KITA) == ("review", "T3_form_missing_unsure", "")
    limited = hit("cn:3180002000003", "有限会社北嶺テクノ", prefecture=AICHI)
    assert decided(Mention("北嶺テクノ", (AICHI,)), KITA, limited)[:2] == ("review", "T3_form_missing_unsure")


def test_a_school_corporation_is_not_the_school_that_it_runs() -> None:
    corporation = hit("cn:1220005006886", "学校法人金沢医科大学", prefecture="17")
    assert decided(Mention("金沢医科大学", ("17",)), corporation) == ("review", "T5_operates", "")
    national = hit("mext:F134110109983", "広島大学", prefecture=HIROSHIMA, kind="university_国立")
    assert decided("国立大学法人広島大学", national) == ("auto", "T3_form_missing", "mext:F134110109983")


def test_variants_link_public_bodies_and_never_companies_of_an_incomplete_register() -> None:
    city = hit("cn:1000020082082", "龍ケ崎市", prefecture="08", kind="local_government")
    assert decided("竜ケ崎市", city) == ("auto", "T4_variant", "cn:1000020082082")
    company = hit("cn:7430001004883", "キャリアバンク株式会社", prefecture=HOKKAIDO)
    assert decided("キヤリアバンク株式会社", company) == ("review", "T4_variant_unsure", "")
    assert decided("キヤリアバンク株式会社", company._replace(complete=True))[:2] == ("auto", "T4_variant")
    assert decided("鹿島市", hit("cn:7000020082228", "鹿嶋市", prefecture="08", kind="local_government"))[0] == "none"


def test_a_branch_is_its_company_and_a_hospital_is_only_part_of_its_city() -> None:
    company = hit("cn:4010001008789", "前田建設工業株式会社", prefecture=TOKYO)
    assert decided("前田建設工業株式会社東北支店", company) == ("auto", "T5_office_of", "cn:4010001008789")
    city = hit("cn:3000020232165", "常滑市", prefecture=AICHI, kind="local_government")
    assert decided("常滑市民病院", city) == ("review", "T5_part_of", "")
    assert decided("常滑市職員", city) == ("review", "T5_part_of", "")


def test_rows_of_several_registers_are_one_body_and_the_number_comes_first() -> None:
    rows = (
        hit("ror:000w8yc17", "株式会社北嶺テクノ", prefecture=AICHI),
        hit("edinet:E00001", "株式会社北嶺テクノ"),
        KITA,
    )
    answer = link("株式会社北嶺テクノ", *rows)
    assert (answer.verdict, answer.id) == (LinkVerdict.AUTO, "cn:6180001000001")
    assert [each.id for each in answer.candidates] == ["cn:6180001000001", "edinet:E00001", "ror:000w8yc17"]
    assert answer.evidence == "名称が一致する唯一の機関。ほかの登録簿の同じ機関: edinet:E00001、ror:000w8yc17"


def test_caution_asks_for_more_than_a_common_name_without_a_prefecture() -> None:
    common = hit("cn:6180001000001", "株式会社北嶺", prefecture=AICHI)
    assert decided("株式会社北嶺", common)[:2] == ("auto", "T1_exact_only_one")
    assert decided("株式会社北嶺", common, cautious=True) == ("review", "T1_exact_common_name", "")
    assert decided(Mention("株式会社北嶺", (AICHI,)), common, cautious=True)[:2] == ("auto", "T1_exact_in_prefecture")
    assert decided("株式会社北嶺", common._replace(complete=True), cautious=True)[0] == "auto"


def test_a_number_agrees_with_any_print_of_a_name_of_its_body() -> None:
    registered = hit("cn:3120001031541", "カナデビア株式会社", prefecture=OSAKA)
    former = registered._replace(matched="日立造船株式会社", name_kind="alias")
    old_characters = hit("cn:7011101011812", "株式会社大気社", prefecture=TOKYO)
    for name, number in (
        ("日立造船株式会社", "3120001031541"),
        ("カナデビア", "3120001031541"),
        ("株式会社大氣社", "7011101011812"),
    ):
        answer = decided(Mention(name, number=number), registered, former, old_characters)
        assert answer == ("auto", "T0_number_and_name", f"cn:{number}"), name


def test_a_name_that_passed_to_another_body_is_told_by_the_date() -> None:
    now = hit("cn:5120001268479", "株式会社北嶺運輸", valid_from="2023-10-01", prefecture=OSAKA)
    before = hit(
        "cn:3120001077535",
        "株式会社北嶺ホールディングス",
        matched="株式会社北嶺運輸",
        name_kind="former",
        valid_to="2023-09-30",
        prefecture=OSAKA,
    )
    assert decided(Mention("株式会社北嶺運輸", date="2024-04"), now, before) == (
        "auto",
        "T1_exact_only_one",
        "cn:5120001268479",
    )
    assert decided(Mention("株式会社北嶺運輸", date="2022-04"), now, before) == (
        "auto",
        "T2_other_name",
        "cn:3120001077535",
    )
    assert decided("株式会社北嶺運輸", now, before) == ("review", "T2_name_passed_on", "")


def test_a_university_is_one_body_although_ror_places_it_elsewhere() -> None:
    school = hit("mext:F117210105444", "石川県立看護大学", prefecture="17", kind="university_公立")
    ror = hit("ror:04vb9qy63", "石川県立看護大学", prefecture="47", kind="education")
    assert decided("石川県立看護大学", ror, school) == ("auto", "T1_exact_only_one", "mext:F117210105444")
    assert decided(Mention("石川県立看護大学", ("17",)), ror) == ("review", "T1_exact_elsewhere", "")


def test_a_university_of_another_prefecture_links_since_there_is_no_second_of_its_name() -> None:
    osaka = hit("mext:F127110107852", "大阪大学", prefecture=OSAKA, kind="university_国立")
    assert decided(Mention("大阪大学", ("39",)), osaka) == ("auto", "T1_exact_elsewhere", "mext:F127110107852")
    school = hit("mext:B127110107852", "中央小学校", prefecture=OSAKA)
    assert decided(Mention("中央小学校", ("39",)), school)[0] == "review"


def test_a_bank_is_found_without_its_legal_form_and_from_any_prefecture() -> None:
    bank = hit("cn:4370001003366", "株式会社　仙台銀行", prefecture="04")
    assert decided("仙台銀行", bank) == ("auto", "T3_form_missing", "cn:4370001003366")
    assert decided(Mention("株式会社仙台銀行", ("05",)), bank) == ("auto", "T1_exact_elsewhere", "cn:4370001003366")
