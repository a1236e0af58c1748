import struct
import xml.etree.ElementTree as ET
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from musubime.errors import TooMany
from musubime.exports import png as pngs
from musubime.exports.about import about
from musubime.exports.picture import LegendMark, picture_svg, wrapped
from musubime.exports.png import png_of
from musubime.exports.svg import Drawing, DrawnEdge, DrawnNode
from tests.exports.small_graph import chosen

FONT = Path(str(files("musubime_web").joinpath("static", "vendor", "noto-sans-jp", "NotoSansJP_400Regular.ttf")))
NS = "{http://www.w3.org/2000/svg}"
DC = "{http://purl.org/dc/elements/1.1/}"
SAID = about(chosen(filters=("prefecture=36",), as_of="2024-04-01"))


def node(id: str, x: float, label: str = "") -> DrawnNode:
    lines = (label,) if label else ()
    return DrawnNode(
        id=id, x=x, y=50, size=14, shape="circle", fill="#000071", title=label, label_lines=lines, href="/x"
    )


def picture(label: str = "徳島大学", notes: tuple[str, ...] = ()) -> str:
    drawing = Drawing(
        title="図",
        nodes=(node("a", 0, label), node("b", 200)),
        edges=(DrawnEdge(id="e", source="a", target="b", stroke="#949494"),),
    )
    return picture_svg(drawing, SAID, title="題", legend=[LegendMark(node("legend", 0), "学 2")], notes=notes)


def test_a_picture_has_title_legend_conditions_sources_and_licence_to_be_seen() -> None:
    root = ET.fromstring(picture(notes=("図に収まらない 3 件",)))
    texts = [text.text for text in root.iter(f"{NS}text")]
    assert texts == [
        "題",
        "徳島大学",
        "学 2",
        "図に収まらない 3 件",
        "条件: prefecture=36、2024-04-01 時点、会議体 3、席 6、Musubime 結び目 0.1.0、グラフの版 g1",
        "出典: 公表された表（https://example.jp/?a=1&b=2）",
        "ライセンス: ライセンスの記載なし（1 件）",
    ]


def test_its_metadata_say_what_it_is_of() -> None:
    root = ET.fromstring(picture())
    core = {element.tag.removeprefix(DC): element.text for element in root.iter() if element.tag.startswith(DC)}
    assert (core["identifier"], core["date"], core["rights"]) == ("g1", "2024-04-01", SAID.licence)
    assert "filters: prefecture=36" in str(core["description"])
    assert root.findtext(f"{NS}desc") == SAID.citation


def test_it_leads_nowhere_and_runs_nothing() -> None:
    svg = picture('"><script>alert(1)</script>\ufffe')
    root = ET.fromstring(svg)
    assert {element.tag.removeprefix(NS) for element in root.iter()} & {"a", "script", "style", "image", "use"} == set()
    assert "<script" not in svg


def chunks(body: bytes) -> list[tuple[bytes, bytes]]:
    assert body.startswith(b"\x89PNG\r\n\x1a\n")
    found, place = [], 8
    while place < len(body):
        (length,) = struct.unpack(">I", body[place : place + 4])
        kind, data = body[place + 4 : place + 8], body[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">I", body[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(kind + data)
        found.append((kind, data))
        place += 12 + length
    return found


def test_a_png_is_whole_and_its_text_chunks_say_what_it_is() -> None:
    found = chunks(png_of(picture(), FONT, SAID, "題"))
    assert [kind for kind, _ in found[:6]] == [b"IHDR", *([b"iTXt"] * 5)]
    assert found[-1][0] == b"IEND"
    texts = dict(data.split(b"\0\0\0\0\0", 1) for kind, data in found if kind == b"iTXt")
    assert texts[b"Title"].decode() == "題"
    assert "graph_version: g1" in texts[b"Description"].decode()
    width, height = struct.unpack(">II", found[0][1][:8])
    assert max(width, height) <= 3_508


@cache
def painted(label: str) -> bytes:
    body = png_of(picture(label), FONT, SAID, "題")
    return b"".join(data for kind, data in chunks(body) if kind == b"IDAT")


@pytest.mark.parametrize("letter", ["徳", "𠮷", "髙", "﨑", "＂", "が", "①"])
def test_letters_are_painted_from_the_font_of_the_product_and_never_as_the_box_of_a_missing_one(letter: str) -> None:
    assert painted(letter) not in (painted(""), painted("\U000e0fff"), painted("\U00016a00"))


def test_the_same_picture_makes_the_same_bytes() -> None:
    assert png_of(picture(), FONT, SAID, "題") == png_of(picture(), FONT, SAID, "題")


def test_a_long_note_goes_on_in_further_lines() -> None:
    assert wrapped("", 10) == []
    assert wrapped("あいうえおかき", 3) == ["あいう", "えおか", "き"]


def test_a_picture_that_cannot_be_painted_is_a_sentence_that_names_another_format(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pngs, "SECONDS", 0.0)
    with pytest.raises(TooMany) as caught:
        png_of(picture(), FONT, SAID, "題")
    assert str(caught.value) == (
        "この図は PNG にできませんでした。条件を増やして図を小さくするか、SVG で書き出してください。"
    )
