"""The keys of names: what they fold, and what they must not."""

import time

import pytest

from musubime.resolution.keys import PreparedKeys, core_key, exact_key, prepared, variant_key


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("㈱広島銀行", "株式会社広島銀行"),
        ("（株）広島銀行", "株式会社広島銀行"),
        ("㊑広島銀行", "株式会社広島銀行"),
        ("マツダ㈱", "マツダ株式会社"),
        ("ＰＨＣ　株式会社", "PHC株式会社"),
        ("株式会社 N T T ドコモ", "株式会社NTTドコモ"),
        ("(一社)ダンボール集客", "一般社団法人ダンボール集客"),
        ("(公財)秋田県林業公社", "公益財団法人秋田県林業公社"),
        ("(特非)たねまき", "特定非営利活動法人たねまき"),
        ("(特活)たねまき", "特定非営利活動法人たねまき"),
        ("ＮＰＯ法人たねまき", "特定非営利活動法人たねまき"),
        ("認定NPO法人たねまき", "認定特定非営利活動法人たねまき"),
        ("(国研)理化学研究所", "国立研究開発法人理化学研究所"),
        ("(地独)秋田県立病院機構", "地方独立行政法人秋田県立病院機構"),
        ("(学)早稲田大学", "学校法人早稲田大学"),
        ("(社福)済生会", "社会福祉法人済生会"),
        ("(医)さわらび会", "医療法人さわらび会"),
        ("(独)産業技術総合研究所", "独立行政法人産業技術総合研究所"),
        ("有限會社昭和不動産", "有限会社昭和不動産"),
        ("一般財団金属系材料研究開発センター", "一般財団法人金属系材料研究開発センター"),
        ("⻑野県⻄部⻘年会", "長野県西部青年会"),
        ("学校法人大阪⼥学院", "学校法人大阪女学院"),
        ("⼾⽥建設", "戸田建設"),
        ("榊󠄀原製作所", "榊原製作所"),
        ("株式会社Type‐I", "株式会社Type-I"),
        ("株式会社ATRーPromotions", "株式会社ATR-Promotions"),
        ("株式会社セブンーイレブン・ジャパン", "株式会社セブン-イレブン・ジャパン"),
        ("つくばコングレスセンタ-", "つくばコングレスセンター"),
        ("株式会社Ｋ’ｓ Factory", "株式会社K'sFactory"),
        ("ナック･イメージ·テクノロジー", "ナック・イメージ・テクノロジー"),
        ("ＴОＰＰＡＮ株式会社", "TOPPAN株式会社"),
        ("有限会社テク二タップ", "有限会社テクニタップ"),
        ("七ヶ宿町", "七ケ宿町"),
        ("富岡町３・１１を語る会", "富岡町3.11を語る会"),
        ("がんばろう福島、農業者等の会", "がんばろう福島,農業者等の会"),
        ("KUZE CO., LTD.", "KUZECo.,Ltd."),
        ("Zinc", "Zinc"),
    ],
)
def test_the_exact_key_folds_what_print_may_differ_in(printed: str, key: str) -> None:
    assert exact_key(printed) == key
    assert exact_key(key) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社Mitas", "Mitas株式会社"),
        ("株式会社ジェイテック", "ジェイテック"),
        ("鹿嶋市", "鹿島市"),
        ("実教出版株式会社", "實教出版株式会社"),
        ("医療法人愛友会", "医療法人社団愛友会"),
        ("株式会社SKY", "株式会社Sky"),
        ("株式会社高木工務店", "株式会社髙木工務店"),
        ("アイビー・システム株式会社", "アイビーシステム株式会社"),
        ("株式会社第一ビルデイング", "株式会社第一ビルディング"),
        ("東京大学(医)", "東京大学医療法人"),
        ("株式会社コーヒー", "株式会社コヒ"),
        ("ТАО協会", "TAO協会"),
    ],
)
def test_the_exact_key_keeps_apart_what_two_bodies_are_told_apart_by(one: str, other: str) -> None:
    assert exact_key(one) != exact_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社日本経済広告社", "株式会社日本経済廣告社"),
        ("アイビー・システム株式会社", "アイビーシステム株式会社"),
        ("キユーピー株式会社", "キューピー株式会社"),
        ("株式会社SKY", "株式会社Sky"),
        ("国立大学法人宮﨑大学", "国立大学法人宮崎大学"),
        ("ダイジヱツト工業", "ダイジヱット工業"),
    ],
)
def test_the_variant_key_folds_dots_case_old_characters_and_small_kana(one: str, other: str) -> None:
    assert variant_key(one) == variant_key(other)


@pytest.mark.parametrize(("one", "other"), [("鹿嶋市", "鹿島市"), ("實教出版", "実教出版"), ("三嶋神社", "三島神社")])
def test_no_key_folds_shima_or_jitsu(one: str, other: str) -> None:
    assert variant_key(one) != variant_key(other)


def test_all_keys_of_a_name_with_the_side_of_its_legal_form() -> None:
    assert prepared("㈱Ｔ．Ｏ．ホールディングス") == PreparedKeys(
        exact="株式会社T.O.ホールディングス",
        core="T.O.ホールディングス",
        variant="株式会社toホールデイングス",
        form="株式会社",
        side="before",
    )
    assert prepared("マツダ㈱") == PreparedKeys("マツダ株式会社", "マツダ", "マツダ株式会社", "株式会社", "after")
    assert prepared("高知県") == PreparedKeys("高知県", "高知県", "高知県", "", "")
    assert prepared("株式会社") == PreparedKeys("株式会社", "株式会社", "株式会社", "", "")


def test_an_english_legal_form_is_taken_off_only_where_it_stands_apart() -> None:
    assert [
        core_key(name) for name in ("ABC Inc.", "Zinc", "Tokushima Bank, Ltd.", "日立造船Co., Ltd.", "AJIS CO.,LTD.")
    ] == [
        "ABC",
        "Zinc",
        "TokushimaBank",
        "日立造船",
        "AJIS",
    ]


def test_fresh_names_are_prepared_in_less_than_a_third_of_a_minute_for_a_million() -> None:
    names = [f"株式会社ナック・イメージテクノロジー第{number}営業所" for number in range(20_000)]
    begun = time.process_time()
    for name in names:
        prepared(name)
    assert (time.process_time() - begun) / len(names) < 50e-6
