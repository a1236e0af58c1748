"""Names of two characters: a surname in a document of surnames, a whole name in one that prints given names."""

from musubime.resolution.resolve import resolve
from tests.resolution.editions import Row, edition

FULL: list[Row] = [
    ("構造ソフト", None, "高洪"),
    ("構造計画研究所", None, "鈴木壮"),
    ("清水建設", None, "大津聡"),
    ("竹中工務店", None, "鹿島孝"),
    ("構造システム", None, "松本憲英"),
    ("アークデータ研究所", None, "木股信男"),
]
_SHORT: list[Row] = [(body, None, (person or "")[:2]) for body, _, person in FULL]
SURNAMES: list[Row] = [*_SHORT, ("四国大学", None, "野間口")]


def persons(rows: list[Row]) -> list[str]:
    editions = [edition(rows, date=date, complete=True) for date in ("2013-04", "2015-04")]
    return sorted(person.name for person in resolve(editions, [], []).persons.values())


def test_a_whole_name_of_two_characters_among_whole_names_is_one_person_over_the_editions() -> None:
    assert persons(FULL) == sorted(str(person) for _, _, person in FULL)


def test_a_surname_among_surnames_stays_inside_its_document() -> None:
    assert persons(SURNAMES) == sorted([str(person) for _, _, person in SURNAMES] * 2)
