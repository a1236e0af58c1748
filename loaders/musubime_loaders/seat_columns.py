"""The columns that a roster with one seat a row may have, and the headings by which each is known."""

import re
import unicodedata
from typing import Literal, get_args

Field = Literal[
    "programme",
    "owner",
    "consortium",
    "form",
    "inside",
    "prefecture",
    "region",
    "plan",
    "summary",
    "reported",
    "founded",
    "selected",
    "held",
    "signed",
    "body_note",
    "sector",
    "organization",
    "partner",
    "corporate_number",
    "unit",
    "post",
    "person",
    "person_line",
    "role",
    "members",
    "valid_from",
    "valid_to",
    "term",
    "printed",
    "source",
    "source_url",
    "locator",
    "note",
]
FIELDS: tuple[Field, ...] = get_args(Field)
HeadOnly = Literal["edition_date", "place", "document", "document_date", "document_note", "publisher"]
"""What only the head of a file says; `place` is a prefecture or else a region, `document` an address or a title."""

_HEADINGS: dict[Field, str] = {
    "programme": "事業 事業名 事業・制度 制度 制度名 プログラム プログラム名 programme program scheme",
    "owner": "所管 所管府省 所管省庁 所管官庁 所管府省庁 府省 府省庁 府省庁名 省庁 省庁名 owner ministry",
    "consortium": (
        "会議体 会議体名 会議名 会議 協議会 協議会名 委員会 委員会名 部会 部会名 拠点 拠点名 コンソーシアム "
        "コンソーシアム名 プロジェクト プロジェクト名 課題名 研究課題名 テーマ名 構想名 取組名 consortium body "
        "council "
        "committee project projectname projecttitle"
    ),
    "form": "形 形態 form",
    "inside": "親会議 上位会議体 設置母体 親会議体 inside parentbody",
    "prefecture": "都道府県 都道府県名 県 県名 所在都道府県 prefecture",
    "region": "地域 圏域 対象地域 region",
    "plan": "計画 計画名 plan",
    "summary": "概要 取組概要 事業概要 要約 summary",
    "reported": "記載 記載の範囲 reported",
    "founded": "設立日 設立年月日 設立 設立年月 founded",
    "selected": "選定日 採択日 採択年度 選定年度 採択年月日 選定年月日 認定日 selected selectedon",
    "held": "開催日 開催年月日 held heldon",
    "signed": "締結日 協定締結日 調印日 signed",
    "body_note": "会議体の備考 bodynote",
    "sector": "部門 セクター 産学官 産学官の別 産学官金 産学官民 sector",
    "organization": (
        "機関 機関名 組織 組織名 団体 団体名 所属 所属機関 所属機関名 所属団体 所属団体名 所属名 所属先 勤務先 "
        "企業名 企業・団体名 "
        "会社名 法人名 大学名 学校名 自治体 自治体名 市町村名 構成機関 構成機関名 構成団体 構成団体名 会員名 "
        "会員 参加機関 "
        "参加機関名 参加団体 参画機関 参画機関名 代表機関 代表機関名 実施機関 提案機関 採択機関 採択大学 "
        "申請機関 選定地域 "
        "選定団体 支出先 支出先名 所属・役職 所属役職 所属・職名 所属・職 所属及び役職 所属および役職 "
        "所属及び職名 所属/役職 "
        "所属等 現職 機関・役職 団体・役職 団体名・役職 団体名・役職名 所属・役職等 所属・役職名 organization "
        "organisation "
        "institution affiliation company member"
    ),
    "partner": "連携機関 連携機関名 共同提案者 共同申請者 共同提案機関 共同実施機関 連携自治体 partner partners",
    "corporate_number": "法人番号 corporatenumber",
    "unit": "部署 部署名 部局 部局名 所属部署 支店 支社 学部 unit department",
    "post": "役職 役職名 職 職名 職位 肩書 肩書き post title position",
    "person": "氏名 名前 人名 委員名 委員氏名 お名前 代表者名 代表者氏名 person name personname fullname",
    "person_line": (
        "氏名・所属 氏名（所属） 氏名（所属・役職） 氏名・所属・役職 氏名及び所属 委員氏名・所属 personline"
    ),
    "role": (
        "役割 役 役名 委員区分 会での役割 委員会での役割 会議体での役割 協議会での役割 協議会役職 委員会役職 "
        "会役職 role"
    ),
    "members": "構成員 構成員一覧 メンバー 構成メンバー 参加者一覧 members",
    "valid_from": "開始日 開始 就任日 就任年月日 任期開始 委嘱日 validfrom start startdate from",
    "valid_to": "終了日 終了 退任日 任期終了 任期満了日 validto end enddate to",
    "term": "任期 期間 委嘱期間 在任期間 term",
    "printed": "印刷のまま 原文 表記 表記のまま printed aswritten",
    "source": "出典 出典名 資料 資料名 source sourcetitle",
    "source_url": "出典url 出典のurl 出典uri url sourceurl",
    "locator": "場所 箇所 ページ 頁 出典箇所 locator page place",
    "note": (
        "備考 注記 注 摘要 専門 専門分野 分野 選出理由 選出区分 新任・再任 新再 再任 出欠 出席 評価 総合評価 日付 年 "
        "年度 印 "
        "note notes remarks mark grade year date fiscalyear"
    ),
}
_UNUSED = {
    "通し番号": "番号 no 通番 連番 項番 整理番号 順 順番 行 # 番 number index",
    "読みがな": (
        "ふりがな フリガナ よみがな 読みがな 読み仮名 よみ ヨミ カナ かな 氏名カナ 氏名かな reading furigana kana"
    ),
    "個人の連絡先": (
        "電話 電話番号 tel 連絡先電話番号 fax fax番号 メール メールアドレス eメール email mail 携帯 携帯電話 "
        "自宅住所 "
        "住所 郵便番号 生年月日 性別 年齢 phone address postalcode gender age birthdate"
    ),
    "敬称": "敬称 honorific",
}
IGNORED_HEADINGS = tuple(_UNUSED)
"""Reasons for which a known heading is left unread."""


_HEADS: dict[str, str] = {
    "consortium": "body 会議体 会議体名 名称",
    "document": "source 出典 document",
    "document_date": "date 日付 発行日 公表日",
    "document_note": "note 注 備考",
    "edition_date": "edition_date 版の日付 時点 基準日",
    "publisher": "publisher 発行者 公表者",
    "programme": "programme program 事業 制度",
    "owner": "owner ministry 所管",
    "place": "region prefecture 地域 都道府県",
    "reported": "partial 一部",
    "form": "form 形",
}
_UNUSED_HEADS = {
    "元の文書の作りの説明": "form_of_the_original original_form 元の形",
    "写した範囲の説明": "kept 写した範囲",
}


def fold_heading(heading: str) -> str:
    """Return a heading without spaces, width, case and the marks that are printed beside it."""
    folded = re.sub(r"[\s_\-　.．:：]+", "", unicodedata.normalize("NFKC", heading)).casefold()
    return re.sub(r"(?:\(?(?:敬称略|順不同|五十音順|50音順)\)?)+$|[※*]\d*$", "", folded) or folded


_FIELD_OF: dict[str, Field] = {
    fold_heading(word): field for field, words in _HEADINGS.items() for word in words.split()
}
_UNUSED_OF = {fold_heading(word): reason for reason, words in _UNUSED.items() for word in words.split()}


_HEAD_OF = {fold_heading(word): field for field, words in _HEADS.items() for word in words.split()}
_UNUSED_HEAD_OF = {fold_heading(word): reason for reason, words in _UNUSED_HEADS.items() for word in words.split()}


def head_of(key: str) -> str | None:
    """Return what a line of a file's head says, by its key, or None where the key is not known."""
    return _HEAD_OF.get(fold_heading(key))


def unused_head(key: str) -> str | None:
    """Return why a line of the head with this key is left unread, or None where nothing says so."""
    return _UNUSED_HEAD_OF.get(fold_heading(key))


def field_of(heading: str) -> Field | None:
    """Return the column that a heading names, in Japanese or English, or None where it is not known."""
    return _FIELD_OF.get(fold_heading(heading))


def unused_of(heading: str) -> str | None:
    """Return why a column of this heading is left unread, or None where nothing says so."""
    return _UNUSED_OF.get(fold_heading(heading))


def is_known_heading(text: str) -> bool:
    """Return whether a text is a heading that rosters are known to have."""
    folded = fold_heading(text)
    return folded in _FIELD_OF or folded in _UNUSED_OF


def headings_of(field: Field) -> tuple[str, ...]:
    """Return the headings that name a column, as they are listed."""
    return tuple(_HEADINGS[field].split())


PLAIN_NOTES = frozenset({"備考", "注記", "注", "摘要", "note", "notes", "remarks", "会議体の備考", "bodynote"})
"""Folded headings of notes that say nothing themselves; other headings stand before the cell in the note."""
MANY: tuple[Field, ...] = ("note", "body_note")
"""Columns that several headings may name; their cells are joined."""


def proposed_columns(headings: tuple[str, ...]) -> tuple[dict[str, Field], tuple[str, ...]]:
    """Return heading → column for every heading that is known, first come first, and the headings that are not."""
    columns: dict[str, Field] = {}
    unknown: list[str] = []
    for heading in headings:
        field = field_of(heading)
        if unused_of(heading) is not None:
            continue
        if field is None or (field in columns.values() and field not in MANY):
            unknown.append(heading)
        else:
            columns[heading] = field
    return columns, tuple(unknown)
