"""Dates as Japanese documents print them, into ISO dates that may stop at the year or the month."""

import datetime
import re
import unicodedata

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
_ERA_NAME = "|".join([*_ERAS, *_LETTERS])
_WAREKI = re.compile(
    rf"^(?P<era>{_ERA_NAME})\s*(?P<year>元|\d{{1,2}})(?:年|[./-]|$)\s*"
    r"(?:(?P<month>\d{1,2})(?:月|[./-]|$)\s*(?:(?P<day>\d{1,2})日?)?)?(?:頃|現在|付|付け)?$"
)
_WESTERN = re.compile(
    r"^(?:西暦)?(?P<year>\d{4})(?:年|[./-]|$)\s*(?:(?P<month>\d{1,2})(?:月|[./-]|$)\s*(?:(?P<day>\d{1,2})日?)?)?$"
)


_WEEKDAY = re.compile(r"\s*\([日月火水木金土](?:曜日?)?(?:[・,]祝)?\)$")
_DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER = re.compile(r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[〇一二三四五六七八九]{1,4})(?=[年月日])")
_BETWEEN = re.compile(r"\s*(?:~|〜|\.\.|–|—|―|から|より|-)\s*")
_UNTIL = re.compile(r"\s*(?:まで|迄)$")


def iso_date(printed: str) -> str | None:
    """Return `2022-03-01`, `2022-03` or `2022` for a printed date, or None where it is none.

    >>> iso_date("令和4年3月"), iso_date("R元.5.1"), iso_date("2022/3/1"), iso_date("春ごろ")
    ('2022-03', '2019-05-01', '2022-03-01', None)
    """
    text = unicodedata.normalize("NFKC", printed).strip()
    text = _WEEKDAY.sub("", re.sub(r"[ T]00:00(?::00)?$", "", text))
    text = _KANJI_NUMBER.sub(lambda found: str(_number(found.group())), text)
    if found := _WAREKI.match(text):
        era = _LETTERS.get(found["era"], found["era"])
        year = _ERAS[era] + (1 if found["year"] == "元" else int(found["year"]))
    elif found := _WESTERN.match(text):
        year = int(found["year"])
    else:
        return None
    month, day = found["month"], found["day"]
    try:
        datetime.date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([f"{year:04}", *(f"{int(part):02}" for part in (month, day) if part)])


def date_range(printed: str) -> tuple[str | None, str | None] | None:
    """Return (first, last) of a printed span, either None where it is open, or None where the text is no span.

    >>> date_range("令和4年4月～令和6年3月"), date_range("平成25年4月1日から"), date_range("令和4年3月")
    (('2022-04', '2024-03'), ('2013-04-01', None), None)
    """
    text = _UNTIL.sub("", unicodedata.normalize("NFKC", printed).strip())
    for found in _BETWEEN.finditer(text):
        ends = [text[: found.start()].strip(), text[found.end() :].strip()]
        dates = [iso_date(end) if end else None for end in ends]
        if any(dates) and all(date or not end for date, end in zip(dates, ends, strict=True)):
            return dates[0], dates[1]
    return None


def _number(kanji: str) -> int:
    tens, ten, ones = kanji.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[letter]) for letter in kanji))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


_ANYWHERE = re.compile(
    rf"(?:(?:{_ERA_NAME})\s*(?:元|\d{{1,2}})|(?<!\d)(?:西暦)?(?:19|20)\d\d)"
    r"(?:年\s*(?:\d{1,2}月\s*(?:\d{1,2}日)?)?|[./-]\d{1,2}(?:[./-]\d{1,2})?|(?!\d))"
)


def first_date(printed: str) -> str | None:
    """Return the first date that stands anywhere in a text, or None where none does; a fiscal year is no date.

    >>> first_date("委員名簿（令和6年4月1日現在）"), first_date("2013-04..2015-03"), first_date("令和6年度")
    ('2024-04-01', '2013-04', None)
    """
    text = unicodedata.normalize("NFKC", printed)
    for found in _ANYWHERE.finditer(text):
        if text[found.end() : found.end() + 1] != "度" and (date := iso_date(found.group().strip())):
            return date
    return None
