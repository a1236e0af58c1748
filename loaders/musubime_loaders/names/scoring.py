"""How right the parser is on cases with expected entries: per kind right and total, and what went wrong."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from musubime.errors import BadInput
from musubime.resolution.keys import exact_key
from musubime_loaders.name_lexicon import FORM
from musubime_loaders.names.bundled_names import bundled_names
from musubime_loaders.names.entry import LineKind, ParsedEntry
from musubime_loaders.names.parsing import parse

Expected = Mapping[str, object]
Reader = Callable[[str, LineKind | None], Sequence[ParsedEntry]]


class Case(NamedTuple):
    """One printed text with the entries that it should give."""

    id: str
    kind: LineKind
    text: str
    expect: tuple[Expected, ...]


class Failure(NamedTuple):
    """A case that was not read fully right."""

    case: Case
    got: tuple[ParsedEntry, ...]
    why: str


class KindScore(NamedTuple):
    """How many cases of one kind are fully right."""

    kind: LineKind
    right: int
    total: int


class ParserScore(NamedTuple):
    """The table of kinds, the cases that failed, and the wrong organizations that no flag doubts."""

    kinds: tuple[KindScore, ...]
    failures: tuple[Failure, ...]
    wrong_without_flag: tuple[tuple[str, str], ...]
    """(id of the case, organization)."""

    @property
    def right(self) -> int:
        """How many cases are fully right."""
        return sum(kind.right for kind in self.kinds)

    @property
    def total(self) -> int:
        """How many cases there are."""
        return sum(kind.total for kind in self.kinds)


def read_cases(file: Path) -> list[Case]:
    """Return the cases of a JSON Lines file with `id`, `kind`, `input` and `expect`; BadInput with the line."""
    cases: list[Case] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            cases.append(Case(str(row["id"]), LineKind(row["kind"]), str(row["input"]), tuple(row["expect"])))
        except (ValueError, KeyError, TypeError):
            raise BadInput(
                "正解の行として読めません。id、kind、input、expect を書いてください。", file=str(file), row=number
            ) from None
    return cases


def score(cases: Iterable[Case], *, tell_kind: bool = True, read: Reader | None = None) -> ParserScore:
    """Return how many cases are fully right: every entry, every field, in order, and none besides.

    Organizations are canonical in the expectation: right is the one read, a candidate, or the same name without its
    legal form. Without `tell_kind` the parser has to see the kind by itself.
    """
    reader = read or _parsed
    right: dict[LineKind, int] = {}
    total: dict[LineKind, int] = {}
    failures: list[Failure] = []
    wrong: list[tuple[str, str]] = []
    for case in cases:
        got = tuple(reader(case.text, case.kind if tell_kind else None))
        total[case.kind] = total.get(case.kind, 0) + 1
        why = _why_wrong(case, got)
        right[case.kind] = right.get(case.kind, 0) + (why is None)
        if why is not None:
            failures.append(Failure(case, got, why))
        expected = [_organization_of(case.kind, entry) for entry in case.expect]
        wrong += [
            (case.id, entry.organization)
            for entry in got
            if entry.organization and not entry.flags and not any(name and is_same(entry, name) for name in expected)
        ]
    kinds = tuple(KindScore(kind, right[kind], total[kind]) for kind in LineKind if kind in total)
    return ParserScore(kinds, tuple(failures), tuple(wrong))


def is_same(entry: ParsedEntry, name: str) -> bool:
    """Return whether the organization read, or one of its candidates, is this body."""
    printed = [entry.organization or "", *entry.candidates]
    keys = {exact_key(each) for each in printed} | {_bare(each) for each in printed}
    return exact_key(name) in keys or _bare(name) in keys


def _parsed(text: str, kind: LineKind | None) -> Sequence[ParsedEntry]:
    return parse(text, kind, bundled_names())


def _why_wrong(case: Case, got: Sequence[ParsedEntry]) -> str | None:
    if len(got) != len(case.expect):
        return f"{len(got)} entries instead of {len(case.expect)}"
    for at, (entry, expected) in enumerate(zip(got, case.expect, strict=True)):
        for what, is_right in _fields(case.kind, entry, expected):
            if not is_right:
                return f"entry {at + 1}: {what}"
    return None


def _fields(kind: LineKind, entry: ParsedEntry, expected: Expected) -> Iterable[tuple[str, bool]]:
    name = _organization_of(kind, expected)
    yield "organization", is_same(entry, name) if name else entry.organization is None
    held = _folded(" ".join(part for part in (entry.unit, entry.post) if part))
    if kind is LineKind.MEMBER_CELL:
        yield "sector", entry.sector == expected.get("sector")
        yield "role", _folded(entry.post) == _folded(expected.get("role"))
    elif kind is LineKind.BODY_ROLE:
        yield "role", _folded(entry.role) == _folded(expected.get("role"))
    elif kind is not LineKind.ORG_FIELD:
        yield "name", _folded(entry.person) == _folded(expected.get("name"))
        yield "title", held == _folded(expected.get("title"))
        if kind is not LineKind.ROLE_NAME:
            yield "role", _folded(entry.role) == _folded(expected.get("role"))
        yield "absent", bool(expected.get("absent")) == ("absent" in entry.flags)


def _organization_of(kind: LineKind, expected: Expected) -> str | None:
    key = {LineKind.MEMBER_CELL: "name", LineKind.ORG_FIELD: "name", LineKind.BODY_ROLE: "body"}.get(
        kind, "affiliation"
    )
    value = expected.get(key)
    return str(value) if value else None


def _folded(value: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(value or "")).split())


def _bare(name: str) -> str:
    """Return the key without the legal form."""
    return re.sub(FORM, "", exact_key(name))
