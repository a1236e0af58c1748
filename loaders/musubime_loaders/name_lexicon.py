"""Words that Japanese member lists are made of: legal forms, endings of names, branches, titles, roles, classes."""

import re

COMPANY_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合名会社",
    "合資会社",
    "㈱",
    "㈲",
    "(株)",
    "（株）",
    "(有)",
    "（有）",
)
BODY_FORMS = (
    "地方独立行政法人",
    "独立行政法人",
    "国立研究開発法人",
    "国立大学法人",
    "公立大学法人",
    "一般社団法人",
    "公益社団法人",
    "一般財団法人",
    "公益財団法人",
    "特定非営利活動法人",
    "社会福祉法人",
    "社会医療法人",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
    "学校法人",
    "NPO法人",
    "ＮＰＯ法人",
    "社団法人",
    "財団法人",
    "(一社)",
    "（一社）",
    "(公社)",
    "（公社）",
    "(一財)",
    "（一財）",
    "(公財)",
    "（公財）",
    "(国研)",
    "（国研）",
    "(独)",
    "（独）",
    "(学)",
    "（学）",
    "(財)",
    "（財）",
    "(社)",
    "（社）",
    "(特非)",
    "（特非）",
    "(特活)",
    "（特活）",
    "(地独)",
    "（地独）",
    "(大)",
    "（大）",
    "(福)",
    "（福）",
    "(医)",
    "（医）",
)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


FORM = _either(COMPANY_FORMS + BODY_FORMS)
COMPANY_FORM = _either(COMPANY_FORMS)

_SCHOOLS = (
    "大学院大学|専門職大学|短期大学部|短期大学|大学校|大学|高等専門学校|工業高専|高専|高等学校|専門学校|学校|学院|学園|"
    "義塾"
)
_PLACES = "北海道|東京都|京都府|大阪府|県|市|町|村|区"
_MONEY = "銀行|信用金庫|信用組合|信金|公庫|金庫|信用保証協会|証券|生命|損害保険"
_GROUPS = (
    "商工会議所|商工会|連合会|同友会|中央会|協会|工業会|市長会|町村会|議会|協議会|委員会|研究会|懇話会|組合|連盟|同盟|"
    "会議|会"
)
_BODIES = "機構|財団|公社|事業団|研究所|研究院|センター|病院|図書館|博物館|美術館|省|庁|局|クラブ|ネットワーク|ラボ"
_STATE = "内閣府|内閣官房|内閣法制局|会計検査院|人事院|衆議院|参議院|裁判所|検察庁|資料館|記念館|会館|科学館"
NAME_END = re.compile(rf"(?:{_SCHOOLS}|{_STATE}|{_PLACES}|{_MONEY}|{_GROUPS}|{_BODIES}|{FORM})$")
_NAME_ENDS = (
    tuple(f"{_SCHOOLS}|{_STATE}|{_PLACES}|{_MONEY}|{_GROUPS}|{_BODIES}".split("|")) + COMPANY_FORMS + BODY_FORMS
)


def ends_name(text: str) -> bool:
    """Return whether the text ends as names of bodies do; the same as NAME_END, and quicker."""
    return text.endswith(_NAME_ENDS)


_FORM_LETTERS = re.compile("[社人㈱㈲)）]")
_ANY_FORM = re.compile(FORM)


def has_form(text: str) -> bool:
    """Return whether a legal form stands anywhere in the text."""
    return _FORM_LETTERS.search(text) is not None and _ANY_FORM.search(text) is not None


LIST_NAME_END = re.compile(
    rf"(?:大学|短期大学部?|高等専門学校|高専|北海道|[都府県市町村]|銀行|信用金庫|商工会議所|連合会|同友会|中央会|協会|公庫|{COMPANY_FORM})$"
)
"""Endings so sure that a space or a middle dot between two of them parts two names."""
SCHOOL_END = re.compile(rf"(?:{_SCHOOLS}|大学院|病院|研究所)$")

REGIONS = (
    "北海道|東北|北関東|関東|首都圏|甲信越|北陸|東海|中部|近畿|関西|中国|中四国|四国|九州|沖縄|西日本|東日本|中日本|全国|日本|"
    "青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|東京|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|"
    "滋賀|京都|大阪|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|"
    "札幌|仙台|さいたま|横浜|川崎|名古屋|神戸|高松|松山|北九州|郡山|会津若松|金沢|浜松"
)
REGION = re.compile(rf"(?:{REGIONS})[都道府県市]?$")
_BRANCHES = "支社|支店|支部|支局|支所|支援センター|営業所|事業所|出張所|事務所|本社|本店|本部|工場|オフィス|ブランチ"
BRANCH_END = re.compile(rf"(?:{_BRANCHES})$")
REGION_BRANCH = re.compile(rf"(?:(?:{REGIONS})[都道府県市]?)(?:{_BRANCHES})$")
KANJI_BRANCH = re.compile(
    r"(?<=[ァ-ヶーA-Za-zＡ-Ｚａ-ｚぁ-ん行庫券])[一-龥々]{1,6}(?:支社|支店|支部|支局|支所|営業所|出張所|事業所)$"
)
"""A branch after a name that does not end in kanji; 工場, 本部 or センター there may be the name itself."""
_UNITS = (
    "部|局|課|室|係|班|科|研究院|大学院|学術院|学院|系|講座|分野|領域|部門|専攻|学群|学環|学府|グループ|チーム|ユニット|センター|"
    "機構|群|ラボ"
)
UNIT_END = re.compile(rf"(?:{_BRANCHES}|{_UNITS})$")
_UNIT_ENDS = tuple(f"{_BRANCHES}|{_UNITS}".split("|"))


def ends_unit(text: str) -> bool:
    """Return whether the text ends as branches and departments do; the same as UNIT_END, and quicker."""
    return text.endswith(_UNIT_ENDS)


_BEFORE_TITLE = (
    "代表|取締役|社外|執行|専務|常務|名誉|特任|特命|特別|客員|招聘|招へい|副|次席|首席|主席|上席|上級|主任|筆頭|最高|総括|統括|担当|"
    "常任|常勤|非常勤|専任|業務|経営|技術|グループ|エグゼクティブ|シニア|チーフ|プロジェクト"
)
_HEADS = (
    "会長|社長|頭取|会頭|理事長|学校長|学長|総長|塾長|校長|院長|園長|館長|所長|局長|部長|課長|室長|係長|班長|次長|センター長|機構長|"
    "支社長|支店長|支部長|支局長|本部長|工場長|学部長|研究科長|研究院長|学科長|専攻長|学群長|系長|委員長|議長|知事|市長|町長|村長|"
    "区長|組合長|組合長理事|事務局長|事務局次長|事務総長|事務長|長官|書記長|幹事長|病院長|隊長|理事官|技師長|店長|署長"
)
_OFFICES = (
    "取締役|執行役員|執行役|監査役|理事|監事|教授|准教授|助教授|助教|講師|助手|研究員|フェロー|顧問|相談役|参与|参事官|参事|主幹|主査|"
    "主事|主任|調査官|企画官|審議官|政策監|統括官|専門官|審議役|総裁|代表|専務|常務|大使|大臣|次官|政務官|園芸技監|技監|主任研究員|清算人|管財人|"
    "主宰|指導員|代表社員|会計士|弁護士|推進監|統括監|審議監|調整監|管理監|指導監|推進役|調整役|検事|判事|裁判官|議員|評議員|"
    "支配人|主筆|論説委員|解説委員|編集委員|編集長|教育長|教諭|教頭|技師|弁理士|税理士|行政書士|公認会計士|司法書士|社会保険労務士|中小企業診断士|技術士|建築士|医師|歯科医師|職務執行者|首相|総理|"
    "総長補佐|最高経営責任者|最高執行責任者|最高財務責任者|最高技術責任者|最高情報責任者|責任者|代表幹事|幹事|発起人|共同創業者|共同代表|共同設立者|設立者|世話人|プロフェッサー|創業者|創設者|専門職|専門員|調整官|統括役|共同統括|政策官|分析官|交渉官|統括補佐"
)
_LATIN_TITLES = (
    "(?<![A-Za-z])(?:CEO|COO|CTO|CFO|CIO|CDO|CSO|CMO|CPO|CHRO|CISO|URA|"
    "ＣＥＯ|ＣＯＯ|ＣＴＯ|ＣＦＯ|ＣＩＯ|ＣＤＯ|ＣＳＯ|ＣＭＯ|ＣＰＯ|ＣＨＲＯ|ＣＩＳＯ|ＵＲＡ)"
)
_KANA_TITLES = (
    r"(?<![ァ-ヶー・])(?:マネージャー|マネジャー|ディレクター|リーダー|プロデューサー|"
    r"コーディネーター|コーディネータ|パートナー|オーナー|ジャーナリスト|アナリスト|エコノミスト|デザイナー|"
    r"エバンジェリスト|アドバイザー|アドミニストレーター|プレジデント|フェロー|ファウンダー)"
)
_ENDS = f"{_HEADS}|{_OFFICES}".split("|")
_WORDS = "|".join(sorted({*_BEFORE_TITLE.split("|"), *_ENDS}, key=lambda word: (-len(word), word)))
_WORD = rf"(?>{_WORDS}|{_LATIN_TITLES}|{_KANA_TITLES})"
_ENDED = "|".join(
    f"(?<={word})"
    for word in [*_ENDS, *re.findall("[A-Z]{3,}|[Ａ-Ｚ]{3,}|[ァ-ヶー]{3,}", _LATIN_TITLES + _KANA_TITLES)]
)
TITLE = re.compile(rf"{_WORD}(?:[兼・／/ 　]*+{_WORD})*+(?:{_ENDED})(?:代行|代理|補佐|補)?$")
"""One or more words of a title at the end of a text. Nothing is tried twice, so that no text takes long."""
_TITLE_LAST = frozenset(end[-1] for end in [*_ENDS, *re.findall("[A-Z]{3,}|[Ａ-Ｚ]{3,}", _LATIN_TITLES)]) | set(
    "行理佐補ータトル"
)


def find_title(text: str) -> re.Match[str] | None:
    """Return the title at the end of a text, or None; a letter that ends no title is told at once."""
    return TITLE.search(text) if text and text[-1] in _TITLE_LAST else None


TITLE_HEAD = re.compile(rf"(?:{_WORD})++(?=[(（兼・])")
TITLE_WORDS = re.compile(rf"(?:{_WORD})++$")
SHARED_HEAD = re.compile(
    r"(?P<shared>センター|機構|支社|支店|支部|支局|本部|[学社会校院園館所局部課室市町村区塾庁係])長(?:代行|代理)?$"
)

ROLES = (
    "座長|座長代理|副座長|委員長|副委員長|委員長代理|委員|主査|主査代理|会長|副会長|代表幹事|幹事|幹事長|監事|議長|副議長|"
    "代表|代表機関|幹事機関|中核機関|主幹機関|参画機関|参加機関|構成機関|連携機関|協力機関|共同機関|管理機関|共同|事務局|事務局長|運営|"
    "オブザーバー|オブザーバ|アドバイザー|特別顧問|顧問|会員|正会員|賛助会員|特別会員|構成員|参与|代表者|代表企業|代表団体|代表事業者|共同事業者|代表提案者|共同提案者|代表法人|再委託先|委託先|分担機関|幹事社|幹事会社|主幹事|受託者|支援機関|支援|後援|協力|共催|主催"
)
ROLE = re.compile(rf"(?:{ROLES})$")

SECTOR_LABELS = {
    "学": ("学", "学界", "学術", "学術界", "学術機関", "大学", "大学等", "教育機関", "教育・研究機関", "大学・高専"),
    "官": ("官", "公", "行政", "行政機関", "自治体", "地方公共団体", "国・自治体", "官公庁", "公的機関"),
    "産": ("産", "産業", "産業界", "経済界", "企業", "企業等", "経済団体", "民間企業"),
    "金": ("金", "金融", "金融界", "金融機関"),
    "民": ("民", "市民", "住民", "市民団体", "NPO", "ＮＰＯ"),
}
SECTOR_OF = {label: sector for sector, labels in SECTOR_LABELS.items() for label in labels}

NOT_REPORTED = re.compile(r"^(?:[-‐-―−－ー]+|なし|無し|無|該当なし|記載なし|未定|未記載|N/?A)$", re.IGNORECASE)
NOT_A_MEMBER = re.compile(r"^[(（※＊*]*(?:順不同|敬称略|五十音順|50音順|以下同じ|[・、，\s])+[)）]*$")
AND_OTHERS = re.compile(
    r"(?:(?:その他|そのほか|ほか|ホカ|他|等|など)(?:多数|数社|数団体)?|(?:ほか|他|外)[0-9０-９一二三四五六七八九十]{1,3}(?:社|者|名|団体|機関|件|大学|校|高専|市町村?|県|町村?|村|自治体|法人|企業))$"
)

_AREA = (
    r"(?:[^\s、，]{0,8}[県市道府都町村区域国圏州]内の?|地元の?|地域の?|"
    r"近隣の?|関係の?|関連の?|民間の?|各|全|計|約|公募の?|その他の?|そのほかの?|ほかの?|他の?|主要な?)"
)
_CLASS = (
    "大学|高専|高等専門学校|短大|学校|企業|IT企業|ＩＴ企業|中小企業|ベンチャー|スタートアップ|会社|法人|自治体|市町村|県|市|町|村|金融機関|"
    "経済団体|商工団体|農業団体|業界団体|支援機関|関係機関|関係団体|研究機関|教育機関|行政機関|団体|機関|事業者|有識者|学識経験者|"
    "専門家|研究者|教員|学生|住民|市民|行政|産業界|都道府県|市区町村|地方公共団体|公共団体|民間企業|民間団体|民間事業者|保健所設置市|政令指定都市|政令市|指定都市|中核市|特別区|府省庁|省庁"
)
_NUMBER = r"[0-9０-９]+|[一二三四五六七八九十百千]+"
_COUNTER = "社|校|大学|高専|機関|団体|名|人|者|市町村|市|町|村|自治体|企業|法人|か所|カ所|ヶ所"
CLASS_ONLY = re.compile(
    rf"^(?:{_AREA}){{0,3}}+(?:{_CLASS})(?:(?:・|及び|および|や|と)(?:{_CLASS}))*(?:関係者|等|など|ほか|他)*$"
)
COUNTED = re.compile(
    rf"^(?:{_AREA}){{0,3}}+(?:(?:{_CLASS})(?:・(?:{_CLASS}))*(?:等|など|ほか|他)?)?(?:計|約|全|ほか|他|等)?(?P<count>{_NUMBER})の?"
    rf"(?:{_COUNTER}|{_CLASS})(?:(?:・|及び|および|と)(?:{_CLASS}))*(?:等|など|程度|以上|ほか)*$"
)
OTHERS_ONLY = re.compile(
    rf"^(?:その他|そのほか|ほか|他|等|など|外(?={_NUMBER}))(?:多数|数社|数団体|(?P<count>{_NUMBER})(?:{_COUNTER}))?$"
)
LETTER_NAMES = (
    "エー|エイ|ビー|シー|ディー|ディ|イー|エフ|ジー|エイチ|アイ|ジェイ|ジェー|ケー|ケイ|エル|エム|エヌ|オー|ピー|キュー|アール|エス|"
    "ティー|ティ|ユー|ヴィ|ブイ|ダブリュー|ダブリュ|エックス|ワイ|ゼット"
)
"""Latin letters as katakana; a middle dot beside one belongs to the name."""
NAME_CONTINUATION = re.compile(r"^(?:短期大学部|短期大学|大学院|大学院大学|大学部|高等専門学校)$")
PERSON_NAME = re.compile(r"^[一-龥々〆ヶ⺀-⿕𠀀-𪛟ぁ-んァ-ヶー]{1,5}(?:[ 　 ][一-龥々ヶ⺀-⿕𠀀-𪛟ぁ-んァ-ヶー]{1,5})?$")
HONORIFIC = re.compile(r"[ 　 ]*(?:氏|様|殿|さん|先生)$")
