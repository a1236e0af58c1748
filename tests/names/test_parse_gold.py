"""The parser against the cases with right answers, and against real names and real persons of registers."""

import csv
import gzip
import re
import unicodedata
from pathlib import Path

import pytest

from musubime.errors import BadInput
from musubime.resolution.keys import exact_key
from musubime_loaders.names.entry import LineKind
from musubime_loaders.names.parsing import parse
from musubime_loaders.names.scoring import read_cases, score

PERSON = re.compile(r"^(?!株式会社|有限会社|合同会社)[一-鿿々ぁ-んァ-ヶ]{1,4}　(?!株式会社)[一-鿿々ぁ-んァ-ヶー]{1,4}$")
"""A person in the register of securities reports: two words parted by a wide space."""


LAYOUTS = {
    "{person}（{body}{post}）": LineKind.PERSON_LINE,
    "{role} {spaced}（{body} {post}）": LineKind.PERSON_LINE,
    "{role}：{person}（{body} {post}）": LineKind.PERSON_LINE,
    "【{role}】{spaced}　{body}　{post}": LineKind.PERSON_LINE,
    "○ {spaced}（{body}　{post}）（欠席）": LineKind.PERSON_LINE,
    "{body}{post} {spaced}氏": LineKind.PERSON_LINE,
    "{body}{post}{person}": LineKind.PERSON_LINE,
    "{person} {body}{post}": LineKind.PERSON_LINE,
    "{person}・{body}{post}": LineKind.PERSON_LINE,
    "{spaced} 様（{body} {post}）": LineKind.PERSON_LINE,
    "|{role}|{spaced}|{body} {post}|": LineKind.TABLE_ROW,
    "{role}\t{person}\t{body}\t{post}": LineKind.TABLE_ROW,
    "|3|{body}|{post}|{spaced}|": LineKind.TABLE_ROW,
    "{body} {post}\n{spaced}": LineKind.PDF_BLOCK,
    "{spaced}\n{body} {post}": LineKind.PDF_BLOCK,
    "委員名簿\n座長 山田 太郎 東京大学教授\n{role} {spaced} {body}{post}": LineKind.COMMITTEE_LIST,
}
"""How rosters print one holder."""


@pytest.fixture(scope="module")
def holders(reference: Path) -> list[dict[str, str]]:
    """Return the holders of the real rosters that have a person, a body and a post."""
    found: list[dict[str, str]] = []
    for file in sorted((reference / "rosters").glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            role, person, body, post = ([*line.split("\t"), "", "", ""])[:4]
            if person and body and post and not line.startswith("#"):
                spaced = f"{person[:2]}　{person[2:]}" if len(person) > 3 else f"{person[:1]} {person[1:]}"
                found.append({"role": role or "委員", "person": person, "spaced": spaced, "body": body, "post": post})
    return found


@pytest.fixture(scope="module")
def registered(reference: Path) -> list[str]:
    file = reference / "registries" / "jp_org_registry_dev.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8", newline="") as rows:
        return [row["name"] for row in csv.DictReader(rows)]


@pytest.mark.reference
@pytest.mark.parametrize("tell_kind", [True, False])
def test_at_least_48_of_50_cases_are_fully_right_and_no_wrong_body_is_without_a_flag(
    reference: Path, tell_kind: bool
) -> None:
    result = score(read_cases(reference / "gold" / "parser_cases_dev.jsonl"), tell_kind=tell_kind)
    assert (result.total, result.right >= 48, result.wrong_without_flag) == (50, True, ())


@pytest.mark.reference
def test_registered_names_stay_whole(registered: list[str]) -> None:
    names = [name for name in registered if not PERSON.match(name)]
    changed = 0
    for name in names:
        entries = parse(name, LineKind.ORG_FIELD)
        changed += len(entries) != 1 or exact_key(entries[0].organization or "") != exact_key(name)
    assert changed / len(names) < 0.006


@pytest.mark.reference
def test_registered_persons_are_persons_though_nobody_says_so(registered: list[str]) -> None:
    persons = [name for name in registered if PERSON.match(name)]
    missed = [name for name in persons if [entry.organization for entry in parse(name)] != [None]]
    assert (len(persons) > 2_500, missed) == (True, [])


@pytest.mark.reference
def test_senators_are_persons(reference: Path) -> None:
    with (reference / "bench" / "sangiin_person_committee.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["person"] for row in rows if " " in row["person"]})
    lines = [(name, parse(f"{name}（参議院議員）", LineKind.PERSON_LINE)) for name in names]
    assert [name for name, entries in lines if [e.person for e in entries] != [name.replace(" ", "")]] == []
    bodies = {row["as_written"]: row["body"] for row in rows if row["body"].endswith("会")}
    assert {text: parse(text, LineKind.BODY_ROLE)[0].organization for text in bodies} == bodies


@pytest.mark.reference
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tell_kind", [True, False])
def test_real_holders_are_read_from_any_layout(layout: str, tell_kind: bool, holders: list[dict[str, str]]) -> None:
    right = 0
    wrong: list[str] = []
    for holder in holders:
        entries = parse(layout.format(**holder), LAYOUTS[layout] if tell_kind else None)
        entry = next((entry for entry in entries if entry.person == holder["person"]), None)
        held = folded(entry.organization, entry.unit, entry.post) if entry else None
        right += held == folded(holder["body"], holder["post"])
        inside = (folded(holder["body"]), "東京大学")
        names = [entry.organization for entry in entries if entry.organization and set(entry.flags) <= {"kind_guessed"}]
        wrong += [name for name in names if not any(body.startswith(folded(name)) for body in inside)]
    assert (len(holders), right / len(holders) >= 0.96, wrong) == (55, True, [])


def folded(*parts: str | None) -> str:
    return "".join("".join(unicodedata.normalize("NFKC", part or "").split()) for part in parts)


def test_a_bad_line_of_cases_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(
        '{"id": "a", "kind": "org_field", "input": "高知大学", "expect": []}\n{"id": 1}\n', encoding="utf-8"
    )
    with pytest.raises(BadInput) as error:
        read_cases(file)
    assert str(error.value) == f"{file} 2 行目: 正解の行として読めません。id、kind、input、expect を書いてください。"


def test_a_wrong_body_without_a_flag_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(
        '{"id": "a", "kind": "org_field", "input": "高知大学", "expect": [{"name": "徳島大学"}]}\n'
        '{"id": "b", "kind": "org_field", "input": "高知大学", "expect": [{"name": "高知大学"}]}\n',
        encoding="utf-8",
    )
    result = score(read_cases(file))
    assert (result.right, result.total, result.wrong_without_flag) == (1, 2, (("a", "高知大学"),))
    assert [(failure.case.id, failure.why) for failure in result.failures] == [("a", "entry 1: organization")]
