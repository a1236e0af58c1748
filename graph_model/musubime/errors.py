"""Every error the product raises on purpose, as one tree.

MusubimeError
├── BadInput                a file or value the user gave; says file, row, field and what to do
│   └── UnreadableFile      the bytes are not what they claim to be
├── NotFound                no such id
│   └── PersonsOff          persons are switched off
├── BadQuestion             a parameter that cannot apply
│   └── TooMany             the answer would pass its bound; names the filters that would do
├── StoreError
│   ├── NoStore             nothing at this address
│   ├── StoreInUse          another process holds it
│   ├── StoreAway           the database does not answer
│   ├── WrongPassword       the database refuses the login
│   ├── StoreFull           no room left; nothing was changed
│   ├── StoreBehind         the graph waits to catch up with the ledger
│   ├── StoreBroken         the ledger itself cannot be read
│   ├── ForkedHandle        a handle inherited over a fork
│   ├── QueryRefused        a query of the user's own that cannot be run
│   └── VersionMoved        the graph is no longer the one a difference was shown for
└── Refused                 the door says no (Host, Origin, key, bind address)
"""


class MusubimeError(Exception):
    """Base of the tree; `str(error)` is one sentence for the user."""


class BadInput(MusubimeError):
    """A file, row or value that cannot be used; nothing was changed."""

    def __init__(
        self,
        problem: str,
        *,
        file: str | None = None,
        row: int | None = None,
        field: str | None = None,
        value: str | None = None,
    ) -> None:
        self.problem, self.file, self.row, self.field, self.value = problem, file, row, field, value
        places = [file or "", f"{row} 行目" if row is not None else "", f"「{field}」" if field else ""]
        place = " ".join(p for p in places if p)
        shown = f"（値: {value[:80]}）" if value is not None else ""
        super().__init__(f"{place}: {problem}{shown}" if place else f"{problem}{shown}")


class UnreadableFile(BadInput):
    """The bytes are not what the file claims to be."""


class NotFound(MusubimeError):
    """No record has this id."""

    def __init__(self, kind: str, id: str) -> None:
        self.kind, self.id = kind, id
        super().__init__(f"{kind} {id} はありません。一覧または検索から選び直してください。")


class PersonsOff(NotFound):
    """Persons are switched off on this server."""

    def __init__(self) -> None:
        MusubimeError.__init__(self, "人物の表示は無効です（MUSUBIME_PERSONS=off）。機関と役職は表示できます。")
        self.kind, self.id = "person", ""


class BadQuestion(MusubimeError):
    """A parameter that cannot apply to this question."""

    def __init__(self, problem: str, *, field: str | None = None, value: str | None = None) -> None:
        self.problem, self.field, self.value = problem, field, value
        super().__init__(problem)


class TooMany(BadQuestion):
    """The answer would pass its bound."""


class StoreError(MusubimeError):
    """Base of everything that concerns the store."""


class NoStore(StoreError):
    """Nothing that could be opened lies at this address."""


class StoreInUse(StoreError):
    """Another process holds the embedded store."""


class StoreAway(StoreError):
    """The database does not answer."""


class WrongPassword(StoreError):
    """The database refuses the login."""


class StoreFull(StoreError):
    """There is no room left; nothing was changed."""


class StoreBehind(StoreError):
    """The graph has to catch up with the ledger before anything is written."""


class StoreBroken(StoreError):
    """The ledger itself cannot be read."""


class ForkedHandle(StoreError):
    """The store was opened in another process than this one."""


class QueryRefused(StoreError):
    """A query that cannot be run: it writes, it is not Cypher, or it ran out of time."""


class VersionMoved(StoreError):
    """The graph is no longer the one that the difference was shown for."""

    def __init__(self, expected: str, current: str) -> None:
        self.expected, self.current = expected, current
        super().__init__(
            "差分を表示した後にデータが更新されました。新しい差分を確認してから、もう一度適用してください。"
        )


class Refused(MusubimeError):
    """The door says no."""
