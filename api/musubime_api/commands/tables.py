"""Answers of the questions as tables on the terminal."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, cast

import click
from rich.markup import escape
from rich.table import Table

from musubime_api.commands.options import Run

Item = Mapping[str, object]


class Column(NamedTuple):
    """One column: its headings and how its text is taken from an item."""

    ja: str
    en: str
    text: Callable[[Item], object]
    right: bool = False


def field(key: str) -> Callable[[Item], object]:
    """Return what takes a field; the name of a reference."""

    def text(item: Item) -> object:
        value = item.get(key)
        return value.get("name") or value.get("title") if isinstance(value, dict) else value

    return text


def names(key: str) -> Callable[[Item], object]:
    """Return what takes a list of references or words."""

    def text(item: Item) -> object:
        values = cast(Sequence[object], item.get(key) or ())
        return "、".join(str(value.get("name")) if isinstance(value, dict) else str(value) for value in values)

    return text


def number(key: str, digits: int = 2) -> Callable[[Item], object]:
    """Return what takes a number, rounded for reading."""

    def text(item: Item) -> object:
        value = item.get(key)
        return f"{value:.{digits}f}" if isinstance(value, float) else value

    return text


NAME = Column("名称", "name", field("name"))
ID = Column("ID", "id", field("id"))
SECTOR = Column("部門", "sector", field("sector"))
PLACE = Column("都道府県", "prefecture", names("prefecture_names"))

KEY_ACTORS = (
    Column("順位", "rank", field("rank"), right=True),
    NAME,
    SECTOR,
    Column("参画数", "memberships", field("memberships"), right=True),
    Column("府省横断度", "connector", number("connector"), right=True),
    Column("単独の橋", "sole bridge", field("sole_bridge"), right=True),
    Column("橋渡しの分担", "bridge share", number("bridge_share"), right=True),
    Column("橋渡し度", "betweenness", number("betweenness_two_mode"), right=True),
)
ORGANIZATIONS = (NAME, SECTOR, PLACE, ID)
PERSONS = (NAME, ID)
PROGRAMMES = (NAME, Column("所管", "owners", names("owners")), ID)
CONSORTIA = (
    NAME,
    Column("事業", "programmes", names("programmes")),
    PLACE,
    Column("記載", "reported", field("reported")),
    ID,
)
SEATS = (
    Column("会議体", "consortium", field("consortium")),
    Column("機関・人", "holder", field("holder")),
    Column("役職", "post", field("post")),
    Column("氏名", "person", field("person")),
    Column("役割", "role", field("role")),
    SECTOR,
    Column("印刷のまま", "printed", field("printed")),
    Column("出典", "source", field("source")),
)
SOURCES = (
    Column("題名", "title", field("title")),
    Column("発行者", "publisher", field("publisher")),
    Column("日付", "date", field("date")),
    Column("名簿", "roster", field("roster")),
    ID,
)
HITS = (
    Column("種類", "kind", field("kind")),
    NAME,
    Column("一致した名称", "matched", field("matched")),
    PLACE,
    ID,
)
PAIR = (
    Column("会議体A", "a", field("a_name")),
    Column("会議体B", "b", field("b_name")),
    Column("重なり", "shared", field("shared"), right=True),
    Column("Jaccard", "jaccard", number("jaccard"), right=True),
    Column("重なり係数", "overlap coefficient", number("overlap_coefficient"), right=True),
    Column("機関", "members", names("members")),
)
MEMBERS = (NAME, SECTOR, ID)


def show_table(run: Run, columns: Sequence[Column], items: Sequence[Item], title: str | None = None) -> None:
    """Print items as a table."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(run.say(column.ja, column.en), justify="right" if column.right else "left", overflow="fold")
    for item in items:
        table.add_row(*(_cell(column.text(item)) for column in columns))
    run.out.print(table)


def show_more(run: Run, page: Item) -> None:
    """Say on stderr how many items of a list were shown, and how to go on, where there are more."""
    if page.get("next"):
        shown = f"{len(cast(Sequence[Item], page['items']))}/{page['total']}"
        text = run.say(f"{shown} 件。続きは --cursor {page['next']}", f"{shown}; more by --cursor {page['next']}")
        click.echo(text, err=True)


def show_record(run: Run, record: Item) -> None:
    """Print one record: what is stated, field by field; lists of records by their names or number."""
    table = Table(show_header=False)
    for name, value in record.items():
        if value not in (None, "", [], {}):
            table.add_row(name, _cell(_shown(value)))
    run.out.print(table)


def _shown(value: object) -> object:
    if isinstance(value, dict):
        return value.get("name") or value.get("text") or "、".join(f"{k} {_shown(v)}" for k, v in value.items())
    if isinstance(value, list):
        return "、".join(str(_shown(each)) for each in value) if len(value) <= 20 else str(len(value))
    return value


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
