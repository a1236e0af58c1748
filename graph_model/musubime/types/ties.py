"""Stated relationships between nodes; a seat's own three (HOLDS, ON, STATED_IN) follow from the seat."""

from pydantic import model_validator

from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.evidence import Confidence, Evidence
from musubime.types.partial_dates import PartialDate
from musubime.types.vocabulary import Kind, TieType

ENDS: dict[TieType, tuple[tuple[Kind, Kind], ...]] = {
    TieType.UNDER: ((Kind.CONSORTIUM, Kind.PROGRAMME),),
    TieType.INSIDE: ((Kind.CONSORTIUM, Kind.CONSORTIUM),),
    TieType.OWNS: ((Kind.ORGANIZATION, Kind.PROGRAMME),),
    TieType.PART_OF: ((Kind.ORGANIZATION, Kind.ORGANIZATION), (Kind.PROGRAMME, Kind.PROGRAMME)),
    TieType.OPERATES: ((Kind.ORGANIZATION, Kind.ORGANIZATION),),
    TieType.AFFILIATED_WITH: ((Kind.PERSON, Kind.ORGANIZATION),),
    TieType.FOLLOWED_BY: ((Kind.PROGRAMME, Kind.PROGRAMME), (Kind.CONSORTIUM, Kind.CONSORTIUM)),
    TieType.BASED_ON: ((Kind.CONSORTIUM, Kind.CONSORTIUM),),
    TieType.COORDINATES_WITH: ((Kind.PROGRAMME, Kind.PROGRAMME),),
    TieType.PRODUCED: ((Kind.CONSORTIUM, Kind.SOURCE),),
    TieType.SAME_BODY: ((Kind.ORGANIZATION, Kind.CONSORTIUM),),
}


class Tie(Frozen):
    """One stated relationship, unique by type and ends; all its statements are in `evidence`."""

    type: TieType = described("関係", "Type of the relationship")
    from_kind: Kind = described("始点の種類", "Kind of the node it starts at")
    from_id: Id = described("始点", "Id of the node it starts at")
    to_kind: Kind = described("終点の種類", "Kind of the node it ends at")
    to_id: Id = described("終点", "Id of the node it ends at")
    position: int = described(
        "順", "Order among ties of its type from the start (UNDER) or to the end (OWNS), from 1", 1
    )
    post: NameText | None = described("役職", "Post of an affiliated person", None)
    means: tuple[LongText, ...] = described("手段", "Means of a coordination", ())
    date_from: PartialDate | None = described("開始", "First day, where stated", None)
    date_to: PartialDate | None = described("終了", "Last day, where stated", None)
    confidence: Confidence | None = described("確からしさ", "How sure it is", None)
    note: LongText | None = described("注記", "What a reader has to know", None)
    evidence: tuple[Evidence, ...] = described("根拠", "Where it was read", ())

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes the tie unique: type and ends."""
        return (self.type.value, self.from_id, self.to_id)

    @model_validator(mode="after")
    def _ends_fit_the_type(self) -> "Tie":
        if (self.from_kind, self.to_kind) not in ENDS[self.type]:
            raise ValueError(f"{self.type.value} cannot go from {self.from_kind.value} to {self.to_kind.value}")
        return self
