"""An edition in the making: readers add to it, and it checks keys and counts before it becomes a `RosterEdition`."""

from musubime.types.edition import (
    EditionConsortium,
    EditionOrganization,
    EditionPerson,
    EditionProgramme,
    EditionRelation,
    EditionSeat,
    EditionSource,
    RosterEdition,
)
from musubime_loaders.accounting import RowBook
from musubime_loaders.counts import check_expected
from musubime_loaders.manifest import Manifest, ManifestSource
from musubime_loaders.mentions import Mentions


class Draft:
    """What was read of one roster so far."""

    def __init__(self, manifest: Manifest, file: str) -> None:
        self.manifest = manifest
        self.file = file
        self.sources = dict(manifest.sources)
        self.mentions = Mentions(manifest.series)
        self.programmes: dict[str, EditionProgramme] = {}
        self.consortia: dict[str, EditionConsortium] = {}
        self.organizations: list[EditionOrganization] = []
        self.persons: list[EditionPerson] = []
        self.seats: list[EditionSeat] = []
        self.relations: list[EditionRelation] = []
        self.book = RowBook()

    def source_of(self, title: str, url: str = "") -> str:
        """Return the key of the document that a row names by key, or by title and address; a new one is added."""
        if title in self.sources and not url:
            return title
        for key, source in self.sources.items():
            if (source.title, source.url or "") == (title, url):
                return key
        key = f"s{len(self.sources) + 1}"
        while key in self.sources:
            key += "x"
        self.sources[key] = ManifestSource(title=title, url=url or None)
        return key

    def edition(self, sha256: str, *, expect: bool = True) -> RosterEdition:
        """Return the edition; BadInput where a count of `[expected]` fails. `sha256` is of the bytes that were read."""
        manifest = self.manifest
        sources = tuple(
            EditionSource(
                key=key,
                sha256=None if source.cited else sha256,
                **{name: getattr(source, name) for name in type(source).model_fields},
            )
            for key, source in self.sources.items()
        )
        edition = RosterEdition(
            roster=manifest.id,
            series=manifest.series,
            title=manifest.title,
            edition_date=manifest.edition_date,
            complete=manifest.complete,
            note=manifest.note,
            sources=sources,
            organizations=tuple(self.organizations),
            persons=tuple(self.persons),
            programmes=tuple(self.programmes.values()),
            consortia=tuple(self.consortia.values()),
            seats=tuple(self.seats),
            relations=tuple(self.relations),
            rows=self.book.rows().counts(),
        )
        if expect:
            check_expected(edition, manifest.expected, self.file)
        return edition
