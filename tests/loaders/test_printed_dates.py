"""Dates as Japanese documents print them."""

import pytest

from musubime_loaders.printed_dates import iso_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("令和4年3月1日", "2022-03-01"),
        ("令和４年３月", "2022-03"),
        ("令和元年", "2019"),
        ("R4.3.1", "2022-03-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("2022年3月1日", "2022-03-01"),
        ("2022/3/1", "2022-03-01"),
        ("2022-03", "2022-03"),
        ("2022", "2022"),
        ("2022-03-01 00:00:00", "2022-03-01"),
        ("2022年13月", None),
        ("2021-02-29", None),
        ("春ごろ", None),
        ("", None),
    ],
)
def test_a_printed_date_is_an_iso_date_or_none(printed: str, iso: str | None) -> None:
    assert iso_date(printed) == iso
