"""Files that are no register, or not what they claim: one sentence each, quickly, and nothing is written."""

import zipfile
from pathlib import Path

import pytest

from musubime.errors import BadInput
from tests.registers.files import EDINET, FULL, MEXT, ROR_2, as_csv, as_gz, as_json, as_xlsx, as_zip, load

UNKNOWN = (
    "知っている登録簿ではありません。法人番号（全件・差分）、EDINET コードリスト、学校コード一覧、ROR、"
    "結合した登録簿のどれかを、配布されたままの CSV・XLSX・JSON・ZIP・GZ で指定してください。"
)
NO_REGISTER = {
    "a roster": "会議体,機関\n甲協議会,徳島大学\n".encode(),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a PDF": b"%PDF-1.7 ...",
    "a page": b"<!DOCTYPE html><p>EDINET",
    "other JSON": b'[{"id": "x"}]',
    "broken JSON": b'[{"id": "https://ror.org/044vy1d05", "names":',
    "an object of JSON": b'{"items": []}',
    "blank lines": b"\n\n \n",
    "bytes": bytes(range(256)) * 4,
    "a workbook of something else": as_xlsx([("会議体", "機関"), ("甲協議会", "徳島大学")]),
    "a ZIP of something else": as_zip({"read.txt": b"hello", "a.csv": b"a,b\n1,2\n"}),
    "an empty ZIP": as_zip({}),
}


@pytest.mark.parametrize("content", NO_REGISTER.values(), ids=NO_REGISTER)
def test_what_is_no_register_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        load(tmp_path, given__csv=content)
    assert str(refused.value) == f"given.csv: {UNKNOWN}"
    assert not (tmp_path / "store").exists()


def encrypted() -> bytes:
    content = bytearray(as_zip({"a.csv": as_csv(FULL)}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = bytes(content).index(signature) + flags
        content[at] |= 1
    return bytes(content)


def claiming(size: int) -> bytes:
    """A ZIP whose directory claims another size."""
    content = bytearray(as_zip({"a.csv": as_csv(FULL)}))
    at = bytes(content).index(b"PK\x01\x02") + 24
    content[at : at + 4] = size.to_bytes(4, "little")
    return bytes(content)


BAD = {
    "an empty file": (b"", "空のファイルです。"),
    "a bomb in a ZIP": (as_zip({"a.csv": b"1," * 20_000_000}), "圧縮率が異常です。"),
    "a bomb in a GZ": (as_gz(as_csv(FULL) + b" " * 60_000_000), "圧縮率が異常です。"),
    "a ZIP that claims more than it may": (claiming(2**32 - 2), "圧縮率が異常です。"),
    "a cut ZIP": (as_zip({"a.csv": as_csv(FULL)})[:-40], "ZIP が壊れているか、書き込みの途中のファイルです。"),
    "a cut GZ": (as_gz(as_csv(FULL))[:-12], "圧縮が壊れているか、書き込みの途中のファイルです。"),
    "an encrypted ZIP": (encrypted(), "暗号化されています。"),
    "a workbook that is cut": (as_xlsx(MEXT)[:-200], "ZIP が壊れているか、書き込みの途中のファイルです。"),
    "bytes of no encoding": (as_csv(FULL, "cp932") + b"\x81\xff\n", "文字コードが壊れています"),
    "an endless line": (as_csv(FULL[:1]) + b"x" * 3_000_000, "1 行が長すぎます。"),
    "an open quote": (as_csv(FULL) + b'5,"1', "CSV として読めません（引用符の使い方が正しくありません）。"),
    "a short row of EDINET": (as_csv([*EDINET, ("E00003", "内国法人・組合")]), "見出しは 13 列なのに 2 列あります。"),
    "a cut dump": (as_json(ROR_2)[:-60], "JSON が壊れているか、途中で切れています。"),
    "a dump with something else in it": (as_json([ROR_2[0], {"id": "x"}]), "ROR の機関の形ではありません。"),
    "a dump nested without end": (
        as_json(ROR_2)[:-2] + b', {"id": ' + b"[" * 200_000 + b"]" * 200_000 + b"}]",
        "JSON が壊れているか、途中で切れています。",
    ),
}


@pytest.mark.parametrize(("content", "told"), BAD.values(), ids=BAD)
def test_a_broken_or_hostile_file_is_refused_and_nothing_changes(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        load(tmp_path, given__bin=content)
    assert str(refused.value).startswith("given.bin")
    assert told in str(refused.value)
    assert not list((tmp_path / "store").glob("*.sqlite")) or _empty(tmp_path)


def _empty(folder: Path) -> bool:
    from tests.registers.files import index

    with index(folder) as registers:
        return not registers


def test_an_archive_with_thousands_of_members_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for n in range(1_100):
            archive.writestr(f"{n}.csv", b"a\n")
    with pytest.raises(BadInput, match="ZIP の中のファイルが多すぎる"):
        load(tmp_path, many__zip=(tmp_path / "many.zip").read_bytes())


def test_one_bad_file_of_several_keeps_all_of_them_out(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nothing\.csv"):
        load(tmp_path, numbers__csv=as_csv(FULL), nothing__csv=b"a,b\n1,2\n")
    assert not (tmp_path / "store").exists()
