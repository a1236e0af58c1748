"""Lines about persons: where the name stands, what the body is, what the unit, the post and the role."""

import pytest

from musubime.types.reading_flags import ReadingFlag as Flag
from musubime_loaders.names.entry import LineKind
from musubime_loaders.names.parsing import parse
from tests.names.reading import Read, only, read

LINE = LineKind.PERSON_LINE


@pytest.mark.parametrize(
    ("printed", "entry"),
    [
        ("受田浩之（高知大学副学長）", ("受田浩之", "高知大学", None, "副学長", None)),
        ("高知大学副学長 受田 浩之", ("受田浩之", "高知大学", None, "副学長", None)),
        ("高知大学副学長受田浩之", ("受田浩之", "高知大学", None, "副学長", None)),
        ("受田 浩之（うけだ ひろゆき） 高知大学理事・副学長", ("受田浩之", "高知大学", None, "理事・副学長", None)),
        ("高知大学（学長 櫻井克年）", ("櫻井克年", "高知大学", None, "学長", None)),
        ("○会長　高知県知事　濵田 省司", ("濵田省司", "高知県", None, "知事", "会長")),
        ("◎ 座長　金子 郁容　慶應義塾大学教授", ("金子郁容", "慶應義塾大学", None, "教授", "座長")),
        ("座長：村井純（慶應義塾大学教授）", ("村井純", "慶應義塾大学", None, "教授", "座長")),
        ("座長村井純（慶應義塾大学教授）", ("村井純", "慶應義塾大学", None, "教授", "座長")),
        ("【代表理事】永吉 宏英（大阪商工会議所 会頭）", ("永吉宏英", "大阪商工会議所", None, "会頭", "代表理事")),
        ("１．山田 太郎　東京大学 教授（オブザーバー）", ("山田太郎", "東京大学", None, "教授", "オブザーバー")),
        ("伊藤 元重　東京大学教授（座長代理）", ("伊藤元重", "東京大学", None, "教授", "座長代理")),
        ("事業責任者※ 高知大学副学長 受田 浩之", ("受田浩之", "高知大学", None, "副学長", "事業責任者")),
        ("板生 清 委員主査", ("板生清", None, None, None, "委員主査")),
        ("オブザーバー 総務省 情報流通行政局長", (None, "総務省", None, "情報流通行政局長", "オブザーバー")),
        ("事務局　仙台市 経済局", (None, "仙台市", "経済局", None, "事務局")),
        ("東京都副知事 宮坂 学", ("宮坂学", "東京都", None, "副知事", None)),
        ("山田太郎・東京大学教授", ("山田太郎", "東京大学", None, "教授", None)),
        ("高木繁雄・富山商工会議所会長(会頭)", ("高木繁雄", "富山商工会議所", None, "会長(会頭)", None)),
        ("濵田省司，高知県知事", ("濵田省司", "高知県", None, "知事", None)),
        ("小谷和浩　文部科学省／技術移転推進室長", ("小谷和浩", "文部科学省", None, "技術移転推進室長", None)),
        ("濵田 省司 様（高知県 知事）", ("濵田省司", "高知県", None, "知事", None)),
        ("富山商工会議所会長(会頭)高木繁雄", ("高木繁雄", "富山商工会議所", None, "会長(会頭)", None)),
        ("川北力（損害保険料率算出機構副理事長）", ("川北力", "損害保険料率算出機構", None, "副理事長", None)),
        ("金井務(株式会社日立製作所会長)", ("金井務", "株式会社日立製作所", None, "会長", None)),
        ("中心研究者 高知大学 IoP共創センター長 北野 雅治", (
            "北野雅治", "高知大学", None, "IoP共創センター長", "中心研究者")),
        ("高知県IoP推進監 岡林 俊宏", ("岡林俊宏", "高知県", None, "IoP推進監", None)),
        ("株式会社Psychic VR Labの山口征浩代表取締役", (
            "山口征浩", "株式会社Psychic VR Lab", None, "代表取締役", None)),
        ("東京大学の山田太郎教授", ("山田太郎", "東京大学", None, "教授", None)),
        ("南 一郎（株式会社南組 代表取締役）", ("南一郎", "株式会社南組", None, "代表取締役", None)),
        ("林 いづみ（桜坂法律事務所 弁護士）", ("林いづみ", "桜坂法律事務所", None, "弁護士", None)),
        ("前 俊守（前田建設 社長）", ("前俊守", "前田建設", None, "社長", None)),
        ("阿曽沼元博（国際医療福祉大学教授）", ("阿曽沼元博", "国際医療福祉大学", None, "教授", None)),
        ("五十嵐 文 株式会社読売新聞東京本社 部長", ("五十嵐文", "株式会社読売新聞東京本社", None, "部長", None)),
        ("生駒俊明(日本テキサス・インスツルメンツ(株)会長)", (
            "生駒俊明", "日本テキサス・インスツルメンツ株式会社", None, "会長", None)),
        ("デービッド・アトキンソン（株式会社小西美術工藝社 社長）", (
            "デービッド・アトキンソン", "株式会社小西美術工藝社", None, "社長", None)),
        ("Jane Smith (University of Tokyo, Professor)", ("Jane Smith", "University of Tokyo", None, "Professor", None)),
        ("金炅奐（マイダスアイティジャパン）", ("金炅奐", "マイダスアイティジャパン", None, None, None)),
        ("奥平 裕信（ユニオンシステム）", ("奥平裕信", "ユニオンシステム", None, None, None)),
    ],
)  # fmt: skip
def test_a_person_is_found_before_after_and_inside_of_the_affiliation(printed: str, entry: Read) -> None:
    assert read(printed, LINE) == [entry]


@pytest.mark.parametrize(
    ("printed", "held"),
    [
        ("慶應義塾大学大学院 政策・メディア研究科 特別招聘教授", (
            "慶應義塾大学", "大学院政策・メディア研究科", "特別招聘教授")),
        ("高知大学医学部 医療×VR学講座 特任准教授", ("高知大学", "医学部 医療×VR学講座", "特任准教授")),
        ("東京大学社会科学研究所教授", ("東京大学", "社会科学研究所", "教授")),
        ("神戸大学理事・副学長・連携創造本部長", ("神戸大学", None, "理事・副学長・連携創造本部長")),
        ("徳島大学副学長(外部資金担当)兼事業部長", ("徳島大学", None, "副学長(外部資金担当)兼事業部長")),
        ("香川大学産学連携・知的財産センター長", ("香川大学", None, "産学連携・知的財産センター長")),
        ("富山商工会議所会長(会頭)", ("富山商工会議所", None, "会長(会頭)")),
        ("株式会社経営共創基盤 IGPIグループ会長", ("株式会社経営共創基盤", None, "IGPIグループ会長")),
        ("株式会社日立製作所 代表執行役 執行役専務", ("株式会社日立製作所", None, "代表執行役 執行役専務")),
        ("株式会社みずほ銀行 執行役員 四国支店長", ("株式会社みずほ銀行", None, "執行役員 四国支店長")),
        ("株式会社日本総合研究所 プリンシパル", ("株式会社日本総合研究所", None, "プリンシパル")),
        ("富士通株式会社 東北支社 シニアマネージャー", ("富士通株式会社", "東北支社", "シニアマネージャー")),
        ("株式会社Psychic VR Lab代表取締役", ("株式会社Psychic VR Lab", None, "代表取締役")),
        ("特定非営利活動法人みち 福祉作業所りんどう 指導員", (
            "特定非営利活動法人みち", "福祉作業所りんどう", "指導員")),
        ("一般社団法人日本 IT 団体連盟会長", ("一般社団法人日本IT団体連盟", None, "会長")),
        ("内閣府 地方創生推進事務局 参事官", ("内閣府", "地方創生推進事務局", "参事官")),
        ("文部科学省 科学技術・学術政策局 産業連携・地域支援課長", (
            "文部科学省", "科学技術・学術政策局", "産業連携・地域支援課長")),
        ("郡山市役所産業政策課", ("郡山市", "産業政策課", None)),
        ("広島県 商工労働局 総括官", ("広島県", "商工労働局", "総括官")),
        ("兵庫工業会前常務理事", ("兵庫工業会", None, "前常務理事")),
    ],
)  # fmt: skip
def test_body_unit_and_post_come_apart(printed: str, held: tuple[str | None, ...]) -> None:
    entry = only(f"山田 太郎（{printed}）", LINE)
    assert (entry.organization, entry.unit, entry.post) == held


@pytest.mark.parametrize("what", ["個人事業主", "市民", "公認会計士"])
def test_what_stands_for_a_body_where_there_is_none_is_no_body(what: str) -> None:
    assert read(f"佐藤 花子（{what}）", LINE) == [("佐藤花子", None, None, what, None)]


def test_a_former_post_names_no_body_of_today() -> None:
    entry = only("遠藤みどり（元東京高等検察庁検事）", LINE)
    assert (entry.organization, entry.post, entry.candidates, entry.flags) == (
        None,
        "元東京高等検察庁検事",
        ("東京高等検察庁",),
        (Flag.FORMER,),
    )


@pytest.mark.parametrize(
    ("printed", "held"),
    [
        (
            "川邊 健太郎 Zホールディングス株式会社 代表取締役社長 / Co-CEO/一般社団法人日本 IT 団体連盟会長",
            [("Zホールディングス株式会社", "代表取締役社長 / Co-CEO"), ("一般社団法人日本IT団体連盟", "会長")],
        ),
        (
            "平井 伸治（鳥取県知事、全国知事会会長）",
            [("鳥取県", "知事"), ("全国知事会", "会長")],
        ),
        (
            "三部 香奈（株式会社グッドビジネスパートナーズ/JDX福島県支部）",
            [("株式会社グッドビジネスパートナーズ", None), ("JDX福島県支部", None)],
        ),
        (
            "清原 慶子（杏林大学客員教授・前三鷹市長）",
            [("杏林大学", "客員教授"), (None, "前三鷹市長")],
        ),
    ],
)
def test_two_affiliations_of_one_person_are_two_entries(
    printed: str, held: list[tuple[str | None, str | None]]
) -> None:
    assert [(entry.organization, entry.post) for entry in parse(printed, LINE)] == held


def test_several_persons_in_one_line_are_parted() -> None:
    assert read("野地澄晴（徳島大学長）、飯泉嘉門（徳島県知事）", LINE) == [
        ("野地澄晴", "徳島大学", None, "学長", None),
        ("飯泉嘉門", "徳島県", None, "知事", None),
    ]
    assert read("一般社団法人 DX NEXT TOHOKU 理事兼事務局長 淡路 義和氏、理事 福留 秀基氏", LINE) == [
        ("淡路義和", "一般社団法人DX NEXT TOHOKU", None, "理事兼事務局長", None),
        ("福留秀基", "一般社団法人DX NEXT TOHOKU", None, "理事", None),
    ]


@pytest.mark.parametrize(
    ("printed", "flag"),
    [
        ("村井 純（慶應義塾大学教授）（欠席）", Flag.ABSENT),
        ("村井 純　慶應義塾大学教授　※欠席", Flag.ABSENT),
        ("村井 純（慶應義塾大学教授）※", Flag.MARK),
        ("村井 純（慶應義塾大学教授）（代理出席）", Flag.PROXY),
        ("（代理）慶應義塾大学教授 村井 純", Flag.PROXY),
        ("村井 純（慶應義塾大学教授）（併任）", Flag.CONCURRENT),
        ("慶應義塾大学教授 村井 純氏", Flag.HONORIFIC),
        ("慶應義塾大学教授 村井 純 様", Flag.HONORIFIC),
    ],
)
def test_remarks_around_a_name_are_flags(printed: str, flag: Flag) -> None:
    entry = only(printed, LINE)
    assert (entry.person, entry.organization, entry.post) == ("村井純", "慶應義塾大学", "教授")
    assert flag in entry.flags


@pytest.mark.parametrize(
    ("printed", "title", "name"),
    [
        ("代表取締役社長　　江　頭　栄 一 郎", "代表取締役社長", "江頭栄一郎"),
        ("代表取締役　社長執行役員　森　拓也", "代表取締役社長執行役員", "森拓也"),
        ("代表執行役社長 CEO細谷　敏幸", "代表執行役社長CEO", "細谷敏幸"),
        ("代表取締役社長(COO)　大 西 安 樹", "代表取締役社長(COO)", "大西安樹"),
        ("代表取締役社長 兼 グループ代表・CEO　神野　吾郎", "代表取締役社長兼グループ代表・CEO", "神野吾郎"),
        ("代表取締役社長　　前　俊守", "代表取締役社長", "前俊守"),
        ("取締役社長  社長執行役員    太  田  良  治", "取締役社長社長執行役員", "太田良治"),
        ("代表取締役　社　長　山 田 太 郎", "代表取締役社長", "山田太郎"),
        ("頭 取　三宅　昭", "頭取", "三宅昭"),
        ("代表取締役山田太郎", "代表取締役", "山田太郎"),
        ("理事長 副島 隆", "理事長", "副島隆"),
        ("代表取締役社長執行役員兼ＣＯＯ　勝木敦志", "代表取締役社長執行役員兼ＣＯＯ", "勝木敦志"),
        ("取締役 グループ最高経営責任者 亀澤宏規", "取締役グループ最高経営責任者", "亀澤宏規"),
        ("代表取締役　エリック・ジョンソン", "代表取締役", "エリック・ジョンソン"),
        ("代表取締役　Eric Johnson", "代表取締役", "Eric Johnson"),
        ("山田 太郎 代表取締役", "代表取締役", "山田太郎"),
    ],
)
def test_a_title_and_its_holder_come_apart(printed: str, title: str, name: str) -> None:
    assert read(printed, LineKind.ROLE_NAME) == [(name, None, None, title, None)]


def test_a_line_of_a_body_without_a_person_stays_a_body() -> None:
    assert read("広島市立大学", LINE) == [(None, "広島市立大学", None, None, None)]


@pytest.mark.parametrize(
    "name", ["株式会社長谷川", "株式会社GIS関東", "山和建設(株)", "株式会社　東　祥", "国立療養所長島愛生園"]
)
def test_a_firm_with_a_family_name_in_it_is_no_person(name: str) -> None:
    (entry,) = parse(name)
    assert entry.person is None
