"""The graph folder may be deleted or damaged at any time: the next start makes it anew from the ledger."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from musubime.errors import NoStore, StoreBroken
from musubime.store.opening import open_store, silent
from tests.contract.values import CHAIR, EMPTY, GRAPH, load, with_nodes

pytestmark = pytest.mark.embedded
MANY = with_nodes(GRAPH, *(CHAIR.model_copy(update={"id": f"seat:n{n}"}) for n in range(400)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a closed store."""
    place = tmp_path / "store"
    store = open_store(place, create=True)
    store.apply(load(EMPTY, GRAPH))
    store.apply(load(GRAPH, MANY))
    store.close()
    return place


def files(folder: Path, *endings: str) -> list[Path]:
    """Return the engine's files with one of these endings."""
    return sorted(path for path in (folder / "graph").iterdir() if path.name.endswith(endings) and path.stat().st_size)


def delete_folder(folder: Path) -> None:
    shutil.rmtree(folder / "graph")


def empty_folder(folder: Path) -> None:
    delete_folder(folder)
    (folder / "graph").mkdir()


def put_a_file_there(folder: Path) -> None:
    delete_folder(folder)
    (folder / "graph").write_text("x")


def cut_every_file(folder: Path) -> None:
    for path in files(folder, ""):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zero_every_bucket(folder: Path) -> None:
    for path in files(folder, ".bucket"):
        path.write_bytes(bytes(path.stat().st_size))


def garbage_in_every_file(folder: Path) -> None:
    for path in files(folder, ""):
        path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def delete_buckets(folder: Path) -> None:
    for path in files(folder, ".bucket")[::2]:
        path.unlink()


def delete_indexes(folder: Path) -> None:
    for path in files(folder, "idx"):
        path.unlink()


def zero_indexes(folder: Path) -> None:
    for path in files(folder, "idx"):
        path.write_bytes(bytes(path.stat().st_size))


def delete_schema(folder: Path) -> None:
    for path in (folder / "graph").glob("schema*.json"):
        path.unlink()


def lose_newest_schema(folder: Path) -> None:
    (folder / "graph" / "schema.json").unlink()


def cut_dictionary(folder: Path) -> None:
    for path in files(folder, ".dict"):
        path.write_bytes(b"")


DAMAGES = (
    *(delete_folder, empty_folder, put_a_file_there, cut_every_file, zero_every_bucket, garbage_in_every_file),
    *(delete_buckets, delete_indexes, zero_indexes, delete_schema, lose_newest_schema, cut_dictionary),
)


@pytest.mark.parametrize("sealed", [True, False], ids=["after a clean end", "after a crash"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_graph_is_made_anew(folder: Path, damage: Callable[[Path], None], sealed: bool) -> None:
    if not sealed:
        (folder / "graph.seal").unlink()
    damage(folder)
    told: list[str] = []
    store = open_store(folder, progress=lambda doing, done, of: told.append(doing))
    try:
        assert store.read_graph() == MANY
        assert store.graph_seq() == 2
        assert store.verify(silent).sound
        after = with_nodes(MANY, CHAIR.model_copy(update={"post": "会長"}))
        store.apply(load(MANY, after))
        assert store.read_graph() == after
        # without the seal the engine may mend what is small by itself
        assert not sealed or "グラフを台帳から作り直しています" in told
    finally:
        store.close()


@pytest.mark.parametrize("place", range(12))
def test_garbage_in_one_file_is_found(folder: Path, place: int) -> None:
    found = files(folder, ".bucket", "idx", ".dict")
    victim = found[place * len(found) // 12]
    held = bytearray(victim.read_bytes())
    start = min(1024, len(held) // 4)
    held[start : start + 8192] = random.Random(place).randbytes(len(held[start : start + 8192]))
    victim.write_bytes(held)
    store = open_store(folder)
    try:
        store.read_graph()
        # bytes that no record uses may change without harm; everything else is made anew
        assert store.verify(silent).sound
    finally:
        store.close()


def test_each_file_of_the_graph_may_be_lost(folder: Path) -> None:
    for name in sorted(path.name for path in (folder / "graph").iterdir()):
        victim = folder / "graph" / name
        if victim.exists():
            victim.write_bytes(b"damaged")
            store = open_store(folder)
            assert store.read_graph() == MANY, name
            assert store.verify(silent).sound, name
            store.close()


def test_a_graph_of_another_store_is_not_taken(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    store = open_store(other, create=True)
    store.apply(load(EMPTY, with_nodes(EMPTY, CHAIR.model_copy(), *GRAPH.nodes())))
    store.apply(load(with_nodes(EMPTY, *GRAPH.nodes()), EMPTY))
    store.close()
    delete_folder(folder)
    shutil.copytree(other / "graph", folder / "graph")
    store = open_store(folder)
    assert store.read_graph() == MANY
    store.close()


def test_an_older_graph_catches_up(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(folder / "graph", kept)
    store = open_store(folder)
    store.apply(load(MANY, GRAPH))
    store.close()
    delete_folder(folder)
    shutil.copytree(kept, folder / "graph")
    store = open_store(folder)
    assert (store.graph_seq(), store.read_graph()) == (3, GRAPH)
    store.close()


def test_a_damaged_ledger_is_said_in_one_sentence(folder: Path) -> None:
    (folder / "ledger.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreBroken, match="restore"):
        open_store(folder)


def test_a_missing_ledger_is_said_in_one_sentence(folder: Path) -> None:
    (folder / "ledger.sqlite").unlink()
    with pytest.raises(StoreBroken, match="台帳"):
        open_store(folder, create=True)


def test_what_is_no_store_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("x")
    for address in ("nowhere", "letters", "letters/a.txt"):
        with pytest.raises(NoStore):
            open_store(tmp_path / address)
    for address in ("letters", "letters/a.txt"):
        with pytest.raises(NoStore):
            open_store(tmp_path / address, create=True)
    with pytest.raises(NoStore, match="http"):
        open_store("http://127.0.0.1/x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters"]


def test_a_folder_made_and_never_filled_opens(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "ledger.sqlite").touch()
    store = open_store(tmp_path / "new")
    assert store.ledger_seq() == 0
    store.close()
