import io
import re
import xml.etree.ElementTree as ET

import networkx  # type: ignore[import-untyped]
import pytest

from musubime.errors import BadQuestion, TooMany
from musubime.exports import projection as projections
from musubime.exports.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from musubime.exports.graphml import graphml
from musubime.exports.projection import Projection
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import Organization
from tests.exports.small_graph import chosen, small_graph, without_persons

NS = "{http://graphml.graphdrawing.org/xmlns}"


def written(graph: Graph | None = None, projection: Projection | None = None) -> bytes:
    return b"".join(graphml(chosen(graph), projection))


def read(document: bytes) -> networkx.MultiGraph:
    return networkx.read_graphml(io.BytesIO(document), force_multigraph=True)


def test_each_seat_is_one_edge_named_by_the_seat() -> None:
    edges = sorted((key, a, b) for a, b, key in read(written()).edges(keys=True))
    assert edges == [
        ("seat:1", "org:a", "con:1"),
        ("seat:2", "org:a", "con:1"),
        ("seat:3", "org:b", "con:1"),
        ("seat:4", "org:c", "con:1"),
        ("seat:5", "org:a", "con:2"),
        ("seat:6", "person:b", "con:2"),
    ]


def test_a_node_carries_what_is_known_and_no_key_for_the_rest() -> None:
    nodes = dict(read(written()).nodes(data=True))
    assert nodes == {
        "org:a": {
            "id": "org:a",
            "label": "徳島大学 <医&歯>",
            "kind": "organization",
            "name": "徳島大学 <医&歯>",
            "name_en": "Tokushima University",
            "sector": "学",
            "prefecture": "徳島県",
            "prefecture_code": "36",
            "corporate_number": "4480005002568",
            "memberships": 2,
            "organization_kind": "university",
            "legal_form": "国立大学法人",
        },
        "org:b": {
            "id": "org:b",
            "label": "=cmd|' /C calc'!A0",
            "kind": "organization",
            "name": "=cmd|' /C calc'!A0",
            "sector": "産",
            "prefecture": "徳島県;高知県",
            "prefecture_code": "36;39",
            "memberships": 1,
        },
        "org:c": {"id": "org:c", "label": "徳島県", "kind": "organization", "name": "徳島県", "memberships": 1},
        "person:b": {"id": "person:b", "label": "𠮷田 花子", "kind": "person", "name": "𠮷田 花子", "memberships": 1},
        "con:1": {
            "id": "con:1",
            "label": "徳島の会議",
            "kind": "consortium",
            "name": "徳島の会議",
            "prefecture": "徳島県",
            "prefecture_code": "36",
            "members": 3,
            "programme": "共創の場;交付金",
            "form": "council",
            "reported": "listed",
        },
        "con:2": {
            "id": "con:2",
            "label": "広域の会議",
            "kind": "consortium",
            "name": "広域の会議",
            "members": 2,
            "form": "hub",
            "reported": "partial",
        },
        "con:3": {
            "id": "con:3",
            "label": "（記載なし）",
            "kind": "consortium",
            "name": "（記載なし）",
            "form": "council",
            "reported": "not_reported",
        },
    }


def test_an_edge_carries_post_role_person_dates_and_source() -> None:
    edge = read(written()).edges["org:b", "con:1", "seat:3"]
    assert edge == {
        "id": "seat:3",
        "kind": "seat",
        "role": "会長",
        "person": "石川 俊介",
        "valid_from": "2021-04",
        "source_title": "公表された表",
        "source_url": "https://example.jp/?a=1&b=2",
        "weight": 1.0,
    }


def test_the_graph_names_its_version() -> None:
    assert read(written()).graph["graph_version"] == "g1"


def test_a_seat_without_a_named_holder_is_left_out_and_counted() -> None:
    graph = without_persons(small_graph())
    document = b"".join(graphml(chosen(graph)))
    ours = read(document)
    assert "石川" not in document.decode()
    assert "花子" not in document.decode()
    assert sorted(key for _, _, key in ours.edges(keys=True)) == ["seat:1", "seat:2", "seat:3", "seat:4", "seat:5"]
    assert ours.graph["seats_left_out"] == 1


def test_every_key_is_described_and_every_key_that_is_used_is_declared() -> None:
    root = ET.fromstring(written())
    keys = {key.get("id"): key for key in root.iter(f"{NS}key")}
    assert all((key.findtext(f"{NS}desc") or "").strip() for key in keys.values())
    assert {data.get("key") for data in root.iter(f"{NS}data")} <= set(keys)
    assert [key.get("attr.name") for key in keys.values() if key.get("for") == "node"] == [
        attribute.name for attribute in NODE_ATTRIBUTES
    ]
    assert [key.get("attr.name") for key in keys.values() if key.get("for") == "edge"] == [
        attribute.name for attribute in EDGE_ATTRIBUTES
    ]


def test_the_attributes_of_the_doors_come_first() -> None:
    assert [a.name for a in NODE_ATTRIBUTES][:10] == [
        "id",
        "label",
        "kind",
        "name",
        "name_en",
        "sector",
        "prefecture",
        "prefecture_code",
        "corporate_number",
        "memberships",
    ]
    assert [a.name for a in EDGE_ATTRIBUTES][:10] == [
        "id",
        "kind",
        "role",
        "post",
        "person",
        "valid_from",
        "valid_to",
        "source_title",
        "source_url",
        "weight",
    ]


def test_an_empty_selection_is_refused_before_the_first_byte_and_names_the_filters() -> None:
    with pytest.raises(BadQuestion) as caught:
        chosen(seats=(), consortia=(), filters=("prefecture=47", "sector=金"))
    assert str(caught.value) == (
        "条件（prefecture=47、sector=金）に合う席も会議体もありません。条件を減らすか、別の値にしてください。"
    )


def test_an_empty_graph_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(BadQuestion) as caught:
        chosen(Graph())
    assert str(caught.value) == "書き出す席も会議体もありません。名簿を読み込んでから、もう一度書き出してください。"


def test_a_projection_ties_the_holders_by_shared_consortia() -> None:
    newman = read(written(projection="newman"))
    weights = {(*sorted((a, b)), data["weight"]) for a, b, data in newman.edges(data=True)}
    assert weights == {
        ("org:a", "org:b", 0.5),
        ("org:a", "org:c", 0.5),
        ("org:b", "org:c", 0.5),
        ("org:a", "person:b", 1.0),
    }
    assert sorted(newman) == ["org:a", "org:b", "org:c", "person:b"]
    count = read(written(projection="count"))
    assert {data["weight"] for _, _, data in count.edges(data=True)} == {1.0}
    assert {data["consortia"] for _, _, data in count.edges(data=True)} == {"con:1", "con:2"}


def test_a_projection_over_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections, "PAIR_LIMIT", 3)
    with pytest.raises(TooMany) as caught:
        written(projection="newman")
    assert str(caught.value) == (
        "機関どうしの線が最大 4 本になり、上限の 3 本を超えます。"
        "prefecture、programme、owner、consortium、roster のどれかで絞るか、projection を外してください。"
    )


def test_a_character_that_xml_forbids_is_replaced_and_the_rest_stands() -> None:
    graph = graph_of(
        [*small_graph().nodes(), Organization(id="org:c", name="前\ufffe後\n次\tの]]>行")], small_graph().ties.values()
    )
    assert read(written(graph)).nodes["org:c"]["name"] == "前\ufffd後\n次\tの]]>行"


def test_every_xml_id_is_a_name_token() -> None:
    for id in re.findall(rb' id="([^"]*)"', written(projection="newman")):
        assert re.fullmatch(rb"[A-Za-z0-9_:.-]+", id)
