"""`roster.toml`: what a roster is, which files it has, and how many of each kind they must hold."""

from typing import Literal

from pydantic import Field, field_validator

from musubime.errors import BadInput
from musubime.types.base import Frozen, Id, LongText, NameText
from musubime.types.evidence import Evidence
from musubime.types.partial_dates import PartialDate
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
    reader: Literal["facts", "member_table", "seats"]
    labels: dict[str, NameText] = Field(default_factory=dict)
    """For a member table: short name of a programme, by key, to name what it does not report by."""


class Manifest(Frozen):
    """The whole of a `roster.toml`."""

    id: Id
    title: NameText
    series: Id
    edition_date: PartialDate | None = None
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


def read_manifest(content: bytes, file: str) -> Manifest:
    """Return what a `roster.toml` says; BadInput where it contradicts itself."""
    table = parse_toml(content, file)
    table.setdefault("series", table.get("id"))
    _fill_sources(table)
    manifest = validated(Manifest, table, file)
    if manifest.complete and manifest.edition_date is None:
        raise BadInput(
            "complete = true には版の日付が必要です。edition_date を書くか complete を消してください。",
            file=file,
            field="complete",
        )
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


def _fill_sources(table: dict[str, object]) -> None:
    """Let the evidence of a cited work stand in the default source where it names none."""
    sources = table.get("sources")
    for source in sources.values() if isinstance(sources, dict) else ():
        evidence = source.get("evidence") if isinstance(source, dict) else None
        for one in evidence if isinstance(evidence, list) else ():
            if isinstance(one, dict):
                one.setdefault("source", table.get("default_source", "main"))
