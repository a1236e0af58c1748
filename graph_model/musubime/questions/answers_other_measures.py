"""The answer about measures of the one-mode projection, plainly named and never ranked by."""

from typing import Literal

from musubime.questions.answers import ListAnswer, Ref, Timed, shown
from musubime.types.base import Frozen


class OtherMeasuresItem(Frozen):
    """One actor on the one-mode projection: actors are tied by any consortium that both sit on."""

    id: str = shown("ID", "Id of the actor")
    name: str = shown("名称", "Name of the actor", example="高知県")
    organization: Ref | None = shown("機関", "Organization of a post", None)
    memberships: int = shown("参画数", "Number of consortia, to hold the others against", example=3)
    degree: int = shown("射影グラフの次数", "Other actors that it meets anywhere", example=24)
    closeness: float = shown(
        "射影グラフの近接中心性",
        "Closeness with the Wasserman–Faust factor; does not compare across connected parts",
        example=0.369231,
    )
    eigenvector: float | None = shown(
        "射影グラフの固有ベクトル中心性", "Of the part with the most actors; null elsewhere", None, example=0.1
    )
    pagerank: float = shown("射影グラフの PageRank", "Damping 0.85", example=0.02)
    constraint: float | None = shown(
        "射影グラフの拘束度", "Burt's constraint, all ties alike; null without a tie", None, example=0.2
    )
    seats: str = shown("席", "Path to its seats")


class OtherMeasuresList(ListAnswer, Timed):
    """Other measures of the selected actors, by name; they are no ranking."""

    warning: str = shown("注意", "What these measures are not", example="名簿の大きさを測っています。")
    level: Literal["organization", "post", "person"] = shown("水準", "What an actor is", example="organization")
    left_out: int = shown("対象外の席", "Selected seats without an actor of this level", example=0)
    actors: int = shown("対象の数", "Actors of the projection", example=66)
    pairs: int = shown("組の数", "Pairs of actors that the rosters make, at most 250,000", example=402)
    components: int = shown("つながりのまとまり", "Connected parts of the projection", example=3)
    items: tuple[OtherMeasuresItem, ...] = shown("項目", "Actors of this page, by name")
