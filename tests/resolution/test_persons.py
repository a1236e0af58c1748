"""One person or two: the same name beside the same organization, at the same time."""

import datetime

import pytest

from musubime.resolution.resolve import resolve
from musubime.resolution.terms import Term, fiscal_year, surname_only
from musubime.types.edition import RosterEdition
from tests.resolution.editions import edition


def roster(
    name: str, date: str | None, number: int = 1, *, series: str | None = None, council: str | None = None
) -> RosterEdition:
    return edition(
        [("徳島大学", "学長", name)],
        roster=f"r{number}",
        series=series or f"r{number}",
        date=date,
        council=council or f"会議{number}",
    )


def persons(*editions: RosterEdition) -> int:
    return len(resolve(editions, [], []).persons)


def test_a_dated_roster_stands_for_its_fiscal_year_and_a_mere_year_for_itself() -> None:
    april, march = datetime.date(2020, 4, 1), datetime.date(2021, 3, 31)
    assert fiscal_year("2021-02") == fiscal_year("2020-04-01") == Term(april, march)
    assert fiscal_year("2021") == Term(datetime.date(2021, 1, 1), datetime.date(2021, 12, 31))
    assert fiscal_year(None) is None


def test_the_same_name_and_organization_in_one_fiscal_year_is_one_person() -> None:
    assert persons(roster("河村 保彦", "2020-04"), roster("河村保彦", "2021-03", 2)) == 1


def test_two_rosters_of_different_years_or_one_without_a_date_prove_nothing() -> None:
    assert persons(roster("河村 保彦", "2020-04"), roster("河村 保彦", "2023-04", 2)) == 2
    assert persons(roster("河村 保彦", "2020-04"), roster("河村 保彦", None, 2)) == 2
    assert persons(roster("河村 保彦", None), roster("河村 保彦", None, 2)) == 2


def test_the_editions_of_a_series_make_one_continued_seat_and_a_roster_between_them_meets_it() -> None:
    first = roster("河村 保彦", "2013", series="s", council="会議")
    last = roster("河村 保彦", "2020-12", series="s", council="会議")
    between = roster("河村 保彦", "2016-04", 3)
    assert persons(first, last) == 1
    assert persons(first, last, between) == 1
    assert persons(first, between) == 2


def test_one_document_that_names_a_person_twice_names_one_person_even_without_a_date() -> None:
    rows = [("徳島大学", "学長", "河村 保彦"), ("徳島大学", "座長", "河村 保彦")]
    assert len(resolve([edition(rows)], [], []).persons) == 1


def test_a_printed_term_counts_instead_of_the_date_of_the_roster() -> None:
    early, late = roster("河村 保彦", "2020-04"), roster("河村 保彦", "2024-04", 2)
    (seat,) = late.seats
    termed = seat.model_copy(update={"valid_from": "2019-04-01", "valid_to": "2025-03-31"})
    assert persons(early, late.model_copy(update={"seats": (termed,)})) == 1


@pytest.mark.parametrize("name", ["白井", "高橋(和)", "髙橋（德）", "佐々木", "五十嵐", "スミス", "Smith", "榊"])
def test_a_surname_alone_is_known_as_one(name: str) -> None:
    assert surname_only(name)


@pytest.mark.parametrize(
    "name", ["白井 恵", "林 遼", "河村保彦", "林太郎", "受田 浩之", "ジョン・スミス", "John Smith"]
)
def test_a_name_with_a_given_name_is_no_surname_alone(name: str) -> None:
    assert not surname_only(name)


def test_a_surname_alone_is_one_person_inside_its_document_and_another_in_the_next() -> None:
    rows = [("徳島大学", "学長", "白井"), ("徳島大学", "座長", "白井")]
    assert len(resolve([edition(rows)], [], []).persons) == 1
    assert persons(roster("白井", "2020-04"), roster("白井", "2020-05", 2)) == 2
    first, second = (roster("白井", date, series="s", council="会議") for date in ("2020-04", "2021-04"))
    graph = resolve([first, second], [], [])
    assert len(graph.persons) == 2
    assert len({mention for person in graph.persons.values() for mention in person.mentions}) == 2
