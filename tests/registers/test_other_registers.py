"""EDINET code list, 学校コード一覧, ROR dump, the joined register and the slice: each as it is handed out."""

import gzip
import itertools
from pathlib import Path

import pytest

from musubime.resolution.keys import prepared
from musubime.resolution.registers import Hit, KeyLevel
from musubime.types.evidence import Identifier
from musubime.types.registers import RegisterEntry, RegisterName
from musubime.types.vocabulary import NameKind
from tests.registers.files import (
    EDINET,
    FULL,
    JOINED_HEADINGS,
    MEXT,
    ROR_1,
    ROR_2,
    SLICE_HEADINGS,
    as_csv,
    as_gz,
    as_json,
    as_xlsx,
    as_zip,
    everything,
    index,
    load,
    load_all,
)

EDINET_FILES = {
    "CP932": as_csv(EDINET, "cp932"),
    "UTF-8": as_csv(EDINET),
    "a ZIP as downloaded": as_zip({"EdinetcodeDlInfo.csv": as_csv(EDINET, "cp932")}),
}


@pytest.mark.parametrize("content", EDINET_FILES.values(), ids=EDINET_FILES)
def test_the_edinet_list_gives_submitters_and_leaves_individuals_out(tmp_path: Path, content: bytes) -> None:
    loaded = load(tmp_path, list__bin=content)
    (item,) = loaded.items
    assert (item.info.id, item.info.licence, item.info.entries, item.info.complete) == ("edinet", "PDL 1.0", 1, False)
    assert loaded.left_out == {"個人の提出者なので読まない": 1}
    assert "ある" not in loaded.model_dump_json().replace("EDINET", "")
    with index(tmp_path) as registers:
        assert registers.entry("edinet:E02163") == RegisterEntry(
            id="edinet:E02163",
            register_id="edinet",
            name="マツダ株式会社",
            names=(
                RegisterName(text="Mazda Motor Corporation", kind=NameKind.ENGLISH),
                RegisterName(text="マツダカブシキガイシャ", kind=NameKind.READING),
            ),
            kind="内国法人・組合",
            identifiers=(
                Identifier(scheme="edinet", value="E02163"),
                Identifier(scheme="corporate_number", value="3240001036223"),
            ),
        )
        for number in ("72610", "3240001036223", "E02163"):
            assert [hit.id for hit in registers.numbered(number)] == ["edinet:E02163"]


MEXT_FILES = {
    "CSV in CP932": as_csv(MEXT, "cp932"),
    "CSV in UTF-8 with a mark": as_csv(MEXT, "utf-8-sig"),
    "CSV below a title": as_csv([("学校コード一覧（令和6年5月1日現在）",), *MEXT]),
    "XLSX": as_xlsx(MEXT),
    "XLSX with a sheet of notes": as_xlsx([("注意",), ("この一覧について",)], [("一覧",), *MEXT]),
}


@pytest.mark.parametrize("content", MEXT_FILES.values(), ids=MEXT_FILES)
def test_the_list_of_school_codes_gives_schools(tmp_path: Path, content: bytes) -> None:
    (item,) = load(tmp_path, schools__bin=content).items
    assert (item.info.id, item.info.licence, item.info.entries, item.info.complete) == ("mext", None, 2, False)
    with index(tmp_path) as registers:
        assert registers.entry("mext:F139210110520") == RegisterEntry(
            id="mext:F139210110520",
            register_id="mext",
            name="高知工科大学",
            kind="大学",
            prefecture=("39",),
            identifiers=(Identifier(scheme="school", value="F139210110520"),),
        )
        assert [hit.id for hit in registers.hits(KeyLevel.EXACT, ["徳島大学"])["徳島大学"]] == ["mext:F136110110231"]


def test_a_closed_school_has_its_day_and_its_successor(tmp_path: Path) -> None:
    closed = [list(MEXT[0]), list(MEXT[1])]
    closed[1][9], closed[1][11] = "2024/3/31", "F139210110520"
    load(tmp_path, schools__csv=as_csv(closed))
    with index(tmp_path) as registers:
        entry = registers.entry("mext:F136110110231")
        assert entry is not None
        assert (entry.closed, entry.successor) == ("2024-03-31", "mext:F139210110520")


def test_schools_of_all_prefectures_are_all_schools(tmp_path: Path) -> None:
    rows = [[f"F1{n:02d}110000000", "F1(大学)", f"{n:02d}", "", "", f"第{n}大学", *[""] * 6] for n in range(1, 48)]
    east, west = as_csv([MEXT[0], *rows[:20]]), as_csv([MEXT[0], *rows[20:]])
    assert not load(tmp_path, east__csv=east).items[0].info.complete
    (item,) = load(tmp_path, east__csv=east, west__csv=west).items
    assert (item.info.entries, item.info.complete, item.files) == (47, True, ("east.csv", "west.csv"))


ROR_NAMES = (
    RegisterName(text="Tokushima University", kind=NameKind.ENGLISH),
    RegisterName(text="Tokushima Daigaku", kind=NameKind.ALIAS),
    RegisterName(text="UT", kind=NameKind.ABBREVIATION),
)
ROR_FILES = {
    "version 2": (as_json(ROR_2), None),
    "version 1": (as_json(ROR_1), "ror:021ph5e41"),
    "both versions in one ZIP": (
        as_zip({"v1.json": as_json(ROR_1), "v1_schema_v2.json": as_json(ROR_2), "v1.csv": b"id,name\n"}),
        None,
    ),
    "version 2 in a GZ": (as_gz(as_json(ROR_2)), None),
}  # fmt: skip


@pytest.mark.parametrize(("content", "successor"), ROR_FILES.values(), ids=ROR_FILES)
def test_the_ror_dump_gives_the_organizations_in_japan(tmp_path: Path, content: bytes, successor: str | None) -> None:
    (item,) = load(tmp_path, dump__bin=content).items
    assert (item.info.id, item.info.licence, item.info.entries) == ("ror", "CC0 1.0", 1)
    with index(tmp_path) as registers:
        entry = registers.entry("ror:044vy1d05")
    assert entry == RegisterEntry(
        id="ror:044vy1d05",
        register_id="ror",
        name="徳島大学",
        names=ROR_NAMES,
        kind="education, funder" if successor is None else "education",
        prefecture=("36",),
        identifiers=(Identifier(scheme="ror", value="044vy1d05"),),
        successor=successor,
    )


def test_a_long_dump_is_read_piece_by_piece(tmp_path: Path) -> None:
    many = [{**ROR_2[0], "id": f"https://ror.org/{n:09d}"} for n in range(2_000)]
    assert load(tmp_path, dump__json=as_json(many)).items[0].info.entries == 2_000


JOINED = f"""{JOINED_HEADINGS}
cn:4000020360007,徳島県,,トクシマケン,local_government,徳島県,徳島県徳島市万代町１丁目１番地,,,4000020360007,,,,,,NTA
ror:044vy1d05,徳島大学,Tokushima University,,education,Tokushima,,34.07,134.56,,,044vy1d05,,,UT|徳島大学|徳大,ROR|RS
edinet:E02163,マツダ株式会社,,,company,,広島県安芸郡府中町新地３番１号,,,3240001036224,,,E02163,72610,,EDINET|JPX
"""


def test_the_joined_register_names_the_sources_of_its_rows(tmp_path: Path) -> None:
    loaded = load(tmp_path, registry__csv=JOINED.encode())
    info = loaded.items[0].info
    assert (info.id, info.entries, info.complete) == ("joined", 3, False)
    for words in ("国税庁法人番号公表サイト", "ror.org", "EDINET", "日本取引所グループ", "行政事業レビュー"):
        assert words in info.attribution
    assert "文部科学省" not in info.attribution
    assert "National Tax Agency" in info.attribution_en
    assert loaded.left_out == {"法人番号の検査数字が合わないので番号を読まない": 1}
    with index(tmp_path) as registers:
        assert registers.entry("ror:044vy1d05") == RegisterEntry(
            id="ror:044vy1d05",
            register_id="joined",
            name="徳島大学",
            names=(
                RegisterName(text="Tokushima University", kind=NameKind.ENGLISH),
                RegisterName(text="UT", kind=NameKind.ALIAS),
                RegisterName(text="徳大", kind=NameKind.ALIAS),
            ),
            kind="education",
            prefecture=("36",),
            identifiers=(Identifier(scheme="ror", value="044vy1d05"),),
        )
        mazda = registers.entry("edinet:E02163")
        assert mazda is not None
        assert (mazda.prefecture, [number.value for number in mazda.identifiers]) == (("34",), ["E02163"])


def test_private_persons_of_the_joined_register_are_found_by_no_name(tmp_path: Path) -> None:
    persons = ("架空　太郎", "佐々木　いろは", "架空太郎")
    bodies = ("欧州投資銀行", "日亜持株組合", "スリーエム　カンパニー", "Ｔｅｓｌａ，　Ｉｎｃ．")
    rows = [f"edinet:E{nth:05d},{name},,,company,,,,,,,,,,,EDINET" for nth, name in enumerate((*persons, *bodies))]
    loaded = load(tmp_path, registry__csv="\n".join([JOINED_HEADINGS, *rows]).encode())
    assert loaded.left_out == {"個人とみられる提出者なので名称では引かない": 3}
    assert "架空" not in loaded.model_dump_json()
    with index(tmp_path) as registers:
        keys = [prepared(name).exact for name in (*persons, *bodies)]
        found = {hit.name for hits in registers.hits(KeyLevel.EXACT, keys).values() for hit in hits}
        assert found == set(bodies)
        assert [hit.name for hit in registers.similar("架空太郎", 5)] == []


def test_the_same_body_in_two_registers_is_one_hit_with_what_both_state(tmp_path: Path) -> None:
    load(tmp_path, registry__csv=JOINED.encode(), numbers__csv=as_csv(FULL))
    with index(tmp_path) as registers:
        assert [info.id for info in registers.infos()] == ["joined", "nta"]
        assert registers.hits(KeyLevel.EXACT, ["徳島県"])["徳島県"] == (
            Hit(
                id="cn:4000020360007", name="徳島県", matched="徳島県", name_kind="registered", valid_from="",
                valid_to="", prefecture="36", kind="local_government", closed="", number="4000020360007",
                complete=False,
            ),
        )  # fmt: skip
        entry = registers.entry("cn:4000020360007")
        assert entry is not None
        assert (entry.register_id, entry.city, entry.kind) == ("nta", "徳島市", "地方公共団体")


def test_every_reader_leaves_the_same_register_when_it_reads_again(tmp_path: Path) -> None:
    given = {
        "edinet__csv": as_csv(EDINET, "cp932"), "mext__csv": as_csv(MEXT), "ror__json": as_json(ROR_2),
        "joined__csv": JOINED.encode(), "numbers__csv": as_csv(FULL),
    }  # fmt: skip
    loaded = load_all(tmp_path, given)
    assert [item.info.id for item in loaded.items] == ["edinet", "joined", "mext", "nta", "ror"]
    once = everything(tmp_path)
    load_all(tmp_path, given)
    assert everything(tmp_path) == once
    for name, content in reversed(given.items()):
        load_all(tmp_path, {name: content})
    assert everything(tmp_path) == once


@pytest.mark.reference
def test_the_first_rows_of_the_joined_register_and_of_the_slice_are_read_whole(tmp_path: Path, reference: Path) -> None:
    folder = reference / "registries"
    with gzip.open(folder / "jp_org_registry_dev.csv.gz", "rb") as stream:
        joined = b"".join(itertools.islice(stream, 2_001))
    with gzip.open(folder / "nta_slice_tohoku_hiroshima_tokushima_kochi.csv.gz", "rb") as stream:
        numbers = b"".join(itertools.islice(stream, 3_001))
    assert joined.decode().startswith(JOINED_HEADINGS)
    assert numbers.decode().startswith(SLICE_HEADINGS)
    loaded = load(tmp_path, joined__csv=joined, numbers__csv=numbers)
    assert [(item.info.id, item.info.entries) for item in loaded.items] == [("joined", 2_000), ("nta", 3_000)]
    assert loaded.left_out == {}
    with index(tmp_path) as registers:
        (town,) = registers.hits(KeyLevel.EXACT, ["佐那河内村"])["佐那河内村"]
    assert (town.id, town.prefecture, town.complete) == ("cn:1000020363219", "36", False)
