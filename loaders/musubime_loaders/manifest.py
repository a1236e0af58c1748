"""`roster.toml`: what a roster is, which files it has, and how many of each kind they must hold."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field as PydanticField
from pydantic import field_validator

from musubime.errors import BadInput
from musubime.types.base import Frozen, Id, LongText, NameText
from musubime.types.evidence import Evidence
from musubime.types.partial_dates import PartialDate
from musubime_loaders.seat_columns import Field, HeadOnly
from musubime_loaders.strict_toml import parse_toml, validated


class Bounds(Frozen):
    """Least and greatest number of something, either open."""

    min: int | None = None
    max: int | None = None

    def hold(self, count: int) -> bool:
        """Return whether the count lies within."""
        return (self.min is None or count >= self.min) and (self.max is None or count <= self.max)


class Expected(Frozen):
    """Numbers that reading must give: an exact one or bounds."""

    programmes: int | Bounds | None = None
    consortia: int | Bounds | None = None
    not_reported: int | Bounds | None = None
    seats: int | Bounds | None = None
    organizations: int | Bounds | None = None
    """Different organization names as read, over seats, tables, owners and relations."""
    persons: int | Bounds | None = None
    """Different pairs of a person's and an organization's name."""
    relations: int | Bounds | None = None
    sources: int | Bounds | None = None
    unnamed_members: int | Bounds | None = None


class ManifestSource(Frozen):
    """One document, or a work that documents only cite."""

    title: NameText
    cited: bool = False
    publisher: NameText | None = None
    url: NameText | None = None
    date: PartialDate | None = None
    licence: NameText | None = None
    note: LongText | None = None
    evidence: tuple[Evidence, ...] = ()


class RosterFile(Frozen):
    """One file of the roster and the reader that knows its layout."""

    name: NameText
    reader: Literal["facts", "member_table", "seats", "head_lines"]
    labels: dict[str, NameText] = PydanticField(default_factory=dict)
    """For a member table: short name of a programme, by key, to name what it does not report by."""


class Join(Frozen):
    """Columns looked up in another file of the roster, by a key that both have."""

    file: NameText
    column: NameText
    """Column of the seats whose value is looked up."""
    key: NameText
    """Column of the other file that holds the value once."""
    take: dict[str, NameText]
    """Column of the other file → heading that its value gets beside the seat's own."""


HeadField = Field | HeadOnly
"""What a line at the head of a file may say: any column, for all rows, or something of the document."""
IGNORED_BY_TOML = "roster.toml の ignore"


class SeatLayout(Frozen):
    """How a table with one seat a row is read; headings that are not given are known ones or refused."""

    headings: tuple[NameText, ...] = ()
    """Names of the columns of a file that has no row of headings."""
    heading_row: int | None = None
    """Number of the row that holds the headings, where it is not seen by itself."""
    for_headings: tuple[NameText, ...] = ()
    """Headings of the files that this roster.toml is for; a file with other headings is read without it."""
    columns: dict[NameText, Field] = PydanticField(default_factory=dict)
    ignore: dict[NameText, NameText] = PydanticField(default_factory=dict)
    """Heading, or key of the head, that is left unread → reason; a list stands for the reason that the toml says so."""
    pairs: NameText | None = None
    """Column whose cells are `key=value; key=value`; each key becomes a column of its own."""
    head: dict[NameText, HeadField] = PydanticField(default_factory=dict)
    """Key of a line `# key: value` at the head → column that it fills, or the date of the edition."""
    fill_down: tuple[NameText, ...] = ()
    """Columns in which an empty cell means the same as the cell above."""
    identity: NameText | None = None
    """Column whose value decides which organization a row means, instead of the name."""
    consortium_key: NameText | None = None
    """Column that tells consortia of one name apart; its value is then added to the name in brackets."""
    one_seat_per: tuple[NameText, ...] = ()
    """Columns; rows that are equal in all of them are one seat."""
    lookups: dict[Field, dict[str, str]] = PydanticField(default_factory=dict)
    """Value as printed → value to read, by column."""
    join: tuple[Join, ...] = ()
    constants: dict[Field, str] = PydanticField(default_factory=dict)
    """Value of a column where the row has none; `{owner}` and the like stand for the row's other columns.

    Where all that it names is empty in a row, so is the value.
    """
    prefecture_from: Field | None = None
    """Column whose value begins with the name of the row's prefecture, such as 岡山県津山市."""
    one_consortium_per_row: bool = False
    """Whether each row is a consortium of its own; one whose name was there before is numbered in brackets."""
    anonymous: bool = True
    """Whether 個人A, counts and classes of members are kept out of the nodes; false makes a node of every name."""

    @field_validator("ignore", mode="before")
    @classmethod
    def _listed_without_reason(cls, ignore: object) -> object:
        return dict.fromkeys(ignore, IGNORED_BY_TOML) if isinstance(ignore, list) else ignore


class Manifest(SeatLayout):
    """The whole of a `roster.toml`."""

    id: Id
    title: NameText
    series: Id
    edition_date: PartialDate | None = None
    edition_date_printed: bool = False
    """Whether the date of the edition is read from the title above the table, such as 令和6年4月1日現在."""
    complete: bool = False
    note: LongText | None = None
    files: tuple[RosterFile, ...] = (RosterFile(name="facts.toml", reader="facts"),)
    default_source: Id = "main"
    sources: dict[Id, ManifestSource]
    expected: Expected = Expected()

    @field_validator("files", mode="before")
    @classmethod
    def _facts_need_no_reader(cls, files: object) -> object:
        if not isinstance(files, list):
            return files
        return [{"name": file, "reader": "facts"} if isinstance(file, str) else file for file in files]


def read_manifest(content: bytes, file: str, defaults: Mapping[str, object] | None = None) -> Manifest:
    """Return what a `roster.toml` says; BadInput where it contradicts itself.

    `defaults` are values for what it leaves out; publisher, url, date and licence may stand at the top when the
    roster has one document only.
    """
    table = {**(defaults or {}), **parse_toml(content, file)}
    return manifest_of(table, file)


def manifest_of(table: dict[str, object], file: str) -> Manifest:
    """Return the manifest that these values make."""
    table.setdefault("series", table.get("id"))
    top = {key: table.pop(key) for key in ("publisher", "url", "date", "licence") if key in table}
    if "sources" not in table and "title" in table:
        table["sources"] = {str(table.get("default_source", "main")): {"title": table["title"], **top}}
    elif top:
        raise BadInput(
            "[sources.…] があるときは、発行者・URL・日付・ライセンスをその中に書いてください。",
            file=file,
            field=next(iter(top)),
        )
    _fill_sources(table)
    manifest = validated(Manifest, table, file)
    elsewhere = manifest.edition_date_printed or "edition_date" in manifest.head.values()
    if manifest.complete and manifest.edition_date is None and not elsewhere:
        raise without_date(file)
    if manifest.default_source not in manifest.sources:
        raise BadInput(
            "この出典はありません。[sources.…] に書き足してください。",
            file=file,
            field="default_source",
            value=manifest.default_source,
        )
    for key, source in manifest.sources.items():
        for evidence in source.evidence:
            if evidence.source not in manifest.sources:
                raise BadInput(
                    "この出典はありません。[sources.…] に書き足してください。",
                    file=file,
                    field=f"sources.{key}.evidence.source",
                    value=evidence.source,
                )
    return manifest


def without_date(file: str) -> BadInput:
    """Return the error for a complete edition that has no date, to be raised."""
    return BadInput(
        "complete = true には版の日付が必要です。edition_date を書くか complete を消してください。",
        file=file,
        field="complete",
    )


def _fill_sources(table: dict[str, object]) -> None:
    """Let the evidence of a cited work stand in the default source where it names none."""
    sources = table.get("sources")
    for source in sources.values() if isinstance(sources, dict) else ():
        evidence = source.get("evidence") if isinstance(source, dict) else None
        for one in evidence if isinstance(evidence, list) else ():
            if isinstance(one, dict):
                one.setdefault("source", table.get("default_source", "main"))
