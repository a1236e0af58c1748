"""What a graph version contains, and citations that a reader can follow back to the same seats."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml  # type: ignore[import-untyped]
from pybtex.database import BibliographyData, parse_string  # type: ignore[import-untyped]

from musubime.errors import BadQuestion
from musubime.questions.answers_citing import CitedSource, SnapshotLoad
from musubime.questions.citation_forms import Cited, as_bibtex, as_cff, as_text
from musubime.questions.citing import citation
from musubime.questions.library import Library
from musubime.questions.selection import Selection
from musubime.questions.snapshots import UnknownVersion, snapshot_contents
from musubime.types.changes import ChangeSetHeader
from tests.questions import made_graph as m
from tests.questions.fake_store import FakeStore

SCHEMA = json.loads((Path(__file__).parents[2] / "vendor" / "cffconvert" / "schema.json").read_text(encoding="utf-8"))
HOSTILE = r"""A {B} 50% & "C" \textbf{x} $y$ #1 a_b ~ ^ @misc{z, 徳島 'd' : - [e] <f> !g *h"""
UNPRINTABLE = "a\x7fb\x85c\u2028d\ufeffe"


def cited(**changes: object) -> Cited:
    source = CitedSource(
        id="source:1",
        title=HOSTILE,
        publisher=HOSTILE,
        date="2022-03",
        url="https://例え.jp/a b{c}?d=1&e=%20",
        licence=HOSTILE,
        seats="/api/v1/seats?source=source:1",
    )
    facts = {
        "graph_version": "g12",
        "product": "0.1.0",
        "loaded_at": "2026-11-20T01:02:03.000+00:00",
        "path": "/api/v1/seats?q=%E5%BE%B3",
        "filters": ("q=徳", f"q={HOSTILE}"),
        "as_of": "2025-01-24",
        "seats": 3,
        "consortia": 2,
        "sources": (source,),
    }
    return Cited(**{**facts, **changes})  # type: ignore[arg-type]


def bibliography(text: str) -> BibliographyData:
    found: BibliographyData = parse_string(text, "bibtex")
    return found


def plain(latex: str) -> str:
    """Return what LaTeX prints for an escaped text; the codec knows no names for braces."""
    named = {r"\textbraceleft{}": "\ue000", r"\textbraceright{}": "\ue001", r"\textbackslash{}": "\ue002"}
    for name, stand_in in {**named, r"\textasciitilde{}": "\ue003", r"\textasciicircum{}": "\ue004"}.items():
        latex = latex.replace(name, stand_in)
    for character in "$&%#_":
        latex = latex.replace("\\" + character, character)
    assert "\\" not in latex
    return latex.translate(str.maketrans("\ue000\ue001\ue002\ue003\ue004", "{}\\~^"))


def test_a_citation_of_the_table_names_version_filters_address_and_sources(library: Library) -> None:
    found = citation(library, Selection(roster=("three-prefecture-table",)), product="9.9")
    path = "/api/v1/seats?roster=three-prefecture-table&as_of=2025-01-24"
    assert (found.path, found.seats, found.consortia) == (path, 84, 9)
    assert [(s.title, s.publisher, s.licence) for s in found.sources] == [
        ("地域の産学官ネットワークの可視化", "内閣府", None)
    ]
    assert found.text == (
        f"The Musubime authors (2026). 結び目: 産学官の会議体の名簿のグラフ. グラフの版 {library.version()}。"
        "条件 roster=three-prefecture-table、2025-01-24 時点（会議体 9、席 84）。"
        f" Musubime 結び目 9.9, {path}\n出典:\n- 内閣府、「地域の産学官ネットワークの可視化」、ライセンスの記載なし\n"
    )


def test_body_filters_narrow_what_is_cited_and_stand_in_the_address(library: Library) -> None:
    table = ("three-prefecture-table",)
    found = citation(library, Selection(roster=table, sector=("学",), q="徳島大"), product="1")
    assert found.seats == 3
    assert found.path == (
        "/api/v1/seats?roster=three-prefecture-table&sector=%E5%AD%A6&as_of=2025-01-24&q=%E5%BE%B3%E5%B3%B6%E5%A4%A7"
    )
    with pytest.raises(BadQuestion, match="部門「x」"):
        citation(library, Selection(sector=("x",)), product="1")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_bibtex_keeps_every_character_whatever_latex_would_read_in_it(lang: str) -> None:
    entries = bibliography(as_bibtex(cited(), lang)).entries
    assert list(entries) == ["musubime-g12", "musubime-source-source:1"]
    graph, source = entries.values()
    assert (graph.fields["year"], graph.fields["month"], graph.fields["version"]) == ("2026", "11", "0.1.0")
    assert HOSTILE in plain(graph.fields["note"])
    assert plain(graph.fields["note"]).endswith(" /api/v1/seats?q=%E5%BE%B3")
    assert plain(source.fields["title"])[1:-1] == HOSTILE
    assert [plain(str(who)) for who in source.persons["author"]] == ["{" + HOSTILE + "}"]
    assert source.fields["url"] == "https://%E4%BE%8B%E3%81%88.jp/a%20b%7Bc%7D?d=1&e=%20"
    assert (source.fields["year"], source.fields["month"]) == ("2022", "3")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_cff_is_valid_and_reads_back_as_it_was(lang: str) -> None:
    text = as_cff(cited(filters=(HOSTILE, UNPRINTABLE)), lang)
    read = yaml.safe_load(text)
    assert [error.message for error in jsonschema_rs.validator_for(SCHEMA).iter_errors(read)] == []
    assert (read["version"], read["date-released"], read["type"]) == ("g12", "2026-11-20", "dataset")
    assert HOSTILE in read["abstract"]
    assert UNPRINTABLE in read["abstract"]
    software, source = read["references"]
    assert (software["version"], software["license"]) == ("0.1.0", "Apache-2.0")
    assert (source["title"], source["authors"]) == (HOSTILE, [{"name": HOSTILE}])
    assert (source["year"], source["month"], source["url"]) == (
        2022,
        3,
        "https://%E4%BE%8B%E3%81%88.jp/a%20b%7Bc%7D?d=1&e=%20",
    )


def test_the_schema_of_the_citation_file_format_refuses_what_is_none() -> None:
    read = yaml.safe_load(as_cff(cited(), "ja"))
    assert not jsonschema_rs.is_valid(SCHEMA, {**read, "type": "graph"})
    assert not jsonschema_rs.is_valid(SCHEMA, {**read, "authors": []})


def test_what_sources_do_not_state_is_said_and_never_made_up() -> None:
    bare = CitedSource(id="s:1", title="題名", seats="/api/v1/seats?source=s:1")
    one = cited(sources=(bare,), loaded_at=None, as_of=None, filters=())
    assert as_text(one, "en").splitlines() == [
        "The Musubime authors. Musubime: a graph of the rosters of Japanese consortia. "
        "Graph version g12: all seats (3 on 2 consortia). Musubime 結び目 0.1.0, /api/v1/seats?q=%E5%BE%B3",
        "Sources:",
        "- publisher not stated, 題名, licence not stated",
    ]
    graph, source = bibliography(as_bibtex(one, "ja")).entries.values()
    assert "year" not in graph.fields
    assert dict(source.fields) == {"title": "{題名}", "note": "ライセンスの記載なし"}
    read = yaml.safe_load(as_cff(one, "ja"))
    assert jsonschema_rs.is_valid(SCHEMA, read)
    assert read["references"][1] == {
        "type": "generic",
        "title": "題名",
        "authors": [{"name": "発行者の記載なし"}],
        "notes": "ライセンスの記載なし",
    }


def test_every_bundled_source_is_cited_in_valid_forms(library: Library) -> None:
    found = citation(library, Selection(), product="1")
    assert jsonschema_rs.is_valid(SCHEMA, yaml.safe_load(found.cff))
    assert len(bibliography(found.bibtex).entries) == len(found.sources) + 1
    assert len(found.text.splitlines()) == len(found.sources) + 2
    assert found.path == "/api/v1/seats?as_of=2025-01-24"


def test_the_version_as_it_stands_is_told_in_full(library: Library) -> None:
    version = library.version()
    found = snapshot_contents(library, version)
    assert (found.current, found.in_ledger, found.current_version) == (True, True, version)
    assert found.counts is not None
    assert found.rosters is not None
    table = next(row for row in found.rosters if row.id == "three-prefecture-table")
    assert (table.seats, [s.title for s in table.sources]) == (84, ["地域の産学官ネットワークの可視化"])
    assert found.ties is not None
    assert sum(found.ties.values()) == len(library.snapshot().graph.ties)
    assert "/api/v1/key-actors?sort=sole_bridge" in [measure.path for measure in found.measures]


def test_the_size_counts_memberships_once_and_their_expansions() -> None:
    graph = m.made(
        [
            [m.organization(name) for name in "abc"],
            m.consortium("k", "36"),
            m.consortium("l", "36"),
            m.consortium("n", "36", reported="not_reported"),
            m.seat("k", organization="a", post="x"),
            m.seat("k", organization="a", post="y"),
            m.seat("l", organization="a"),
            m.seat("l", organization="b"),
            m.seat("k", person="p"),
            m.person("p"),
        ]
    )
    size = snapshot_contents(Library(FakeStore(graph)), graph.version).size
    assert size is not None
    assert size.model_dump() == {"organizations": 2, "consortia": 2, "memberships": 3, "expansions": 1}


def test_of_an_earlier_version_the_loads_that_led_to_it_are_known() -> None:
    graph = m.made([m.source("a", "a"), m.source("b", "b")])

    class Twice(FakeStore):
        def history(self) -> list[ChangeSetHeader]:
            first, second = super().history()
            return [first.model_copy(update={"version_after": "g1"}), second.model_copy(update={"seq": 2})]

    library = Library(Twice(graph))
    found = snapshot_contents(library, "g1")
    assert (found.current, found.in_ledger, found.current_version) == (False, True, graph.version)
    assert (found.counts, found.rosters, found.size, found.ties, found.measures) == (None, None, None, None, ())
    assert found.loads == (
        SnapshotLoad(id="cs:1:0", kind="load", title="a", roster="a", at="2026-01-01T00:00:00Z", graph_version="g1"),
    )
    assert [load.graph_version for load in snapshot_contents(library, graph.version).loads] == ["g1", graph.version]
    assert snapshot_contents(library, "g0").loads == ()


def test_a_version_that_never_was_is_not_found(library: Library) -> None:
    with pytest.raises(UnknownVersion, match=r"^グラフの版 gx は台帳にありません。/api/v1/loads の graph_version"):
        snapshot_contents(library, "gx")
