"""行政事業レビュー 2024 against the joined registry: names, right answers, and the register with a fifth removed."""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from musubime_loaders.reading import InputFile
from musubime_loaders.registers.loading import load_registers

EDGES = Path("bench") / "rs_org_project_edges_2024.csv"
REGISTRY = Path("registries") / "jp_org_registry_dev.csv.gz"
Row = Mapping[str, str]


class Named(NamedTuple):
    """One organization of the review: its name and its corporate number, empty where the review states none."""

    name: str
    number: str


def named(reference: Path) -> list[Named]:
    """Return the distinct organizations of the review, in the order of the file."""
    with (reference / EDGES).open(encoding="utf-8-sig", newline="") as file:
        seen = dict.fromkeys((row["org_key"], row["org_name"], row["corporate_number"]) for row in csv.DictReader(file))
    return [Named(name, number) for _, name, number in seen]


def registry(reference: Path) -> list[Row]:
    """Return the rows of the joined registry."""
    with gzip.open(reference / REGISTRY, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_removed(number: str) -> bool:
    """Return whether a number is of the fifth that is removed: SHA-256 of its 13 ASCII digits, mod 5 = 0."""
    return bool(number) and int.from_bytes(hashlib.sha256(number.encode("ascii")).digest(), "big") % 5 == 0


def with_a_fifth_removed(rows: Sequence[Row]) -> list[Row]:
    """Return the register of part (a)."""
    return [row for row in rows if not is_removed(row["corporate_number"])]


def without_the_review(rows: Sequence[Row]) -> list[Row]:
    """Return the register of part (b): what it knows from the review alone is taken out as well."""
    kept = [row for row in with_a_fifth_removed(rows) if row["src"] != "RS"]
    return [{**row, "aliases": ""} if "RS" in row["src"].split("|") else row for row in kept]


def loaded(rows: Sequence[Row], folder: Path) -> str:
    """Load rows as a joined registry, by the product's own reader, and return the address of their store."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file = folder / "registry.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    address = str(folder / "store")
    load_registers([InputFile(name=file.name, path=file)], address, lambda *_: None)
    return address


def every_other(places: Sequence[bool]) -> Iterator[bool]:
    """Yield whether a row is given its prefecture: those that state one, in order, until half of all rows have it."""
    left = len(places) // 2
    for stated in places:
        given = stated and left > 0
        left -= given
        yield given
