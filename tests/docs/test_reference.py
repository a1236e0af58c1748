"""docs/command-line.md and docs/rest.md are written from the commands and routes themselves."""

from pathlib import Path

import pytest

from musubime_api.cli import group
from scripts.write_reference import FILES

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("name", FILES)
def test_the_reference_is_as_the_program(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == FILES[name]()


def test_every_command_stands_in_the_reference() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert [name for name in group.commands if f"## `musubime {name}`" not in text] == []


def test_the_commands_of_the_doors_are_there() -> None:
    doors = "serve load rosters ask export status verify rebuild backup restore copy cypher key"
    assert set(doors.split()) - set(group.commands) == set()
