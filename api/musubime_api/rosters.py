"""The rosters that come with the product, as the command line lists them."""

from musubime.types.base import Frozen, described
from musubime_loaders.bundled import bundled_rosters
from musubime_loaders.manifest import Manifest, read_manifest
from musubime_loaders.roster_folder import MANIFEST


class KnownRoster(Frozen):
    """One roster whose layout is known."""

    id: str = described("ID", "Id of the roster")
    title: str = described("名称", "Title of the roster")
    series: str = described("系列", "Series of editions that it belongs to")
    edition_date: str | None = described("版の日付", "Date of the edition; null where none is stated", None)
    complete: bool = described("完全", "Whether a later edition ends what it does not state")
    publisher: str | None = described("発行者", "Publisher of its document", None)
    readers: tuple[str, ...] = described("読み方", "Readers of its files")


def known_rosters() -> list[KnownRoster]:
    """Return the bundled rosters in the order of their ids."""
    return [
        _known(read_manifest((folder / MANIFEST).read_bytes(), f"{id}/{MANIFEST}"))
        for id, folder in bundled_rosters().items()
    ]


def _known(manifest: Manifest) -> KnownRoster:
    return KnownRoster(
        id=manifest.id,
        title=manifest.title,
        series=manifest.series,
        edition_date=manifest.edition_date,
        complete=manifest.complete,
        publisher=manifest.sources[manifest.default_source].publisher,
        readers=tuple(sorted({file.reader for file in manifest.files})),
    )
