"""A server leaves its address beside the embedded store, for its owner only, and takes it away again."""

import stat
from pathlib import Path

from musubime_api.address_file import found, left_beside, new_address


def test_the_address_lies_beside_the_store_until_the_server_stops(tmp_path: Path) -> None:
    address = new_address("http://127.0.0.1:8123")
    with left_beside(str(tmp_path), address):
        assert found(str(tmp_path)) == address
        assert stat.S_IMODE((tmp_path / "server.json").stat().st_mode) == 0o600
    assert found(str(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_server_leaves_the_address_of_its_successor_alone(tmp_path: Path) -> None:
    first, second = new_address("http://127.0.0.1:1"), new_address("http://127.0.0.1:2")
    with left_beside(str(tmp_path), second):
        with left_beside(str(tmp_path), first):
            (tmp_path / "server.json").write_text(second.model_dump_json())
        assert found(str(tmp_path)) == second


def test_a_damaged_file_and_a_database_address_have_no_server(tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text("{half")
    assert found(str(tmp_path)) is None
    assert found("bolt://127.0.0.1:7687") is None
