"""The register index over its file: keys to bodies in batches, numbers, similar names, whole entries."""

import json
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from musubime.registers import statements
from musubime.registers.connecting import connected_to_read, translated
from musubime.registers.key_rules import key_rules
from musubime.registers.rows import REGISTERED
from musubime.registers.trigrams import searched, share, trigrams
from musubime.registers.uniting import filled, hit_of, told_once
from musubime.registers.writing import Progress, prepare_anew, silent
from musubime.resolution.keys import prepared
from musubime.resolution.registers import Hit, KeyLevel
from musubime.types.evidence import Identifier
from musubime.types.registers import RegisterEntry, RegisterInfo, RegisterName
from musubime.types.vocabulary import NameKind

_LEVELS = {
    KeyLevel.EXACT: statements.HITS_EXACT,
    KeyLevel.CORE: statements.HITS_CORE,
    KeyLevel.VARIANT: statements.HITS_VARIANT,
}
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_CHUNK = 5_000
_RARE = 20_000
"""How many names the rarest trigrams of a name may bring together."""
_COMPARED = 200
"""How many of them are compared as a whole."""
_KINDS = {kind.value: kind for kind in NameKind}
_SCHEMES = ("corporate_number", "local_government", "school", "ror", "edinet", "jst_project", "doi")


class RegisterFile:
    """Implements `RegisterIndex`; safe to share between threads, and right while a writer works on the file.

    A file that is not there yet is an index without registers until it is.
    """

    def __init__(self, path: Path | None, progress: Progress = silent) -> None:
        self.path = path
        self._progress = progress
        self._turn = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None

    def close(self) -> None:
        """Close the connection; the next question opens it again."""
        with self._turn:
            if self._database is not None:
                self._database.close()
                self._database = None

    def __enter__(self) -> Self:
        """Return the index itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()

    def _rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        if self.path is None:
            return []
        with self._turn, translated(self.path):
            there = _identity(self.path)
            if self._database is not None and there != self._identity:
                # somebody took the file away, perhaps for another one
                self._database.close()
                self._database = None
            if self._database is None and there:
                self._database, self._identity = self._opened(self.path), there
            return self._database.execute(statement, values).fetchall() if self._database else []

    def _opened(self, path: Path) -> sqlite3.Connection | None:
        """Open the file, unless nothing was ever written to it; keys that older rules made are prepared anew first."""
        database = connected_to_read(path)
        if not database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            database.close()
            return None
        found = database.execute(statements.META, ("key_rules",)).fetchone()
        if found is not None and found[0] == key_rules():
            return database
        database.close()
        prepare_anew(path, self._progress)
        return connected_to_read(path)

    def bodies(self) -> tuple[tuple[str, str, str], ...]:
        """Return id, registered name and kind of every body, sorted by id."""
        return tuple(cast("list[tuple[str, str, str]]", self._rows(statements.BODIES)))

    # -- RegisterIndex

    def __bool__(self) -> bool:
        """Whether any register is loaded."""
        return bool(self._rows(statements.ANY))

    def hits(self, level: KeyLevel, keys: Sequence[str]) -> Mapping[str, tuple[Hit, ...]]:
        """Return the hits of many keys at once, sorted by id; keys without a hit are left out."""
        found: dict[str, list[Hit]] = {}
        wanted = sorted(key for key in {*keys} if key and _is_text(key))
        statement = _LEVELS[level]
        for start in range(0, len(wanted), _CHUNK):
            chunk = json.dumps(wanted[start : start + _CHUNK], ensure_ascii=False)
            for row in self._rows(statement, chunk):
                hits = found.get(key := cast(str, row[0]))
                if hits is None:
                    found[key] = [hit_of(row[1:])]
                else:
                    hits.append(hit_of(row[1:]))
        return {key: (hits[0],) if len(hits) == 1 else told_once(hits) for key, hits in found.items()}

    def numbered(self, number: str) -> tuple[Hit, ...]:
        """Return the bodies that carry this number, of whatever scheme, sorted by id."""
        rows = self._rows(statements.NUMBERED, number) if _is_text(number) else []
        return told_once([hit_of(fields) for fields in rows])

    def similar(self, name: str, limit: int) -> tuple[Hit, ...]:
        """Return the bodies whose names share most trigrams with this one, the most similar first: for review only.

        Names are compared without their legal forms, and with them where that decides nothing. Only those that share
        one of the rarer trigrams are found.
        """
        if not _is_text(name):
            return ()
        wanted = trigrams(searched(prepared(name).core))
        counts = self._rows(statements.TRIGRAM_COUNTS, json.dumps(sorted(wanted), ensure_ascii=False))
        shared: Counter[int] = Counter()
        for term, count in sorted(counts, key=lambda row: (cast(int, row[1]), cast(str, row[0]))):
            if shared.total() and shared.total() + cast(int, count) > _RARE:
                break
            rows = self._rows(statements.WITH_TRIGRAM, _quoted(cast(str, term)), _RARE)
            shared.update(cast(int, row[0]) for row in rows)
        likely = json.dumps([id for id, _ in shared.most_common(_COMPARED)])
        whole = trigrams(searched(name))
        ranked: dict[str, tuple[tuple[float, float], Hit]] = {}
        for core, *fields in self._rows(statements.NAMES_BY_ID, likely):
            hit = hit_of(fields)
            score = share(wanted, trigrams(searched(cast(str, core)))), share(whole, trigrams(searched(hit.matched)))
            if hit.id not in ranked or score > ranked[hit.id][0]:
                ranked[hit.id] = score, hit
        best = sorted(ranked.values(), key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].id))
        return tuple(hit for _, hit in best[:limit])

    def entry(self, id: str) -> RegisterEntry | None:
        """Return everything that the registers say of one body; where several do, what the first leaves out."""
        entries = [self._entry(row) for row in (self._rows(statements.ENTRIES, id) if _is_text(id) else ())]
        if not entries:
            return None
        first, *others = sorted(entries, key=lambda entry: (entry.register_id != "nta", entry.register_id))
        for other in others:
            first = filled(first, other)
        return first

    def _entry(self, row: Sequence[object]) -> RegisterEntry:
        entry, register, key, name, kind, prefecture, city, closed, successor = row
        names = self._rows(statements.NAMES_OF, entry)
        numbers = self._rows(statements.NUMBERS_OF, entry)
        return RegisterEntry.model_validate(
            {
                "id": key,
                "register_id": register,
                "name": name,
                "names": tuple(
                    RegisterName(
                        text=cast(str, text),
                        kind=_KINDS[cast(str, name_kind)],
                        valid_from=cast(str, start) or None,
                        valid_to=cast(str, end) or None,
                    )
                    for text, name_kind, start, end in names
                    if name_kind != REGISTERED
                ),
                "kind": kind or None,
                "prefecture": tuple(cast(str, prefecture).split(";")) if prefecture else (),
                "city": city or None,
                "identifiers": tuple(
                    Identifier.model_validate({"scheme": scheme, "value": value, "role": role})
                    for scheme, value, role in numbers
                    if scheme in _SCHEMES
                ),
                "closed": closed or None,
                "successor": successor or None,
            }
        )

    def infos(self) -> tuple[RegisterInfo, ...]:
        """Return the registers that are loaded, by id."""
        fields = (
            "id", "title", "attribution", "attribution_en", "licence", "entries", "names", "loaded_at", "sha256",
            "complete",
        )  # fmt: skip
        return tuple(
            RegisterInfo.model_validate(dict(zip(fields, row, strict=True)) | {"complete": bool(row[-1])})
            for row in self._rows(statements.INFOS)
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of its name; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _is_text(text: str) -> bool:
    """Return whether a text can be stored at all: no half of a surrogate pair, no NUL."""
    return (text.isascii() and "\0" not in text) or _NO_TEXT.search(text) is None


def _quoted(term: str) -> str:
    """Return a trigram as a term of the search."""
    return '"' + term.replace('"', '""') + '"'
