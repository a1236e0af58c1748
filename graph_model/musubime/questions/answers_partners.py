"""Answers about partners: who has not sat with an organization yet, why they come first, and who could introduce."""

from musubime.questions.answers import ListAnswer, Placed, Ref, Timed, shown
from musubime.questions.answers_introductions import KeySeat
from musubime.types.base import Frozen


class SharedConsortium(Frozen):
    """A consortium that an introducer shares with one side, and the seats that say so."""

    consortium: Ref = shown("会議体", "The consortium")
    seats: tuple[str, ...] = shown(
        "紹介者の席", "Ids of the introducer's seats on it; /api/v1/seats/{id} opens one", ()
    )
    with_seats: tuple[str, ...] = shown("相手の席", "Ids of the seats of the one it meets there", ())


class PartnerIntroducer(Frozen):
    """An organization that sits with both."""

    id: str = shown("ID", "Id of the organization")
    name: str = shown("名称", "Name of the organization", example="高知県")
    sector: str | None = shown("部門", "Sector as printed", None, example="官")
    memberships: int = shown("参画数", "Selected consortia it sits on", example=3)
    with_us_total: int = shown(
        "自機関と同じ会議体の数", "Consortia it shares with the organization that asks", example=1
    )
    with_them_total: int = shown("候補と同じ会議体の数", "Consortia it shares with the candidate", example=1)
    with_us: tuple[SharedConsortium, ...] = shown(
        "自機関と同じ会議体", "The first of them by name, at most 3; the total stands beside", ()
    )
    with_them: tuple[SharedConsortium, ...] = shown(
        "候補と同じ会議体", "The first of them by name, at most 3; the total stands beside", ()
    )
    seats: str = shown("席", "Path to its seats", example="/api/v1/seats?organization=o_0123456789abcdef0123")


class PartnerContact(KeySeat):
    """The contact desk of one of the candidate's consortia."""

    consortium: Ref = shown("会議体", "The consortium whose desk it is")


class PartnerItem(Placed):
    """One candidate: an organization that shares no selected consortium with the one that asks."""

    rank: int = shown("順位", "Rank by the score among all candidates; equal scores share it", example=1)
    id: str = shown("ID", "Id of the candidate")
    name: str = shown("名称", "Name of the candidate", example="高知工科大学")
    sector: str | None = shown("部門", "Sector as printed", None, example="学")
    kind: str | None = shown("機関の種類", "What the body is, where it can be told", None, example="university")
    score: float = shown(
        "近さ",
        "Per cent of all candidates, at 6 decimals. Half: the candidate's share of a walk from the organization on the"
        " two-mode graph (personalised PageRank, α = 0.8, 40 steps, divided by memberships^0.2). Half: its share of"
        " (Σ_k (1/m_k Σ_z w_zj/d_z)²)² over the organization's consortia k, their m_k members z with d_z memberships,"
        " and w_zj, the consortia that z shares with the candidate",
        example=4.218305,
    )
    steps: int | None = shown(
        "歩数",
        "Steps of the shortest way over organizations: 4 where both sit with one body; null above 40",
        None,
        example=4,
    )
    reasons: tuple[str, ...] = shown("理由", "Why it ranks there: plain sentences made of the numbers", ())
    common_partners: int = shown("共通の同席機関", "Organizations that sit with both", example=3)
    introducers: tuple[PartnerIntroducer, ...] = shown(
        "紹介できる機関", "The best of them, at most 5: those that sit with both most often first", ()
    )
    introducers_more: int = shown("ほかの紹介できる機関", "Common partners not listed here", 0, example=0)
    meeting_total: int = shown(
        "一歩先の会議体の数", "Consortia on which the candidate sits with somebody who sits with the organization", 0
    )
    meeting: tuple[Ref, ...] = shown("一歩先の会議体", "The first of them by name, at most 5", ())
    consortia_total: int = shown("参画数", "Selected consortia of the candidate", example=1)
    consortia: tuple[Ref, ...] = shown("会議体", "The first of them by name, at most 20", ())
    contact_total: int = shown("窓口の数", "Contact desks that documents state of the candidate's consortia", 0)
    contact: tuple[PartnerContact, ...] = shown(
        "窓口", "The first of them, at most 3; those of `meeting` first. Empty where no document states one", ()
    )
    seats: str = shown(
        "席", "Path to the candidate's seats", example="/api/v1/seats?organization=o_0123456789abcdef0123"
    )
    paths: str = shown(
        "経路", "Path to all shortest ways to it, with their seats", example="/api/v1/paths?from=o1&to=o2"
    )


class PartnerList(ListAnswer, Timed):
    """Candidates of one organization by rank."""

    organization: Ref = shown("機関", "The organization that asks")
    memberships: int = shown("参画数", "Selected consortia that it sits on", example=3)
    co_seated: int = shown(
        "すでに同席している機関", "Organizations that share a selected consortium with it", example=38
    )
    candidates: int = shown("候補の数", "Candidates that were ranked, before the filters of the list", example=20)
    unconnected: int = shown(
        "つながりのない機関",
        "Organizations that pass the filters, but that no way over organizations leads to; they are not ranked",
        0,
    )
    partial: int = shown(
        "一部だけ記載の会議体", "Its consortia that state some members only: candidates may sit there already", 0
    )
    left_out: int = shown("対象外の席", "Selected seats without an organization", 0, example=0)
    notes: tuple[str, ...] = shown("ひとこと", "What has to be known about the list, in plain sentences", ())
    items: tuple[PartnerItem, ...] = shown("項目", "Candidates of this page")
