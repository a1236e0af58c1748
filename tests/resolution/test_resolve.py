"""What becomes one thing, what stays apart, and what time does to seats."""

from itertools import permutations

from musubime.resolution.aliases import Alias
from musubime.resolution.resolve import resolve
from musubime.types.changes import Judgement
from musubime.types.edition import EditionRelation, End
from musubime.types.graph import Graph
from musubime.types.vocabulary import Kind, NameKind, TieType, Verdict
from tests.resolution.editions import COUNCIL, Row, edition, mention

UNIVERSITY: Row = ("徳島大学", "学長", None)
MISPRINT = Alias(
    kind=Kind.ORGANIZATION,
    alias="株式会社NTTトコモ",
    canonical="株式会社NTTドコモ",
    name_kind=NameKind.PRINTING_ERROR,
    reason="濁点の脱落",
    source="表の表記",
)


def names(graph: Graph) -> list[str]:
    return sorted(organization.name for organization in graph.organizations.values())


def judged(left: str, right: str, verdict: Verdict) -> Judgement:
    return Judgement(
        kind=Kind.ORGANIZATION, left=left, right=right, verdict=verdict, by="curator", at="2026-11-22", reason="試験"
    )


def test_two_prints_that_differ_in_width_and_spaces_are_one_organization() -> None:
    graph = resolve(
        [edition([("P H C 株式会社", None, None), ("ＰＨＣ㈱", None, None), ("㈱ＰＨＣ", None, None)])], [], []
    )
    assert names(graph) == ["P H C 株式会社", "㈱ＰＨＣ"]  # the side of 株式会社 is kept


def test_names_that_only_resemble_each_other_stay_apart() -> None:
    graph = resolve([edition([("徳島県商工会連合会", None, None), ("徳島県商工会議所連合会", None, None)])], [], [])
    assert names(graph) == ["徳島県商工会議所連合会", "徳島県商工会連合会"]


def test_a_misprint_in_the_alias_table_is_the_body_it_misprints_and_keeps_its_print() -> None:
    rows: list[Row] = [("株式会社NTTトコモ", None, None), ("株式会社NTTドコモ", None, None)]
    (organization,) = resolve([edition(rows)], [], [MISPRINT]).organizations.values()
    assert organization.name == "株式会社NTTドコモ"
    assert [(name.text, name.kind.value) for name in organization.names] == [
        ("株式会社NTTドコモ", "curated"),
        ("株式会社NTTドコモ", "printed"),
        ("株式会社NTTトコモ", "printing_error"),
    ]


def test_a_judgement_of_different_holds_apart_what_the_alias_table_would_join() -> None:
    rows: list[Row] = [("株式会社NTTトコモ", None, None), ("株式会社NTTドコモ", None, None)]
    apart = judged("株式会社NTTトコモ", "株式会社NTTドコモ", Verdict.DIFFERENT)
    assert len(resolve([edition(rows)], [apart], [MISPRINT]).organizations) == 2


def test_same_is_transitive_and_different_blocks_it() -> None:
    rows: list[Row] = [("四国大学", None, None), ("四国大", None, None), ("四国大短大", None, None)]
    same = [judged("四国大学", "四国大", Verdict.SAME), judged("四国大", "四国大短大", Verdict.SAME)]
    assert len(resolve([edition(rows)], same, []).organizations) == 1
    blocked = [*same, judged("四国大学", "四国大短大", Verdict.DIFFERENT)]
    assert len(resolve([edition(rows)], blocked, []).organizations) == 2


def test_a_name_counts_only_inside_its_dates() -> None:
    renamed = Alias(
        kind=Kind.ORGANIZATION,
        alias="凸版印刷株式会社",
        canonical="TOPPANホールディングス株式会社",
        name_kind=NameKind.FORMER,
        valid_to="2023-09-30",
        reason="商号変更",
        source="国税庁法人番号公表サイト",
    )
    old = edition([("凸版印刷株式会社", None, None)], roster="a", series="a", date="2022-03")
    new = edition([("TOPPANホールディングス株式会社", None, None)], roster="b", series="b", date="2024-03")
    late = edition([("凸版印刷株式会社", None, None)], roster="c", series="c", date="2025-03")
    assert len(resolve([old, new], [], [renamed]).organizations) == 1
    assert len(resolve([new, late], [], [renamed]).organizations) == 2


def test_the_order_of_loading_makes_no_difference() -> None:
    editions = [
        edition([UNIVERSITY, ("徳島県", "知事", "飯泉 嘉門")], date="2021"),
        edition([UNIVERSITY], date="2022", complete=True),
        edition([("徳島大学", None, None)], roster="other", series="other", council="別の会議"),
    ]
    assert len({resolve(order, [], [MISPRINT]).version for order in permutations(editions)}) == 1


def test_only_a_later_complete_edition_ends_a_seat_and_invents_no_end_date() -> None:
    first = edition([UNIVERSITY, ("徳島県", None, None)], date="2021-04")
    partial = edition([UNIVERSITY], date="2022-04")
    complete = edition([UNIVERSITY], date="2023-04", complete=True)

    def ended(graph: Graph) -> list[tuple[str | None, str | None, str | None]]:
        return sorted((s.last_stated, s.not_stated_since, s.valid_to) for s in graph.seats.values())

    assert ended(resolve([first, partial], [], [])) == [("2021-04", None, None), ("2022-04", None, None)]
    assert sorted(map(str, ended(resolve([first, partial, complete], [], [])))) == [
        "('2021-04', '2023-04', None)",
        "('2023-04', None, None)",
    ]


def test_a_seat_keeps_the_id_of_its_earliest_edition_and_lists_all_that_state_it() -> None:
    first, second = edition([UNIVERSITY], date="2021"), edition([("徳島大学", "副学長", None)], date="2022")
    (alone,) = resolve([first], [], []).seats.values()
    (seat,) = resolve([second, first], [], []).seats.values()
    assert seat.id == alone.id
    assert (seat.post, seat.last_stated) == ("副学長", "2022")
    assert [(s.edition_date, s.printed) for s in seat.statements] == [
        ("2021", "徳島大学 学長"),
        ("2022", "徳島大学 副学長"),
    ]


def test_another_roster_about_the_same_consortium_adds_and_never_ends_a_seat() -> None:
    ours = edition([UNIVERSITY], date="2021")
    theirs = edition([("四国大学", None, None)], roster="theirs", series="theirs", date="2024", complete=True)
    graph = resolve([ours, theirs], [], [])
    assert [consortium.name for consortium in graph.consortia.values()] == [COUNCIL]
    assert [seat.not_stated_since for seat in graph.seats.values()] == [None, None]


def test_a_person_is_one_only_with_the_same_name_and_organization() -> None:
    graph = resolve(
        [edition([("徳島県", "知事", "飯泉 嘉門"), ("徳島大学", "学長", "飯泉嘉門"), ("徳島県", "会長", "飯泉嘉門")])],
        [],
        [],
    )
    assert len(graph.persons) == 2


def test_councils_of_one_name_in_two_prefectures_are_two() -> None:
    here = edition([UNIVERSITY], council="産学官連携協議会")
    there = edition([UNIVERSITY], council="産学官連携協議会", roster="b", series="b", prefecture=("39",))
    assert len(resolve([here, there], [], []).consortia) == 2


def test_an_officer_of_a_body_that_is_also_an_organization_is_that_organizations_person() -> None:
    body = edition(
        [(None, "代表理事", "森戸裕一")], council="日本デジタルトランスフォーメーション推進協会", date="2021-02"
    )
    organization = mention("council", "relation", "日本デジタルトランスフォーメーション推進協会")
    same = EditionRelation(
        type=TieType.SAME_BODY,
        start=End(kind="organization", mention=organization),
        end=End(kind="consortium", key="council"),
    )
    elsewhere = edition(
        [("日本デジタルトランスフォーメーション推進協会", "代表理事", "森戸 裕一")],
        roster="b",
        series="b",
        council="催し",
        date="2020-10",
    )
    graph = resolve([body.model_copy(update={"relations": (same,)}), elsewhere], [], [])
    assert [person.name for person in graph.persons.values()] == ["森戸 裕一"]
