"""Every format of a file, once: names, media types, and what each is for; doors, menus and the dictionary read this."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from musubime.errors import BadQuestion
from musubime.exports import cypher, cytoscape, gexf, graphml, lines, matrix, table, workbook
from musubime.exports.projection import Projection
from musubime.exports.selection import Selection

Kind = Literal["graph", "table", "record", "picture", "page"]


class Format(NamedTuple):
    """One format of a file."""

    name: str
    suffix: str
    media_type: str
    kind: Kind
    ja: str
    en: str

    @property
    def seats(self) -> bool:
        """Whether a file needs a seat: a table of seats alone has nothing else to say."""
        return self.name in SEATS


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(
            "xlsx", "xlsx", workbook.MEDIA_TYPE, "table", "Excel の表（席・機関・会議体・出典と説明）", "Excel workbook"
        ),
        Format("csv", "csv", table.MEDIA_TYPE, "table", "CSV の表（1行が1席）", "CSV, one row a seat"),
        Format(
            "html",
            "html",
            "text/html; charset=utf-8",
            "page",
            "1つの HTML（図・表・出典。通信なしで開ける）",
            "One HTML file with drawing, tables and sources, opens offline",
        ),
        Format("svg", "svg", "image/svg+xml", "picture", "図（SVG、拡大しても粗くならない）", "Drawing as SVG"),
        Format("png", "png", "image/png", "picture", "図（PNG、文書に貼る）", "Drawing as PNG"),
        Format(
            "graphml",
            "graphml",
            graphml.MEDIA_TYPE,
            "graph",
            "GraphML（Gephi・Cytoscape・networkx・igraph）",
            "GraphML for Gephi, Cytoscape, networkx, igraph",
        ),
        Format(
            "gexf", "gexf", gexf.MEDIA_TYPE, "graph", "GEXF 1.3（Gephi、期間つき）", "GEXF 1.3 for Gephi, with time"
        ),
        Format(
            "json", "json", cytoscape.MEDIA_TYPE, "graph", "JSON（Cytoscape.js）", "JSON for Cytoscape and Cytoscape.js"
        ),
        Format(
            "jsonl",
            "jsonl",
            lines.MEDIA_TYPE,
            "record",
            "JSON Lines（1行が1件、すべての記載つき）",
            "JSON Lines, one record a line with all statements",
        ),
        Format(
            "cypher",
            "cypher",
            cypher.MEDIA_TYPE,
            "record",
            "Cypher（Neo4j・ArcadeDB に作り直す）",
            "Cypher script that makes the graph in Neo4j or ArcadeDB",
        ),
        Format(
            "incidence",
            "csv",
            matrix.CSV_TYPE,
            "table",
            "接続行列（機関×会議体の 0/1、小さい選択だけ）",
            "Incidence matrix as a table of 0 and 1, bounded",
        ),
        Format(
            "matrix-market",
            "zip",
            matrix.ZIP_TYPE,
            "table",
            "接続行列（Matrix Market と名前の表の zip）",
            "Incidence matrix as Matrix Market with labels, in a zip",
        ),
    )
}
SEATS = ("csv", "incidence", "matrix-market")
"""Formats of seats alone, which a selection of consortia that state nobody cannot fill."""
PROJECTED = ("graphml", "gexf", "csv")
"""Formats that also take a one-mode projection."""
RAW = ("csv", "incidence")
"""Formats that also come without headings and guards for spreadsheets."""


def written(selection: Selection, format: str, projection: Projection | None, raw: bool) -> Iterator[bytes]:
    """Return the parts of a file that is made of the selection alone: every format but pictures and pages.

    Raises BadQuestion or TooMany before the first part.
    """
    check(format, projection, raw)
    if format == "graphml":
        return graphml.graphml(selection, projection)
    if format == "gexf":
        return gexf.gexf(selection, projection)
    if format == "csv":
        return (
            table.csv_projection(selection, projection, raw=raw) if projection else table.csv_table(selection, raw=raw)
        )
    if format == "incidence":
        return matrix.incidence_table(selection, raw=raw)
    plain = {
        "json": cytoscape.cytoscape_json,
        "jsonl": lines.json_lines,
        "cypher": cypher.cypher_script,
        "xlsx": workbook.workbook,
        "matrix-market": matrix.matrix_market,
    }
    return plain[format](selection)


def check(format: str, projection: Projection | None, raw: bool) -> None:
    """Raise BadQuestion where a format does not take what is asked of it."""
    if projection and format not in PROJECTED:
        raise BadQuestion(f"projection は {'・'.join(PROJECTED)} でだけ使えます。", field="projection")
    if raw and format not in RAW:
        raise BadQuestion(f"raw は {'・'.join(RAW)} でだけ使えます。", field="raw")
