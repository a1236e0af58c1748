"""Answers of the measures: key actors and overlap; definitions in docs and in `analytics`."""

from typing import Literal

from musubime.questions.answers import Answer, ListAnswer, Placed, Ref, Timed, shown
from musubime.types.base import Frozen

NotTested = Literal[
    "different_strata",
    "no_stratum",
    "members_not_fully_listed",
    "fewer_than_10_consortia",
    "attainable_p_over_0.05",
    "null_model_not_fitted",
]
NullModelName = Literal["hypergeometric", "sdsm"]
"""What chance is: rosters drawn at random, or drawn by how busy each body and how large each roster is (SDSM)."""


class BrokerageRoles(Frozen):
    """Gould–Fernandez roles over sectors: open triads a–i–b by unordered pairs."""

    coordinator: int = shown("調整役", "AAA: all three of one sector", example=0)
    itinerant: int = shown("外部の仲介", "ABA: a and b of one sector, i of another", example=0)
    gatekeeper_representative: int = shown("門番・代表", "AAB: i shares its sector with one of them", example=0)
    liaison: int = shown("連絡役", "ABC: three sectors", example=0)
    unclassified: int = shown("分類できない組", "Triads with an unknown sector", example=0)


class KeyActorItem(Placed):
    """One actor with its measures and the reason it ranks where it does."""

    rank: int | None = shown(
        "順位", "Rank by the sorted value; equal values share it; null where the value is null", None, example=1
    )
    id: str = shown("ID", "Id of the actor")
    name: str = shown("名称", "Name of the actor", example="高知県")
    organization: Ref | None = shown("機関", "Organization of a post", None)
    sector: str | None = shown("部門", "Sector as printed", None, example="官")
    memberships: int = shown("参画数", "Number of consortia", example=3)
    connector: float | None = shown(
        "府省横断度", "1 − Σ(d_is/d_i)², null below two consortia with an owner", None, example=0.666667
    )
    sole_bridge: int = shown("単独の橋", "Pairs of consortia that only this actor joins", example=1)
    sole_bridge_stated: int = shown(
        "単独の橋（構成員がすべて記載された組）",
        "Of these, pairs of consortia that state all their members",
        0,
        example=1,
    )
    bridge_share: float = shown(
        "橋渡しの分担", "Σ 1/|A_kl| over the pairs it joins; this project's own measure", example=1.666667
    )
    betweenness_two_mode: float | None = shown(
        "橋渡し度", "Betweenness on the two-mode graph, raw", None, example=79.333333
    )
    betweenness_two_mode_norm: float | None = shown(
        "橋渡し度（正規化）", "Divided by the bipartite maximum", None, example=0.034034
    )
    brokerage_roles: BrokerageRoles = shown("つなぎ方", "Gould–Fernandez roles over sectors")
    interlocks: int | None = shown("兼務", "Pairs of bodies linked by the person; null at other levels", None)
    reason: str = shown("理由", "Why it ranks, in one sentence", example="3つの会議体に参画。")
    consortia: tuple[Ref, ...] = shown("会議体", "The consortia it sits on", ())
    seats: str = shown("席", "Path to its seats")


class KeyActorList(ListAnswer, Timed):
    """Key actors by rank."""

    level: Literal["organization", "post", "person"] = shown("水準", "What an actor is", example="organization")
    sort: str = shown("並べ替え", "The measure that ranks", example="memberships")
    left_out: int = shown("対象外の席", "Selected seats without an actor of this level", example=0)
    actors: int = shown("対象の数", "Actors that were ranked, before filters of their own", example=66)
    consortia: int = shown("会議体の数", "Consortia with a named selected seat", example=8)
    components: int = shown(
        "つながりのまとまり", "Connected parts of the two-mode graph of these actors and consortia", 0, example=3
    )
    betweenness: Literal["exact", "estimated"] = shown(
        "橋渡し度の計算", "exact, or estimated from sampled sources above the stated size", "exact"
    )
    betweenness_error: float | None = shown(
        "推定の誤差",
        "Largest standard error of an estimated value, as a share of the largest value; null when exact",
        None,
    )
    betweenness_exact_later: bool = shown(
        "正確な値を計算中",
        "Whether the exact values are being worked out: ask again soon; such an answer has no ETag",
        False,
        example=False,
    )
    items: tuple[KeyActorItem, ...] = shown("項目", "Actors of this page")


class OverlapMember(Frozen):
    """One body that sits on both."""

    kind: Literal["organization", "person"] = shown(
        "種類", "An organization, or a person seated without one", example="organization"
    )
    id: str = shown("ID", "Id of the holder")
    name: str = shown("名称", "Name of the holder", example="徳島大学")
    sector: str | None = shown("部門", "Sector as printed", None, example="学")
    seats_a: tuple[str, ...] = shown("Aの席", "Ids of its seats on A")
    seats_b: tuple[str, ...] = shown("Bの席", "Ids of its seats on B")


class OverlapTest(Frozen):
    """Upper tail under the null model inside the stratum, Benjamini–Hochberg over its pairs."""

    applicable: bool = shown("適用", "Whether the test applies to this pair", example=False)
    reason: NotTested | None = shown("適用しない理由", "Why it does not apply", None, example="fewer_than_10_consortia")
    p: float | None = shown("p 値", "Upper tail", None)
    q: float | None = shown("q 値", "Benjamini–Hochberg", None)
    stratum: Ref | None = shown("層", "Prefecture of the consortium, else the owner of its programme", None)
    population: int | None = shown(
        "母集団",
        "Bodies with a selected seat in the stratum: organizations, and persons seated without one",
        None,
        example=1327,
    )
    tested: int | None = shown(
        "検定した組", "Pairs of the family: all pairs of the listed consortia of the stratum", None, example=11325
    )
    null_model: NullModelName | None = shown(
        "帰無モデル",
        "hypergeometric: rosters drawn at random from the stratum (Tumminello et al. 2011); sdsm: drawn with the "
        "chances that give every body its number of consortia and every consortium its size (Neal 2014); "
        "null where nothing could be tested",
        None,
        example="hypergeometric",
    )


class Coefficients(Frozen):
    """What two consortia share; null where members are not stated."""

    shared: int | None = shown("共通の構成員", "Number of bodies that sit on both", None, example=3)
    jaccard: float | None = shown("Jaccard 係数", "shared / union", None, example=0.2)
    overlap_coefficient: float | None = shown(
        "重なり係数", "shared / smaller roster (Szymkiewicz–Simpson)", None, example=0.375
    )
    containment_a: float | None = shown("Aに占める割合", "shared / roster of A", None, example=0.375)
    containment_b: float | None = shown("Bに占める割合", "shared / roster of B", None, example=0.3)
    lower_bound: bool = shown("下限", "True where a roster is only partly stated: shared is at least this", False)
    members: tuple[OverlapMember, ...] = shown("共通の構成員の一覧", "By sector, then name", ())
    test: OverlapTest = shown("検定", "Whether so many could be shared by chance")


class MatrixConsortium(Placed):
    """One row of the matrix."""

    id: str = shown("ID", "Id of the consortium")
    name: str = shown("名称", "Name")
    programme: Ref | None = shown("事業", "First-listed programme", None)
    size: int | None = shown(
        "構成員数", "Holders with a selected seat; null where members are not stated", None, example=8
    )
    reported: str = shown("構成員の記載", "listed, partial, members_not_stated or not_reported", example="listed")


class OverlapAnswer(Coefficients, Answer, Timed):
    """Overlap of two consortia."""

    a: str = shown("A", "Id of the first consortium")
    b: str = shown("B", "Id of the second consortium")
    consortia: tuple[MatrixConsortium, ...] = shown("会議体", "A and B", ())


class OverlapPair(Coefficients):
    """One pair of the matrix."""

    a: str = shown("A", "Id of the first consortium, the smaller id")
    b: str = shown("B", "Id of the second consortium")


class OverlapMatrix(Answer, Timed):
    """Overlap of all pairs; a pair that is absent shares nothing, or is null where members are not stated."""

    by: Literal["consortium", "programme"] = shown("単位", "What is compared", example="consortium")
    consortia: tuple[MatrixConsortium, ...] = shown("会議体", "Rows and columns, by prefecture, programme and name")
    pairs: tuple[OverlapPair, ...] = shown("組", "Pairs with shared ≥ 1, a < b by id")
    tested: int = shown("検定した組", "Number of pairs in the families tested", example=0)
