"""The columns that a roster with one seat a row may have, and the headings by which each is known."""

import re
import unicodedata
from typing import Literal, get_args

Field = Literal[
    "programme",
    "owner",
    "consortium",
    "form",
    "prefecture",
    "region",
    "plan",
    "summary",
    "sector",
    "organization",
    "unit",
    "post",
    "person",
    "role",
    "members",
    "valid_from",
    "valid_to",
    "source",
    "source_url",
    "locator",
    "note",
]
FIELDS: tuple[Field, ...] = get_args(Field)

_HEADINGS: dict[Field, str] = {
    "programme": "事業 事業名 事業・制度 制度 制度名 プログラム programme program scheme",
    "owner": "所管 所管府省 所管省庁 所管官庁 府省庁 省庁 owner ministry",
    "consortium": (
        "会議体 会議体名 会議名 会議 協議会 協議会名 委員会 委員会名 拠点 拠点名 consortium body council committee"
    ),
    "form": "形 形態 form",
    "prefecture": "都道府県 都道府県名 県 prefecture",
    "region": "地域 圏域 region",
    "plan": "計画 計画名 plan",
    "summary": "概要 取組概要 要約 summary",
    "sector": "部門 セクター 産学官 産学官の別 sector",
    "organization": (
        "機関 機関名 組織 組織名 団体 団体名 所属 所属機関 企業名 構成機関 organization organisation institution "
        "affiliation company"
    ),
    "unit": "部署 部局 所属部署 支店 支社 unit department",
    "post": "役職 役職名 職 職名 肩書 肩書き post title position",
    "person": "氏名 名前 人名 委員名 person name",
    "role": "役割 役 委員会での役割 会議体での役割 role",
    "members": "構成員 構成員一覧 メンバー members",
    "valid_from": "開始日 開始 就任日 任期開始 validfrom start startdate from",
    "valid_to": "終了日 終了 退任日 任期終了 validto end enddate to",
    "source": "出典 出典名 資料 資料名 source sourcetitle",
    "source_url": "出典url 出典のurl 出典uri url sourceurl",
    "locator": "場所 箇所 ページ 頁 出典箇所 locator page place",
    "note": "備考 注記 注 note remarks",
}


def _fold(heading: str) -> str:
    return re.sub(r"[\s_\-　]+", "", unicodedata.normalize("NFKC", heading)).casefold()


_FIELD_OF: dict[str, Field] = {_fold(word): field for field, words in _HEADINGS.items() for word in words.split()}


def field_of(heading: str) -> Field | None:
    """Return the column that a heading names, in Japanese or English, or None where it is not known."""
    return _FIELD_OF.get(_fold(heading))


def proposed_columns(headings: tuple[str, ...]) -> tuple[dict[str, Field], tuple[str, ...]]:
    """Return heading → column for every heading that is known, first come first, and the headings that are not."""
    columns: dict[str, Field] = {}
    unknown: list[str] = []
    for heading in headings:
        field = field_of(heading)
        if field is None or field in columns.values():
            unknown.append(heading)
        else:
            columns[heading] = field
    return columns, tuple(unknown)
