"""The SVG of a drawing is well formed, escapes every text, and holds no style of its own."""

import xml.etree.ElementTree as ET

from musubime.exports.svg import Drawing, DrawnEdge, DrawnNode, svg_of
from musubime_api.pages.matrix_view import heat_level
from musubime_api.pages.scene_paint import label_lines

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "\"><script>alert(1)</script>&'<"


def drawing(name: str = "徳島大学") -> Drawing:
    nodes = (
        DrawnNode(
            id="o1",
            x=0,
            y=0,
            size=20,
            shape="circle",
            fill="#000071",
            title=name,
            label_lines=(name,),
            href="/organizations/o1",
        ),
        DrawnNode(id="c1", x=100, y=50, size=24, shape="box", fill="#333333", title="会議体", label_lines=("会議体",)),
    )
    return Drawing(title=name, nodes=nodes, edges=(DrawnEdge(id="s1", source="o1", target="c1", stroke="#949494"),))


def test_a_drawing_has_a_group_for_each_node_and_a_line_for_each_tie() -> None:
    root = ET.fromstring(svg_of(drawing()))
    assert [group.get("data-node") for group in root.iter(f"{SVG}g")] == ["o1", "c1"]
    assert [(line.get("data-source"), line.get("data-target")) for line in root.iter(f"{SVG}line")] == [("o1", "c1")]
    assert [anchor.get("href") for anchor in root.iter(f"{SVG}a")] == ["/organizations/o1"]


def test_hostile_names_stay_text() -> None:
    root = ET.fromstring(svg_of(drawing(HOSTILE)))
    assert list(root.iter(f"{SVG}script")) == []
    assert [text.text for text in root.iter(f"{SVG}text")] == [HOSTILE, "会議体"]


def test_a_file_of_its_own_has_a_size_a_ground_and_no_links() -> None:
    text = svg_of(drawing(), standalone=True)
    root = ET.fromstring(text)
    assert text.startswith("<?xml")
    assert root.get("width") is not None
    assert root.find(f"{SVG}rect") is not None
    assert list(root.iter(f"{SVG}a")) == []


def test_no_style_attribute_or_element_is_written() -> None:
    text = svg_of(drawing())
    assert "style" not in text


def test_an_empty_drawing_is_still_a_picture() -> None:
    assert ET.fromstring(svg_of(Drawing(title="", nodes=(), edges=()))).get("viewBox") == "0 0 400 200"


def test_labels_break_where_the_scene_allows_it_and_long_pieces_by_length() -> None:
    assert label_lines("徳島県\u200b中小企業団体\u200b中央会") == ("徳島県中小企業団体", "中央会")
    assert label_lines("ながい" * 20) == ("ながいながいながいなが", "いながいながいながいな", "がいながいながいなが…")
    assert label_lines("あいうえお\u200bかきくけこさしす\u200bせそたちつてとなに\u200bぬねの") == (
        "あいうえお",
        "かきくけこさしす",
        "せそたちつてとなに…",
    )


def test_the_colour_step_grows_with_the_number_shared() -> None:
    assert [heat_level(shared, 7) for shared in range(8)] == [0, 1, 2, 3, 3, 4, 5, 5]
    assert heat_level(0, 0) == 0
