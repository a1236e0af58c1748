"""The data dictionary: every column and attribute of every format, from the same descriptions that write the files."""

from musubime.exports.about import About
from musubime.exports.attributes import (
    CONSORTIUM_ATTRIBUTES,
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    ORGANIZATION_ATTRIBUTES,
    PERSON_ATTRIBUTES,
    PROGRAMME_ATTRIBUTES,
    SOURCE_ATTRIBUTES,
    Attribute,
    of_fields,
)
from musubime.exports.projection import PROJECTED_ATTRIBUTES
from musubime.exports.table import PAIR_COLUMNS, SEAT_COLUMNS
from musubime.types.base import Frozen, described

_GRAPHS = ("graphml", "gexf", "json")
TABLES: tuple[tuple[str, tuple[str, ...], tuple[Attribute, ...]], ...] = (
    (
        "about",
        ("graphml", "gexf", "json", "jsonl", "xlsx", "cypher", "svg", "png", "html"),
        tuple(of_fields(About).values()),
    ),
    ("nodes", _GRAPHS, NODE_ATTRIBUTES),
    ("edges", _GRAPHS, EDGE_ATTRIBUTES),
    ("projected_edges", ("graphml", "gexf"), PROJECTED_ATTRIBUTES),
    ("seats", ("csv", "xlsx"), SEAT_COLUMNS),
    ("pairs", ("csv",), PAIR_COLUMNS),
    ("organizations", ("xlsx", "jsonl", "matrix-market"), ORGANIZATION_ATTRIBUTES),
    ("persons", ("xlsx", "jsonl"), PERSON_ATTRIBUTES),
    ("consortia", ("xlsx", "jsonl", "matrix-market"), CONSORTIUM_ATTRIBUTES),
    ("programmes", ("xlsx", "jsonl"), PROGRAMME_ATTRIBUTES),
    ("sources", ("xlsx", "jsonl"), SOURCE_ATTRIBUTES),
)
"""What is described where: table, formats, attributes in their order."""


class Entry(Frozen):
    """One column or attribute."""

    table: str = described("表", "Table or part of a file that has it")
    name: str = described("名前", "Name for programs")
    title: str = described("見出し", "Japanese title, the heading in a spreadsheet")
    type: str = described("型", "string, int, double or boolean")
    meaning: str = described("意味", "What it says")
    formats: tuple[str, ...] = described("形式", "Formats that have it")


def entries() -> tuple[Entry, ...]:
    """Return every column and attribute, table by table, each in the order of the files."""
    return tuple(
        Entry(table=table, name=one.name, title=one.title, type=one.type, meaning=one.meaning, formats=formats)
        for table, formats, attributes in TABLES
        for one in attributes
    )
