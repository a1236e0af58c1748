"""A cell that holds whole person lines such as 氏名（所属 役職）: each line one person or more."""

from musubime_loaders.names.entry import LineKind, ParsedEntry
from musubime_loaders.names.parsing import parse


def read_person_cell(text: str) -> tuple[ParsedEntry, ...]:
    """Return the entries of a cell, in printed order; lines are read apart where each names a person."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        apart = [parse(line, LineKind.PERSON_LINE) for line in lines]
        if all(any(entry.person for entry in entries) for entries in apart):
            return tuple(entry for entries in apart for entry in entries)
    return parse(" ".join(lines), LineKind.PERSON_LINE)
