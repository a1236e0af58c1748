"""Small graphs written by name: ids are a letter and the name."""

from collections.abc import Iterable, Sequence
from itertools import count

from musubime.types.evidence import Evidence, Statement
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import AnyNode, Consortium, Organization, Person, Programme, Seat, Source
from musubime.types.ties import Tie
from musubime.types.vocabulary import ConsortiumForm, Kind, Reported, Sector, TieType

_number = count(1)
Made = AnyNode | Tie


def made(parts: Iterable[Made | Sequence[Made]]) -> Graph:
    """Return the graph of these nodes and ties; nothing has to be complete."""
    flat: list[Made] = []
    for part in parts:
        flat += list(part) if isinstance(part, (list, tuple)) else [part]  # type: ignore[list-item]
    # ids hold no Japanese, so the made ones are not validated
    return graph_of([p for p in flat if not isinstance(p, Tie)], [p for p in flat if isinstance(p, Tie)])


def organization(name: str, sector: Sector | None = None, prefecture: str | None = None) -> Organization:
    places = (prefecture,) if prefecture else ()
    return Organization.model_construct(
        id=f"o:{name}", name=name, sector=sector, prefecture=places, mentions=(f"o:{name}",)
    )


def person(name: str) -> Person:
    return Person.model_construct(id=f"p:{name}", name=name, mentions=(f"p:{name}",))


def programme(name: str) -> Programme:
    return Programme.model_construct(id=f"g:{name}", name=name, mentions=(f"g:{name}",))


def source(name: str, roster: str) -> Source:
    return Source.model_construct(id=f"s:{name}", name=name, roster=roster)


def consortium(
    name: str,
    prefecture: str | None = None,
    *,
    programme: str | None = None,
    reported: str = "listed",
    named_by: Sequence[str] = (),
    mentions: Sequence[str] = (),
) -> list[Made]:
    node = Consortium.model_construct(
        id=f"c:{name}",
        name=name,
        form=ConsortiumForm.COUNCIL,
        prefecture=(prefecture,) if prefecture else (),
        reported=next(kind for kind in Reported if kind.value == reported),
        mentions=tuple(mentions) or (f"c:{name}",),
        evidence=tuple(Evidence.model_construct(source=f"s:{each}", locator="p. 1") for each in named_by),
    )
    return [
        node,
        *([_tie(TieType.UNDER, Kind.CONSORTIUM, f"c:{name}", Kind.PROGRAMME, f"g:{programme}")] if programme else []),
    ]


def seat(
    consortium: str,
    *,
    organization: str | None = None,
    person: str | None = None,
    post: str | None = None,
    printed: str | None = None,
    stated: Sequence[tuple[str, str | None]] = (("r", None),),
    valid_from: str | None = None,
    valid_to: str | None = None,
    not_stated_since: str | None = None,
) -> Seat:
    """Return a seat; `stated` are roster and edition date of its statements, the source is named as the roster."""
    return Seat.model_construct(
        id=f"t:{next(_number):06}",
        consortium=f"c:{consortium}",
        organization=f"o:{organization}" if organization else None,
        person=f"p:{person}" if person else None,
        post=post,
        valid_from=valid_from,
        valid_to=valid_to,
        not_stated_since=not_stated_since,
        statements=tuple(
            Statement.model_construct(
                source=f"s:{roster}",
                locator="p. 1",
                printed=printed or organization or person,
                roster=roster,
                series=roster,
                edition_date=date,
            )
            for roster, date in stated
        ),
    )


def owner(organization: str, programme: str, position: int = 1) -> list[Tie]:
    return [_tie(TieType.OWNS, Kind.ORGANIZATION, f"o:{organization}", Kind.PROGRAMME, f"g:{programme}", position)]


def same_body(organization: str, consortium: str) -> Tie:
    return _tie(TieType.SAME_BODY, Kind.ORGANIZATION, f"o:{organization}", Kind.CONSORTIUM, f"c:{consortium}")


def inside(part: str, whole: str) -> Tie:
    return _tie(TieType.INSIDE, Kind.CONSORTIUM, f"c:{part}", Kind.CONSORTIUM, f"c:{whole}")


def affiliated(person: str, organization: str) -> Tie:
    return _tie(TieType.AFFILIATED_WITH, Kind.PERSON, f"p:{person}", Kind.ORGANIZATION, f"o:{organization}")


def _tie(type: TieType, from_kind: Kind, from_id: str, to_kind: Kind, to_id: str, position: int = 1) -> Tie:
    return Tie.model_construct(
        type=type, from_kind=from_kind, from_id=from_id, to_kind=to_kind, to_id=to_id, position=position
    )
