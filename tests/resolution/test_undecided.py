"""What somebody has to look at: found by the tiers, ranked by what a decision changes, gone when it is decided."""

from musubime.resolution.undecided import CandidatePair, undecided_pairs
from musubime.types.changes import Judgement
from musubime.types.edition import EditionOrganization, RosterEdition
from musubime.types.evidence import Identifier
from musubime.types.vocabulary import Kind, Verdict
from tests.resolution.editions import edition, mention


def council(number: int, prefecture: str, *names: str, person: str | None = None) -> RosterEdition:
    return edition(
        [(name, None, person) for name in names],
        roster=f"r{number}",
        series=f"r{number}",
        council=f"会議{number}",
        prefecture=(prefecture,) if prefecture else (),
    )


def pairs(*editions: RosterEdition, judgements: tuple[Judgement, ...] = ()) -> list[CandidatePair]:
    found = undecided_pairs(editions, judgements, ())
    assert undecided_pairs(editions[::-1], judgements[::-1], ()) == found
    return found


def told(found: list[CandidatePair]) -> list[tuple[str, ...]]:
    return [(pair.rule, *sorted((pair.left_name, pair.right_name))) for pair in found]


def said(pair: CandidatePair, verdict: Verdict) -> Judgement:
    return Judgement(
        kind=pair.kind,
        left=pair.left_id,
        right=pair.right_id,
        verdict=verdict,
        by="担当",
        at="2026-11-22",
        reason="試験",
    )


def test_one_company_name_in_two_prefectures_is_asked_about_and_gone_when_decided() -> None:
    editions = (council(1, "36", "株式会社山田"), council(2, "39", "株式会社山田"))
    (pair,) = pairs(*editions)
    assert (pair.rule, pair.networks_gained, pair.undecided) == ("T1", 1, False)
    assert pair.reasons == ("名称は完全に同じ。都道府県の文脈が違う: 徳島県 と 高知県",)
    assert pairs(*editions, judgements=(said(pair, Verdict.SAME),)) == []
    assert pairs(*editions, judgements=(said(pair, Verdict.DIFFERENT),)) == []
    (later,) = pairs(*editions, judgements=(said(pair, Verdict.UNDECIDED),))
    assert later.undecided


def test_a_legal_form_with_two_candidates_and_variants_of_a_company_are_asked_about() -> None:
    found = pairs(council(1, "36", "山田製作所", "株式会社山田製作所", "有限会社山田製作所"))
    assert ("T3", "山田製作所", "株式会社山田製作所") in told(found)
    assert told(pairs(council(1, "36", "株式会社藍澤", "株式会社藍沢"))) == [("T4", "株式会社藍沢", "株式会社藍澤")]


def test_a_branch_and_a_misprint_are_asked_about_and_a_facility_is_not() -> None:
    assert told(pairs(council(1, "36", "株式会社阿波銀行", "株式会社阿波銀行 本店営業部"))) == [
        ("T5", "株式会社阿波銀行", "株式会社阿波銀行 本店営業部")
    ]
    assert told(pairs(council(1, "36", "株式会社パシフィックメディカル", "株式会社パシフィックディカル"))) == [
        ("T6", "株式会社パシフィックディカル", "株式会社パシフィックメディカル")
    ]
    assert pairs(council(1, "34", "広島県", "広島県立総合技術研究所")) == []


def test_bodies_that_look_alike_and_are_two_for_a_reason_need_nobody() -> None:
    assert pairs(council(1, "36", "徳島県商工会連合会", "徳島県商工会議所連合会")) == []
    assert pairs(council(1, "36", "徳島大学", "徳島文理大学"), council(2, "34", "広島市", "福山市")) == []


def test_one_number_on_two_names_is_asked_about() -> None:
    number = (Identifier(scheme="corporate_number", value="4480005002568"),)
    facts = tuple(
        EditionOrganization(mention=mention("r1", "organization", name), identifiers=number, prefecture=("36",))
        for name in ("甲製作所", "乙商事")
    )
    (pair,) = pairs(council(1, "36", "徳島県").model_copy(update={"organizations": facts}))
    assert (pair.rule, pair.reasons) == ("T0", ("同じ番号（4480005002568）が別の名称に付いている",))


def test_the_same_person_name_in_two_organizations_or_years_is_asked_about_and_a_surname_elsewhere_is_not() -> None:
    first, other = council(1, "36", "徳島県", person="佐藤 一郎"), council(2, "36", "徳島市", person="佐藤一郎")
    (pair,) = pairs(first, other)
    assert (pair.kind, pair.rule, pair.reasons) == (Kind.PERSON, "person", ("同じ氏名、違う機関",))
    (again,) = pairs(first, council(3, "36", "徳島県", person="佐藤一郎"))
    assert again.reasons == ("同じ氏名、同じ機関（徳島県）。在任の時期が重なるとは書かれていない",)
    assert pairs(council(1, "36", "徳島県", person="白井"), council(2, "36", "徳島市", person="白井")) == []


def test_a_same_that_a_different_blocks_comes_first() -> None:
    editions = (council(1, "36", "甲", "乙", "丙"), council(2, "39", "株式会社山田"), council(3, "36", "株式会社山田"))

    def of(left: str, right: str, verdict: Verdict) -> Judgement:
        return Judgement(
            kind=Kind.ORGANIZATION, left=left, right=right, verdict=verdict, by="担当", at="2026-11-22", reason="試験"
        )

    judgements = (
        of("甲", "乙", Verdict.SAME),
        of("乙", "丙", Verdict.SAME),
        of("甲", "丙", Verdict.DIFFERENT),
    )
    assert [pair.rule for pair in pairs(*editions, judgements=judgements)] == ["conflict", "T1"]
