"""Files that are not what they claim: each is refused in under 2 s and 200 MB, in one sentence with its place."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.loaders.files import as_csv, as_xlsx

SECONDS, MEGABYTES = 2.0, 200
READ = """
import resource, sys, time
from pathlib import Path
from musubime.errors import BadInput
from musubime_loaders.reading import InputFile, read_files
path = Path(sys.argv[1])
start = time.perf_counter()
try:
    read_files([InputFile(name=path.name, path=path)], accept_proposal=True)
    told = "READ"
except BadInput as error:
    told = str(error)
taken = time.perf_counter() - start
status = Path("/proc/self/status")  # the peak of this process alone; ru_maxrss also counts the one it came from
if status.exists():
    (peak,) = (int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(taken, peak // 1024, told, sep="\\n")
"""
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
GOOD = [["会議体", "機関"], ["産学協議会", "徳島大学"]]


def workbook(sheet: bytes | None = None, *, extra: dict[str, bytes] | None = None) -> bytes:
    """A sound workbook with its sheet replaced and other parts added."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx(GOOD))) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            replaced = sheet is not None and name.startswith("xl/worksheets/")
            new.writestr(name, sheet if replaced and sheet is not None else old.read(name))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return content.getvalue()


def rows_of(text: str) -> bytes:
    return SHEET.format(f"<sheetData>{text}</sheetData>").encode()


def formula_without_value() -> bytes:
    book = openpyxl.Workbook()
    for row in ([*GOOD[0]], ["産学協議会", "=1+1"]):
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


CORPUS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.csv": (lambda: b"", "empty.csv: 空のファイルです。中身のあるファイルを選んでください。"),
    "bomb.xlsx": (
        lambda: workbook(rows_of("<row><c><v>1</v></c></row>" * 1_000_000)),
        "bomb.xlsx: 圧縮率が異常です。信頼できるファイルか確かめてください。",
    ),
    "huge.xlsx": (
        lambda: workbook(extra={f"xl/media/{n}.bin": bytes(40 << 20) for n in range(4)}),
        "huge.xlsx: 展開すると 128 MB を超えます。シートを分けてください。",
    ),
    "many.xlsx": (
        lambda: workbook(extra={f"xl/media/{n}.bin": b"x" for n in range(2_000)}),
        "many.xlsx: 中のファイルが多すぎるか、同じ名前が二度あります。.xlsx で保存し直してください。",
    ),
    "claimed.xlsx": (
        lambda: workbook(rows_of('<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"/>')),
        "claimed.xlsx 1 行目: 列が多すぎます。200 列までにしてください。",
    ),
    "far-row.xlsx": (
        lambda: workbook(rows_of('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        "far-row.xlsx 1048576 行目: 行が多すぎます。200,000 行までに分けてください。",
    ),
    "deep.xlsx": (
        lambda: workbook(rows_of("<a>" * 100_000 + "".join(f"<!--{n}-->" for n in range(50_000)) + "</a>" * 100_000)),
        "deep.xlsx: XML の入れ子が深すぎます。.xlsx で保存し直してください。",
    ),
    "entities.xlsx": (
        lambda: workbook(b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' + rows_of("<row/>")),
        "entities.xlsx: XML に DOCTYPE があります。信頼できるファイルか確かめてください。",
    ),
    "half-written.xlsx": (
        lambda: workbook()[:-400],
        "half-written.xlsx: 壊れているか、書き込みの途中のファイルです。保存し直してください。",
    ),
    "old.xlsx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
        "old.xlsx: 古い形式（.xls）かパスワード付きの Excel です。パスワードを外し、.xlsx で保存し直してください。",
    ),
    "page.xlsx": (
        lambda: b"<html><table><tr><td>x</td></tr></table></html>",
        "page.xlsx: 中身はHTMLです。Excel で開き、.xlsx で保存し直してください。",
    ),
    "book.csv": (
        workbook,
        "book.csv: CSV ではなくXLSX などの ZIP ファイルです。CSV で保存し直すか、拡張子を直してください。",
    ),
    "no-workbook.xlsx": (
        lambda: _zip({"word/document.xml": b"<a/>"}),
        "no-workbook.xlsx: Excel のブックではありません。.xlsx で保存し直してください。",
    ),
    "formula.xlsx": (
        formula_without_value,
        "formula.xlsx 2 行目: 計算式の値が保存されていません。Excel で開いて保存し直してください。",
    ),
    "broken.csv": (
        lambda: as_csv(GOOD) + b"\x82\xff\xfe\xa0\n",
        "broken.csv 3 行目: 文字コードが壊れています（UTF-8 として 49 バイト目が読めません）。"
        "UTF-8 で保存し直してください。",
    ),
    "binary.csv": (
        lambda: b"\x01\x02\x00\x03" * 100,
        "binary.csv: 文字のファイルではありません。CSV で保存し直してください。",
    ),
    "control.csv": (
        lambda: as_csv([*GOOD, ["産学協議会", "徳島\x07大学"]]),
        "control.csv 3 行目 「機関」: 制御文字 U+0007 が入っています。取り除いてください。（値: 徳島�大学）",
    ),
    "open-quote.csv": (
        lambda: as_csv(GOOD) + '産学協議会,"徳島大学\n'.encode(),
        "open-quote.csv 3 行目: CSV として読めません（引用符の使い方が正しくありません）。"
        "表計算ソフトで保存し直してください。",
    ),
    "long-cell.csv": (
        lambda: as_csv([*GOOD, ["産学協議会", "あ" * 200_000]]),
        "long-cell.csv 3 行目 「機関」: 長すぎます（200,000 文字）。100,000 文字までにしてください。",
    ),
    "one-line.csv": (
        lambda: b"x," * (20 << 20),
        "one-line.csv 1 行目: 1 行が 4 MB を超えます。表の形のファイルか確かめてください。",
    ),
    "rows.csv": (
        lambda: as_csv(GOOD[:1]) + b"a,b\n" * 2_000_000,
        "rows.csv 200002 行目: 行が多すぎます。200,000 行までに分けてください。",
    ),
    "columns.csv": (
        lambda: ",".join(f"c{n}" for n in range(300)).encode(),
        "columns.csv 1 行目: 列が多すぎます。200 列までにしてください。",
    ),
    "twice.csv": (
        lambda: as_csv([["会議体", "機関", "機関"]]),
        "twice.csv 1 行目: 同じ列の名前が二度あります。片方を直してください。（値: 機関）",
    ),
    "deep.html": (
        lambda: b"<table>" + b"<div>" * 100_000,
        "deep.html 1 行目: HTML の入れ子が深すぎます。表だけを残して保存してください。",
    ),
    "long.html": (
        lambda: b"<table>" + b"<tr><td>x</td></tr>" * 600_000,
        "long.html: HTML が大きすぎます。8 MB までにしてください。",
    ),
    "no-table.html": (
        lambda: b"<p>x</p>",
        "no-table.html: 表（table 要素）も一覧（li 要素）もありません。名簿のあるページを保存してください。",
    ),
    "spans.html": (
        lambda: b"<table><tr><td colspan=999999999>x</td></tr></table>",
        "spans.html 1 行目: 列が多すぎます。200 列までにしてください。",
    ),
    "report.pdf": (
        lambda: b"%PDF-1.7",
        "report.pdf: 読めない種類のファイルです。"
        ".csv、.tsv、.xlsx、.xlsm、.html、.htm、.txt のどれかで保存し直してください。",
    ),
}


def _zip(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def refused(path: Path) -> str:
    """What a fresh process says of the file; fails where it took longer or more memory than allowed."""
    run = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    seconds, megabytes, told = run.stdout.rstrip("\n").split("\n", 2)
    assert (float(seconds) < SECONDS, int(megabytes) < MEGABYTES) == (True, True), (seconds, megabytes)
    return told


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused_quickly_in_one_sentence(tmp_path: Path, name: str) -> None:
    made, sentence = CORPUS[name]
    (tmp_path / name).write_bytes(made())
    assert refused(tmp_path / name) == sentence


def test_a_file_of_one_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    assert refused(path) == "large.csv: 大きすぎます（1024 MB）。64 MB までに分けてください。"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv") == "none.csv: ファイルではありません。ファイルを選び直してください。"


def test_a_deeply_nested_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roster.toml").write_bytes(b"a = " + b"[" * 100_000)
    assert refused(tmp_path / "roster.toml") == "roster.toml: 入れ子が深すぎます。平らな表に直してください。"


def test_a_sound_file_is_read_by_the_same_measure(tmp_path: Path) -> None:
    (tmp_path / "sound.xlsx").write_bytes(workbook())
    assert refused(tmp_path / "sound.xlsx") == "READ"
