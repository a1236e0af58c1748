"""Files of other packages are what their registry gives, and each says under which licence."""

import hashlib
import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

VENDOR = files("musubime_web").joinpath("static", "vendor")
ROOT = Path(__file__).parents[2]
NOTES = tomllib.loads(VENDOR.joinpath("VENDORED.toml").read_text(encoding="utf-8"))["package"]


@pytest.mark.parametrize("package", NOTES, ids=lambda package: str(package["name"]))
def test_every_vendored_file_has_the_hash_that_is_noted(package: dict[str, object]) -> None:
    noted = {file["name"]: file["sha256"] for file in package["file"]}  # type: ignore[attr-defined]
    folder = VENDOR.joinpath(str(package["folder"]))
    found = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}
    assert found == noted
    assert any(name.startswith("LICENSE") for name in found)


def test_no_folder_is_vendored_without_a_note() -> None:
    folders = {one.name for one in VENDOR.iterdir() if one.is_dir()}
    assert folders == {package["folder"] for package in NOTES}


@pytest.mark.parametrize("package", NOTES, ids=lambda package: str(package["name"]))
def test_an_installed_package_of_the_registry_holds_the_same_bytes(package: dict[str, object]) -> None:
    installed = ROOT / "node_modules" / str(package["name"])
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    entry = locked.get(f"node_modules/{package['name']}")
    if entry is None:
        return  # swagger-ui-dist reports installs to another host, so only its hash is kept here
    assert entry["version"] == package["version"]
    if installed.is_dir():
        for file in package["file"]:  # type: ignore[attr-defined]
            there = (installed / file["in_package"]).read_bytes()
            assert hashlib.sha256(there).hexdigest() == file["sha256"]
