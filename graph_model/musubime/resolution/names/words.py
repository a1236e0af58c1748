"""The words that names of Japanese bodies are taken apart by: places, titles, branches, departments, facilities."""

import re

from musubime.types.prefectures import PREFECTURES

PREFECTURE_NAMES = tuple(prefecture.name for prefecture in PREFECTURES)
_SHORT = tuple(name if name == "北海道" else name[:-1] for name in PREFECTURE_NAMES)
_REGIONS = (
    "東北", "北関東", "南関東", "関東", "首都圏", "甲信越", "北陸", "東海", "中部", "中京", "近畿", "関西",
    "阪神", "京阪神", "中国", "山陰", "山陽", "四国", "九州", "沖縄", "北日本", "東日本", "中日本", "西日本",
    "道央", "道北", "道東", "道南", "南東北", "北東北", "北九州", "南九州", "中四国", "瀬戸内", "三陸", "信越",
    "全国",
)  # fmt: skip
_CITIES = (
    "札幌", "函館", "旭川", "釧路", "帯広", "苫小牧", "仙台", "盛岡", "郡山", "いわき", "会津", "水戸",
    "つくば", "宇都宮", "前橋", "高崎", "さいたま", "大宮", "浦和", "川越", "千葉", "船橋", "柏", "幕張",
    "成田", "横浜", "川崎", "相模原", "湘南", "京浜", "新宿", "渋谷", "池袋", "品川", "丸の内", "日本橋",
    "八王子", "立川", "多摩", "町田", "新潟", "長岡", "上越", "金沢", "甲府", "松本", "静岡", "浜松",
    "沼津", "名古屋", "豊橋", "豊田", "津", "四日市", "大津", "京都", "大阪", "堺", "神戸", "姫路",
    "明石", "尼崎", "奈良", "和歌山", "鳥取", "米子", "松江", "出雲", "岡山", "倉敷", "広島", "福山",
    "呉", "下関", "山口", "徳島", "高松", "松山", "今治", "高知", "福岡", "博多", "小倉", "久留米",
    "佐賀", "長崎", "佐世保", "熊本", "大分", "別府", "宮崎", "鹿児島", "那覇", "東京", "筑波",
)  # fmt: skip
PLACES = frozenset((*PREFECTURE_NAMES, *_SHORT, *_REGIONS, *_CITIES))
_PLACE_LIST = sorted(PLACES, key=len, reverse=True)
PLACE = re.compile("|".join(map(re.escape, _PLACE_LIST)))

GOVERNMENT = re.compile(
    rf"(?:{'|'.join(PREFECTURE_NAMES)})?(?:[^\sァ-ヶA-Za-z]{{1,4}}郡)?[^\s会団]{{1,6}}[市区町村]|{'|'.join(PREFECTURE_NAMES)}"
)
MINISTRY = re.compile(r"[^\s]{2,7}(?:省|庁)|内閣府|内閣官房|会計検査院|人事院")
SCHOOL = re.compile(r"(?:大学院大学|専門職大学|短期大学部?|大学|高等専門学校|高等学校|中学校|小学校|専門学校|大学校)$")


_RANK = (
    "(?:代表)?取締役|執行役員?|監査役|社長|会長|頭取|理事長?|監事|専務|常務|顧問|相談役|学長|総長|塾長|校長|園長|院長|館長|所長|局長|部長|課長|室長|係長"
    "|支店長|支社長|本部長|工場長|事務局長|センター長|機構長|研究科長|学部長|研究所長|部門長|グループ長|チーム長|マネージャー|リーダー|ディレクター|プロデューサー|コーディネーター"
    "|(?:主任|上席|首席|客員|特任|特命|特別|招聘|招へい|名誉|寄附講座)*(?:教授|准教授|助教授|助教|講師|研究員|研究官|コンサルタント|アドバイザー|フェロー)"
    "|主任|主査|主事|主幹|主席|参事官?|参与|審議官|企画官|調整官|調査官|補佐官?|担当官?|委員長?|座長|幹事長?|議長|代表社員|代表者?|筆頭|知事|市長|町長|村長|区長|大臣|長官|次官"
    "|次長|会頭|総裁|理事会|創業者|創設者|設立者|経営者|弁護士|弁理士|税理士|公認会計士|技師長?|技監|職員|社員|部員|専門官|専門員|評議員|幹部|事務長|教頭|教諭|塾頭|代議員"
    "|CEO|COO|CTO|CFO|CIO|CDO|CMO|Founder|Co-?Founder|President|Director|Chairman|Manager|Partner|パートナー"
)
_MODIFIER = (
    "代表|共同|最高|経営|執行|業務|技術|情報|財務|戦略|上級|上席|首席|主席|筆頭|専任|常任|常勤|非常勤|社外"
    "|副|前|元|新|名誉|特別|特任|客員|首都|統括|総括|総|責任|担当"
    "|第[一二三四五六]|Co-|Vice|Senior|General|Managing|Executive|補佐|代理|心得|候補|付|付き|役|長"
    "|兼務?|及び|および|並びに|・|/|、|,| "
)
TITLE = re.compile(rf"(?:{_RANK}|{_MODIFIER})+", re.IGNORECASE)
_HAS_RANK = re.compile(rf"(?:{_RANK})", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")
_PIECES = re.compile(r"兼務?|[/、,]")
CHIEF = re.compile(r"(?:[市区町村会所院校館署局部課室園場構社学省庁県府都道]|ター|ンク|オス|ラブ)長$")


_OF_A_COMPANY = re.compile(r"取締役|社長|会長|執行役|監査役|頭取|専務|常務|CEO")


def is_title(text: str) -> bool:
    """Return whether the whole text is a title, or several: 代表取締役会長, 共同創業者・取締役."""
    bare = _BRACKETED.sub("", text).strip()
    return bool(bare) and TITLE.fullmatch(bare) is not None and _HAS_RANK.search(bare) is not None


def is_company_title(text: str) -> bool:
    """Return whether the whole text is a title that names no company: 社長, but not コンサルタント, パートナー."""
    return is_title(text) and _OF_A_COMPANY.search(text) is not None


def without_titles(text: str) -> str | None:
    """Return the unit that stays when titles are taken off the end of a text; None where it ends in no title."""
    units = [_untitled(piece.strip()) for piece in _PIECES.split(_BRACKETED.sub("", text)) if piece.strip()]
    if not units or units[-1] is None:
        return None
    return " ".join(unit for unit in units if unit)


def _untitled(piece: str) -> str | None:
    if is_title(piece):
        return ""
    if CHIEF.search(piece) and any(word.fullmatch(piece[:-1]) for word in (FACILITY, DEPARTMENT, BRANCH)):
        return piece[:-1]
    spaced = piece.rsplit(" ", 1)
    if len(spaced) == 2 and is_title(spaced[1]):
        return spaced[0]
    for start in range(1, len(piece)):
        if is_title(piece[start:]):
            return piece[:start]
    return piece[:-1] if CHIEF.search(piece) else None


BRANCH = re.compile(
    r"(?P<place>.*?)(?:支店|支社|本社|本店|営業所|出張所|事業所|営業本部|営業部|事業本部|事業部|支局|支所|総支社|総支店|統括支店|分室|駐在員?事務所|駐在所|事務所|サービスステーション"
    r"|オフィス|販売本部|販売部|本部|建築支店|土木支店|工場)$"
)
DEPARTMENT = re.compile(r".*(?:(?<![学等中初])部|課|室|係|班|グループ|チーム|事務局|ユニット|担当)$")
WITHIN_AN_ORGAN = re.compile(
    r"警察|消防|国土地理院|[^議]院(?!長)|庁|図書館|委員会|議会|センター|研究所|研究室|研究科|学部|学府|学環|病院|学校|本部|支部|(?:女性|青年|婦人)部$|[地方管区].*局"
)
"""What makes a department one of something that is itself only a part."""
JUNIOR_COLLEGE = re.compile(r"短期大学部?$")
FACILITY = re.compile(
    r".*(?:病院|診療所|クリニック|医院|療育園|医療院|センター|センタ|研究所|研究施設|研究科|研究院|研究部門|研究機構|学府|学環|学域|学類|学系|学部|大学院|専攻|学科"
    r"|高等学校|高校|中学校|小学校|幼稚園|保育園|保育所|こども園|専門学校|看護学校|支援学校|大学校|学院|図書館|博物館|美術館|資料館|文書館|科学館|記念館|水族館|動物園|植物園"
    r"|試験場|研究場|実験所|実習所|観測所|天文台|農場|演習林|牧場|保健所|衛生所|検査所|技術所|ラボ|ラボラトリー|機構|拠点|キャンパス|ホーム|苑|寮|支部|工業試験所|会館|体育館|撮影所|工場|書房|プラザ"
    r"|ステーション|事務所|局)$"
)
ORGAN = re.compile(
    r"(?:.{0,4}(?:(?<!協)議会|教育委員会|選挙管理委員会|人事委員会|公安委員会|農業委員会|監査委員|警察|警察本部|警察署|消防本部|消防局|消防署|消防団|[上下]*水道[局部]"
    r"|企業[局庁]|交通局|病院局|港湾局|[東西南北]?[^\s]{1,4}区役所|市役所|役所|役場|県庁|道庁|府庁|都庁|庁|振興局|総合支庁|地方振興局|県税事務所))$"
)
NOT_AN_ORGAN = re.compile(
    r"組合|会議所|商工会|財団|社団|公社|法人|会社|銀行|大学(?!校)|連盟|学園|神社|寺院|協議会"
    r"|(?<![員議大])会(?!館|計|場|社)|シルバー人材|機構|支部"
)
"""Words by which something that begins with a place or a body is a body of its own."""
ANOTHERS = re.compile(r"組合|協会|連合会|協議会|財団|会社|法人|同窓会|後援会|振興会|互助会")
NOISE = re.compile(
    r"(?:等|ら|ほか|他|など|その他|外\d+[社者名件団体]+|(?:ほか|他|等)\d+[社者名件団体]+|(?:代表|参加|幹事)(?:機関|企業|会社|団体|法人)"
    r"|代表幹事|への?(?:繰入れ?|出資|交付|委託|補助)|の(?:繰入れ?|運営|経費)|[、。,*※]+)+"
)
ORGANIZATION_END = re.compile(
    r"(?:会|協会|機構|財団|連盟|連合|組合|事業団|公社|研究所|大学|学園|学院|銀行|金庫|公庫|センター|協同組合|学会|社|工業|建設|団|病院|クラブ|塾|院|所|局)$"
)
