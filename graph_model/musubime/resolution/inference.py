"""What a name alone tells of a body; always kept apart from what documents state."""

import re

from musubime.types.evidence import Inferred
from musubime.types.prefectures import PREFECTURES
from musubime.types.vocabulary import OrganizationKind, Sector

_LEGAL_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合名会社",
    "合資会社",
    "一般社団法人",
    "公益社団法人",
    "一般財団法人",
    "公益財団法人",
    "国立大学法人",
    "公立大学法人",
    "学校法人",
    "国立研究開発法人",
    "地方独立行政法人",
    "独立行政法人",
    "特定非営利活動法人",
    "NPO法人",
    "医療法人",
    "社会福祉法人",
    "農業協同組合",
    "協同組合",
    "信用金庫",
    "信用組合",
)
_K = OrganizationKind
_KINDS: tuple[tuple[re.Pattern[str], OrganizationKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"短期大学(部)?$", _K.JUNIOR_COLLEGE),
        (r"高等専門学校$|高専$", _K.KOSEN),
        (r"^(国立|公立)大学法人", _K.UNIVERSITY),
        (r"大学(院)?$|[Uu]niversity", _K.UNIVERSITY),
        (r"^学校法人", _K.SCHOOL_CORPORATION),
        (r"(経済産業|総合通信|財務|地方整備|運輸|農政)局$|(経済産業|総合通信|財務)局", _K.REGIONAL_BUREAU),
        (
            r"^(内閣府|内閣官房|デジタル庁|復興庁|総務省|法務省|外務省|財務省|文部科学省|厚生労働省|農林水産省|経済産業省|国土交通省|環境省|防衛省|スポーツ庁|文化庁|中小企業庁|特許庁|観光庁|林野庁|水産庁|消費者庁|こども家庭庁)$",
            _K.MINISTRY,
        ),
        (r"^(北海道|東京都|京都府|大阪府|.{2,3}県)$", _K.PREFECTURE),
        (r"(市長会|町村会)$", _K.ASSOCIATION),
        (r"^.{1,7}[市区町村]$", _K.MUNICIPALITY),
        (r"信用保証協会$", _K.GUARANTEE),
        (r"銀行(株式会社)?$|信用金庫$|信用組合$|金融公庫$", _K.BANK),
        (r"商工会議所|商工会", _K.CHAMBER),
        (r"協同組合", _K.COOPERATIVE),
        (r"^(国立研究開発|独立行政|地方独立行政)法人", _K.PUBLIC_CORPORATION),
        (r"(一般|公益)?財団法人", _K.FOUNDATION),
        (r"株式会社|有限会社|合同会社", _K.COMPANY),
        (r"社団法人|協会$|連合会$|同友会$|中央会$|工業会$|市長会$|町村会$", _K.ASSOCIATION),
    )
)
_SECTORS: dict[OrganizationKind, Sector] = {
    _K.UNIVERSITY: Sector.ACADEMIA,
    _K.JUNIOR_COLLEGE: Sector.ACADEMIA,
    _K.KOSEN: Sector.ACADEMIA,
    _K.SCHOOL: Sector.ACADEMIA,
    _K.SCHOOL_CORPORATION: Sector.ACADEMIA,
    _K.MINISTRY: Sector.GOVERNMENT,
    _K.REGIONAL_BUREAU: Sector.GOVERNMENT,
    _K.PREFECTURE: Sector.GOVERNMENT,
    _K.MUNICIPALITY: Sector.GOVERNMENT,
    _K.PUBLIC_CORPORATION: Sector.GOVERNMENT,
    _K.COMPANY: Sector.INDUSTRY,
    _K.CHAMBER: Sector.INDUSTRY,
    _K.COOPERATIVE: Sector.INDUSTRY,
    _K.BANK: Sector.FINANCE,
    _K.GUARANTEE: Sector.FINANCE,
}


def kind_of(name: str) -> OrganizationKind | None:
    """Return what the name says the body is, or None."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), None)


def legal_form_of(name: str) -> str | None:
    """Return the legal form that the name carries at its start or end, or None."""
    return next((form for form in _LEGAL_FORMS if name.startswith(form) or name.endswith(form)), None)


def sector_of(kind: OrganizationKind | None) -> Inferred | None:
    """Return the sector that a kind of body belongs to, with the rule, or None."""
    if kind is None or kind not in _SECTORS:
        return None
    return Inferred(value=_SECTORS[kind].value, rule=f"機関の種類「{kind.label_ja}」から")


def prefecture_of(name: str) -> tuple[tuple[str, ...], str | None]:
    """Return the code of the prefecture whose full name begins the name (a legal form aside), and the rule."""
    bare = name.removeprefix(next((form for form in _LEGAL_FORMS if name.startswith(form)), ""))
    for prefecture in PREFECTURES:
        if bare.startswith(prefecture.name):
            return (prefecture.code,), f"名称が「{prefecture.name}」で始まる"
    return (), None
