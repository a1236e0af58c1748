"""Two names compared: each verdict with the rule that gave it, and every merge that must not happen."""

import pytest

from musubime.resolution.names.compare import compare
from musubime.resolution.names.comparison import Comparison, NamedBody, NameVerdict
from tests.names.memory_index import MemoryIndex, hit


def answer(a: str, b: str) -> tuple[str, str]:
    """Return verdict and rule, which must not depend on the order of the two."""
    found, turned = compare(NamedBody(a), NamedBody(b)), compare(NamedBody(b), NamedBody(a))
    assert found[:3] == turned[:3]
    return found.verdict.value, found.rule


def test_an_answer_is_a_verdict_a_rule_a_score_and_reasons() -> None:
    assert compare(NamedBody("日本工営(株)新潟支店"), NamedBody("日本工営株式会社")) == Comparison(
        NameVerdict.SAME, "T5:branch", 1.0, ("「新潟支店」は同じ法人の支店・事業所",)
    )


@pytest.mark.parametrize(
    ("a", "b", "rule"),
    [
        ("マツダ株式会社", "マツダ㈱", "T1:exact_key"),
        ("清水町", "清水町", "T1:exact_key"),
        ("ＪＭＤＣ", "株式会社ＪＭＤＣ", "T3:legal_form_missing"),
        ("国立大学法人宮﨑大学", "国立大学法人宮崎大学", "T4:variant_key"),
        ("冨岡町", "富岡町", "T4:variant_key"),
        ("弘前大", "弘前大学", "T4:daigaku"),
        ("国立大学法人徳島大学", "徳島大学", "T5:public_corporation"),
        ("公立大学法人周南公立大学", "周南公立大学", "T5:public_corporation"),
        ("高知県公立大学法人高知工科大学", "高知工科大学", "T5:parent_prefix"),
        ("株式会社大林組九州支店", "株式会社大林組", "T5:branch"),
        ("一般財団法人日本気象協会関西支社", "一般財団法人日本気象協会", "T5:branch"),
        ("東武トップツアーズ株式会社官公庁事業部", "東武トップツアーズ株式会社", "T5:branch"),
        ("マツダ株式会社代表取締役会長", "マツダ株式会社", "T5:title"),
        ("株式会社デジタルガレージ 共同創業者・取締役", "株式会社デジタルガレージ", "T5:title"),
        ("徳島大学副学長(外部資金担当)兼地方大学・地域産業創生事業部長", "徳島大学", "T5:title"),
        ("室戸市長", "室戸市", "T5:title"),
        ("徳島大学 研究・産学連携部 地域産業創生事業推進課", "徳島大学", "T5:department"),
        ("株式会社ヤマダデンキ他", "株式会社ヤマダデンキ", "T5:noise"),
        ("公益社団法人ひょうご農林機構等", "公益社団法人ひょうご農林機構", "T5:noise"),
        (
            "国立研究開発法人農業・食品産業技術総合研究機構(農工研)",
            "国立研究開発法人農業・食品産業技術総合研究機構",
            "T5:noise",
        ),
        ("双日株式会社(鹿児島県)", "双日株式会社", "T5:branch"),
        ("住友林業株式会社(東京支社)", "住友林業株式会社", "T5:branch"),
        ("日本政策金融公庫徳島支店", "日本政策金融公庫", "T5:branch"),
        ("医療法人拓生会(奈良西部病院)", "医療法人拓生会奈良西部病院", "T1:brackets"),
        ("石川県七尾市", "七尾市", "T1:place_written"),
        ("国土交通本省", "国土交通省", "T5:headquarters"),
        ("室戸市役所", "室戸市", "T5:headquarters"),
        ("税理士法人山田&パートナーズ", "税理士法人山田アンドパートナーズ", "T1:exact_key"),
    ],
)
def test_these_are_joined_by_a_rule(a: str, b: str, rule: str) -> None:
    assert answer(a, b) == ("same", rule)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("高知県工業技術センター", "高知県", "part_of"),
        ("平塚市民病院", "平塚市", "part_of"),
        ("千葉大学医学部附属病院", "千葉大学", "part_of"),
        ("独立行政法人国立病院機構大阪医療センター", "独立行政法人国立病院機構", "part_of"),
        ("国立研究開発法人理化学研究所仁科加速器科学研究センター", "理化学研究所", "part_of"),
        ("国立大学法人東京大学大学院農学生命科学研究科", "国立大学法人東京大学", "part_of"),
        ("医療法人さわらび会福祉村病院", "医療法人さわらび会", "part_of"),
        ("東海大学総合医学研究所長", "東海大学", "part_of"),
        ("独立行政法人国立病院機構(青森病院)", "独立行政法人国立病院機構", "part_of"),
        ("厚生労働省(国立感染症研究所)", "厚生労働省", "part_of"),
        ("全国農業協同組合連合会新潟県本部", "全国農業協同組合連合会", "part_of"),
        ("国土交通省国土地理院四国地方測量部", "国土交通省", "part_of"),
        ("国立大学法人東京大学大学院情報学環開沼博研究室", "国立大学法人東京大学", "part_of"),
        ("市立函館病院", "函館市", "part_of"),
        ("徳島県警察本部", "徳島県", "part_of"),
        ("学校法人名城大学", "名城大学", "operates"),
        ("国立大学法人東海国立大学機構名古屋大学", "国立大学法人東海国立大学機構", "operates"),
        ("学校法人立命館", "立命館大学", "operates"),
        ("学校法人福島学院福島学院大学短期大学部", "学校法人福島学院", "operates"),
    ],
)
def test_these_are_related_and_never_joined(a: str, b: str, verdict: str) -> None:
    assert answer(a, b)[0] == verdict


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("徳島県商工会連合会", "徳島県商工会議所連合会"),
        ("徳島県市長会", "徳島県町村会"),
        ("高知学園大学", "高知学園短期大学"),
        ("高知県", "高知市"),
        ("府中市", "府中町"),
        ("宮城県", "宮崎県"),
        ("三重県中小企業団体中央会", "群馬県中小企業団体中央会"),
        ("トヨタエルアンドエフ茨城株式会社", "トヨタエルアンドエフ福岡株式会社"),
        ("トヨタ自動車株式会社", "トヨタ自動車北海道株式会社"),
        ("日本生命第２回劣後ローン流動化株式会社", "日本生命第３回劣後ローン流動化株式会社"),
        ("東日本高速道路株式会社", "西日本高速道路株式会社"),
    ],
)
def test_these_are_vetoed_however_alike_they_are(a: str, b: str) -> None:
    assert answer(a, b) == ("different", "veto")


@pytest.mark.parametrize(
    ("a", "b", "rule"),
    [
        ("株式会社Mitas", "Mitas株式会社", "T6:legal_form"),
        ("有限会社ビジョナリアム", "株式会社ビジョナリアム", "T6:legal_form"),
        ("医療法人愛友会", "医療法人社団愛友会", "T6:legal_form"),
        ("鹿嶋市", "鹿島市", "T6:loose"),
        ("実教出版株式会社", "實教出版株式会社", "T6:loose"),
        ("株式会社SKY", "株式会社Sky", "T4:variant_key"),
        ("アイビー・システム株式会社", "アイビーシステム株式会社", "T4:variant_key"),
        ("株式会社第一ビルデイング", "株式会社第一ビルディング", "T4:variant_key"),
        ("株式会社髙木工務店", "株式会社高木工務店", "T4:variant_key"),
        ("株式会社エヌ・ティ・ティ", "株式会社NTT", "T6:letters"),
        ("Mintomo株式会社", "ミントモ株式会社", "T6:sound"),
        ("株式会社パシフィックディカル", "株式会社パシフィックメディカル", "T6:one_character"),
        ("KAIT", "神奈川工科大学", "T6:acronym"),
        ("TokaiUniversity", "東海大学", "T6:english"),
        ("農研機構", "国立研究開発法人農業・食品産業技術総合研究機構", "T6:abbreviation"),
        ("仙台商議所", "仙台商工会議所", "T6:alike"),
        ("ひろ自連", "ひろしま自動車産学官連携推進会議", "T6:abbreviation"),
        ("徳島文理大学", "徳島文理大学短期大学部", "T5:junior_college"),
        ("福井県美浜町", "美浜町", "T1:place_written"),
        ("府中市", "広島県府中市", "T1:place_written"),
        ("久世", "株式会社久世", "T3:short_name"),
        ("株式会社朝日新聞社(庵野秀明展実行委員会)", "株式会社朝日新聞社", "T5:bracketed"),
        ("共同事業体代表一般社団法人日本森林技術協会", "一般社団法人日本森林技術協会", "T6:contained"),
        ("青森", "青森県", "T6:abbreviation"),
    ],
)
def test_these_wait_for_a_person(a: str, b: str, rule: str) -> None:
    assert answer(a, b) == ("review", rule)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("徳島大学", "徳島文理大学"),
        ("広島大学", "県立広島大学"),
        ("株式会社メディア", "株式会社メディア総合研究所"),
        ("株式会社サムシング", "株式会社サムシングファン社長室"),
        ("株式会社宝", "株式会社宝殿"),
        ("株式会社平", "株式会社平等"),
        ("株式会社経営", "株式会社経営顧問"),
        ("田中財産区", "田中財産区（西区）"),
        ("株式会社千代田", "株式会社千代田コンサルタント"),
        ("株式会社あい", "株式会社あいグループ"),
        ("有限会社加藤", "有限会社加藤自動車工場"),
        ("医療法人安", "医療法人安藤医院"),
        ("岩手県", "岩手県自動車整備振興会釜石支部"),
        ("日立製作所", "日立製作所労働組合旭支部"),
        ("株式会社電通", "株式会社電通東日本福島営業所"),
        ("松本大学", "松本　大"),
        ("Tokushima University", "株式会社徳島銀行"),
    ],
)
def test_these_are_neither_joined_nor_related(a: str, b: str) -> None:
    assert answer(a, b)[0] in ("none", "different", "review")


def test_a_prefix_that_ends_inside_a_latin_word_is_no_prefix() -> None:
    assert answer("株式会社Ace", "株式会社Aceworks営業所")[0] != "same"
    assert answer("株式会社Ace works営業所", "株式会社Ace")[0] != "same"


# -- context


def test_one_name_in_two_prefectures_is_two_municipalities_and_for_companies_a_question() -> None:
    gunma, nagano = ("10",), ("20",)
    towns = compare(NamedBody("高山村", gunma), NamedBody("高山村", nagano))
    assert (towns.verdict, towns.rule) == (NameVerdict.DIFFERENT, "T1:another_place")
    firms = compare(NamedBody("株式会社クラシオ", gunma), NamedBody("株式会社クラシオ", nagano))
    assert (firms.verdict, firms.rule) == (NameVerdict.REVIEW, "T1:another_place")
    inside = compare(NamedBody("株式会社クラシオ", gunma), NamedBody("㈱クラシオ", gunma))
    assert (inside.verdict, inside.rule) == (NameVerdict.SAME, "T1:exact_key")


def test_a_municipality_with_its_prefecture_is_the_one_of_that_place() -> None:
    named = NamedBody("福井県美浜町")
    assert compare(named, NamedBody("美浜町", ("18",))).verdict is NameVerdict.SAME
    assert compare(named, NamedBody("美浜町", ("23",))).verdict is NameVerdict.DIFFERENT
    assert compare(named, NamedBody("愛知県知多郡美浜町")).verdict is NameVerdict.DIFFERENT
    assert compare(named, NamedBody("福井県三方郡美浜町")).verdict is NameVerdict.SAME


def test_a_missing_legal_form_is_not_filled_in_from_another_prefecture() -> None:
    found = compare(NamedBody("図研", ("14",)), NamedBody("株式会社図研", ("39",)))
    assert (found.verdict, found.rule) == (NameVerdict.REVIEW, "T3:another_place")


# -- registers

MITAS = hit("cn:1010001000001", "株式会社Mitas", prefecture="13")
ATOMITAS = hit("cn:1010001000002", "Mitas株式会社", prefecture="20")
TOPPAN = hit("cn:7010501016231", "ＴＯＰＰＡＮホールディングス株式会社", prefecture="13")
FORMERLY = TOPPAN._replace(matched="凸版印刷株式会社", name_kind="former", valid_to="2023-09-30")


def judged(index: MemoryIndex, a: NamedBody, b: NamedBody) -> tuple[str, str]:
    found = compare(a, b, index)
    assert found[:3] == compare(b, a, index)[:3]
    return found.verdict.value, found.rule


def test_two_registered_bodies_are_different_though_only_the_side_of_the_form_differs() -> None:
    index = MemoryIndex([MITAS, ATOMITAS])
    assert judged(index, NamedBody("㈱Mitas"), NamedBody("Mitas㈱")) == ("different", "T0:two_registered")


def test_a_former_name_is_the_same_body_where_its_dates_cover_the_print() -> None:
    index = MemoryIndex([TOPPAN, FORMERLY])
    now = NamedBody("TOPPANホールディングス株式会社", date="2024-04")
    assert judged(index, NamedBody("凸版印刷株式会社", date="2022-04"), now) == ("same", "T2:register")
    assert judged(index, NamedBody("凸版印刷株式会社"), now._replace(date=None)) == ("same", "T2:register")
    assert judged(index, NamedBody("凸版印刷株式会社", date="2024-04"), now)[0] == "none"


def test_a_name_that_passed_from_one_body_to_another_is_two_bodies_by_date() -> None:
    successor = hit("cn:2010001000009", "凸版印刷株式会社", valid_from="2023-10-01")
    index = MemoryIndex([TOPPAN, FORMERLY, successor])
    before, after = NamedBody("凸版印刷株式会社", date="2022"), NamedBody("凸版印刷株式会社", date="2024")
    assert judged(index, before, after) == ("different", "T2:handed_over")
    assert judged(index, before, NamedBody("TOPPANホールディングス㈱", date="2024"))[0] == "same"
    assert judged(index, after, NamedBody("TOPPANホールディングス㈱", date="2024")) == (
        "different",
        "T0:two_registered",
    )


def test_an_english_name_is_joined_only_when_a_register_says_so() -> None:
    body = hit("mext:F1", "徳島大学")
    index = MemoryIndex([body, body._replace(matched="Tokushima University", name_kind="english")])
    assert judged(index, NamedBody("Tokushima University"), NamedBody("徳島大学")) == ("same", "T2:register")
    assert answer("Tokushima University", "徳島大学") == ("review", "T6:english")


def test_an_acronym_of_a_register_still_waits_for_a_person() -> None:
    body = hit("ror:1", "神奈川工科大学")
    index = MemoryIndex([body, body._replace(matched="KAIT", name_kind="abbreviation")])
    assert judged(index, NamedBody("KAIT"), NamedBody("神奈川工科大学")) == ("review", "T2:acronym")


def test_an_alias_that_is_nothing_like_the_name_may_be_a_mistyped_number() -> None:
    body = hit("cn:7360001023131", "株式会社Link and Visible")
    index = MemoryIndex([body, body._replace(matched="フォーシーズ株式会社", name_kind="alias")])
    assert judged(index, NamedBody("フォーシーズ株式会社"), NamedBody("株式会社Link and Visible")) == (
        "review",
        "T2:unlike_alias",
    )


def test_a_facility_that_a_register_files_under_its_owner_stays_a_part() -> None:
    body = hit("cn:1000020320005", "島根県")
    index = MemoryIndex([body, body._replace(matched="島根県畜産技術センター", name_kind="alias")])
    assert judged(index, NamedBody("島根県畜産技術センター"), NamedBody("島根県")) == ("part_of", "T5:facility")


def test_a_branch_that_is_registered_as_a_company_of_its_own_is_different() -> None:
    one = hit("cn:1", "株式会社日交")
    other = hit("cn:2", "株式会社日交東北本社")
    index = MemoryIndex([one, other])
    assert answer("株式会社日交東北本社", "株式会社日交") == ("same", "T5:branch")
    assert judged(index, NamedBody("株式会社日交東北本社"), NamedBody("株式会社日交")) == (
        "different",
        "T0:two_registered",
    )


def test_a_facility_under_a_number_of_its_own_waits_for_a_person() -> None:
    index = MemoryIndex([hit("cn:5", "医療法人医仁会"), hit("cn:6", "医療法人医仁会さくら総合病院")])
    assert judged(index, NamedBody("医療法人医仁会さくら総合病院"), NamedBody("医療法人医仁会")) == (
        "review",
        "T0:two_registered",
    )


def test_a_missing_form_with_two_registered_bearers_waits_for_a_person() -> None:
    assert judged(MemoryIndex([MITAS, ATOMITAS]), NamedBody("Mitas"), NamedBody("株式会社Mitas")) == (
        "review",
        "T3:several_bodies",
    )
    assert judged(MemoryIndex([MITAS]), NamedBody("Mitas"), NamedBody("株式会社Mitas")) == (
        "same",
        "T3:legal_form_missing",
    )


def test_a_variant_of_a_company_is_joined_only_by_a_complete_register_with_one_bearer() -> None:
    takagi = hit("cn:3", "株式会社髙木工務店")
    pair = NamedBody("株式会社高木工務店"), NamedBody("株式会社髙木工務店")
    assert judged(MemoryIndex([takagi]), *pair) == ("review", "T4:variant_key")
    assert judged(MemoryIndex([takagi._replace(complete=True)]), *pair) == ("same", "T4:register")
    both = [takagi._replace(complete=True), hit("cn:4", "株式会社高木工務店")]
    assert judged(MemoryIndex(both), *pair) == ("different", "T0:two_registered")
