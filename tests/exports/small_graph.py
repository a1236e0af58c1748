"""A graph of two councils and one that states no members, with every shape of seat an export has to carry."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.snapshot import Snapshot
from musubime.exports.selection import Selection, select
from musubime.types.evidence import Identifier, Statement
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import Consortium, Organization, Person, Programme, Seat, Source
from musubime.types.ties import Tie
from musubime.types.vocabulary import ConsortiumForm, Kind, OrganizationKind, Reported, Sector, TieType


def _said(printed: str) -> tuple[Statement, ...]:
    return (Statement(source="src:1", locator="表1", printed=printed, roster="r", series="r"),)


def small_graph() -> Graph:
    """Return 3 organizations, 2 persons, 3 consortia and 6 seats, two of them of one body on one council."""
    tokushima = Organization(
        id="org:a",
        name="徳島大学 <医&歯>",
        name_en="Tokushima University",
        sector=Sector.ACADEMIA,
        kind=OrganizationKind.UNIVERSITY,
        legal_form="国立大学法人",
        prefecture=("36",),
        identifiers=(
            Identifier(scheme="corporate_number", value="4480005002568", role="legal_person"),
            Identifier(scheme="school", value="F136110107396"),
        ),
    )
    return graph_of(
        [
            tokushima,
            Organization(id="org:b", name="=cmd|' /C calc'!A0", sector=Sector.INDUSTRY, prefecture=("36", "39")),
            Organization(id="org:c", name="徳島県"),
            Person(id="person:a", name="石川 俊介"),
            Person(id="person:b", name="𠮷田 花子"),
            Programme(id="prog:1", name="交付金"),
            Programme(id="prog:2", name="共創の場"),
            Consortium(
                id="con:1",
                name="徳島の会議",
                form=ConsortiumForm.COUNCIL,
                prefecture=("36",),
                reported=Reported.LISTED,
            ),
            Consortium(id="con:2", name="広域の会議", form=ConsortiumForm.HUB, reported=Reported.PARTIAL),
            Consortium(id="con:3", name="（記載なし）", form=ConsortiumForm.COUNCIL, reported=Reported.NOT_REPORTED),
            Source(id="src:1", name="公表された表", url="https://example.jp/?a=1&b=2"),
            Seat(id="seat:1", consortium="con:1", organization="org:a", post="学長", statements=_said("徳島大学学長")),
            Seat(id="seat:2", consortium="con:1", organization="org:a", unit="病院", statements=_said("徳島大学病院")),
            Seat(
                id="seat:3",
                consortium="con:1",
                organization="org:b",
                person="person:a",
                role="会長",
                sector=Sector.INDUSTRY,
                valid_from="2021-04",
                statements=_said("会長　石川　俊介"),
            ),
            Seat(id="seat:4", consortium="con:1", organization="org:c", statements=_said("徳島県")),
            Seat(id="seat:5", consortium="con:2", organization="org:a", statements=_said("徳島大学")),
            Seat(id="seat:6", consortium="con:2", person="person:b", statements=_said("𠮷田 花子 氏")),
        ],
        [
            Tie(
                type=TieType.UNDER,
                from_kind=Kind.CONSORTIUM,
                from_id="con:1",
                to_kind=Kind.PROGRAMME,
                to_id=programme,
                position=position,
            )
            for position, programme in ((1, "prog:2"), (2, "prog:1"))
        ]
        + [
            Tie(
                type=TieType.OWNS,
                from_kind=Kind.ORGANIZATION,
                from_id="org:c",
                to_kind=Kind.PROGRAMME,
                to_id="prog:2",
            )
        ],
    )


def without_persons(graph: Graph) -> Graph:
    """Return the graph as a server with persons switched off has it."""
    nodes = [node for node in graph.nodes() if not isinstance(node, Person)]
    return graph_of(
        [
            node.model_copy(update={"person": None, "statements": _said("会長　〇〇")})
            if isinstance(node, Seat) and node.person
            else node
            for node in nodes
        ],
        graph.ties.values(),
    )


def chosen(
    graph: Graph | None = None,
    seats: Iterable[str] | None = None,
    consortia: Iterable[str] | None = None,
    version: str = "g1",
    filters: tuple[str, ...] = (),
    as_of: str | None = None,
) -> Selection:
    """Return a selection of seats and consortia of a graph by their ids: of the small graph, of everything in it."""
    snapshot = Snapshot(graph or small_graph(), version)

    def places(ids: list[str], wanted: Iterable[str] | None) -> NDArray[np.intp]:
        return np.array(sorted(map(ids.index, ids if wanted is None else wanted)), dtype=np.intp)

    return select(
        snapshot,
        places(snapshot.seat_ids, seats),
        places(snapshot.consortium_ids, consortia),
        filters=filters,
        as_of=as_of,
    )
