"""Names that belong to one body in all of Japan by their nature, so that no prefecture is needed to tell them apart.

The rules, in order; a company is never among them, whatever it is called:
- a prefecture, a ministry or agency, a bureau of the state;
- a city, town, village that has its name alone (府中市 has not); wards never, every large city has a 北区;
- a university, junior college or college of technology, and what carries its name before its own;
- 独立行政法人 and 国立研究開発法人;
- what carries the full name of a prefecture, or of a city that has its name alone, before its own: 徳島県商工会連合会;
- a body that carries the name of a wider region before its own: 四国経済連合会.
"""

import re
from functools import lru_cache

from musubime.resolution.inference import kind_of
from musubime.resolution.keys import prepared
from musubime.resolution.municipalities import prefectures_with
from musubime.types.prefectures import BY_NAME
from musubime.types.vocabulary import OrganizationKind

COMPANY_FORMS = frozenset(
    {
        "株式会社",
        "有限会社",
        "合同会社",
        "合名会社",
        "合資会社",
        "相互会社",
        "特定目的会社",
        "株式會社",
        "有限會社",
        "有限責任事業組合",
    }
)
_STATE_FORMS = frozenset({"独立行政法人", "国立研究開発法人"})
_STATE = frozenset({OrganizationKind.MINISTRY, OrganizationKind.REGIONAL_BUREAU, OrganizationKind.PREFECTURE})
_HIGHER_EDUCATION = frozenset({OrganizationKind.UNIVERSITY, OrganizationKind.JUNIOR_COLLEGE, OrganizationKind.KOSEN})
_GENERIC = re.compile(
    r"^(国立|公立|私立|県立|市立|道立|府立|都立|地元|各|県内|域内|他)?(大学|大学院|短期大学|短期大学部|高等専門学校|高専)(院|部|等)?$"
    r"|^.{0,4}(市民|県民|町民|区民|府民|都民|道民|老人|高齢者|シニア|シルバー|いきいき|ことぶき|寿|生涯学習|農業)大学$"
)
_PART_OF_A_SCHOOL = re.compile(
    r"^.{2,}(大学|高等専門学校)(大学院|短期大学部|附属|付属|.*(学部|学科|学府|研究科|研究院|研究所|研究センター|センター|機構|本部|病院|専攻|学系|学類|学域|図書館|研究室))"
    r".*$"
)
_BUREAU = re.compile(
    r"(経済産業局|総合通信局|総合通信事務所|財務局|財務事務所|地方整備局|北海道開発局|運輸局|運輸支局|農政局|農政事務所|森林管理局"
    r"|地方環境事務所|労働局|厚生局|法務局|検察庁|国税局|管区気象台|地方気象台|管区警察局|海上保安本部|航空局)$"
)
_REGIONS = (
    "全国|日本|北日本|東日本|西日本|東北|関東甲信越|関東|甲信越|北陸信越|北陸|信越|中部|東海|近畿|関西|中国四国|中国・四国|中四国"
    "|中国|四国|九州"
)
_OF_A_REGION = re.compile(rf"^(?:{_REGIONS})(?P<rest>.{{2,}})$")
_NOT_OF_A_REGION = re.compile(
    r"^(?:部会?|地区|支部|支社|支店|支局|支所|営業所|事業所|事務所|ブロック)|(?:支部|支社|支店|支局|支所|営業所|部会)$"
)
_A_BODY = re.compile(
    r"(連合会|協会|協議会|連盟|機構|財団|センター|会議|会議所|同友会|本部|連合|知事会|市長会|町村会|中央会|工業会|公社|公団|公庫|振興会|学会|研究会|フォーラム|ネットワーク|クラブ)$"
)
_ANOTHER_WORD = re.compile(r"^東京都[市心民]")
"""東京都市…, 東京都心… and 東京都民… are 東京 and another word."""
_IN_A_TOWN = re.compile(
    r"^(?P<town>.{1,7}[町村])(役場|議会|教育委員会|商工会|社会福祉協議会|観光協会|森林組合|農業委員会)$"
)


def is_company(key: str) -> bool:
    """Whether the exact key carries the legal form of a company, or says that it is a bank."""
    if prepared(key).form in COMPANY_FORMS or any(form in key for form in COMPANY_FORMS):
        return True
    return kind_of(key) in (OrganizationKind.BANK, OrganizationKind.COMPANY)


def is_bureau(key: str) -> bool:
    """Whether the exact key names a bureau of the state, such as 北海道農政事務所."""
    return bool(_BUREAU.search(key))


@lru_cache(maxsize=100_000)
def unique_by_nature(key: str) -> str | None:
    """Return why a name, given by its exact key, can only be one body in all of Japan; None where it may be several."""
    form, core = prepared(key).form, prepared(key).core
    municipality = prefectures_with(key)
    if municipality:
        return "市町村の名で、全国に一つ" if len(municipality) == 1 and not key.endswith("区") else None
    if is_company(key):
        return None
    kind = kind_of(key)
    if kind in _STATE or is_bureau(key):
        return "国の機関・都道府県の名"
    if (kind in _HIGHER_EDUCATION and not _GENERIC.match(core)) or _PART_OF_A_SCHOOL.match(core):
        return "大学・短期大学・高等専門学校の名"
    if form in _STATE_FORMS:
        return f"{form}の名"
    return _carries_a_place(core) or _of_a_region(core, form)


def _carries_a_place(core: str) -> str | None:
    for name in BY_NAME:
        if core.startswith(name) and len(core) > len(name) + 1 and not _ANOTHER_WORD.match(core):
            return f"「{name}」で始まる名"
    for end in range(2, min(len(core) - 1, 9)):
        if core[end - 1] == "市" and len(prefectures_with(core[:end])) == 1:
            return f"「{core[:end]}」で始まる名"
    town = _IN_A_TOWN.match(core)
    if town and len(prefectures_with(town["town"])) == 1:
        return f"「{town['town']}」で始まる名"
    return None


def _of_a_region(core: str, form: str) -> str | None:
    found = _OF_A_REGION.match(core)
    if found is None or _NOT_OF_A_REGION.search(found["rest"]):
        return None
    return "県より広い地域の名で始まる団体" if form or _A_BODY.search(core) else None
