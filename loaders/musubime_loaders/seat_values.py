"""Cells of a roster with one seat a row, as values; what is not known is refused with file, row, field and value."""

import re
from dataclasses import dataclass, field

from musubime.errors import BadInput
from musubime.types.base import NAME_LIMIT
from musubime.types.prefectures import BY_CODE, BY_NAME
from musubime.types.vocabulary import ConsortiumForm, Reported, Sector
from musubime_loaders.name_lexicon import AND_OTHERS, SECTOR_OF
from musubime_loaders.printed_dates import iso_date
from musubime_loaders.seat_columns import Field

_SECTORS = {sector.value: sector for sector in Sector} | {sector.label_en: sector for sector in Sector}
_FORMS = {form.value: form for form in ConsortiumForm} | {form.label_ja: form for form in ConsortiumForm}
_SHORT = {re.sub("[都府県]$", "", name): prefecture for name, prefecture in BY_NAME.items()}
_EN = {prefecture.name_en.casefold(): prefecture for prefecture in BY_CODE.values()}
_WIDE = {"全国", "広域", "国", "-", "－", "―", "nationwide"}
_FORM_BY_END = (
    (r"委員会|部会|分科会|審議会|ボード", ConsortiumForm.COMMITTEE),
    (r"研究会|検討会|懇談会|勉強会|ワーキンググループ|WG", ConsortiumForm.STUDY_GROUP),
    (r"プラットフォーム", ConsortiumForm.PLATFORM),
    (r"拠点|センター|ラボ", ConsortiumForm.HUB),
    (r"コンソーシアム|アライアンス|連合|ネットワーク", ConsortiumForm.ALLIANCE),
    (r"協定", ConsortiumForm.AGREEMENT),
    (r"フォーラム|コミュニティ", ConsortiumForm.FORUM),
    (r"特区", ConsortiumForm.SPECIAL_ZONE),
    (r"選定|採択|採択大学|採択機関|選定地域", ConsortiumForm.AWARD_ROUND),
    (r"法人.*|協会|財団", ConsortiumForm.ASSOCIATION),
)


_REPORTED = {
    **dict.fromkeys(("partial", "true", "一部", "一部のみ", "抜粋", "yes"), Reported.PARTIAL),
    **dict.fromkeys(("listed", "false", "全部", "全員", "no"), Reported.LISTED),
}
_RANGE = re.compile(r"\s*(?:[～〜~―→]|\.\.|から|(?<=[日月年])\s*[-－‐–—]|\s[-－‐–—]\s)\s*")
_VACANT = re.compile(
    r"^[(（【]?(?:空席|欠員|欠|未定|調整中|選任中|選考中|未選出|後任未定|就任予定|vacant|tbd|[-‐-―−－ー―—]+)[)）】]?$",
    re.IGNORECASE,
)
_NO_OTHERS = ("高等", "均等", "平等", "吉他")

SUMMARY_UNUSED = "名簿の短い要約を使う"
NAMELESS = "名前がない"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """The cells of a row by column, as printed; `identity` and `consortium_key` are the roster's own keys."""

    number: int
    values: dict[Field, str]
    identity: str | None = None
    consortium_key: str = ""
    headings: dict[Field, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    """What was done to the row before it was read."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A printed value that no record was made of, or not wholly: where it stands, and why."""

    file: str
    row: int | None
    field: str
    value: str
    what: str


def name_in(row: SeatRow, column: Field, file: str) -> str:
    """Return a name; BadInput where it is too long to be one."""
    value = row.values.get(column, "")
    if len(value) > NAME_LIMIT:
        raise _bad(row, column, file, f"名前が長すぎます。{NAME_LIMIT:,} 文字までにしてください。")
    return value


def programmes_in(row: SeatRow, file: str) -> tuple[str, ...]:
    """Return the programmes of a row, parted by a semicolon or by a slash between spaces; none where it is empty."""
    names = re.split(r"\s*[；;]\s*|\s+[/／]\s+", name_in(row, "programme", file))
    return tuple(dict.fromkeys(name for name in names if name))


def sector_in(row: SeatRow, file: str) -> Sector | None:
    """Return the sector of a row; None where the cell is empty."""
    value = row.values.get("sector", "").strip("【】[]（）()")
    if not value:
        return None
    found = _SECTORS.get(SECTOR_OF.get(value, value)) or _SECTORS.get(value.casefold())
    if found is None:
        raise _bad(
            row, "sector", file, "知らない部門です。学・官・産・金・民のどれかに直すか、lookups に書いてください。"
        )
    return found


def prefectures_in(row: SeatRow, file: str) -> tuple[str, ...]:
    """Return the codes of the prefectures of a row; empty for a body of a wider region."""
    codes: list[str] = []
    for part in re.split(r"[、，,;；・／/\n]+", row.values.get("prefecture", "")):
        value = part.strip()
        if not value or value.casefold() in _WIDE:
            continue
        found = BY_NAME.get(value) or _SHORT.get(value) or BY_CODE.get(value.zfill(2)) or _EN.get(value.casefold())
        if found is None:
            raise _bad(row, "prefecture", file, "知らない都道府県です。「徳島県」か「36」のように書いてください。")
        codes.append(found.code)
    return tuple(sorted(set(codes)))


def prefecture_at_start(text: str) -> str:
    """Return the name of the prefecture that a text begins with; empty where it begins with none.

    >>> prefecture_at_start("岡山県津山市"), prefecture_at_start("津山市")
    ('岡山県', '')
    """
    return next((name for name in BY_NAME if text.startswith(name)), "")


def date_in(row: SeatRow, column: Field, file: str) -> str | None:
    """Return the ISO date of a cell; None where it is empty."""
    value = row.values.get(column, "")
    if not value:
        return None
    date = iso_date(value)
    if date is None:
        raise _bad(row, column, file, "日付として読めません。2022-03-01 か 令和4年3月1日 のように書いてください。")
    return date


def term_in(row: SeatRow) -> tuple[str | None, str | None] | None:
    """Return the first and last date of a printed term such as 令和4年4月1日～令和6年3月31日; either may be open.

    None where the cell says something else, such as 2年: that is a note.
    """
    value = row.values.get("term", "")
    if not value:
        return None, None
    ends = _RANGE.split(re.sub(r"まで$", "", value), maxsplit=1)
    dates = [iso_date(end) if end else None for end in (ends if len(ends) == 2 else [ends[0], ""])]
    if any(end and date is None for end, date in zip(ends, dates, strict=False)):
        return None
    return dates[0], dates[1]


def reported_in(row: SeatRow, file: str) -> Reported | None:
    """Return how much of its roster a row says that the consortium states; None where it says nothing."""
    value = row.values.get("reported", "")
    if not value:
        return None
    if value.casefold() not in _REPORTED:
        raise _bad(row, "reported", file, "使えない値です。一部だけなら partial、全部なら listed と書いてください。")
    return _REPORTED[value.casefold()]


def is_vacant(text: str) -> bool:
    """Return whether the cell of a holder says that nobody holds the seat, or that it is not stated."""
    return bool(_VACANT.match(text))


def without_others(text: str) -> tuple[str, bool]:
    """Return a name without ほか or 等 after it, and whether one stood there.

    >>> without_others("石川県ほか"), without_others("高知高等")
    (('石川県', True), ('高知高等', False))
    """
    others = AND_OTHERS.search(text)
    if others is None or others.start() < 2 or text.endswith(_NO_OTHERS):
        return text, False
    return text[: others.start()].rstrip("　 、"), True


def is_corporate_number(text: str) -> bool:
    """Return whether a text is a corporate number whose check digit holds (mod 9 of the National Tax Agency)."""
    if not re.fullmatch(r"[0-9]{13}", text):
        return False
    total = sum(int(digit) * (1 if place % 2 == 0 else 2) for place, digit in enumerate(reversed(text[1:])))
    return 9 - total % 9 == int(text[0])


def form_in(value: str, name: str) -> ConsortiumForm:
    """Return the form that a cell gives, or else the one that the end of the name gives; a council otherwise."""
    if value:
        return _FORMS[value]
    found = (form for end, form in _FORM_BY_END if re.search(rf"(?:{end})(?:[（(].*)?$", name))
    return next(found, ConsortiumForm.COUNCIL)


def check_form(row: SeatRow, file: str) -> None:
    """Raise BadInput where the cell of the form holds an unknown one."""
    value = row.values.get("form", "")
    if value and value not in _FORMS:
        raise _bad(
            row, "form", file, f"知らない形です。使える値は {'、'.join(form.value for form in ConsortiumForm)} です。"
        )


def _bad(row: SeatRow, column: Field, file: str, problem: str) -> BadInput:
    return BadInput(
        problem, file=file, row=row.number, field=row.headings.get(column, column), value=row.values.get(column, "")
    )
