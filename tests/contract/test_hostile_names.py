"""Whatever a name, id or filter contains, it is a value: no query text is ever made of it."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from musubime.store.port import Store
from musubime.store.texts import cypher, identifier
from musubime.types.graph import graph_of
from musubime.types.nodes import Organization
from musubime.types.vocabulary import Kind, TieType
from tests.contract.values import COMMITTEE, EMPTY, TABLE, load, organization, seat

PIECES = (
    "') DETACH DELETE n //",
    "'}) SET n.name = 'x' WITH n MATCH (m) DETACH DELETE m //",
    '"} RETURN 1 UNION MATCH (n) DETACH DELETE n //',
    "`) DETACH DELETE n //",
    "Organization`:`Person",
    "$rows",
    "${id}",
    "\\' OR 1=1 //",
    "\\u0027 CREATE (:X) //",
    "'; DROP CONSTRAINT unique_seat; --",
    "{{7*7}}",
    "%s%n%x",
    "<script>alert(1)</script>",
    "/* */ CREATE (:X) /*",
    "\u2028CREATE (:X)",
    "row.id",
    "null",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "\U0001f469\u200d\U0001f469",
)
HOSTILE = tuple(
    f"{left}{right}{n}" for n, left in enumerate(PIECES) for right in (*PIECES, "大学", "'" * 5, "\t\n", "`" * 3, "$")
)
KEYS = ("id}) DETACH DELETE n //", "organization:x'", 'seat:x"', "a b", "あ", "x`", "")


def test_five_hundred_hostile_names_are_only_names(store: Store) -> None:
    assert len(set(HOSTILE)) == 500
    holders = [organization(f"h{n}", name) for n, name in enumerate(HOSTILE)]
    seats = [seat(f"h{n}", f"h{n}", "committee", post=name, role=name) for n, name in enumerate(HOSTILE)]
    graph = graph_of([TABLE, COMMITTEE, *holders, *seats], [])
    store.apply(load(EMPTY, graph))
    for name in HOSTILE[::7]:
        store.search(name, 3)
        store.kept_id(Kind.ORGANIZATION, name)
        store.records(Kind.SEAT, [name])
        store.ties_of([name])
        store.seats_of(Kind.CONSORTIUM, [name])
        store.query("MATCH (o:Organization) WHERE o.name = $name RETURN o.id AS id", {"name": name}, rows=5, seconds=10)
    counted = store.query(
        "MATCH (n) WHERE NOT n:Projection AND NOT n:Ledger AND NOT n:LedgerPart RETURN count(n) AS n",
        {},
        rows=1,
        seconds=10,
    )
    assert counted.rows == ((1002,),)
    assert store.read_graph() == graph
    hits, _ = store.search(HOSTILE[3], 1)
    assert (hits[0].name, hits[0].matched) == (HOSTILE[3], HOSTILE[3])


@pytest.mark.parametrize("key", KEYS)
def test_an_id_has_only_harmless_characters(key: str) -> None:
    with pytest.raises(ValidationError):
        Organization(id=key, name="x")


@pytest.mark.parametrize("name", ["Organization", "Person`) DETACH DELETE (n", ""])
def test_only_members_of_the_vocabularies_become_part_of_a_text(name: str) -> None:
    with pytest.raises(TypeError):
        identifier(name)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cypher("nodes_by_id", kind=name)


def test_a_text_with_an_unnamed_place_is_an_error() -> None:
    with pytest.raises(KeyError):
        cypher("write_ties", type=TieType.UNDER, start=Kind.CONSORTIUM)


def test_every_relationship_of_the_vocabulary_is_in_the_texts_that_list_them() -> None:
    listed = "|".join(type.value for type in TieType)
    folder = Path(__file__).parents[2] / "graph_model" / "musubime" / "store" / "cypher"
    for name in ("ties_from", "ties_to"):
        assert f"[r:{listed}]" in (folder / f"{name}.cypher").read_text("utf-8")
