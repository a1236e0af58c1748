"""Answers about communities: groups of bodies and consortia that tie more among themselves, with their stability."""

from typing import Literal

from musubime.questions.answers import ListAnswer, Placed, Ref, Timed, shown
from musubime.types.base import Frozen

Verdict = Literal["stable", "doubtful", "unstable"]
Extent = Literal["part", "component", "single_consortium"]


class CommunityMember(Ref):
    """One body or consortium of a community."""

    kind: Literal["organization", "person", "consortium"] = shown("種類", "Kind of the member", example="organization")
    sector: str | None = shown("部門", "Sector of a body as printed", None, example="学")
    ties_inside: int = shown("中のつながり", "Memberships that join it to members of the community", example=3)
    ties_outside: int = shown("外へのつながり", "Memberships that lead to other communities", example=0)
    stability: float | None = shown(
        "安定度",
        "Mean over the other runs of the share of the community's other members that are with it; null where alone",
        None,
        example=0.95,
    )
    seats: str = shown("席", "Path to its seats")


class SectorCount(Frozen):
    """How many bodies of a community have one sector."""

    sector: str | None = shown("部門", "Sector as printed; null where none is known", None, example="学")
    organizations: int = shown("機関の数", "Bodies of the community with this sector", example=5)


class PrefectureCount(Frozen):
    """How many consortia of a community stand in one prefecture."""

    code: str = shown("都道府県コード", "JIS code", example="36")
    name: str = shown("都道府県", "Name of the prefecture", example="徳島県")
    consortia: int = shown("会議体の数", "Consortia of the community that state it", example=3)


class CommunityItem(Placed):
    """One community with its stability and its first members."""

    id: str = shown("ID", "`community:` and the smallest id among its members", example="community:c_0123456789")
    rank: int = shown("順位", "Rank by size; equal sizes share it", example=1)
    name: str = shown(
        "呼び名", "Name of its consortium with most ties inside it, to call it by; no name of its own is stated"
    )
    size: int = shown("構成の数", "Bodies and consortia together", example=26)
    organizations_total: int = shown("機関の数", "Bodies in it", example=23)
    consortia_total: int = shown("会議体の数", "Consortia in it", example=3)
    extent: Extent = shown(
        "広がり",
        "part of a connected component, a whole component of several consortia, or one of a single consortium",
        example="component",
    )
    stability: float = shown(
        "安定度", "Mean over the other runs of its largest Jaccard overlap with a community of the run", example=1.0
    )
    verdict: Verdict = shown(
        "安定の判定", "stable from .75, doubtful from .60, unstable below (Hennig 2007, 2008)", example="stable"
    )
    ties_inside: int = shown("中のつながり", "Memberships between its members", example=39)
    ties_outside: int = shown("外へのつながり", "Memberships that lead to other communities", example=0)
    sectors: tuple[SectorCount, ...] = shown("部門", "Its bodies by sector, unknown last", ())
    prefectures: tuple[PrefectureCount, ...] = shown("都道府県", "Its consortia by prefecture, most first", ())
    wide: int = shown("広域の会議体", "Consortia in it that state no prefecture", 0, example=0)
    consortia: tuple[CommunityMember, ...] = shown("会議体", "Its first consortia by ties inside, then name")
    consortia_rest: int = shown("ほかの会議体", "Consortia that are not in this list", 0, example=0)
    organizations: tuple[CommunityMember, ...] = shown("機関", "Its first bodies by ties inside, then name")
    organizations_rest: int = shown("ほかの機関", "Bodies that are not in this list", 0, example=0)
    members: str = shown("構成の一覧", "Path to all its members, page by page")


class Partition(Timed):
    """How the communities of a selection were found, and how far the runs agree."""

    method: Literal["louvain"] = shown("手法", "How they are looked for", "louvain")
    objective: Literal["barber_modularity"] = shown(
        "目的関数", "What is made as large as possible", "barber_modularity"
    )
    resolution: float = shown("解像度", "γ: larger values give smaller communities", example=1.0)
    runs: int = shown("計算の回数", "Runs, each with the nodes in another order", example=20)
    modularity: float | None = shown(
        "モジュラリティ", "Barber's modularity of the partition; null without a tie", None, example=0.67517
    )
    adjusted_rand: float | None = shown(
        "計算どうしの一致",
        "Adjusted Rand index, mean over all pairs of runs; null without a tie",
        None,
        example=0.978241,
    )
    mutual_information: float | None = shown(
        "計算どうしの情報量", "Normalised mutual information, mean over all pairs of runs", None, example=0.988491
    )
    verdict: Verdict | None = shown(
        "全体の判定", "stable from .80, doubtful from .65, unstable below (Steinley 2004)", None, example="stable"
    )
    communities: int = shown("グループの数", "Communities of the selection", example=5)
    components: int = shown("つながりのまとまり", "Connected parts; no community spans two", example=3)
    single_consortium: int = shown(
        "一つだけの会議体", "Components of a single consortium, whose bodies sit on no other", example=0
    )
    organizations: int = shown("機関の数", "Bodies with a selected seat", example=66)
    consortia: int = shown("会議体の数", "Consortia with a named selected seat", example=8)
    consortia_left_out: int = shown(
        "対象外の会議体", "Selected consortia without a named selected seat, in no community", 0, example=1
    )
    left_out: int = shown("対象外の席", "Selected seats without a body or person", 0, example=0)


class CommunityList(ListAnswer, Partition):
    """Communities by size."""

    items: tuple[CommunityItem, ...] = shown("項目", "Communities of this page")


class CommunityAnswer(ListAnswer, Timed):
    """One community with all its members."""

    community: CommunityItem = shown("グループ", "The community")
    runs: int = shown("計算の回数", "Runs that the stability was taken over", example=20)
    resolution: float = shown("解像度", "γ", example=1.0)
    items: tuple[CommunityMember, ...] = shown(
        "項目", "Members of this page: consortia, then bodies, by ties inside, then name"
    )
