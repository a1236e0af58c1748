"""A roster anyone can type: one row is one seat."""

from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime.types.edition import RosterEdition
from musubime.types.vocabulary import Reported
from musubime_loaders.reading import Reading
from tests.loaders.files import Rows, as_csv, as_html, as_xlsx, read

JAPANESE = "事業|所管|会議体|都道府県|部門|機関|部署|役職|氏名|役割|開始日|終了日|出典|出典URL"
ENGLISH = (
    "programme|owner|consortium|prefecture|sector|organization|unit|post|person|role|"
    "valid_from|valid_to|source|source_url"
)
SEATS = (
    "共創の場形成支援プログラム|文部科学省|SAWACHI型健康社会共創拠点|高知県|学|高知大学|医学部|教授|"
    "山口 征浩|副プロジェクトリーダー|令和3年10月||共創の場の採択一覧|https://example.jp/a",
    "共創の場形成支援プログラム|文部科学省|SAWACHI型健康社会共創拠点|高知県|官|室戸市||市長|"
    "植田壯一郎氏||||共創の場の採択一覧|https://example.jp/a",
    "共創の場形成支援プログラム|文部科学省|SAWACHI型健康社会共創拠点|39|産|個人A||||||||",
)


def table(headings: str = JAPANESE, *, more: tuple[str, ...] = ()) -> Rows:
    return [line.split("|") for line in (headings, *more, *SEATS)]


ROWS = table()
TOML = """
title = "拠点の構成員"
publisher = "文部科学省"
licence = "CC BY 4.0"
edition_date = "2022-04"
complete = true
"""


def edition_of(reading: Reading) -> RosterEdition:
    assert reading.edition is not None
    return reading.edition


def stated(edition: RosterEdition) -> list[tuple[str | None, ...]]:
    return [
        (
            seat.organization.name if seat.organization else None,
            seat.unit,
            seat.post,
            seat.person.name if seat.person else None,
            seat.role,
            seat.sector,
            seat.valid_from,
            seat.printed,
        )
        for seat in edition.seats
    ]


def without_source(edition: RosterEdition) -> RosterEdition:
    return edition.model_copy(update={"sources": (), "title": "", "roster": "", "series": ""})


def test_one_row_is_one_seat(tmp_path: Path) -> None:
    edition = edition_of(read(tmp_path, {"hubs.csv": as_csv(ROWS)}))

    assert stated(edition) == [
        ("高知大学", "医学部", "教授", "山口 征浩", "副プロジェクトリーダー", "学", "2021-10",
         "高知大学 医学部 教授 山口 征浩 副プロジェクトリーダー"),
        ("室戸市", None, "市長", "植田壯一郎", None, "官", None, "室戸市 市長 植田壯一郎氏"),
    ]  # fmt: skip
    (consortium,) = edition.consortia
    assert (consortium.mention.name, consortium.form, consortium.prefecture, consortium.reported) == (
        "SAWACHI型健康社会共創拠点",
        "hub",
        ("39",),
        Reported.PARTIAL,
    )
    assert [members.printed for members in consortium.unnamed_members] == ["個人A"]
    assert [(p.mention.name, [o.name for o in p.owners]) for p in edition.programmes] == [
        ("共創の場形成支援プログラム", ["文部科学省"])
    ]
    assert [(s.title, s.url, s.sha256 is None) for s in edition.sources] == [
        ("hubs.csv", None, False),
        ("共創の場の採択一覧", "https://example.jp/a", False),
    ]
    assert (edition.roster, edition.complete, edition.edition_date) == ("hubs", False, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_every_encoding_gives_the_same_edition(tmp_path: Path, encoding: str) -> None:
    plain = read(tmp_path, {"a.csv": as_csv(ROWS)})
    encoded = read(tmp_path, {"b.csv": as_csv(ROWS, encoding)})
    assert edition_of(encoded).seats == tuple(
        seat.model_copy(
            update={
                "hash": other.hash,
                "organization": other.organization,
                "person": other.person,
            }
        )
        for seat, other in zip(edition_of(plain).seats, edition_of(encoded).seats, strict=True)
    )


def test_the_same_rows_from_csv_xlsx_and_html_have_the_same_hashes(tmp_path: Path) -> None:
    editions = [
        edition_of(read(tmp_path, {name: content}, roster="hubs"))
        for name, content in (("a.csv", as_csv(ROWS)), ("a.xlsx", as_xlsx(ROWS)), ("a.html", as_html(ROWS)))
    ]
    assert without_source(editions[0]) == without_source(editions[1]) == without_source(editions[2])


def test_english_headings_say_the_same(tmp_path: Path) -> None:
    japanese = edition_of(read(tmp_path, {"a.csv": as_csv(ROWS)}, roster="hubs"))
    english = edition_of(read(tmp_path, {"b.csv": as_csv(table(ENGLISH))}, roster="hubs"))
    assert without_source(japanese) == without_source(english)


def test_a_row_put_above_others_changes_no_other_seat(tmp_path: Path) -> None:
    added = "||SAWACHI型健康社会共創拠点|高知県|学|高知県立大学||||||||"
    before = edition_of(read(tmp_path, {"a.csv": as_csv(ROWS)}))
    after = edition_of(read(tmp_path, {"a.csv": as_csv(table(more=(added,)))}))
    assert set(before.seats) < set(after.seats)
    assert len(after.seats) == len(before.seats) + 1


def test_a_member_cell_in_one_column_is_parsed(tmp_path: Path) -> None:
    rows = [
        ["会議体", "都道府県", "構成員"],
        ["産学協議会", "広島県", "【学】広島大学 【産】マツダ株式会社代表取締役会長、IT企業４社"],
    ]
    edition = edition_of(read(tmp_path, {"a.csv": as_csv(rows)}))
    assert [(s[0], s[2], s[5]) for s in stated(edition)] == [
        ("広島大学", None, "学"),
        ("マツダ株式会社", "代表取締役会長", "産"),
    ]
    assert [(m.printed, m.count, m.sector) for m in edition.consortia[0].unnamed_members] == [("IT企業４社", 4, "産")]


def test_a_dash_for_the_members_is_a_consortium_not_reported(tmp_path: Path) -> None:
    edition = edition_of(read(tmp_path, {"a.csv": as_csv([["会議体", "機関"], ["産学協議会", "-"]])}))
    assert (edition.seats, edition.consortia[0].reported) == ((), Reported.NOT_REPORTED)


def test_a_roster_toml_beside_the_file_tells_how_to_read(tmp_path: Path) -> None:
    (tmp_path / "roster.toml").write_text(
        TOML + 'ignore = ["番号"]\n[columns]\n"参画機関" = "organization"\n[lookups.sector]\n"大学" = "学"\n'
        '[constants]\nconsortium = "産学協議会"\n[expected]\nseats = 2\n',
        encoding="utf-8",
    )
    rows = [["番号", "参画機関", "部門"], ["1", "徳島大学", "大学"], ["2", "徳島県", "官"]]
    reading = read(tmp_path, {"members.csv": as_csv(rows)})
    edition = edition_of(reading)
    assert reading.known
    assert [(s[0], s[5]) for s in stated(edition)] == [("徳島大学", "学"), ("徳島県", "官")]
    assert (edition.roster, edition.series, edition.complete, edition.edition_date) == (
        "members",
        "members",
        True,
        "2022-04",
    )
    assert [(s.title, s.publisher, s.licence) for s in edition.sources] == [("拠点の構成員", "文部科学省", "CC BY 4.0")]
    assert [(note.field, note.what) for note in reading.ignored] == [("番号", "roster.toml の ignore")]


def test_a_count_that_is_not_the_expected_one_fails_the_reading(tmp_path: Path) -> None:
    contents = {
        "roster.toml": (TOML + "[expected]\nseats = { min = 5 }\n").encode(),
        "members.csv": as_csv([["会議体", "機関"], ["産学協議会", "徳島大学"]]),
    }
    with pytest.raises(BadInput) as error:
        read(tmp_path, contents)
    assert str(error.value) == (
        "roster.toml 「expected.seats」: 読み取った数が予定と違います（予定 5〜、実際 1）。"
        "名簿が欠けていないか確かめ、正しければ [expected] を直してください。（値: 1）"
    )


def test_a_column_that_nobody_knows_is_shown_and_refused_when_accepted(tmp_path: Path) -> None:
    content = as_csv([["会議体", "機関", "謎"], ["産学協議会", "徳島大学", "?"]])
    reading = read(tmp_path, {"a.csv": content})
    assert (reading.edition, reading.columns, reading.unknown) == (
        None,
        {"会議体": "consortium", "機関": "organization"},
        ("謎",),
    )
    with pytest.raises(BadInput) as error:
        read(tmp_path, {"a.csv": content}, accept_proposal=True)
    assert str(error.value) == (
        "a.csv 1 行目 「謎」: 読み方の分からない列があります。見出しを直すか、roster.toml に読み方を書いてください。"
    )


@pytest.mark.parametrize(
    ("heading", "value", "sentence"),
    [
        ("部門", "宇宙", "知らない部門です。学・官・産・金・民のどれかに直すか、lookups に書いてください。"),
        ("都道府県", "阿波国", "知らない都道府県です。「徳島県」か「36」のように書いてください。"),
        ("開始日", "春ごろ", "日付として読めません。2022-03-01 か 令和4年3月1日 のように書いてください。"),
    ],
)
def test_an_unknown_value_names_file_row_field_and_value(
    tmp_path: Path, heading: str, value: str, sentence: str
) -> None:
    with pytest.raises(BadInput) as error:
        read(tmp_path, {"a.csv": as_csv([["会議体", "機関", heading], ["産学協議会", "徳島大学", value]])})
    assert str(error.value) == f"a.csv 2 行目 「{heading}」: {sentence}（値: {value}）"


def test_complete_without_a_date_of_the_edition_is_refused(tmp_path: Path) -> None:
    contents = {
        "roster.toml": b'title = "t"\ncomplete = true\n',
        "a.csv": as_csv([["会議体", "機関"], ["会", "徳島大学"]]),
    }
    with pytest.raises(BadInput) as error:
        read(tmp_path, contents)
    assert str(error.value) == (
        "roster.toml 「complete」: complete = true には版の日付が必要です。"
        "edition_date を書くか complete を消してください。"
    )


def test_a_pasted_member_cell_under_its_heading_is_a_roster(tmp_path: Path) -> None:
    text = "会議体：とくしま産学官連携プラットフォーム\n都道府県：徳島県\n\n【学】徳島大学、四国大学\n【官】徳島県\n"
    edition = edition_of(read(tmp_path, {"pasted.txt": text.encode()}))
    assert [(s[0], s[5]) for s in stated(edition)] == [("徳島大学", "学"), ("四国大学", "学"), ("徳島県", "官")]
    assert edition.consortia[0].mention.name == "とくしま産学官連携プラットフォーム"


@pytest.mark.reference
def test_the_benchmark_roster_has_62_613_seats_of_25_464_bodies(reference: Path) -> None:
    from musubime_loaders.reading import InputFile, read_files
    from tests.conftest import PROJECT

    names = ("rs_org_project_edges_2024.csv", "rs_projects_2024.csv")
    files = [InputFile(name="roster.toml", path=PROJECT / "bench" / "rosters" / "rs-2024" / "roster.toml")]
    files += [InputFile(name=name, path=reference / "bench" / name) for name in names]
    edition = edition_of(read_files(files))
    bodies = {seat.organization.identity for seat in edition.seats if seat.organization}
    assert (len(edition.seats), len(bodies), len(edition.consortia)) == (62_613, 25_464, 5_143)
    assert len({consortium.mention.name for consortium in edition.consortia}) == 5_143
