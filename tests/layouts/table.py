"""One line for each real roster: what its rows became, and which names stay open."""

from pathlib import Path
from typing import NamedTuple

from musubime.resolution.resolve import resolve
from musubime.resolution.terms import surnames_in
from musubime.types.graph import graph_of
from musubime_loaders.counts import counts_of
from musubime_loaders.names_to_review import to_review
from musubime_loaders.reading import Reading
from tests.layouts.layouts import layouts, read_layout

HEADINGS = (
    *("名簿", "読んだ行", "席になった行", "席以外になった行", "使わない行", "席", "会議体", "人", "機関", "姓だけの人"),
    *("確認する名前", "使わない行の理由", "使わない列の理由"),
)


class Line(NamedTuple):
    """The account of one roster."""

    roster: str
    read: int
    with_seats: int
    other: int
    ignored: int
    seats: int
    consortia: int
    persons: int
    organizations: int
    surnames: int
    """Persons who stay inside their document because only a surname is printed."""
    review: int
    """Names that a person has to look at."""
    reasons: str = ""
    columns: str = ""


def line_of(layout: str, reading: Reading) -> Line:
    """Return the account of one reading."""
    assert reading.edition is not None
    assert reading.rows is not None
    counts, rows = counts_of(reading.edition), reading.rows
    graph = resolve([reading.edition], [], [])
    alone = surnames_in(seat.person.name for seat in reading.edition.seats if seat.person)
    review = list(to_review(reading.edition, graph_of([], []), graph, [], []))
    return Line(
        layout,
        rows.read,
        rows.with_seats,
        rows.other,
        len(rows.ignored),
        rows.seats,
        counts["consortia"],
        counts["persons"],
        counts["organizations"],
        len(alone),
        len(review),
        "、".join(f"{reason} {count}" for reason, count in rows.counts().ignored.items()),
        "、".join(dict.fromkeys(note.what for note in reading.ignored if note.what != "値がない")),
    )


def lines(reference: Path) -> list[Line]:
    """Return the account of every real roster."""
    return [line_of(layout, read_layout(reference, layout)) for layout in layouts()]


def document(table: list[Line]) -> str:
    """Return docs/layouts.md."""
    total = [sum(line[at] for line in table if isinstance(line[at], int)) for at in range(1, 11)]  # type: ignore[misc]
    return "\n".join(
        [
            "# 実在の名簿の読み取り",
            "",
            "参照資料の 35 の名簿と支出先の表を、`tests/layouts/<名簿>/roster.toml` の読み方で読んだ結果です。"
            "事実そのものは参照資料の側にあり、ここには写していません。",
            "どの名簿でも「読んだ行 = 席になった行 + 席以外になった行 + 使わない行」が成り立ち、"
            "黙って落とした行はありません。"
            "「姓だけの人」は文書の中だけの人として残り、ほかの文書の人とは結び付けません。",
            "",
            "書き直すには `python -m scripts.write_layouts`、確かめるには `pytest tests/layouts`。",
            "",
            "| " + " | ".join(HEADINGS) + " |",
            "|---" + "|--:" * 10 + "|---|---|",
            *("| " + " | ".join(str(cell) for cell in line) + " |" for line in table),
            f"| 計 {len(table)} | " + " | ".join(str(number) for number in total) + " | | |",
            "",
        ]
    )
