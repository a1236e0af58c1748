"""The facts of the real rosters in the forms in which others send theirs: every form gives the same seats."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from musubime_loaders.reading import Reading
from tests.loaders.files import Rows, as_csv, as_html, as_xlsx, read

pytestmark = pytest.mark.reference
Seat = tuple[str | None, str | None, str | None, str | None, str | None]
FORMS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "utf-8": ("a.csv", as_csv),
    "utf-8 with a mark": ("a.csv", lambda rows: as_csv(rows, "utf-8-sig")),
    "utf-16": ("a.csv", lambda rows: as_csv(rows, "utf-16")),
    "cp932": ("a.csv", lambda rows: as_csv(rows, "cp932")),
    "tabs": ("a.tsv", lambda rows: "\n".join("\t".join(row) for row in rows).encode()),
    "workbook": ("a.xlsx", as_xlsx),
    "page": ("a.html", as_html),
}


def rosters(reference: Path) -> Iterator[tuple[str, Rows]]:
    """Yield the body and the rows (role, person, organization, post) of every real roster in text."""
    for path in sorted((reference / "rosters").glob("*.txt")):
        body, rows = "", []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# body:"):
                body = line.partition(":")[2].strip()
            elif line and not line.startswith("#"):
                rows.append([*line.split("\t"), "", "", ""][:4])
        yield body, rows


def seats(reading: Reading) -> list[Seat]:
    assert reading.edition is not None
    assert reading.issues == ()
    return [
        (
            seat.organization.name if seat.organization else None,
            seat.unit,
            seat.post,
            seat.person.name if seat.person else None,
            seat.role,
        )
        for seat in reading.edition.seats
    ]


@pytest.mark.parametrize("form", FORMS)
def test_one_row_one_seat_in_every_form_and_encoding(reference: Path, tmp_path: Path, form: str) -> None:
    name, content = FORMS[form]
    plain = tmp_path / "plain"
    plain.mkdir()
    read_so_far = 0
    for body, rows in rosters(reference):
        table = [["会議体", "役割", "氏名", "機関", "役職"], *([body, *row] for row in rows)]
        try:
            data = content(table)
        except UnicodeEncodeError:
            continue  # CP932 has no 濵 and no 髙橋(德)
        expected = seats(read(plain, {"a.csv": as_csv(table)}, accept_proposal=True))
        assert len(expected) == len(rows)
        assert seats(read(tmp_path, {name: data}, accept_proposal=True)) == expected, body
        read_so_far += 1
    assert read_so_far >= 28


def test_a_title_above_the_table_names_the_body(reference: Path, tmp_path: Path) -> None:
    for body, rows in rosters(reference):
        table = [[f"{body}　名簿", "", "", ""], ["役割", "氏名", "所属", "役職名"], *rows]
        reading = read(tmp_path, {"a.xlsx": as_xlsx(table)}, accept_proposal=True)
        assert len(seats(reading)) == len(rows)
        assert reading.edition is not None
        assert reading.edition.consortia[0].mention.printed in body, body


def test_affiliation_and_post_in_one_cell_come_apart(reference: Path, tmp_path: Path) -> None:
    persons = bodies = 0
    for body, rows in rosters(reference):
        table = [
            ["会議体", "役割", "氏名", "所属・役職"],
            *([body, *row[:2], " ".join(row[2:]).strip()] for row in rows),
        ]
        read_seats = seats(read(tmp_path, {"a.csv": as_csv(table)}, accept_proposal=True))
        apart = [["会議体", "役割", "氏名", "機関", "役職"], *([body, *row] for row in rows)]
        expected = seats(read(tmp_path, {"b.csv": as_csv(apart)}, accept_proposal=True))
        assert [(seat[3], seat[4]) for seat in read_seats] == [(seat[3], seat[4]) for seat in expected]
        persons += sum(1 for seat in expected if seat[0])
        bodies += sum(a[0] == b[0] for a, b in zip(read_seats, expected, strict=True) if b[0])
    assert (persons, bodies) == (persons, persons)
