"""A table without roster.toml: what its headings and cells propose, what is asked, and what is remembered."""

from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime_loaders.proposal import Answers, answered, propose
from musubime_loaders.reading import InputFile, Reading, read_files
from musubime_loaders.seat_columns import field_of
from musubime_loaders.table_files import read_table
from musubime_loaders.unknown_columns import UnknownColumns
from tests.loaders.files import as_csv, read
from tests.loaders.test_table_shape import edition_of, rows_of, seats, taken

STRANGE = (
    "甲協議会 委員名簿||||\n謎の人|謎の所|謎の区|謎の日|謎\n"
    "河村 保彦|徳島大学|学|令和4年4月1日～|あ\n佐藤 花子|阿波銀行|産|令和4年4月1日～|い"
)


def asked(folder: Path, text: str) -> UnknownColumns:
    with pytest.raises(UnknownColumns) as error:
        taken(folder, text)
    return error.value


def test_unknown_headings_are_guessed_from_their_cells(tmp_path: Path) -> None:
    question = asked(tmp_path, STRANGE)
    assert [(one.heading, one.field, one.ignore) for one in question.proposal.guesses] == [
        ("謎の人", "person", None),
        ("謎の所", "organization", None),
        ("謎の区", "sector", None),
        ("謎の日", "term", None),
        ("謎", None, None),
    ]
    assert question.proposal.guesses[4].examples == ("あ", "い")


@pytest.mark.parametrize(
    ("cells", "field", "ignore"),
    [
        (("徳島県", "香川県"), "prefecture", None),
        (("36", "37"), "prefecture", None),
        (("https://example.jp/a", "https://example.jp/b"), "source_url", None),
        (("令和4年3月", "R5.4.1"), "valid_from", None),
        (("2010001155749", "9013205001282"), "corporate_number", None),
        (("河村 保彦（徳島大学 学長）", "佐藤 花子（株式会社阿波銀行 頭取）"), "person_line", None),
        (("【学】徳島大学 【官】徳島県", "【産】株式会社阿波銀行"), "members", None),
        (("委員長", "委員"), "role", None),
        (("学長", "代表取締役"), "post", None),
        (("a@example.jp", "b@example.jp"), None, "個人の連絡先"),
        (("088-123-4567", "03-1234-5678"), None, "個人の連絡先"),
        (("かわむら やすひこ", "さとう はなこ"), None, "読みがな"),
        (("1", "2"), None, "通し番号"),
    ],
)
def test_a_guess_says_what_the_cells_are(
    tmp_path: Path, cells: tuple[str, str], field: str | None, ignore: str | None
) -> None:
    table, _ = read_table(as_csv([["会議体", "謎"], ["甲協議会", cells[0]], ["甲協議会", cells[1]]]), "a.csv")
    (guess,) = propose(table).guesses
    assert (guess.field, guess.ignore) == (field, ignore)
    assert guess.reason


def test_five_rows_are_shown_as_they_would_be_read(tmp_path: Path) -> None:
    text = STRANGE + "".join(f"\n鈴木 {n}郎|高知大学|学|令和4年4月1日～|う" for n in "一二三四五六")
    rows = asked(tmp_path, text).rows
    assert len(rows) == 5
    assert rows[0].cells == {
        "謎の人": "河村 保彦", "謎の所": "徳島大学", "謎の区": "学", "謎の日": "令和4年4月1日～", "謎": "あ",
    }  # fmt: skip
    (seat,) = rows[0].seats
    assert (seat.consortium, seat.organization, seat.person, seat.sector) == ("甲協議会", "徳島大学", "河村 保彦", "学")


def test_answers_make_the_table_readable_and_are_kept_as_a_roster_toml(tmp_path: Path) -> None:
    answers = Answers.model_validate(
        {
            "columns": {
                "謎の人": "person",
                "謎の所": "organization",
                "謎の区": "sector",
                "謎の日": "term",
                "謎": "ignore",
            },
            "edition_date": "2024-04",
            "complete": True,
        }
    )
    reading = answered_reading(tmp_path, "名簿2024.csv", STRANGE, answers)
    assert seats(reading) == [("徳島大学", None, "河村 保彦", None), ("阿波銀行", None, "佐藤 花子", None)]
    edition = edition_of(reading)
    assert (edition.edition_date, edition.complete) == ("2024-04", True)
    assert [(seat.valid_from, seat.valid_to) for seat in edition.seats] == [("2022-04-01", None)] * 2
    assert reading.roster_toml is not None

    (tmp_path / "roster.toml").write_text(reading.roster_toml, encoding="utf-8")
    later = STRANGE.replace("佐藤 花子|阿波銀行", "鈴木 次郎|四国銀行")
    year = Answers(edition_date="2025-04", complete=True)
    next_year = answered_reading(tmp_path, "名簿2025.csv", later, year)
    assert next_year.known
    assert seats(next_year)[1] == ("四国銀行", None, "鈴木 次郎", None)
    assert (edition_of(next_year).series, edition_of(next_year).roster) == (edition.series, edition.roster)
    assert edition_of(next_year).edition_date == "2025-04"


def answered_reading(folder: Path, name: str, text: str, answers: Answers) -> Reading:
    (folder / name).write_bytes(as_csv(rows_of(text)))
    return read_files([InputFile(name=name, path=folder / name)], accept_proposal=True, answers=answers)


def test_a_kept_roster_toml_is_for_files_with_its_headings_only(tmp_path: Path) -> None:
    answers = Answers.model_validate({"columns": {"謎": "note"}})
    first = answered_reading(tmp_path, "a.csv", "会議体|機関|謎\n甲|徳島大学|?", answers)
    assert first.roster_toml is not None
    (tmp_path / "roster.toml").write_text(first.roster_toml, encoding="utf-8")
    other = taken(tmp_path, "会議体|機関\n乙|四国大学", "b.csv")
    assert (other.known, edition_of(other).roster) == (False, "b")
    same = taken(tmp_path, "会議体|機関|謎\n甲|徳島大学|!", "c.csv")
    assert (same.known, edition_of(same).roster) == (True, "a")


def test_a_second_layout_in_a_folder_has_a_name_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "roster.toml").write_text('id = "x"\ntitle = "x"\nfor_headings = ["あ", "い"]\n', encoding="utf-8")
    answers = Answers.model_validate({"columns": {"謎": "ignore"}})
    first = answered_reading(tmp_path, "a.csv", "会議体|機関|謎\n甲|徳島大学|?", answers)
    (tmp_path / "a.roster.toml").write_text(str(first.roster_toml), encoding="utf-8")
    assert taken(tmp_path, "会議体|機関|謎\n甲|四国大学|!", "b.csv").known


def test_an_answer_about_no_column_is_refused(tmp_path: Path) -> None:
    table, _ = read_table(as_csv(rows_of("会議体|機関|謎\n甲|徳島大学|?")), "a.csv")
    with pytest.raises(BadInput) as error:
        answered(propose(table), Answers.model_validate({"columns": {"なぞ": "note"}}), "a.csv")
    assert str(error.value) == "a.csv 1 行目 「なぞ」: この見出しの列はありません。見出しを直してください。"


def test_the_name_of_the_body_comes_from_the_title_the_sheet_or_the_file(tmp_path: Path) -> None:
    rows = "氏名|所属\n河村 保彦|徳島大学"
    named = taken(tmp_path, rows, "令和6年度第2回高知県産学官民連携会議委員名簿.csv")
    assert [one.mention.name for one in edition_of(named).consortia] == ["高知県産学官民連携会議"]
    assert asked(tmp_path, rows).proposal.missing == ("会議体",)


def test_a_list_of_selected_regions_is_one_consortium_a_row(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "地域デジタル拠点 第二弾選定||\n都道府県|選定地域|選定日\n岡山県|津山市|令和5年4月7日\n"
        "北海道|札幌市|令和5年4月7日",
        "地域デジタル会議.csv",
    )
    edition = edition_of(reading)
    rounds = [one for one in edition.consortia if not one.inside]
    assert [(one.mention.name, one.prefecture) for one in edition.consortia if one.inside] == [
        (f"{rounds[0].mention.name}（津山市）", ("33",)),
        (f"{rounds[0].mention.name}（札幌市）", ("01",)),
    ]
    assert [(one.mention.name, one.form) for one in rounds] == [("地域デジタル拠点 第二弾選定", "award_round")]
    assert {one.form for one in edition.consortia if one.inside} == {"hub"}


def test_bodies_under_a_heading_of_their_part_have_it_as_role(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "採択年度|代表機関|課題名|参画機関\n令和5年度|東北大学|災害レジリエンス共創拠点|仙台市、宮城県、ほか3社",
    )
    assert seats(reading) == [
        ("仙台市", None, None, "参画機関"),
        ("宮城県", None, None, "参画機関"),
        ("東北大学", None, None, "代表機関"),
    ]
    (hub,) = edition_of(reading).consortia
    assert (hub.mention.name, hub.note, hub.dates) == ("災害レジリエンス共創拠点", "採択年度: 令和5年度", ())
    assert [(one.printed, one.count) for one in hub.unnamed_members] == [("ほか3社", 3)]


def test_headings_that_are_roles_hold_for_all_in_their_cells(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "会議体|座長|委員|事務局\n甲研究会|山田太郎（徳島大学）|鈴木花子（徳島県）、高橋次郎（阿波銀行）|四国経済産業局",
    )
    assert seats(reading) == [
        ("徳島大学", None, "山田太郎", "座長"),
        ("徳島県", None, "鈴木花子", "委員"),
        ("阿波銀行", None, "高橋次郎", "委員"),
        ("四国経済産業局", None, None, "事務局"),
    ]


def test_a_part_of_a_body_is_a_body_inside_it(tmp_path: Path) -> None:
    edition = edition_of(taken(tmp_path, "会議名|部会|氏名|所属\n甲協議会|企画部会|山田 太郎|徳島大学"))
    whole, part = edition.consortia
    assert (whole.mention.name, part.mention.name, part.inside) == ("甲協議会", "甲協議会 企画部会", (whole.key,))


@pytest.mark.parametrize(
    "text",
    [
        "甲協議会 委員名簿\n氏名,所属,役職\n山田 太郎,徳島大学,教授\n",
        "甲協議会 委員名簿\n| 氏名 | 所属 | 役職 |\n|---|---|---|\n| 山田 太郎 | 徳島大学 | 教授 |\n",
        "甲協議会 委員名簿\n氏名　　　　所属　　　　役職\n山田 太郎　　徳島大学　　教授\n",
        "甲協議会 委員名簿\n氏名\t所属\t役職\n山田 太郎\t徳島大学\t教授\n",
    ],
)
def test_a_table_pasted_as_text_is_read_by_its_row_of_headings(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, {"a.txt": text.encode()}, accept_proposal=True)
    assert seats(reading) == [("徳島大学", "教授", "山田 太郎", None)]
    assert [one.mention.name for one in edition_of(reading).consortia] == ["甲協議会"]


def test_ambiguous_headings_are_taken_for_what_stands_under_them(tmp_path: Path) -> None:
    roles = taken(tmp_path, "会議体|役職|氏名|所属\n甲|座長|山田 太郎|高知大学 教授\n甲|委員|川田 花子|高知県")
    assert seats(roles) == [("高知大学", "教授", "山田 太郎", "座長"), ("高知県", None, "川田 花子", "委員")]
    board = taken(
        tmp_path, "会議体|役職|氏名|所属\n甲財団|会長|山田 太郎|徳島大学学長\n甲財団|幹事|川田 花子|徳島県副知事"
    )
    assert seats(board) == [("徳島大学", "学長", "山田 太郎", "会長"), ("徳島県", "副知事", "川田 花子", "幹事")]
    lines = taken(tmp_path, "会議体|氏名\n甲|山田 太郎（高知大学 教授）\n甲|川田 花子（高知県 部長）")
    assert seats(lines) == [("高知大学", "教授", "山田太郎", None), ("高知県", "部長", "川田花子", None)]
    posts = taken(tmp_path, "会議体|区分|氏名|職名\n甲|会長|山田 太郎|高知大学 教授\n甲|委員|川田 花子|高知県 部長")
    assert seats(posts) == [("高知大学", "教授", "山田 太郎", "会長"), ("高知県", "部長", "川田 花子", "委員")]
    pairs = taken(tmp_path, "会議体|機関名|役職・氏名\n甲|高知大学|学長 櫻井 克年\n甲|高知県|知事 濵田 省司")
    assert seats(pairs) == [("高知大学", "学長", "櫻井克年", None), ("高知県", "知事", "濵田省司", None)]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("所属機関・職名※", "organization"),
        ("所属及び役職名", "organization"),
        ("協議会での役職", "role"),
        ("代表者氏名（敬称略）", "person"),
        ("氏名（ふりがな）", "person"),
        ("参画機関２", "partner"),
        ("会員企業名", "organization"),
        ("推進会議名", "consortium"),
        ("締結年月日", "signed"),
        ("ふりがな", None),
        ("血液型", None),
    ],
)
def test_headings_in_no_list_are_known_by_their_shape(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


def test_in_a_list_of_what_was_selected_each_project_is_a_consortium(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "採択事業一覧||\n都道府県|事業名|代表機関\n富山県|くすりの計画|富山県\n高知県|IoPの計画|高知県",
    )
    assert [one.mention.name for one in edition_of(reading).consortia] == ["くすりの計画", "IoPの計画"]


def test_pasted_lines_of_persons_are_a_roster_line_by_line(tmp_path: Path) -> None:
    text = (
        "とくしま推進会議 委員名簿\n（令和6年4月1日現在）\n\n座長　山田 太郎（徳島大学 教授）\n"
        "委員　鈴木 花子（徳島県 政策監）\n（敬称略）\n"
    )
    reading = read(tmp_path, {"a.txt": text.encode()}, accept_proposal=True)
    assert seats(reading) == [("徳島大学", "教授", "山田太郎", "座長"), ("徳島県", "政策監", "鈴木花子", "委員")]
    rows = reading.rows
    assert rows is not None
    assert (rows.read, rows.with_seats, [(row.row, row.reason) for row in rows.ignored]) == (
        4, 2, [(2, "表の上の題名"), (6, "表の外の注記")],
    )  # fmt: skip


def test_pasted_companies_with_their_persons_below_are_read_together(tmp_path: Path) -> None:
    text = "会議体：甲ワーキンググループ\n\n清水建設株式会社\n大津 聡\n株式会社竹中工務店\n鹿島 孝\n"
    reading = read(tmp_path, {"a.txt": text.encode()}, accept_proposal=True)
    assert [(name, person) for name, _, person, _ in seats(reading)] == [
        ("清水建設株式会社", "大津聡"),
        ("株式会社竹中工務店", "鹿島孝"),
    ]
    assert reading.rows is not None
    assert [(row.row, row.reason) for row in reading.rows.ignored] == [
        (3, "下の行の見出し（機関や役割）"),
        (5, "下の行の見出し（機関や役割）"),
    ]


def test_head_lines_say_what_all_rows_share(tmp_path: Path) -> None:
    text = (
        "# source: https://example.jp/a ; https://example.jp/b\n# body: 甲協議会\n# date: 2020-09 (page)\n"
        "# programme: 地方大学交付金  region: 高知県\n# partial: True\n# kept: facts only\n"
        "会長\t濵田省司\t高知県\t知事\n委員\t受田浩之\t高知大学\t\tproject=拠点形成; mark=※\n"
    )
    edition = edition_of(read(tmp_path, {"a.txt": text.encode()}, accept_proposal=True))
    assert [one.mention.name for one in edition.consortia] == ["甲協議会", "拠点形成"]
    assert [(one.prefecture, one.reported) for one in edition.consortia] == [(("39",), "partial")] * 2
    assert [seat.note for seat in edition.seats] == [None, "mark: ※"]
    (source,) = edition.sources
    assert (source.url, source.date) == ("https://example.jp/a", None)
    assert source.note == "出典の記載: https://example.jp/b\n日付の記載: 2020-09 (page)"


def test_a_page_without_a_table_is_read_by_its_longest_list(tmp_path: Path) -> None:
    page = (
        "<html><body><ul><li>トップ</li></ul><h2>甲連携協議会 構成機関</h2>"
        "<ul><li>国立大学法人東北大学</li><li>宮城県</li></ul></body></html>"
    )
    reading = read(tmp_path, {"a.html": page.encode()}, accept_proposal=True)
    assert [name for name, *_ in seats(reading)] == ["国立大学法人東北大学", "宮城県"]
    assert [one.mention.name for one in edition_of(reading).consortia] == ["甲連携協議会"]


def test_utf_16_without_a_mark_is_told_by_its_line_ends(tmp_path: Path) -> None:
    content = "会議体,機関\n甲協議会,徳島大学\n".encode("utf-16-le")
    assert [name for name, *_ in seats(read(tmp_path, {"a.csv": content}))] == ["徳島大学"]


def test_what_a_head_says_besides_is_kept_as_a_note(tmp_path: Path) -> None:
    text = "# body: 甲協議会\n# region: 徳島県・香川県\n# 覚え: 抜粋\n会長\t山田 太郎\t徳島県\t知事\tterm=2年; 謎=x\n"
    edition = edition_of(read(tmp_path, {"a.txt": text.encode()}, accept_proposal=True))
    assert (edition.consortia[0].prefecture, edition.sources[0].note) == (("36", "37"), "覚え: 抜粋")
    assert edition.seats[0].note == "謎: x; term: 2年"


def test_a_unit_printed_before_the_post_of_a_person_is_no_part_of_the_body(tmp_path: Path) -> None:
    reading = taken(
        tmp_path,
        "会議体|氏名|所属|役職\n甲|山田 太郎|徳島県商工労働観光部|部長\n甲|鈴木 花子|徳島県立工業技術センター|所長",
    )
    assert [(seat.organization and seat.organization.name, seat.unit) for seat in edition_of(reading).seats] == [
        ("徳島県", "商工労働観光部"),
        ("徳島県立工業技術センター", None),
    ]
