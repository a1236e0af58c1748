"""GEXF says the same as the graph, in networkx and graphology, with the printed terms of seats as time."""

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx  # type: ignore[import-untyped]
import pytest

from musubime.exports.gexf import gexf
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import Organization
from tests.exports.readers import by_graphology, gexf_by_networkx, stated, without_ids
from tests.exports.small_graph import chosen, small_graph

NS = "{http://gexf.net/1.3}"


def written(graph: Graph | None = None) -> bytes:
    return b"".join(gexf(chosen(graph, filters=("prefecture=36",), as_of="2024-04-01")))


def test_networkx_reads_what_the_graph_says() -> None:
    assert gexf_by_networkx(written()) == stated(chosen(), gexf=True)


@pytest.mark.usefixtures("graphology")
def test_graphology_reads_what_the_graph_says(tmp_path: Path) -> None:
    file = tmp_path / "graph.gexf"
    file.write_bytes(written())
    said = stated(chosen(), gexf=True)
    for edge in said.edges.values():
        edge.pop("start", None)  # graphology reads no time
    assert without_ids(by_graphology(file, "read_gexf.mjs")) == said


def test_a_printed_month_spans_its_days_and_an_end_that_is_not_printed_stays_open() -> None:
    root = ET.fromstring(written())
    graph = root.find(f"{NS}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    terms = {edge.get("id"): (edge.get("start"), edge.get("end")) for edge in root.iter(f"{NS}edge")}
    assert {id: term for id, term in terms.items() if any(term)} == {"seat:3": ("2021-04-01", None)}
    seats = [
        seat.model_copy(update={"valid_from": "2020", "valid_to": "2024-02"}) if seat.id == "seat:4" else seat
        for seat in small_graph().seats.values()
    ]
    root = ET.fromstring(written(graph_of([*small_graph().nodes(), *seats], [])))
    assert [(e.get("start"), e.get("end")) for e in root.iter(f"{NS}edge") if e.get("id") == "seat:4"] == [
        ("2020-01-01", "2024-02-29")
    ]


def test_a_graph_without_printed_terms_is_static() -> None:
    root = ET.fromstring(b"".join(gexf(chosen(seats=("seat:1", "seat:2"), consortia=()))))
    graph = root.find(f"{NS}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("static", None)


def test_parallel_edges_differ_in_kind_as_the_format_asks() -> None:
    root = ET.fromstring(written())
    kinds = [(e.get("source"), e.get("target"), e.get("kind")) for e in root.iter(f"{NS}edge")]
    assert len(set(kinds)) == len(kinds)
    assert kinds[:2] == [("org:a", "con:1", "seat"), ("org:a", "con:1", "seat 2")]


def test_every_value_is_of_a_declared_attribute_of_its_class() -> None:
    root = ET.fromstring(written())
    for what in ("node", "edge"):
        declared = {
            attribute.get("id")
            for group in root.iter(f"{NS}attributes")
            if group.get("class") == what
            for attribute in group
        }
        used = {value.get("for") for one in root.iter(f"{NS}{what}") for value in one.iter(f"{NS}attvalue")}
        assert used <= declared


def test_it_says_what_it_is() -> None:
    description = ET.fromstring(written()).findtext(f"{NS}meta/{NS}description") or ""
    assert "graph_version: g1\nas_of: 2024-04-01\nfilters: prefecture=36\n" in description
    assert "\nlicence: " in description
    assert "\ncitation: " in description


def test_names_that_are_hostile_to_xml_stay_as_they_are() -> None:
    name = "\"<&>'\n\t]]>𠮷か゚\u2028"
    graph = graph_of([*small_graph().nodes(), Organization(id="org:c", name=name)], small_graph().ties.values())
    assert gexf_by_networkx(written(graph)).nodes["org:c"]["name"] == name


def test_a_projection_ties_the_holders() -> None:
    graph = networkx.read_gexf(io.BytesIO(b"".join(gexf(chosen(), "newman"))), version="1.3")
    weights = {(*sorted((a, b)), data["weight"]) for a, b, data in graph.edges(data=True)}
    assert weights == {
        ("org:a", "org:b", 0.5),
        ("org:a", "org:c", 0.5),
        ("org:b", "org:c", 0.5),
        ("org:a", "person:b", 1.0),
    }
