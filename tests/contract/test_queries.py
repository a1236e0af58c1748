"""A query of the user's own only reads, within limits, and answers with plain values."""

import pytest

from musubime.errors import QueryRefused
from musubime.store.port import Store, Table
from tests.contract.values import EMPTY, GRAPH, load

WRITES = (
    "CREATE (:Organization {id: 'x'})",
    "MERGE (o:Organization {id: 'organization:mazda'}) SET o.name = 'x'",
    "MATCH (o:Organization) SET o.name = 'x'",
    "MATCH (o:Organization) REMOVE o.name",
    "MATCH (o:Organization) DETACH DELETE o",
    "MATCH (o:Organization) SET o:Person RETURN o.id",
    "CREATE INDEX hostile FOR (o:Organization) ON (o.name)",
    "DROP CONSTRAINT unique_organization",
    "UNWIND [1] AS x CALL { CREATE (:X) } RETURN x",
    "FOREACH (x IN [1] | CREATE (:X))",
)
OUTSIDE = (
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'https://127.0.0.1:1/x' AS line RETURN line.a AS a",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
)


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store that holds the small graph."""
    store.apply(load(EMPTY, GRAPH))
    return store


def test_a_query_answers_in_rows(filled: Store) -> None:
    text = "MATCH (o:Organization) WHERE o.name STARTS WITH $name RETURN o.id AS id, o.prefecture AS places"
    answer = filled.query(text, {"name": "広島"}, rows=10, seconds=10)
    expected = Table(columns=("id", "places"), rows=(("organization:hiroshima-u", ["34"]),), cut=False)
    assert answer == expected


def test_the_row_limit_cuts_and_says_so(filled: Store) -> None:
    text = "MATCH (s:Seat) RETURN s.id AS id ORDER BY s.id"
    assert filled.query(text, {}, rows=2, seconds=10) == Table(
        columns=("id",), rows=(("seat:chair",), ("seat:member",)), cut=True
    )
    assert filled.query(text, {}, rows=5, seconds=10).cut is False


@pytest.mark.parametrize("text", WRITES)
def test_a_write_is_refused_and_changes_nothing(filled: Store, text: str) -> None:
    with pytest.raises(QueryRefused):
        filled.query(text, {}, rows=10, seconds=10)
    assert filled.read_graph() == GRAPH


@pytest.mark.parametrize("text", OUTSIDE)
def test_nothing_outside_of_the_graph_is_read(filled: Store, text: str) -> None:
    with pytest.raises(QueryRefused):
        filled.query(text, {}, rows=10, seconds=10)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (o:Organization) RETURN o",
        "MATCH (:Seat)-[r:ON]->() RETURN r",
        "MATCH path = (:Seat)-[:ON]->() RETURN path",
        "MATCH (o:Organization) RETURN {id: o.id} AS map",
        "MATCH (o:Organization) RETURN collect(o) AS nodes",
    ],
)
def test_nodes_relationships_paths_and_maps_are_no_values(filled: Store, text: str) -> None:
    with pytest.raises(QueryRefused, match="値を返すクエリ"):
        filled.query(text, {}, rows=10, seconds=10)


@pytest.mark.parametrize("text", ["", "SELECT * FROM Seat", "MATCH (n", "RETURN 1; RETURN 2"])
def test_what_is_no_cypher_is_refused_in_one_sentence(filled: Store, text: str) -> None:
    with pytest.raises(QueryRefused, match="クエリを実行できません") as refused:
        filled.query(text, {}, rows=10, seconds=10)
    assert "\n" not in str(refused.value)


def test_a_query_without_end_is_stopped(filled: Store) -> None:
    endless = (
        "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 300) AS c RETURN count(a % (b + c)) AS n"
    )
    with pytest.raises(QueryRefused, match="時間の上限"):
        filled.query(endless, {}, rows=10, seconds=0.5)
    assert filled.read_graph() == GRAPH


def test_a_missing_parameter_is_absent_or_refused_and_never_a_traceback(filled: Store) -> None:
    try:
        answer = filled.query("RETURN $nobody AS n", {}, rows=10, seconds=10)
    except QueryRefused:
        return
    assert answer.rows == ((None,),)
