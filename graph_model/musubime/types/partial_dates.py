"""ISO dates that may stop at the year or the month: `2021`, `2021-02`, `2021-02-09`."""

import calendar
import datetime
import re
from typing import Annotated

from pydantic import AfterValidator

_SHAPE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def first_day(date: str) -> datetime.date:
    """Return the first day that a partial date can mean; ValueError if it is no date."""
    wrong = ValueError(f"{date!r} is no date; write 2021, 2021-02 or 2021-02-09")
    if not _SHAPE.match(date):
        raise wrong
    parts = [int(part) for part in date.split("-")]
    try:
        return datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        raise wrong from None


def last_day(date: str) -> datetime.date:
    """Return the last day that a partial date can mean; ValueError if it is no date."""
    first = first_day(date)
    parts = date.split("-")
    if len(parts) == 3:
        return first
    if len(parts) == 2:
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first.replace(month=12, day=31)


def _checked(date: str) -> str:
    first_day(date)
    return date


PartialDate = Annotated[str, AfterValidator(_checked)]
