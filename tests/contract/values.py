"""A small graph of the three-prefecture table, and change sets, made by hand: the store is tested without loaders."""

from itertools import count

from musubime.types.changes import ChangeSet, Judgement
from musubime.types.edition import EditionSource, RosterEdition
from musubime.types.evidence import (
    AsStated,
    Budget,
    Confidence,
    Evidence,
    Figure,
    Identifier,
    Inferred,
    Name,
    Statement,
)
from musubime.types.graph import Graph, delta_between, graph_of
from musubime.types.nodes import AnyNode, Consortium, Organization, Person, Programme, Seat, Source
from musubime.types.ties import Tie
from musubime.types.vocabulary import (
    ConsortiumForm,
    Kind,
    NameKind,
    OrganizationKind,
    Phase,
    Reported,
    Sector,
    TieType,
    Verdict,
)

TABLE = Source(
    id="source:table",
    name="広島県・徳島県・高知県の産学官連携",
    roster="three-prefecture-table",
    date="2021-02",
    sha256="0" * 64,
)
_numbers = count(1)


def printed(text: str, locator: str = "広島県 内閣府") -> Evidence:
    """Return evidence from the table."""
    return Evidence(source=TABLE.id, locator=locator, printed=text)


def organization(id: str, name: str, **more: object) -> Organization:
    """Return an organization with its printed name."""
    values = {
        "id": f"organization:{id}",
        "name": name,
        "mentions": (f"organization:{id}", f"organization:{id}-later"),
        "names": (Name(text=name, kind=NameKind.PRINTED, source=TABLE.id),),
    }
    return Organization.model_validate({**values, **more})


def seat(id: str, holder: str | None, consortium: str, **more: object) -> Seat:
    """Return a seat of an organization, stated once in the table."""
    values = {
        "id": f"seat:{id}",
        "consortium": f"consortium:{consortium}",
        "organization": f"organization:{holder}" if holder else None,
        "mentions": (f"seat:{id}",),
        "statements": (statement(id),),
    }
    return Seat.model_validate({**values, **more})


def statement(printed_text: str, edition_date: str | None = "2021-02") -> Statement:
    """Return a statement of the table."""
    return Statement(
        source=TABLE.id,
        locator="広島県 内閣府 産",
        printed=printed_text,
        roster="three-prefecture-table",
        series="three-prefecture-table",
        edition_date=edition_date,
    )


HIROSHIMA_UNIVERSITY = organization(
    "hiroshima-u",
    "広島大学",
    name_en="Hiroshima University",
    identifiers=(Identifier(scheme="ror", value="03t78wx29", source=TABLE.id),),
    sector=Sector.ACADEMIA,
    sector_inferred=Inferred(value="学", rule="大学で終わる名称"),
    kind=OrganizationKind.UNIVERSITY,
    prefecture=("34",),
    evidence=(printed("広島大学、県立広島大学"),),
)
MAZDA = organization("mazda", "マツダ株式会社", sector=Sector.INDUSTRY, legal_form="株式会社", prefecture=("34",))
KOCHI_TECH = organization("kochi-tech", "高知県公立大学法人高知工科大学", sector=Sector.ACADEMIA, prefecture=("39",))
TOKUSHIMA = organization("tokushima", "徳島県", sector=Sector.GOVERNMENT, kind=OrganizationKind.PREFECTURE)
UKEDA = Person(id="person:ukeda", name="受田浩之", mentions=("person:ukeda",))
GRANT = Programme(
    id="programme:grant",
    name="地方大学・地域産業創生交付金",
    issues=("地方創生",),
    phases=(Phase.RESEARCH, Phase.IMPLEMENTATION),
    budgets=(Budget(fiscal_year=2021, amount_yen=9_750_000_000, kind="政府案", scope="うち数"),),
    figures=(Figure(what="採択", value=7, unit="件"), Figure(what="割合", value=0.5)),
    confidence=Confidence(value=0.9, reasoning="表の見出し"),
)
COMMITTEE = Consortium(
    id="consortium:committee",
    name="広島県地方大学・地域産業創生事業推進特別委員会",
    form=ConsortiumForm.COMMITTEE,
    prefecture=("34",),
    plan="ひろしまものづくりデジタルイノベーション創出プログラム",
    reported=Reported.LISTED,
)
SAWACHI = Consortium(
    id="consortium:sawachi", name="SAWACHI型健康社会共創拠点", form=ConsortiumForm.HUB, reported=Reported.LISTED
)
CHAIR = seat(
    "chair",
    "mazda",
    "committee",
    post="代表取締役会長",
    sector=Sector.INDUSTRY,
    last_stated="2021-02",
    flags=("役職を分けた",),
    confidence=Confidence(value=1.0, reasoning="印刷のまま"),
)
VISITOR = seat("visitor", None, "sawachi", person="person:ukeda", role="委員", valid_from="2020")
MEMBER = seat(
    "member",
    "hiroshima-u",
    "committee",
    role="委員",
    statements=(
        statement("広島大学", "2020").model_copy(update={"as_stated": AsStated(role="座長", sector=Sector.ACADEMIA)}),
        statement("広島大学長", "2021-02"),
    ),
)
TWICE = seat("twice", "hiroshima-u", "sawachi")
SOUTH = seat("south", "kochi-tech", "sawachi")
UNDER = Tie(
    type=TieType.UNDER,
    from_kind=Kind.CONSORTIUM,
    from_id=COMMITTEE.id,
    to_kind=Kind.PROGRAMME,
    to_id=GRANT.id,
    evidence=(printed("内閣府"),),
)
AFFILIATED = Tie(
    type=TieType.AFFILIATED_WITH,
    from_kind=Kind.PERSON,
    from_id=UKEDA.id,
    to_kind=Kind.ORGANIZATION,
    to_id=KOCHI_TECH.id,
    post="副学長",
    means=("兼務", "派遣"),
    date_from="2020-04",
)
NODES: tuple[AnyNode, ...] = (
    *(HIROSHIMA_UNIVERSITY, MAZDA, KOCHI_TECH, TOKUSHIMA, UKEDA, GRANT, COMMITTEE, SAWACHI, TABLE),
    *(CHAIR, VISITOR, MEMBER, TWICE, SOUTH),
)
TIES = (UNDER, AFFILIATED)
GRAPH = graph_of(NODES, TIES)
EMPTY = Graph()


def with_nodes(graph: Graph, *nodes: AnyNode) -> Graph:
    """Return a graph with nodes put in or replaced."""
    return graph_of([*graph.nodes(), *nodes], graph.ties.values())


def without(graph: Graph, *ids: str) -> Graph:
    """Return a graph without these nodes and the ties at them."""
    ties = [tie for tie in graph.ties.values() if tie.from_id not in ids and tie.to_id not in ids]
    return graph_of([node for node in graph.nodes() if node.id not in ids], ties)


def load(before: Graph, after: Graph, roster: str = "three-prefecture-table", **more: object) -> ChangeSet:
    """Return a load that turns one graph into another."""
    values = {
        "id": f"load:{next(_numbers)}",
        "kind": "load",
        "title": "三県の表",
        "actor": "steward",
        "at": "2026-01-01T00:00:00.000+00:00",
        "edition": edition(roster),
        "delta": delta_between(before, after),
        "version_before": before.version,
        "version_after": after.version,
    }
    return ChangeSet.model_validate({**values, **more})


def edition(roster: str, date: str | None = "2021-02", note: str | None = None) -> RosterEdition:
    """Return an edition that names its source and nothing else."""
    return RosterEdition(
        roster=roster,
        series=roster,
        title="三県の表",
        edition_date=date,
        note=note,
        sources=(EditionSource(key="table", title=TABLE.name),),
    )


SAME = Judgement(
    kind=Kind.ORGANIZATION,
    left="高知県公立大学法人高知工科大学",
    right="高知工科大学",
    verdict=Verdict.SAME,
    by="steward",
    at="2026-01-01",
    reason="法人と大学を同じ機関として数える",
)
