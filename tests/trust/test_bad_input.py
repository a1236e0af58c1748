"""Bad input to the commands: one sentence on standard error with the place and what to do, and nothing changed."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from musubime.store.opening import open_store
from musubime.types.graph import Graph
from musubime_api.cli import run
from tests.api.conftest import SHEET
from tests.conftest import PROJECT

ROW = "試験事業,甲協議会,{prefecture},{sector},試験機関,,,委員,試験資料\n"
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of a user, with a store of three seats in `store`; commands run in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUSUBIME_STORE", "store")
    (tmp_path / "good.csv").write_text(SHEET)
    assert run(["load", "good.csv", "--yes"]) == 0
    before = state(tmp_path / "store")
    yield tmp_path
    assert state(tmp_path / "store") == before


def state(store: Path) -> tuple[int, Graph, int, int]:
    """Return all that a refused command must leave as it is; that a backup was asked for is noted before it is."""
    with closing(open_store(store)) as opened:
        return (
            opened.ledger_seq(),
            opened.read_graph(),
            len(opened.keys()),
            sum(row[2] != "backup" for row in opened.audit_rows()),
        )


def refused(capsys: Printed, arguments: list[str], *, code: int = 1) -> str:
    """Run a command that is refused, and return its sentence."""
    capsys.readouterr()
    assert run(arguments) == code
    out, err = capsys.readouterr()
    *progress, sentence = err.splitlines()
    assert (out, [line for line in progress if not line.endswith("…")]) == ("", [])
    assert "Traceback" not in sentence
    return sentence


def workbook() -> bytes:
    """Return a sound workbook of some hundred rows."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in [line.split(",") for line in SHEET.splitlines()] * 100:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


XLSX = workbook()
FILES: dict[str, tuple[str, bytes, str]] = {
    "a picture that claims to be CSV": (
        "名簿.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "名簿.csv: CSV ではなく画像です。CSV で保存し"),
    "a workbook that claims to be CSV": (
        "名簿.csv", XLSX, "名簿.csv: CSV ではなくXLSX などの ZIP ファイルです。CSV で保存し直すか、"),
    "a text that claims to be XLSX": (
        "名簿.xlsx", SHEET.encode(), "名簿.xlsx: 中身はXLSX ではない別の形式です。Excel で開き、"),
    "a program": ("名簿.csv", b"MZ\x90\x00\x03" + b"\0" * 100, "名簿.csv: 文字のファイルではありません。CSV で"),
    "a kind that nobody reads": (
        "名簿.xls", b"\xd0\xcf\x11\xe0" * 200, "名簿.xls: 読めない種類のファイルです。.csv、.tsv、"),
    "a half-written workbook": (
        "名簿.xlsx", XLSX[: len(XLSX) // 2], "名簿.xlsx: 壊れているか、書き込みの途中のファイルです。"),
    "a workbook without its last bytes": (
        "名簿.xlsx", XLSX[:-10], "名簿.xlsx: 壊れているか、書き込みの途中のファイルです。"),
    "nothing": ("名簿.csv", b"", "名簿.csv: 空のファイルです。中身のある"),
    "headings alone": ("名簿.csv", "会議体,機関\n".encode(), "名簿.csv: 見出しの下に行がありません。席を"),
    "a missing column": ("名簿.csv", "機関,部門\n徳島大学,学\n".encode(),
                         "名簿.csv 1 行目 「会議体」: 必要な列がありません。見出しに加えて"),
    "a column that nobody knows": ("名簿.csv", "会議体,機関,血液型\n甲,徳島大学,A\n".encode(), "「血液型」"),
    "an unknown sector": ("名簿.csv", (SHEET + ROW.format(prefecture="徳島県", sector="宗")).encode(),
                          "名簿.csv 5 行目 「部門」: 知らない部門です。学・官・産・金・民のどれかに直すか、"),
    "an unknown prefecture": ("名簿.csv", (SHEET + ROW.format(prefecture="阿波県", sector="学")).encode(),
                              "名簿.csv 5 行目 「都道府県」: 知らない都道府県です。"),
    "a date that is none": ("名簿.csv", "会議体,機関,開始日\n甲,徳島大学,いつか\n".encode(),
                            "名簿.csv 2 行目 「開始日」: 日付として読めません。"),
    "broken UTF-8": (
        "名簿.csv", SHEET.encode() + b"\xe5\xbe\xff\xfe\xb3,\xff\n", "名簿.csv 5 行目: 文字コードが壊れています"),
    "broken CP932": ("名簿.csv", SHEET.encode("cp932") + b"\x81\n", "名簿.csv 5 行目: 文字コードが壊れています"),
    "a control character": ("名簿.csv", "会議体,機関\n甲,徳島\x07大学\n".encode(),
                            "名簿.csv 2 行目 「機関」: 制御文字 U+0007 が入っています。"),
    "a name without end": ("名簿.csv", f"会議体,機関\n甲,{'あ' * 5000}\n".encode(),
                           "名簿.csv 2 行目 「機関」: 名前が長すぎます。1,000 文字までに"),
    "a quotation mark that never closes": ("名簿.csv", '会議体,機関\n甲,"徳島大学\n乙,徳島県\n'.encode(),
                                           "名簿.csv 3 行目: CSV として読めません"),
    "a row with too many cells": ("名簿.csv", "会議体,機関\n甲,徳島大学,余り\n".encode(),
                                  "名簿.csv 2 行目: 見出しは 2 列なのに 3 列あります。"),
    "a roster.toml that is none": ("roster.toml", b"x = [", "roster.toml: TOML として読めません"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_read_says_file_row_field_and_what_to_do(
    folder: Path, name: str, content: bytes, sentence: str, capsys: Printed
) -> None:
    (folder / "new").mkdir()
    (folder / "new" / name).write_bytes(content)
    given = "new" if name == "roster.toml" else f"new/{name}"
    said = refused(capsys, ["load", given, "--yes"])
    assert sentence in said
    assert said.count("。") == 2 + said.count("（Shift_JIS）。")
    assert "ください。" in said
    assert refused(capsys, ["load", given, "--dry-run"]) == said


@pytest.mark.parametrize("name", ["giga.csv", "giga.xlsx"])
def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(folder: Path, name: str, capsys: Printed) -> None:
    with (folder / name).open("wb") as file:
        file.truncate(1 << 30)
    assert refused(capsys, ["load", name, "--yes"]) == (
        f"{name}: ファイルが合わせて 64 MB を超えています。分けるか、MUSUBIME_UPLOAD_LIMIT_MB を上げてください。"
    )


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "pipe"])
def test_what_may_never_end_is_no_file(folder: Path, device: str, capsys: Printed) -> None:
    if device == "pipe":
        os.mkfifo(folder / device)
    sentence = f"{device}: ふつうのファイルではありません。ファイルに保存してから指定してください。"
    assert refused(capsys, ["load", device, "--yes"]) == sentence


ADDRESSES = {
    "http://127.0.0.1:8000": "http:// のアドレスは開けません。フォルダ、または bolt://・neo4j://・neo4j+s://",
    "nowhere": "nowhere にデータがありません。場所を確認するか、",
    "good.csv": "good.csv はフォルダではありません。データを置くフォルダを指定してください。",
    ".": ". は Musubime のデータではないフォルダです（good.csv などがあります）。空のフォルダを指定してください。",
    "bolt://": "アドレス bolt:// を読めません。bolt://localhost:7687 のように書いてください。",
    "bolt://localhost:many": "アドレス bolt://localhost:many を読めません。",
    "neo4j://localhost:99999": "アドレス neo4j://localhost:99999 を読めません。",
    "bolt://nowhere.invalid": "bolt://nowhere.invalid の Neo4j に接続できません。起動しているか、アドレスが",
    "bolt://neo4j:secret@localhost": "アドレスにユーザー名やパスワードは書けません。MUSUBIME_NEO4J_USER と",
}


@pytest.mark.parametrize(("address", "sentence"), ADDRESSES.items())
def test_an_address_that_is_no_store_is_told(folder: Path, address: str, sentence: str, capsys: Printed) -> None:
    before = sorted(folder.rglob("*"))
    said = refused(capsys, ["status", "--store", address])
    assert said.startswith(sentence)
    assert "secret" not in said
    if address != "nowhere":
        assert refused(capsys, ["load", "good.csv", "--yes", "--store", address]) == said
    assert sorted(folder.rglob("*")) == before


DAMAGES: dict[str, Callable[[Path], object]] = {
    "overwritten": lambda ledger: ledger.write_bytes(b"no database" * 1000),
    "emptied": lambda ledger: ledger.write_bytes(b""),
    "deleted": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("command", [["status"], ["load", "good.csv", "--yes"], ["verify"]], ids=lambda c: c[0])
def test_a_store_without_its_ledger_is_a_loss_and_never_an_empty_store(
    folder: Path, damage: Callable[[Path], object], command: list[str], capsys: Printed
) -> None:
    shutil.copytree("store", "damaged")
    damage(folder / "damaged" / "ledger.sqlite")
    said = refused(capsys, [*command, "--store", "damaged"])
    assert said.startswith("damaged")
    assert "musubime restore でバックアップから新しい場所に戻してください。" in said


HELD = """import sys
from musubime.store.opening import open_store
store = open_store("store")
print("held", flush=True)
sys.stdin.read()
store.close()
"""


def test_a_store_in_use_by_another_process_is_told_by_every_command(folder: Path, capsys: Printed) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HELD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        for command in (
            ["status"],
            ["load", "good.csv", "--yes"],
            ["serve", "--port", "0"],
            ["ask", "seats"],
            ["export", "csv", "-o", "out.csv"],
            ["verify"],
            ["rebuild"],
            ["backup", "out.backup"],
            ["key", "create", "x"],
            ["copy", "--to", "elsewhere"],
        ):
            assert refused(capsys, command) == (
                "store は別のプロセスが使用中です。"
                "動いている musubime を終了するか、そのサーバーを通して実行してください。"
            ), command
        holder.communicate()
    assert sorted(path.name for path in folder.iterdir()) == ["good.csv", "store"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_to_listen_beyond_loopback_without_a_key_or_a_word_on_persons_is_refused(
    folder: Path, host: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = refused(capsys, ["serve", "--host", host, "--port", "0"])
    assert said.endswith("人物を表示するかどうかを MUSUBIME_PERSONS=on か off で決めてください。")
    assert refused(capsys, ["serve", "--host", host, "--port", "0", "--read-only"]) == said
    monkeypatch.setenv("MUSUBIME_PERSONS", "on")
    if host != "192.0.2.1":
        said = refused(capsys, ["serve", "--host", host, "--port", "0"])
        assert said == f"{host} で待ち受けるには、musubime key create で鍵を作るか、--read-only を付けてください。"


def test_files_that_cannot_be_written_or_restored_are_told_and_leave_nothing(folder: Path, capsys: Printed) -> None:
    before = sorted(folder.rglob("*"))
    for command in (["backup", "nowhere/x"], ["export", "csv", "-o", "nowhere/x.csv"]):
        assert refused(capsys, command).endswith("書き込むフォルダーがありません。")
    said = refused(capsys, ["restore", "good.csv", "--store", "new"])
    assert said == "good.csv: 結び目の控えではありません。musubime backup で作ったファイルを指定してください。"
    assert refused(capsys, ["copy", "--to", "good.csv"]).startswith("good.csv はフォルダではありません。")
    assert sorted(folder.rglob("*")) == before
