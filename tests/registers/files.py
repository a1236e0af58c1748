"""Registers as their publishers hand them out, with a few public facts under the real columns and headings."""

import csv
import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import openpyxl

from musubime.registers.reading import RegisterFile
from musubime_loaders.registers.loaded import GivenFile, Nature, RegisterLoad
from musubime_loaders.registers.loading import load_registers

Rows = Sequence[Sequence[str]]


def nta_row(number: str, name: str, **stated: str) -> list[str]:
    """Return one row of the 30 columns of 法人番号公表サイト."""
    row = [""] * 30
    row[1], row[6] = number, name
    defaults = {"serial": "1", "process": "01", "correction": "0", "changed": "2015-10-05", "kind": "301"}
    defaults |= {"updated": "2018-04-02", "assigned": "2015-10-05", "latest": "1", "hidden": "0"}
    places = {
        "serial": 0, "process": 2, "correction": 3, "updated": 4, "changed": 5, "kind": 8, "prefecture": 9, "city": 10,
        "street": 11, "prefecture_code": 13, "city_code": 14, "postcode": 15, "closed": 18, "cause": 19,
        "successor": 20, "assigned": 22, "latest": 23, "english": 24, "kana": 28, "hidden": 29,
    }  # fmt: skip
    for field, value in (defaults | stated).items():
        row[places[field]] = value
    return row


TOKUSHIMA = {"prefecture": "徳島県", "prefecture_code": "36", "city": "徳島市", "city_code": "201"}
PREFECTURE = nta_row(
    "4000020360007", "徳島県", serial="1", kind="201", kana="トクシマケン", street="万代町１丁目１番地", **TOKUSHIMA
)
UNIVERSITY = nta_row(
    "4480005002568", "国立大学法人徳島大学", serial="2", updated="2018-05-10", kind="399", kana="トクシマダイガク",
    **TOKUSHIMA,
)  # fmt: skip
MAZDA = nta_row(
    "3240001036223", "マツダ株式会社", serial="3", prefecture="広島県", prefecture_code="34", city="安芸郡府中町",
    english="Mazda Motor Corporation", kana="マツダ",
)  # fmt: skip
MERGED = nta_row(
    "1010401125773", "社宅ネット株式会社", serial="4", process="71", changed="2025-12-17", updated="2025-12-19",
    closed="2025-12-17", cause="11", successor="7120001138432", kana="シャタクネット", **TOKUSHIMA,
)  # fmt: skip
FULL = (PREFECTURE, UNIVERSITY, MAZDA, MERGED)

EDINET_HEADINGS = (
    "ＥＤＩＮＥＴコード", "提出者種別", "上場区分", "連結の有無", "資本金", "決算日", "提出者名", "提出者名（英字）",
    "提出者名（ヨミ）", "所在地", "提出者業種", "証券コード", "提出者法人番号",
)  # fmt: skip
EDINET = (
    ("ダウンロード実行日", "2024年11月29日現在", "件数", "2件"),
    EDINET_HEADINGS,
    (
        "E02163", "内国法人・組合", "上場", "有", "283957", "3月31日", "マツダ株式会社", "Mazda Motor Corporation",
        "マツダカブシキガイシャ", "安芸郡府中町新地３番１号", "輸送用機器", "72610", "3240001036223",
    ),
    (
        "E00002", "個人（組合発行者を除く）", "", "", "", "", "ある　ひと", "", "アル　ヒト", "徳島県徳島市",
        "個人（組合発行者を除く）", "", "",
    ),
)  # fmt: skip

MEXT_HEADINGS = (
    "学校コード", "学校種", "都道府県番号", "設置区分", "本分校", "学校名", "学校所在地", "郵便番号",
    "属性情報設定年月日", "属性情報廃止年月日", "旧学校調査番号", "移行後の学校コード",
)  # fmt: skip
MEXT = (
    MEXT_HEADINGS,
    (
        "F136110110231", "F1(大学)", "36(徳島)", "1(国)", "1(本)", "徳島大学", "徳島県徳島市新蔵町2-24", "7708501",
        "2020-12-25", "", "", "",
    ),
    (
        "F139210110520", "F1(大学)", "39(高知)", "2(公)", "1(本)", "高知工科大学", "高知県香美市土佐山田町宮ノ口185",
        "7828502", "2020-12-25", "", "", "",
    ),
)  # fmt: skip

ROR_2 = (
    {
        "id": "https://ror.org/044vy1d05",
        "names": [
            {"value": "Tokushima University", "types": ["label", "ror_display"], "lang": "en"},
            {"value": "徳島大学", "types": ["label"], "lang": "ja"},
            {"value": "Tokushima Daigaku", "types": ["alias"], "lang": None},
            {"value": "UT", "types": ["acronym"], "lang": None},
        ],
        "types": ["education", "funder"],
        "status": "active",
        "locations": [
            {
                "geonames_id": 1850158,
                "geonames_details": {
                    "country_code": "JP", "country_name": "Japan", "country_subdivision_name": "Tokushima",
                    "name": "Tokushima",
                },
            }
        ],
        "relationships": [
            {"type": "related", "label": "Tokushima University Hospital", "id": "https://ror.org/021ph5e41"},
        ],
        "external_ids": [],
    },
    {
        "id": "https://ror.org/052gg0110",
        "names": [{"value": "University of Oxford", "types": ["label", "ror_display"], "lang": "en"}],
        "types": ["education"],
        "status": "active",
        "locations": [{"geonames_id": 2640729, "geonames_details": {"country_code": "GB", "name": "Oxford"}}],
        "relationships": [],
    },
)  # fmt: skip
ROR_1 = (
    {
        "id": "https://ror.org/044vy1d05",
        "name": "Tokushima University",
        "types": ["Education"],
        "status": "active",
        "aliases": ["Tokushima Daigaku"],
        "acronyms": ["UT"],
        "labels": [{"label": "徳島大学", "iso639": "ja"}],
        "country": {"country_name": "Japan", "country_code": "JP"},
        "addresses": [
            {"city": "Tokushima", "geonames_city": {"geonames_admin1": {"name": "Tokushima", "code": "JP.39"}}},
        ],
        "relationships": [{"type": "Successor", "label": "x", "id": "https://ror.org/021ph5e41"}],
    },
    {
        "id": "https://ror.org/052gg0110",
        "name": "University of Oxford",
        "types": ["Education"],
        "status": "active",
        "country": {"country_name": "United Kingdom", "country_code": "GB"},
    },
)  # fmt: skip

JOINED_HEADINGS = (
    "key,name,name_en,kana,kind,pref,address,lat,lng,corporate_number,mext_code,ror,edinet,seccode,aliases,src"
)
SLICE_HEADINGS = "corporate_number,name,kind,pref,city,street,en_name,kana,close_date,close_cause,successor,change_date"


def as_csv(rows: Rows, encoding: str = "utf-8", *, quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode(encoding)


def as_zip(members: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def as_gz(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def as_xlsx(*sheets: Rows) -> bytes:
    book = openpyxl.Workbook()
    for nth, rows in enumerate(sheets):
        sheet = book.worksheets[0] if nth == 0 else book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_json(organizations: Sequence[object]) -> bytes:
    return json.dumps(organizations, ensure_ascii=False, indent=2).encode()


def load(folder: Path, *, nature: Nature | None = None, **contents: bytes) -> RegisterLoad:
    """Load files into the registers of a store folder; a keyword is a file's name with `__` for the point."""
    return load_all(folder, contents, nature)


def load_all(folder: Path, contents: Mapping[str, bytes], nature: Nature | None = None) -> RegisterLoad:
    """Load files into the registers of a store folder by their names, with `__` for the point."""
    files = []
    (folder / "given").mkdir(exist_ok=True)
    for keyword, content in contents.items():
        path = folder / "given" / keyword.replace("__", ".")
        path.write_bytes(content)
        files.append(GivenFile(path.name, path))
    return load_registers(files, str(folder / "store"), lambda *_: None, nature=nature)


def index(folder: Path) -> RegisterFile:
    return RegisterFile(folder / "store" / "registers.sqlite")


def everything(folder: Path) -> list[tuple[object, ...]]:
    """Return all that the tables hold, apart from the places of rows and the time of loading."""
    with closing(sqlite3.connect(folder / "store" / "registers.sqlite")) as database:
        bodies = database.execute(
            "SELECT register, key, name, kind, prefecture, city, closed, successor, number, hidden, name_from"
            " FROM entry"
        ).fetchall()
        names = database.execute(
            "SELECT e.register, e.key, n.text, n.kind, n.valid_from, n.valid_to, n.exact, n.core, n.variant"
            " FROM name AS n JOIN entry AS e ON e.id = n.entry"
        ).fetchall()
        numbers = database.execute(
            "SELECT e.register, e.key, n.scheme, n.value, n.role FROM number AS n JOIN entry AS e ON e.id = n.entry"
        ).fetchall()
        searched = database.execute("SELECT term, doc FROM trigram ORDER BY term").fetchall()
    return [sorted(map(repr, bodies)), sorted(map(repr, names)), sorted(map(repr, numbers)), searched]  # type: ignore[list-item]
