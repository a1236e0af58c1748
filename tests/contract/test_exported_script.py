"""The exported Cypher script makes the graph anew on every engine, whatever stands in its texts, and does so once."""

from contextlib import closing

from musubime.analytics.snapshot import Snapshot
from musubime.exports.cypher import cypher_script
from musubime.exports.selection import whole
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import Organization
from tests.engines import Place
from tests.exports.small_graph import small_graph

HOSTILE = (
    "'}) DETACH DELETE n //",
    "\\",
    "\\\\",
    "\\'}]) MATCH (n) DETACH DELETE n //",
    "\\u0027}] AS row MATCH (n) DETACH DELETE n //",
    "\\\\u0027}] AS row MATCH (n) DETACH DELETE n //",
    "\\U0001F600 \\x27 \\t \\n",
    "a\nb\tc;\nMATCH (n) DETACH DELETE n;",
    '"`$id` {{}} */ /* //',
    "𠮷田か゚＂\u2028\u2029\u0085\u00a0\u200b\ufeff",
    "名\u0301前 é é 👪",
)


def hostile_graph() -> Graph:
    small = small_graph()
    named = [
        Organization(id=f"org:h{n}", name=text, names=(), legal_form=text, note=f"注 {text}")
        for n, text in enumerate(HOSTILE)
    ]
    seats = [
        seat.model_copy(
            update={
                "id": f"seat:h{n}",
                "organization": body.id,
                "post": body.name,
                "statements": (seat.statements[0].model_copy(update={"printed": body.name}),),
            }
        )
        for n, body in enumerate(named)
        for seat in [small.seats["seat:1"]]
    ]
    return graph_of([*small.nodes(), *named, *seats], small.ties.values())


def test_the_script_makes_the_graph_anew_and_a_second_run_changes_nothing(place: Place) -> None:
    graph = hostile_graph()
    script = b"".join(cypher_script(whole(Snapshot(graph, "g1")))).decode()
    statements = [line.removesuffix(";") for line in script.split("\n") if line.endswith(";")]
    with closing(place.open()):
        pass
    for _ in range(2):
        place.run_script(statements)
        with closing(place.open(create=False)) as store:
            made = store.read_graph()
        assert {node.id: node for node in made.nodes()} == {node.id: node for node in graph.nodes()}
        assert made.ties == graph.ties
