import json

import musubime
from musubime.exports.cytoscape import cytoscape_json
from tests.exports.small_graph import chosen


def test_elements_are_nodes_and_edges_that_cytoscape_reads() -> None:
    scene = json.loads(b"".join(cytoscape_json(chosen())))
    nodes, edges = scene["elements"]["nodes"], scene["elements"]["edges"]
    assert [node["data"]["id"] for node in nodes] == [
        "org:a",
        "org:b",
        "org:c",
        "person:b",
        "con:1",
        "con:2",
        "con:3",
    ]
    assert [(e["data"]["source"], e["data"]["target"]) for e in edges] == [
        ("org:a", "con:1"),
        ("org:a", "con:1"),
        ("org:b", "con:1"),
        ("org:c", "con:1"),
        ("org:a", "con:2"),
        ("person:b", "con:2"),
    ]
    assert edges[5]["data"] == {
        "source": "person:b",
        "target": "con:2",
        "id": "seat:6",
        "kind": "seat",
        "person": "𠮷田 花子",
        "source_title": "公表された表",
        "source_url": "https://example.jp/?a=1&b=2",
        "weight": 1.0,
    }
    source = "公表された表（https://example.jp/?a=1&b=2）"
    assert scene["data"] == {
        "product": f"Musubime 結び目 {musubime.__version__}",
        "graph_version": "g1",
        "consortia": 3,
        "seats": 6,
        "licence": "ライセンスの記載なし（1 件）",
        "sources": source,
        "citation": f"Musubime 結び目 {musubime.__version__}、グラフの版 g1（条件: なし）。出典: {source}",
    }


def test_a_scene_of_one_silent_consortium_is_still_whole_json() -> None:
    scene = json.loads(b"".join(cytoscape_json(chosen(seats=(), consortia=("con:3",)))))
    assert [len(scene["elements"][part]) for part in ("nodes", "edges")] == [1, 0]
