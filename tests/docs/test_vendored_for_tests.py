"""Files of other packages that tests read are what their registry gives, each with its licence."""

import hashlib
import tomllib
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "vendor"
NOTES = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))["package"]


def test_every_file_kept_for_tests_has_the_hash_and_licence_that_is_noted() -> None:
    noted = {f"{package['folder']}/{file['name']}": file["sha256"] for package in NOTES for file in package["file"]}
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDORED.toml"
    }
    assert found == noted
    assert [package["name"] for package in NOTES if not (VENDOR / package["folder"] / "LICENSE").is_file()] == []
