"""Values that several registers share: corporate numbers, prefectures, dates, names."""

import datetime
import re
from functools import lru_cache

from musubime.errors import BadInput
from musubime.types.base import NAME_LIMIT
from musubime.types.prefectures import BY_CODE, BY_NAME, PREFECTURES

_DIGITS = re.compile(r"^[0-9]{13}$")
_DATE = re.compile(
    r"^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(?:[ T]0{1,2}:00.*)?$"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LINES = re.compile(r"\s*[\r\n]\s*")
_NUMBER = re.compile(r"^[A-Za-z0-9._-]{1,100}$")
_ENGLISH = {prefecture.name_en.lower(): prefecture.code for prefecture in PREFECTURES}
_ENGLISH_ENDING = re.compile(r"[- ](?:prefecture|ken|fu|to|do)$")
_MACRONS = str.maketrans("ōūâôû", "ouaou")


def is_corporate_number(text: str) -> bool:
    """Return whether a text is 13 digits whose first is the check digit of the others.

    法人番号の指定等に関する省令 (2015), article 2: 9 − (Σ Pn·Qn mod 9), Pn the n-th digit from the right, Qn 1 or 2.
    """
    if not _DIGITS.match(text):
        return False
    total = sum(int(digit) * (1 if n % 2 == 0 else 2) for n, digit in enumerate(reversed(text[1:])))
    return int(text[0]) == 9 - total % 9


def is_number(text: str) -> bool:
    """Return whether a text can be the number of a register: Latin letters and digits."""
    return _NUMBER.match(text) is not None


@lru_cache(maxsize=1_000)
def prefecture_code(text: str) -> str:
    """Return the code of a prefecture given as code, Japanese or English name; empty where it is none."""
    text = text.strip()
    if text in BY_NAME:
        return BY_NAME[text].code
    if text in BY_CODE:
        return text
    english = _ENGLISH_ENDING.sub("", text.lower().translate(_MACRONS))
    return _ENGLISH.get(english, "")


def prefecture_of_address(address: str) -> str:
    """Return the code of the prefecture with which an address begins; empty where it begins with another word."""
    return prefecture_code(address[:3]) or prefecture_code(address[:4])


def date_of(text: str, *, file: str, row: int, field: str) -> str:
    """Return a date as ISO text, empty for an empty cell; BadInput for anything else."""
    text = text.strip()
    if not text:
        return ""
    found = _DATE.match(text)
    if found:
        year, *rest = (part for part in found.groups() if part is not None)
        try:
            return datetime.date(int(year), int(rest[0]), int(rest[1])).isoformat()
        except ValueError:
            pass
    raise BadInput(
        "日付として読めません。2021-02-09 のように書いてください。", file=file, row=row, field=field, value=text
    )


def name_of(text: str, *, file: str, row: int, field: str, needed: bool = True) -> str:
    """Return a name without outer spaces; BadInput where it is too long, no text, or missing though needed."""
    text = _LINES.sub(" ", text.strip())
    if found := _CONTROL.search(text):
        raise BadInput(
            f"使えない文字 U+{ord(found.group()):04X} が入っています。ファイルを取り直してください。",
            file=file,
            row=row,
            field=field,
            value=_CONTROL.sub("\ufffd", text),
        )
    if not text and needed:
        raise BadInput("空です。登録簿のファイルを取り直してください。", file=file, row=row, field=field)
    if len(text) > NAME_LIMIT:
        raise BadInput(
            f"長すぎます（{len(text):,} 文字）。{NAME_LIMIT:,} 文字までの名称だけを読めます。",
            file=file,
            row=row,
            field=field,
            value=text,
        )
    return text
