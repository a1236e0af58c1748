"""docs/rosters.md names every column, every heading and every item of a roster.toml, and its example is read."""

import re
from pathlib import Path

from musubime_loaders.manifest import Expected, Join, Manifest, ManifestSource, RosterFile, read_manifest
from musubime_loaders.seat_columns import FIELDS
from scripts.write_rosters import MEANINGS, PLACE, written

TEXT = PLACE.read_text(encoding="utf-8")
ROOT = Path(__file__).parent.parent.parent


def test_the_tables_of_columns_are_as_the_readers_know_them() -> None:
    assert written(TEXT) == TEXT
    assert list(MEANINGS) == list(FIELDS)


def test_every_item_of_a_roster_toml_is_explained() -> None:
    explained = set(re.findall(r"`(\w+)`", TEXT))
    items = {
        *Manifest.model_fields, *ManifestSource.model_fields, *Expected.model_fields, *Join.model_fields,
        *RosterFile.model_fields,
    }  # fmt: skip
    assert items - explained - {"name", "reader", "title", "evidence"} == set()


def test_the_example_is_a_sound_roster_toml() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    manifest = read_manifest(example.encode(), "roster.toml")
    assert (manifest.id, manifest.complete, manifest.columns["お名前"]) == ("kochi-council", True, "person")


def test_both_readmes_lead_to_it() -> None:
    for name in ("README.md", "README.ja.md"):
        assert "docs/rosters.md" in (ROOT / name).read_text(encoding="utf-8")
