"""The register file: where it lies, how it answers, what it does beside a writer, and when the rules of keys change."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest

from musubime.errors import BadInput, NotFound, StoreError, StoreInUse
from musubime.registers import connecting, reading, writing
from musubime.registers.opening import open_registers
from musubime.registers.place import registers_path
from musubime.registers.reading import RegisterFile
from musubime.registers.writing import RegisterWriter
from musubime.resolution.keys import prepared
from musubime.resolution.registers import Hit, KeyLevel, RegisterIndex
from musubime_loaders.registers.loading import remove_register
from tests.registers.files import EDINET, FULL, MEXT, as_csv, everything, index, load


def test_without_a_file_the_index_is_empty_and_false(tmp_path: Path) -> None:
    for registers in (open_registers(None), open_registers(str(tmp_path / "nowhere"))):
        used: RegisterIndex = registers
        assert not used
        assert used.hits(KeyLevel.EXACT, ["徳島県"]) == {}
        assert used.numbered("4000020360007") == ()
        assert used.similar("徳島県", 5) == ()
        assert used.entry("cn:4000020360007") is None
        assert used.infos() == ()
    assert not (tmp_path / "nowhere").exists()


def test_registers_lie_in_the_folder_of_a_store_or_in_the_data_folder_of_the_user(tmp_path: Path) -> None:
    assert registers_path(str(tmp_path)) == tmp_path / "registers.sqlite"
    data = Path(platformdirs.user_data_dir("musubime", appauthor=False))
    one, other = registers_path("bolt://localhost:7687"), registers_path("neo4j+s://graph.example:7687")
    assert one.parent == other.parent == data / "registers"
    assert one.name.startswith("localhost-7687-")
    assert one != other
    assert one == registers_path("bolt://LOCALHOST:7687/")
    assert one != registers_path("neo4j://localhost:7687")


def test_an_index_that_was_opened_before_the_load_sees_what_is_loaded(tmp_path: Path) -> None:
    with index(tmp_path) as registers:
        assert not registers
        load(tmp_path, numbers__csv=as_csv(FULL))
        assert registers
        assert list(registers.hits(KeyLevel.EXACT, ["徳島県"])) == ["徳島県"]
        remove_register("nta", str(tmp_path / "store"))
        assert not registers
        assert registers.hits(KeyLevel.EXACT, ["徳島県"]) == {}


def test_an_index_sees_that_its_file_was_taken_away_and_made_anew(tmp_path: Path) -> None:
    load(tmp_path, numbers__csv=as_csv(FULL))
    with index(tmp_path) as registers:
        assert [info.id for info in registers.infos()] == ["nta"]
        for path in (tmp_path / "store").iterdir():
            path.unlink()
        assert registers.infos() == ()
        load(tmp_path, schools__csv=as_csv(MEXT))
        assert [info.id for info in registers.infos()] == ["mext"]


def test_each_level_of_keys_finds_its_names(tmp_path: Path) -> None:
    load(tmp_path, numbers__csv=as_csv(FULL))
    name = "マツダ株式会社"
    with index(tmp_path) as registers:
        for printed, levels in (
            ("マツダ㈱", {KeyLevel.EXACT, KeyLevel.CORE, KeyLevel.VARIANT}),
            ("株式会社マツダ", {KeyLevel.CORE}),
            ("マツダ", {KeyLevel.CORE}),
        ):
            keys = prepared(printed)
            found = {level for level in KeyLevel if registers.hits(level, [getattr(keys, level.value)])}
            assert (printed, found) == (printed, levels)
        hits = registers.hits(KeyLevel.CORE, [prepared(name).core, "", "なし", prepared("徳島県").core])
        assert {key: [hit.matched for hit in of] for key, of in hits.items()} == {
            "マツダ": [name],
            "徳島県": ["徳島県"],
        }


def test_a_reading_is_no_printed_name_but_helps_to_find_similar_ones(tmp_path: Path) -> None:
    load(tmp_path, numbers__csv=as_csv(FULL))
    with index(tmp_path) as registers:
        assert registers.hits(KeyLevel.EXACT, ["トクシマダイガク"]) == {}
        assert [(hit.name, hit.matched) for hit in registers.similar("とくしまだいがく", 1)] == [
            ("国立大学法人徳島大学", "トクシマダイガク")
        ]


def test_similar_names_come_by_the_share_of_their_trigrams_and_no_more_than_asked_for(tmp_path: Path) -> None:
    load(tmp_path, schools__csv=as_csv(MEXT), numbers__csv=as_csv(FULL))
    with index(tmp_path) as registers:
        names = [hit.matched for hit in registers.similar("徳島大学", 10)]
        assert names == ["徳島大学", "国立大学法人徳島大学", "徳島県", "高知工科大学"]
        assert [hit.matched for hit in registers.similar('徳島大学" OR "*', 1)] == ["徳島大学"]
        assert len(registers.similar("徳島大学", 2)) == 2
        assert registers.similar("", 5) == ()
        assert registers.similar("ΩΩΩ", 5) == ()


def test_more_keys_than_fit_into_one_question_are_answered_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_CHUNK", 2)
    load(tmp_path, numbers__csv=as_csv(FULL))
    keys = [prepared(row[6]).exact for row in FULL]
    with index(tmp_path) as registers:
        assert sorted(registers.hits(KeyLevel.EXACT, [*keys, *keys, "なし"])) == sorted(keys)


def test_a_register_is_removed_and_the_others_stay(tmp_path: Path) -> None:
    load(tmp_path, list__csv=as_csv(EDINET, "cp932"))
    alone = everything(tmp_path)
    load(tmp_path, numbers__csv=as_csv(FULL))
    assert remove_register("nta", str(tmp_path / "store")) == 4
    assert everything(tmp_path) == alone
    with pytest.raises(NotFound, match="登録簿 nta はありません"):
        remove_register("nta", str(tmp_path / "store"))


def test_nothing_can_be_removed_where_nothing_was_loaded(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="登録簿はまだ読み込まれていません"):
        remove_register("nta", str(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


def test_adding_to_large_registers_gives_what_building_anew_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("anew", "added"):
        (tmp_path / place).mkdir()
        monkeypatch.setattr(writing, "_REBUILT_NAMES", 1_000_000 if place == "anew" else -1)
        load(tmp_path / place, list__csv=as_csv(EDINET, "cp932"))
        load(tmp_path / place, numbers__csv=as_csv(FULL))
        load(tmp_path / place, numbers__csv=as_csv(FULL), schools__csv=as_csv(MEXT))
    assert everything(tmp_path / "anew") == everything(tmp_path / "added")


def test_readers_go_on_reading_what_stood_there_while_a_load_is_under_way(tmp_path: Path) -> None:
    load(tmp_path, list__csv=as_csv(EDINET, "cp932"))
    with index(tmp_path) as registers:
        with RegisterWriter(tmp_path / "store" / "registers.sqlite") as writer:
            writer.remove("edinet")
            for reader in (registers, index(tmp_path)):
                with reader:
                    assert [info.entries for info in reader.infos()] == [1]
        assert registers.infos() == ()


def test_many_threads_ask_one_index(tmp_path: Path) -> None:
    load(tmp_path, numbers__csv=as_csv(FULL))
    found: list[tuple[Hit, ...]] = []
    with index(tmp_path) as registers:
        threads = [
            threading.Thread(
                target=lambda: found.extend(registers.hits(KeyLevel.EXACT, ["徳島県"])["徳島県"] for _ in range(20))
            )
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 80
    assert len(set(found)) == 1


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(tmp_path, numbers__csv=as_csv(FULL))
    path = tmp_path / "store" / "registers.sqlite"
    with RegisterWriter(path):
        monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.05)
        with pytest.raises(StoreInUse, match="別のプロセスが書き込んでいます"), RegisterWriter(path):
            pass


def test_keys_that_older_rules_made_are_prepared_anew_at_the_first_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, numbers__csv=as_csv(FULL))
    whole = everything(tmp_path)
    with closing(sqlite3.connect(tmp_path / "store" / "registers.sqlite")) as database, database:
        database.execute("UPDATE meta SET value = 'older' WHERE name = 'key_rules'")
        database.execute("UPDATE name SET exact = 'x', core = 'x', variant = 'x' WHERE exact IS NOT NULL")
    told: list[str] = []
    registers = RegisterFile(tmp_path / "store" / "registers.sqlite", lambda doing, _done, _of: told.append(doing))
    with registers:
        assert list(registers.hits(KeyLevel.EXACT, ["徳島県"])) == ["徳島県"]
    assert told == ["登録簿の名前の鍵を新しい規則で作り直しています"]
    assert everything(tmp_path) == whole


def test_a_broken_file_and_one_of_a_newer_release_are_told_in_one_sentence(tmp_path: Path) -> None:
    load(tmp_path, numbers__csv=as_csv(FULL))
    path = tmp_path / "store" / "registers.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    with index(tmp_path) as registers, pytest.raises(StoreError, match="新しい版の Musubime"):
        registers.infos()
    for beside in path.parent.glob("registers.sqlite-*"):
        beside.unlink()
    path.write_bytes(b"no database" * 1000)
    with index(tmp_path) as registers, pytest.raises(StoreError, match="壊れています"):
        registers.infos()
    with pytest.raises(StoreError, match="壊れています"):
        load(tmp_path, numbers__csv=as_csv(FULL))
