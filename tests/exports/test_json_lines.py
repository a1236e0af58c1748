import json
from collections import Counter

from musubime.exports.attributes import consortium_row, holder_attributes
from musubime.exports.lines import json_lines
from musubime.types.graph import Graph
from tests.exports.small_graph import chosen, small_graph, without_persons

Record = dict[str, object]


def records(graph: Graph | None = None) -> list[Record]:
    body = b"".join(json_lines(chosen(graph, filters=("prefecture=36",))))
    assert body.endswith(b"\n")
    return [json.loads(line) for line in body.decode().split("\n")[:-1]]


def test_the_file_says_what_it_is_then_one_record_a_line() -> None:
    found = records()
    assert (found[0]["kind"], found[0]["graph_version"], found[0]["filters"]) == ("about", "g1", "prefecture=36")
    assert Counter(record["kind"] for record in found[1:]) == {
        "organization": 3,
        "person": 2,
        "programme": 2,
        "consortium": 3,
        "source": 1,
        "seat": 6,
        "tie": 3,
    }


def test_a_record_has_the_flat_attributes_of_a_graph_and_its_facts_in_full() -> None:
    by_id = {record.get("id"): record for record in records()}
    selection = chosen()
    flat = holder_attributes(selection, selection.graph.organizations["org:a"])
    known = {name: value for name, value in flat.items() if value is not None and name != "label"}
    assert by_id["org:a"] == known | {
        "identifiers": [
            {"scheme": "corporate_number", "value": "4480005002568", "role": "legal_person"},
            {"scheme": "school", "value": "F136110107396"},
        ]
    }
    row = consortium_row(selection, selection.graph.consortia["con:2"])
    assert by_id["con:2"] == {name: value for name, value in row.items() if value is not None and name != "label"}
    assert by_id["seat:3"] == {
        "kind": "seat",
        "id": "seat:3",
        "consortium": "con:1",
        "organization": "org:b",
        "person_id": "person:a",
        "role": "会長",
        "person": "石川 俊介",
        "valid_from": "2021-04",
        "source_title": "公表された表",
        "source_url": "https://example.jp/?a=1&b=2",
        "weight": 1.0,
        "sector": "産",
        "statements": [
            {"source": "src:1", "locator": "表1", "printed": "会長　石川　俊介", "roster": "r", "series": "r"}
        ],
    }


def test_ties_name_their_type_and_ends() -> None:
    ties = [record for record in records() if record["kind"] == "tie"]
    assert [(tie["type"], tie["from_id"], tie["to_id"]) for tie in ties] == [
        ("OWNS", "org:c", "prog:2"),
        ("UNDER", "con:1", "prog:1"),
        ("UNDER", "con:1", "prog:2"),
    ]


def test_hidden_persons_are_in_no_line() -> None:
    body = b"".join(json_lines(chosen(without_persons(small_graph())))).decode()
    assert [name for name in ("石川", "花子", "person:") if name in body] == []
