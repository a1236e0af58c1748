"""The cell of a person: the name, and the role or mark that is printed with it."""

import re
from typing import NamedTuple

from musubime_loaders.name_lexicon import HONORIFIC, PERSON_NAME
from musubime_loaders.names.entry import LineKind
from musubime_loaders.names.parsing import parse

_MORE = re.compile(r"[（(［\[※＊*◎○●☆★、，,／/]|[\u2e80-\u2fdf]|[\ufe00-\ufe0f]")


class PersonCell(NamedTuple):
    """One person that a cell names."""

    name: str
    role: str | None = None
    flags: tuple[str, ...] = ()


def persons_in(printed: str) -> tuple[PersonCell, ...]:
    """Return the persons of a cell, as printed but for honorifics; marks, roles and readings are taken off.

    >>> [person.name for person in persons_in("河村 保彦 氏")], persons_in("白井 克彦（座長）")[0].role
    (['河村 保彦'], '座長')
    """
    if not printed:
        return ()
    lines = [line.strip() for line in printed.split("\n") if line.strip()]
    if len(lines) > 1 and all(PERSON_NAME.match(line) and len(re.sub(r"\s", "", line)) >= 3 for line in lines):
        return tuple(person for line in lines for person in persons_in(line))
    text = HONORIFIC.sub("", " ".join(lines))
    if not _MORE.search(text):
        return (PersonCell(text),)
    entries = parse(text, LineKind.PERSON_LINE)
    if not entries or any(entry.person is None or entry.organization for entry in entries):
        return (PersonCell(text),)
    return tuple(
        PersonCell(str(entry.person), entry.role or entry.post, tuple(flag.value for flag in entry.flags))
        for entry in entries
    )
