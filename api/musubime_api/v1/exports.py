"""A selection as a file for another tool."""

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse
from starlette.responses import Response

from musubime.errors import BadQuestion
from musubime.exports import cytoscape, graphml, table
from musubime.exports.naming import FileNames, file_names
from musubime.questions.library import Library
from musubime.questions.selection import Selection, prefecture_code
from musubime_api.openapi import PROBLEMS
from musubime_api.v1.selecting import KNOWN, Ask, Seats

router = APIRouter(tags=["files"], dependencies=KNOWN, responses=PROBLEMS)

Format = Annotated[
    Literal["graphml", "csv", "json"],
    Path(title="形式", description="GraphML, CSV with one row a seat, or JSON for Cytoscape", examples=["graphml"]),
]
Projection = Annotated[
    Literal["newman", "count"] | None,
    Query(
        title="射影",
        description="Weighted ties between bodies instead of seats; GraphML only, bounded",
        examples=["newman"],
    ),
]
Raw = Annotated[
    bool,
    Query(
        title="機械用",
        description="CSV without byte order mark, Japanese headings and guards",
        examples=[True],
    ),
]
MEDIA_TYPES = {"graphml": graphml.MEDIA_TYPE, "csv": table.MEDIA_TYPE, "json": cytoscape.MEDIA_TYPE}


@router.get("/exports/{format}", summary="Export a selection as a file", response_class=StreamingResponse)
def export(ask: Ask, format: Format, selection: Seats, projection: Projection = None, raw: Raw = False) -> Response:
    """Streamed, with region, date and graph version in the file name; an empty selection is a 422."""
    if projection and format != "graphml":
        raise BadQuestion("projection は graphml でだけ使えます。", field="projection")
    if raw and format != "csv":
        raise BadQuestion("raw は csv でだけ使えます。", field="raw")
    file = _Export(ask.library, selection, format)
    return ask.streamed(lambda: file.parts(projection, raw), MEDIA_TYPES[format], file.names.content_disposition)


class _Export:
    """One selection of one graph version on its way into a file."""

    def __init__(self, library: Library, selection: Selection, format: str) -> None:
        self._snapshot = library.snapshot()
        self._selected = selection.resolve(self._snapshot)
        self._format, self._filters = format, selection.described()
        codes = [prefecture_code(text, "prefecture") for text in selection.prefecture]
        self.names: FileNames = file_names(format, codes, self._selected.as_of, self._snapshot.version)

    def parts(self, projection: Literal["newman", "count"] | None, raw: bool) -> Iterator[bytes]:
        """Return the parts of the file; raises BadQuestion before the first for an empty selection."""
        graph, version = self._snapshot.graph, self._snapshot.version
        seats, consortia = self._selected.seat_ids, self._selected.consortium_ids
        if self._format == "graphml":
            return graphml.graphml(graph, seats, consortia, version, projection=projection, filters=self._filters)
        if self._format == "csv":
            return table.csv_table(graph, seats, consortia, version, raw=raw, filters=self._filters)
        return cytoscape.cytoscape_json(graph, seats, consortia, version, filters=self._filters)
