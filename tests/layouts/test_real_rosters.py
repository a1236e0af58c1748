"""The 35 real rosters and the recipients table: every one is read, and every row is accounted for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from musubime.types.edition import EditionConsortium, EditionSeat, RosterEdition
from musubime_loaders.printed_rows import read_bytes
from musubime_loaders.reading import InputFile, Reading, read_files
from tests.conftest import PROJECT
from tests.layouts.layouts import layouts, read_layout
from tests.layouts.table import document, lines

pytestmark = pytest.mark.reference
Read = Callable[[str], RosterEdition]


@pytest.fixture
def edition(reference: Path) -> Read:
    def read(layout: str) -> RosterEdition:
        found = read_layout(reference, layout).edition
        assert found is not None
        return found

    return read


def named(edition: RosterEdition, name: str) -> EditionConsortium:
    (found,) = (one for one in edition.consortia if one.mention.name == name)
    return found


def holder(seat: EditionSeat) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    organization = seat.organization.name if seat.organization else None
    return (organization, seat.unit, seat.post, seat.person.name if seat.person else None, seat.role)


def test_every_real_roster_has_its_layout(reference: Path) -> None:
    files = {path.name for path in (reference / "rosters").iterdir()}
    read = {file.name for layout in layouts() for file in _files(layout)}
    assert read == files
    assert len(layouts()) == 36


def _files(layout: str) -> tuple[Path, ...]:
    from musubime_loaders.manifest import read_manifest

    place = PROJECT / "tests" / "layouts" / layout / "roster.toml"
    return tuple(Path(file.name) for file in read_manifest(read_bytes(place, place.name), place.name).files)


def test_the_table_in_the_documentation_is_what_they_become(reference: Path) -> None:
    assert (PROJECT / "docs" / "layouts.md").read_text(encoding="utf-8") == document(lines(reference))


def test_every_row_of_every_file_is_accounted_for(reference: Path) -> None:
    for layout in layouts():
        rows = read_layout(reference, layout).rows
        assert rows is not None
        (file,) = _files(layout)
        printed = (reference / "rosters" / file).read_text(encoding="utf-8-sig").splitlines()
        headings = 1 if file.suffix == ".csv" else 0
        assert rows.read == sum(1 for line in printed if line.strip() and line[0] != "#") - headings, layout
        assert rows.read == rows.with_seats + rows.other + len(rows.ignored), layout


def test_every_text_roster_is_read_without_any_roster_toml(reference: Path, tmp_path: Path) -> None:
    read: dict[str, Reading] = {}
    for path in sorted((reference / "rosters").glob("*.txt")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        file = InputFile(name=path.name, path=tmp_path / path.name)
        read[path.name] = read_files([file], accept_proposal=True)
    assert len(read) == 35
    assert [name for name, one in read.items() if one.edition is None or one.issues] == []
    assert [
        name for name, one in read.items() if one.edition and (one.edition.complete or one.edition.edition_date)
    ] == []


def test_selected_regions_are_one_consortium_each_inside_their_round(edition: Read) -> None:
    labs = edition("05-chiiki-dx-lab-2023-wave1")
    lab = named(labs, "地域DX推進ラボ（岡山県津山市）")
    round_key = named(labs, "地域DX推進ラボ 第一弾選定").key
    assert (lab.inside, lab.prefecture, lab.form, [(d.what, d.date) for d in lab.dates]) == (
        (round_key,), ("33",), "hub", [("selected", "2023-04")],
    )  # fmt: skip
    assert len({code for one in labs.consortia for code in one.prefecture}) == 23
    iot = edition("06-iot-lab-shikoku")
    assert [(d.what, d.date) for d in named(iot, "地方版IoT推進ラボ（徳島県美波町）").dates] == [
        ("selected", "2017-08-07")
    ]


def test_two_rounds_of_one_scheme_hold_their_own_universities(edition: Read) -> None:
    peaks = edition("07-jpeaks")
    rounds = {one.key: one.mention.name for one in peaks.consortia if one.form == "award_round"}
    inside = [rounds[one.inside[0]] for one in peaks.consortia if one.inside]
    assert {name: inside.count(name) for name in rounds.values()} == {
        "J-PEAKS 採択(令和5年度)": 12,
        "J-PEAKS 採択(令和6年度)": 13,
    }


def test_one_university_with_two_projects_has_two_sites(edition: Read) -> None:
    sites = [one.mention.name for one in edition("08-coi-stream-2013").consortia]
    assert [name for name in sites if "東京大学" in name] == ["COI STREAM（東京大学）", "COI STREAM（東京大学）（2）"]


def test_a_project_has_both_bodies_that_proposed_it_and_its_grade(edition: Read) -> None:
    projects = edition("09-chiiki-ecosystem-eval")
    project = named(projects, "光の尖端都市「浜松」が創成するメディカルフォトニクスの新技術")
    members = [
        seat.organization.name for seat in projects.seats if seat.consortium == project.key and seat.organization
    ]
    assert sorted(members) == ["国立大学法人静岡大学", "浜松市"]
    assert project.note == "総合評価 A（2018 年度の評価）"


def test_a_row_of_several_prefectures_gives_one_cluster_with_all_of_them(edition: Read) -> None:
    clusters = edition("31-chiteki-cluster2-2008")
    assert {one.region: one.prefecture for one in clusters.consortia if one.region} == {
        "東海広域": ("21", "23"),
        "富山・石川地域": ("16", "17"),
        "京都およびけいはんな学研地域": ("26",),
    }


def test_a_committee_inside_another_network_is_inside_it(edition: Read) -> None:
    committee = edition("04-hiroshima-tokubetsu-iinkai")
    parent = named(committee, "ひろしま自動車産学官連携推進会議")
    child = named(committee, "広島県地方大学・地域産業創生事業推進特別委員会")
    assert (child.inside, child.reported, committee.seats) == ((parent.key,), "members_not_stated", ())


def test_a_person_sits_for_the_university_with_the_institute_as_unit(edition: Read) -> None:
    assert [holder(seat) for seat in edition("34-jisedai-hikari").seats] == [
        ("徳島大学", None, "副学長(外部資金担当)兼地方大学・地域産業創生事業部長", "木村賢二", None),
        ("徳島大学", None, "学長", "野地澄晴", None),
        ("徳島大学", "ポストLEDフォトニクス研究所", "所長 教授", "安井武史", None),
    ]


def test_one_person_with_two_affiliations_has_two_seats(edition: Read) -> None:
    seats = [
        holder(seat) for seat in edition("43-sawachi-coinext").seats if seat.person and seat.person.name == "山口征浩"
    ]
    assert seats == [
        ("高知大学", None, "医学部 医療×VR学講座 特任准教授", "山口征浩", "副プロジェクトリーダー"),
        ("株式会社Psychic VR Lab", None, "代表取締役", "山口征浩", "副プロジェクトリーダー"),
    ]


def test_old_legal_forms_stay_as_printed(edition: Read) -> None:
    names = [seat.organization.name for seat in edition("46-sendai-coordinator-2009").seats if seat.organization]
    assert names[4:9] == [
        "独立行政法人産業技術総合研究所", "財団法人みやぎ産業振興機構", "財団法人仙台市産業振興事業団",
        "社団法人東北経済連合会", "社団法人発明協会",
    ]  # fmt: skip


def test_partial_rosters_say_so_and_end_nothing(edition: Read, reference: Path) -> None:
    partial = []
    for layout in layouts():
        (file,) = _files(layout)
        if "# partial: True" in (reference / "rosters" / file).read_text(encoding="utf-8-sig"):
            read = edition(layout)
            partial.append(layout)
            assert read.complete is False
            assert all(one.reported in ("partial", "members_not_stated") for one in read.consortia), layout
    assert len(partial) == 12


def test_a_surname_stays_inside_the_document_that_prints_it(edition: Read) -> None:
    from musubime.resolution.resolve import resolve

    graph = resolve([edition("10-mext-sangakukan-1"), edition("11-mext-sangakukan-2")], [], [])
    assert len(graph.persons) == 15 + 17
    assert len([person for person in graph.persons.values() if person.name == "石川"]) == 2


def test_recipients_without_a_name_are_counted_and_no_node(edition: Read) -> None:
    recipients = edition("rs-regional-programme-recipients")
    unnamed = {one.printed for body in recipients.consortia for one in body.unnamed_members}
    assert {"個人A", "株式会社A", "委員C", "その他の支出先", "他委託事業者", "地方公共団体"} <= unnamed
    names = {seat.organization.name for seat in recipients.seats if seat.organization}
    assert names & unnamed == set()
    numbers = {number.value for fact in recipients.organizations for number in fact.identifiers}
    assert (len(numbers), len({fact.mention.name for fact in recipients.organizations})) == (629, 636)
