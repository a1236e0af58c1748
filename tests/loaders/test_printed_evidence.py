"""Every excerpt that a bundled roster quotes stands in the document or register row that it is said to be from."""

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from musubime.types.edition import RosterEdition
from musubime_loaders.bundled import bundled_rosters
from musubime_loaders.roster_folder import read_roster_folder

DOCUMENTS = {
    "dx-next-tohoku": "dnt_committee_slides.txt",
    "tohoku-dx-report": "tohoku_dx_report_chapter3.txt",
    "tohoku-municipal-support": "tohoku_dx_report_chapter3.txt",
    "three-prefecture-table": "cabinet_office_regional_networks.txt",
    "cabinet-office-regional-networks": "cabinet_office_regional_networks.txt",
    "koriyama-dx-platform": "koriyama_dx_platform_dialogue.txt",
    "meti-dx-lab-review": "meti_dx_lab_review_minutes.txt",
}
# Line breaks, spaces, marks of emphasis and of list items are of the text file, not of the print.
_LAYOUT = re.compile(r"\s|\*\*|-")


def _folded(text: str) -> str:
    return _LAYOUT.sub("", text)


def _quotes(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        if key != "mention" and value.get("printed"):
            yield value["printed"]
        for name, item in value.items():
            if name not in ("mention", "organization", "person", "start", "end"):
                yield from _quotes(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _quotes(item, key)


def _edition(roster: str) -> RosterEdition:
    return read_roster_folder(bundled_rosters()[roster])


@pytest.mark.parametrize("roster", sorted(DOCUMENTS))
def test_every_quote_stands_in_its_document(roster: str, reference: Path) -> None:
    document = _folded((reference / "sources" / DOCUMENTS[roster]).read_text(encoding="utf-8"))
    quotes = list(_quotes(_edition(roster).model_dump(mode="json")))
    assert quotes
    assert [quote for quote in quotes if _folded(quote) not in document] == []


def test_every_register_number_stands_in_a_register_row_of_that_name(reference: Path) -> None:
    rows: dict[str, set[str]] = {}
    for name, columns in (
        ("jp_org_registry_dev.csv.gz", ("corporate_number", "mext_code", "ror", "edinet")),
        ("nta_slice_tohoku_hiroshima_tokushima_kochi.csv.gz", ("corporate_number",)),
    ):
        with gzip.open(reference / "registries" / name, "rt", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    rows.setdefault(row[column], set()).update((row["name"], row.get("kana") or ""))
    wrong = []
    for organization in _edition("register-facts").organizations:
        printed = " ".join(evidence.printed or "" for evidence in organization.evidence)
        for identifier in organization.identifiers:
            names = {name for name in rows.get(identifier.value, set()) if name}
            if not any(name in printed for name in names):
                wrong.append((organization.mention.name, identifier.value))
    assert wrong == []
