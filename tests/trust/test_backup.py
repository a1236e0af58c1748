"""A backup, everything wiped, the backup restored: the same graph, the same history, ready for more."""

import json
import shutil
from pathlib import Path

import pytest

from musubime_api.cli import run
from tests.api.conftest import SHEET
from tests.api.test_serving import musubime, served

Printed = pytest.CaptureFixture[str]


def answered(capsys: Printed, *arguments: str) -> dict[str, object]:
    """Run a command and return its JSON."""
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with everything that comes with the product and a small sheet with persons."""
    path = tmp_path / "store"
    monkeypatch.setenv("MUSUBIME_STORE", str(path))
    (tmp_path / "試験.csv").write_text(SHEET)
    assert run(["load", "--bundled", "--yes"]) == 0
    assert run(["load", str(tmp_path / "試験.csv"), "--yes"]) == 0
    return path


def test_after_backup_wipe_and_restore_everything_is_as_it_was(store: Path, tmp_path: Path, capsys: Printed) -> None:
    backup = tmp_path / "控え.musubime"
    asked = (["status"], ["ask", "sources"], ["ask", "key-actors"], ["ask", "seats", "--limit", "500"])
    before = [answered(capsys, *question) for question in asked]
    assert run(["export", "graphml", "-o", str(tmp_path / "before.graphml")]) == 0
    assert run(["backup", str(backup)]) == 0
    shutil.rmtree(store)
    assert run(["restore", str(backup)]) == 0
    assert [answered(capsys, *question) for question in asked] == before
    assert run(["verify"]) == 0
    assert run(["export", "graphml", "-o", str(tmp_path / "after.graphml")]) == 0
    assert (tmp_path / "after.graphml").read_bytes() == (tmp_path / "before.graphml").read_bytes()
    again = answered(capsys, "load", str(tmp_path / "試験.csv"), "--yes")
    assert [item["status"] for item in again["items"]] == ["unchanged"]  # type: ignore[attr-defined]
    assert run(["backup", str(tmp_path / "again")]) == 0
    assert (tmp_path / "again").read_bytes() == backup.read_bytes()


def test_a_backup_of_a_running_server_is_that_of_the_stopped_one(store: Path, tmp_path: Path) -> None:
    with served(store) as running:
        assert running.command("backup", str(tmp_path / "running")).returncode == 0
    assert musubime("backup", str(tmp_path / "stopped"), "--store", str(store)).returncode == 0
    assert (tmp_path / "running").read_bytes() == (tmp_path / "stopped").read_bytes()


def test_a_restore_over_data_is_refused_and_changes_nothing(store: Path, tmp_path: Path, capsys: Printed) -> None:
    backup = tmp_path / "backup"
    assert run(["backup", str(backup)]) == 0
    before = answered(capsys, "status")
    assert run(["restore", str(backup)]) == 1
    assert "既にデータがあります" in capsys.readouterr().err
    assert answered(capsys, "status") == before


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.999])
def test_a_backup_that_was_cut_short_makes_no_store(store: Path, tmp_path: Path, kept: float, capsys: Printed) -> None:
    backup = tmp_path / "backup"
    assert run(["backup", str(backup)]) == 0
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * kept)])
    shutil.rmtree(store)
    capsys.readouterr()
    assert run(["restore", str(backup)]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), "Traceback" in err, str(backup) in err) == ("", 1, False, True)
    assert not store.exists()
