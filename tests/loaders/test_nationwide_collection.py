"""The nationwide collection: rosters typed from excerpts of published pages, row by row, each place from its source."""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from musubime.types.edition import EditionSeat, RosterEdition
from musubime.types.vocabulary import ConsortiumForm, Reported
from musubime_loaders.bundled import bundled_rosters
from musubime_loaders.roster_folder import read_roster_folder

EXCERPTS = {
    "dx-lab-2023": "05_chiiki_dx_lab_2023_wave1.txt",
    "iot-lab-shikoku": "06_iot_lab_shikoku.txt",
    "j-peaks": "07_jpeaks.txt",
    "coi-stream-2013": "08_coi_stream_2013.txt",
    "regional-innovation-ecosystem": "09_chiiki_ecosystem_eval.txt",
    "hyogo-kobe-alliance": "30_hyogo_alliance.txt",
    "knowledge-cluster-2008": "31_chiteki_cluster2_2008.txt",
    "university-alliance-yamanashi": "33_yamanashi_alliance.txt",
    "tokushima-light": "34_jisedai_hikari.txt",
    "super-daigakuin": "36_super_renkei.txt",
    "sawachi-coi-next": "43_sawachi_coinext.txt",
    "miyagi-roundtable": "45_miyagi_roundtable.txt",
    "sendai-coordinators": "46_sendai_coordinator_2009.txt",
    "miyagi-university-mou": "47_miyagi_univ_mou.txt",
    "tohoku-ict-council": "48_tohoku_jouhou_konwakai.txt",
    "miyagi-agreement-2020": "49_miyagi_agreement_2020.txt",
    "kusuri-toyama": "50_kusuri_consortium.txt",
}
ONE_A_ROW = ("dx-lab-2023", "iot-lab-shikoku", "j-peaks", "coi-stream-2013", "regional-innovation-ecosystem")
REGISTERS = ("school-codes", "nta", "ror")
_LAYOUT = re.compile(r"\s|-")


def edition_of(roster: str) -> RosterEdition:
    return read_roster_folder(bundled_rosters()[roster])


def excerpt(reference: Path, roster: str) -> str:
    return (reference / "rosters" / EXCERPTS[roster]).read_text(encoding="utf-8")


def rows_of(text: str) -> list[list[str]]:
    return [[*line.split("\t"), "", ""][:5] for line in text.splitlines() if not line.startswith("#")]


def folded(text: str) -> str:
    return _LAYOUT.sub("", text)


def quotes(value: object, key: str = "") -> Iterator[tuple[str | None, str]]:
    """Yield every quote with the key of its source."""
    if isinstance(value, dict):
        if key != "mention" and value.get("printed"):
            yield value.get("source"), value["printed"]
        for name, item in value.items():
            if name not in ("mention", "organization", "person", "owners", "start", "end"):
                yield from quotes(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from quotes(item, key)


@pytest.mark.parametrize("roster", sorted(EXCERPTS))
def test_every_quote_stands_in_its_excerpt(roster: str, reference: Path) -> None:
    document = folded(excerpt(reference, roster))
    found = [quote for source, quote in quotes(edition_of(roster).model_dump(mode="json")) if source not in REGISTERS]
    assert found
    assert [quote for quote in found if folded(quote) not in document] == []


@pytest.mark.parametrize("roster", sorted(EXCERPTS))
def test_every_roster_says_that_it_is_from_an_excerpt_and_of_which_page(roster: str, reference: Path) -> None:
    head = excerpt(reference, roster)
    edition = edition_of(roster)
    pages = [source for source in edition.sources if not source.cited]
    assert (edition.note or "").startswith("公開ページの抜粋から写した。")
    assert [page.title for page in pages if not (page.note or "").startswith("公開ページの抜粋から写した")] == []
    (stated,) = re.findall(r"^# source: (.*)$", head, re.M)
    wanted = [address.rsplit("/", 2)[-1] or address for address in re.split(r" ; | \(.*\)$", stated) if address]
    given = [page.url for page in pages if page.url]
    assert len(given) == len(wanted)
    assert [last for last, url in zip(wanted, given, strict=True) if last not in url] == []


@pytest.mark.parametrize("roster", sorted(EXCERPTS))
def test_every_row_has_a_seat_of_that_body_and_person(roster: str, reference: Path) -> None:
    edition = edition_of(roster)
    beside = {
        (relation.start.mention.name, relation.end.mention.name)
        for relation in edition.relations
        if relation.start.mention and relation.end.mention
    }

    def held(person: str, body: str, seat: EditionSeat) -> bool:
        name = seat.organization.name if seat.organization else ""
        whole = body in (name, name + (seat.unit or "")) or (seat.printed == body and body.endswith(name))
        return whole and person == (seat.person.name if seat.person else "")

    lost = [
        (person, body)
        for _, person, body, *_ in rows_of(excerpt(reference, roster))
        if not any(held(person, body, seat) for seat in edition.seats) and (person, body) not in beside
    ]
    assert lost == []


@pytest.mark.parametrize("roster", ONE_A_ROW)
def test_a_list_of_selected_regions_or_institutions_gives_one_consortium_a_row(roster: str, reference: Path) -> None:
    rows = rows_of(excerpt(reference, roster))
    edition = edition_of(roster)
    rounds = {body.key for body in edition.consortia if body.form is ConsortiumForm.AWARD_ROUND}
    bodies = [body for body in edition.consortia if body.key not in rounds]
    assert len(bodies) == len({body.mention.name for body in bodies}) == len(rows)
    assert all(body.prefecture for body in bodies)
    assert {len(body.inside) for body in bodies} == ({1} if rounds else {0})
    assert {body.reported for body in bodies} == {Reported.PARTIAL}
    assert not rounds & {seat.consortium for seat in edition.seats}


def test_the_two_projects_of_one_university_are_two_consortia() -> None:
    edition = edition_of("coi-stream-2013")
    of_tokyo = [seat.consortium for seat in edition.seats if seat.organization and seat.organization.name == "東京大学"]
    assert len(set(of_tokyo)) == 2


def test_places_that_registers_give_are_those_of_their_rows(reference: Path) -> None:
    register: dict[str, dict[str, str]] = {}
    with gzip.open(reference / "registries" / "jp_org_registry_dev.csv.gz", "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            register.update({row["key"].split(":", 1)[1]: row})
    checked: Counter[str] = Counter()
    for roster in EXCERPTS:
        for body in edition_of(roster).consortia:
            for evidence in body.evidence:
                if evidence.source not in REGISTERS:
                    continue
                (number,) = re.findall(r"[0-9A-Za-z]{9,}", evidence.locator)
                row = register[number]
                name, place = (evidence.printed or "").split("、", 1)
                assert (name, place in (row["address"], row["pref"])) == (row["name"], True)
                checked[evidence.source] += 1
    assert checked == {"school-codes": 36, "nta": 2, "ror": 1}
