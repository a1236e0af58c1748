"""The columns that a roster with one seat a row may have, and the headings by which each is known."""

import re
import unicodedata
from typing import Literal, cast, get_args

from musubime_loaders.column_words import HEADINGS, HEADS, UNUSED, UNUSED_HEADS

Field = Literal[
    "programme",
    "owner",
    "consortium",
    "part",
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
    "lines",
    "by_role",
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


def fold_heading(heading: str) -> str:
    """Return a heading without spaces, width, case and the marks that are printed beside it."""
    folded = re.sub(r"[\s_\-　.．:：]+", "", unicodedata.normalize("NFKC", heading)).casefold()
    return (
        re.sub(r"(?:\(?(?:敬称略|順不同|五十音順|50音順|ふりがな|フリガナ|よみがな)\)?)+$|[※*]\d*$", "", folded)
        or folded
    )


_FIELD_OF: dict[str, Field] = {
    fold_heading(word): cast("Field", field) for field, words in HEADINGS.items() for word in words.split()
}
_SHAPES: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("role", re.compile(r"(?:協議会|委員会|審議会|会議|部会|会)(?:での|における|の|内)?(?:役職|役割|役名|職名)$")),
    ("person_line", re.compile(r"(?:役職|職名?|所属)(?:名|等)?(?:[・、,/]|及び|および)氏名$|氏名.{0,3}(?:所属|役職)")),
    (
        "organization",
        re.compile(r"^(?:所属|勤務先|団体|機関|組織|現職|企業).{0,6}(?:役職|職名?|肩書)(?:名|等)*$"),
    ),
    ("person", re.compile(r"氏名$")),
    (
        "consortium",
        re.compile(r"(?:協議会|委員会|会議|コンソーシアム|拠点|プロジェクト|課題|協定|プラットフォーム|ラボ)名$"),
    ),
    ("organization", re.compile(r"(?:機関|団体|企業|法人|大学|学校|自治体|市町村|組織|会社)名$")),
    ("prefecture", re.compile(r"都道府県名?$")),
)
"""Endings by which a heading that is in no list is known."""
_UNUSED_OF = {fold_heading(word): reason for reason, words in UNUSED.items() for word in words.split()}


_HEAD_OF = {fold_heading(word): field for field, words in HEADS.items() for word in words.split()}
_UNUSED_HEAD_OF = {fold_heading(word): reason for reason, words in UNUSED_HEADS.items() for word in words.split()}


def head_of(key: str) -> str | None:
    """Return what a line of a file's head says, by its key, or None where the key is not known."""
    return _HEAD_OF.get(fold_heading(key))


def unused_head(key: str) -> str | None:
    """Return why a line of the head with this key is left unread, or None where nothing says so."""
    return _UNUSED_HEAD_OF.get(fold_heading(key))


AFTER_HEADING, BETWEEN = "\x1f", "\x1e"
"""What stands between a heading and its cell, and between two such, where cells of several columns are joined."""


def field_of(heading: str) -> Field | None:
    """Return the column that a heading names, in Japanese or English, or None where it is not known.

    A number at its end, 名 and 年月日 for 日 make no other heading: 参画機関2, 採択機関名, 締結年月日.
    """
    folded = fold_heading(heading)
    bare = re.sub(r"\(?[0-9]{1,2}\)?$", "", folded)
    tried = (folded, bare, re.sub(r"名称?$", "", bare), re.sub(r"年月日?$", "日", bare))
    found = next((_FIELD_OF[word] for word in tried if word in _FIELD_OF), None)
    return found or next((field for field, shape in _SHAPES if shape.search(bare)), None)


def unused_of(heading: str) -> str | None:
    """Return why a column of this heading is left unread, or None where nothing says so."""
    return _UNUSED_OF.get(fold_heading(heading))


def is_known_heading(text: str) -> bool:
    """Return whether a text is a heading that rosters are known to have."""
    return field_of(text) is not None or unused_of(text) is not None


def headings_of(field: Field) -> tuple[str, ...]:
    """Return the headings that name a column, as they are listed."""
    return tuple(HEADINGS[field].split())


PLAIN_NOTES = frozenset({"備考", "注記", "注", "摘要", "note", "notes", "remarks", "会議体の備考", "bodynote"})
"""Folded headings of notes that say nothing themselves; other headings stand before the cell in the note."""
MANY: tuple[Field, ...] = ("note", "body_note", "partner", "by_role")
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
