"""Roster folders: what is written becomes an edition, and what does not fit is told in one sentence."""

from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime.types.text import mention_hash
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, bundled_rosters
from musubime_loaders.check import main
from musubime_loaders.roster_folder import read_roster_folder

ROSTER = """
id = "tohoku"
title = "東北圏の施策"
[sources.main]
title = "東北圏におけるデジタル化に向けた政策・支援の動向"
date = "2022-03"
[sources.report]
title = "DXレポート"
cited = true
evidence = [{ locator = "第3章", printed = "DXレポート" }]
[expected]
seats = 1
programmes = { min = 1, max = 3 }
"""
FACTS = """
[[programme]]
key = "aid"
name = "地域産業デジタル化支援事業"
owners = ["経済産業省"]
budgets = [{ fiscal_year = 2021, amount_yen = 1170000000, kind = "当初予算" }]
evidence = [{ locator = "第3章", printed = "地域産業デジタル化支援事業" }]
[[consortium]]
key = "dnt"
name = "一般社団法人DX NEXT TOHOKU"
names = [{ text = "DNT", kind = "abbreviation" }]
form = "association"
programmes = ["aid"]
prefecture = ["04"]
evidence = [{ locator = "第3章", printed = "DX NEXT TOHOKU" }]
  [[consortium.seat]]
  organization = "一般社団法人DX NEXT TOHOKU"
  person = "淡路 義和"
  role = "理事兼事務局長"
  printed = "一般社団法人 DX NEXT TOHOKU 理事兼事務局長 淡路 義和氏"
  locator = "第3章の注"
[[relation]]
type = "PRODUCED"
from = "consortium:dnt"
to = "source:report"
evidence = [{ locator = "第3章" }]
[[relation]]
type = "AFFILIATED_WITH"
from = "person:石川 俊介@東北経済産業局"
to = "organization:東北経済産業局"
evidence = [{ locator = "第3章" }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tohoku"
    folder.mkdir()
    (folder / "roster.toml").write_text(ROSTER, encoding="utf-8")
    (folder / "facts.toml").write_text(FACTS, encoding="utf-8")
    return folder


def test_a_folder_becomes_an_edition_with_named_mentions(folder: Path) -> None:
    edition = read_roster_folder(folder)
    (seat,) = edition.seats
    body = "一般社団法人DX NEXT TOHOKU"
    assert seat.hash == mention_hash("tohoku", body, "一般社団法人 DX NEXT TOHOKU 理事兼事務局長 淡路 義和氏", 1)
    assert seat.organization is not None
    assert seat.organization.hash == mention_hash("tohoku", body, body, 1)
    assert seat.person is not None
    assert seat.person.hash == mention_hash("tohoku", body, "淡路 義和", 1)
    assert edition.programmes[0].mention.hash == mention_hash("tohoku", "programme", "地域産業デジタル化支援事業", 1)
    assert edition.programmes[0].owners[0].hash == mention_hash("tohoku", "owners", "経済産業省", 1)
    assert edition.programmes[0].budgets[0].evidence == edition.programmes[0].evidence
    assert edition.consortia[0].names[0].source == "main"
    assert [(source.key, source.sha256 is None) for source in edition.sources] == [("main", False), ("report", True)]
    assert [(r.type, r.start.kind, r.end.kind) for r in edition.relations] == [
        ("PRODUCED", "consortium", "source"),
        ("AFFILIATED_WITH", "person", "organization"),
    ]


def test_the_same_folder_gives_the_same_edition(folder: Path) -> None:
    assert read_roster_folder(folder) == read_roster_folder(folder)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('form = "association"', 'formm = "association"',
         "「consortium[1].formm」: 知らない項目です。書き方の一覧にある項目名に直すか、この項目を"
         "消してください。（値: association）"),
        ('form = "association"\n', "", "「consortium[1].form」: 必要な項目がありません。書き足してください。"),
        ('kind = "abbreviation"', 'kind = "nickname"',
         "「consortium[1].names[1].kind」: 使えない値です。使える値は 'printed', 'curated', 'alias', 'abbreviation', "
         "'former', 'later', 'english', 'reading', 'printing_error' です。（値: nickname）"),
        ('["aid"]', '["aids"]',
         "「consortium[1].programmes」: このキーの事業はこの名簿にありません。キーを直してください。（値: aids）"),
        ('"source:report"', '"source:reports"',
         "「relation[1].to」: このキーはこの名簿にありません。キーを直してください。（値: source:reports）"),
        ('"PRODUCED"', '"INSIDE"',
         "「relation[1]」: INSIDE は consortium → consortium の間だけに書けます。種類か両端を直してください。"
         "（値: consortium:dnt → source:report）"),
        ("fiscal_year = 2021", 'fiscal_year = "R3"',
         "「programme[1].budgets[1].fiscal_year」: 整数ではありません。数字だけで書いてください。（値: R3）"),
        ('["04"]', '["48"]',
         "「consortium[1].prefecture[1]」: 使えない値です（都道府県コードは 01〜47 の 2 桁です）。"
         "書き方を直してください。（値: 48）"),
        ('locator = "第3章の注"', 'source = "minutes"\n  locator = "第3章の注"',
         "「consortium[1].seat[1].source」: この出典は roster.toml にありません。[sources.…] に書き足してください。"
         "（値: minutes）"),
        ('key = "aid"', 'key = "aid',
         ": TOML として読めません（Illegal character '\\n' (at line 3, column 11)）。書き方を直してください。"),
    ],
)  # fmt: skip
def test_what_does_not_fit_names_file_table_field_and_value(folder: Path, old: str, new: str, sentence: str) -> None:
    (folder / "facts.toml").write_text(FACTS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as error:
        read_roster_folder(folder)
    assert str(error.value) == f"tohoku/facts.toml{'' if sentence.startswith(':') else ' '}{sentence}"


def test_a_missing_file_and_a_failing_count_are_told(folder: Path) -> None:
    (folder / "roster.toml").write_text(ROSTER.replace("seats = 1", "seats = 2"), encoding="utf-8")
    with pytest.raises(BadInput, match=r"「expected\.seats」: 読み取った数が予定と違います（予定 2、実際 1）"):
        read_roster_folder(folder)
    (folder / "facts.toml").unlink()
    with pytest.raises(BadInput) as error:
        read_roster_folder(folder)
    assert str(error.value) == (
        "tohoku/roster.toml 「files」: ファイルがありません。名簿のフォルダーに置いてください。（値: facts.toml）"
    )


def test_check_prints_counts_or_the_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == (
        "tohoku: programmes 1, consortia 1, not_reported 0, seats 1, organizations 3, persons 2, relations 2, "
        "sources 2, unnamed_members 0; rows 5 = with seats 1 + other 4 + ignored 0\n"
    )
    (folder / "facts.toml").write_text("[", encoding="utf-8")
    assert main([str(folder)]) == 1
    assert "TOML として読めません" in capsys.readouterr().err


def test_every_bundled_roster_alias_and_judgement_can_be_read() -> None:
    rosters = bundled_rosters()
    assert "three-prefecture-table" in rosters
    assert [read_roster_folder(folder).roster for folder in rosters.values()] == list(rosters)
    assert len(bundled_aliases()) > 0
    assert len(bundled_judgements()) > 0
