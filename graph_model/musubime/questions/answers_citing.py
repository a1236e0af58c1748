"""Answers about what is asked: what one graph version contains, and how a selection of it is cited."""

from typing import Literal

from musubime.questions.answers import Answer, Timed, shown
from musubime.questions.answers_views import Counts
from musubime.types.base import Frozen


class SnapshotLoad(Frozen):
    """One change set of the ledger on the way to a graph version."""

    id: str = shown("ID", "Id of the change set")
    kind: Literal["load", "judgements", "undo"] = shown("種類", "What it was", example="load")
    title: str = shown("題名", "Title of what was loaded or judged")
    roster: str | None = shown("名簿", "Id of the roster, for a load", None, example="three-prefecture-table")
    edition_date: str | None = shown("版の日付", "Date of the edition, where one is stated", None)
    at: str = shown("日時", "When it was written, UTC")
    graph_version: str = shown("グラフの版", "Graph version that it led to")


class SnapshotSource(Frozen):
    """A document that a roster is read from."""

    id: str = shown("ID", "Id of the source")
    title: str = shown("題名", "Title of the source")
    licence: str | None = shown("ライセンス", "Licence, where one is stated", None)
    sha256: str | None = shown("SHA-256", "Hash of the bytes that were loaded", None)


class SnapshotRoster(Frozen):
    """One roster as this version holds it."""

    id: str = shown("ID", "Id of the roster", example="three-prefecture-table")
    title: str | None = shown("題名", "Title as it was last loaded", None)
    edition_dates: tuple[str, ...] = shown("版の日付", "Dates of the editions that state seats, the oldest first", ())
    seats: int = shown("席", "Seats that it states", example=84)
    sources: tuple[SnapshotSource, ...] = shown("出典", "Documents it is read from, by title", ())
    loaded_at: str | None = shown("読み込み日時", "When it was last loaded, UTC", None)


class SnapshotSize(Frozen):
    """How large the two-mode graph of organizations and consortia is."""

    organizations: int = shown("機関", "Organizations with a seat", example=66)
    consortia: int = shown("会議体", "Consortia with a seat of an organization", example=8)
    memberships: int = shown("参画", "Pairs of organization and consortium", example=84)
    expansions: int = shown("展開", "Σ d(d−1)/2 over organizations: what bridge and overlap questions cost", example=21)


class SnapshotMeasure(Frozen):
    """One measure and where it is asked for."""

    id: str = shown("ID", "Name of the measure, as a field and for `sort`", example="memberships")
    path: str = shown("パス", "Path that answers it", example="/api/v1/key-actors?sort=memberships")


class SnapshotAnswer(Answer):
    """What one graph version contains; of an earlier one only what the ledger tells is known."""

    current: bool = shown("現在の版", "Whether this is the graph as it stands")
    current_version: str = shown("現在の版のID", "Graph version as it stands")
    in_ledger: bool = shown("台帳の記載", "Whether the ledger led to this version")
    loaded_at: str | None = shown(
        "読み込み日時", "When this version came to be, UTC; null where the ledger is silent", None
    )
    persons: bool = shown("人の表示", "Whether persons are shown")
    as_of: str | None = shown("基準日", "Newest edition date in the graph; null for an earlier version", None)
    counts: Counts | None = shown("件数", "Records by kind; null for an earlier version", None)
    ties: dict[str, int] | None = shown("関係の件数", "Stated ties by type; null for an earlier version", None)
    size: SnapshotSize | None = shown("大きさ", "Size of the two-mode graph; null for an earlier version", None)
    rosters: tuple[SnapshotRoster, ...] | None = shown("名簿", "By id; null for an earlier version", None)
    measures: tuple[SnapshotMeasure, ...] = shown("測度", "What can be measured; empty for an earlier version", ())
    loads: tuple[SnapshotLoad, ...] = shown("履歴", "Change sets up to this version, the oldest first", ())


class CitedSource(Frozen):
    """A document that the cited seats and consortia stand on."""

    id: str = shown("ID", "Id of the source")
    title: str = shown("題名", "Title", example="地域の産学官ネットワークの可視化")
    publisher: str | None = shown("発行者", "Publisher, where one is stated", None)
    date: str | None = shown(
        "日付", "Date of publication as stated, to the year, month or day", None, example="2022-03"
    )
    url: str | None = shown("URL", "Address, where one is stated", None)
    licence: str | None = shown("ライセンス", "Licence, where one is stated", None)
    seats: str = shown("席", "Path to the seats that it states")


class Citation(Answer, Timed):
    """How a selection of one graph version is cited, in three forms."""

    text: str = shown("引用文", "A citation to paste into a text, the sources below it")
    bibtex: str = shown("BibTeX", "The graph and each source as entries, UTF-8")
    cff: str = shown("CFF", "Citation File Format 1.2.0 (YAML)")
    product_version: str = shown("ソフトウェアの版", "Version of the software", example="0.1.0")
    loaded_at: str | None = shown(
        "読み込み日時", "When this version came to be, UTC; null where the ledger is silent", None
    )
    path: str = shown(
        "パス",
        "Address of the cited seats on any server with this graph version; the date is in it where it is a whole one",
        example="/api/v1/seats?roster=three-prefecture-table",
    )
    filters: tuple[str, ...] = shown(
        "条件", "Filters as asked, `name=value`", (), example=["roster=three-prefecture-table"]
    )
    seats: int = shown("席", "Seats that are cited", example=84)
    consortia: int = shown("会議体", "Consortia that are cited, those without stated members too", example=9)
    sources: tuple[CitedSource, ...] = shown("出典", "Documents that state them, by title", ())
