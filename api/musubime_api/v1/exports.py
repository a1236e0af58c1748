"""A selection as a file for another tool."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse
from starlette.responses import Response

from musubime.exports.dictionary import Entry, entries
from musubime.exports.formats import FORMATS
from musubime.questions.answers import Answer, shown
from musubime_api.export_files import ExportFile
from musubime_api.openapi import PROBLEMS
from musubime_api.v1.selecting import KNOWN, Ask, Seats

router = APIRouter(tags=["files"], dependencies=KNOWN, responses=PROBLEMS)

Format = Annotated[
    Literal[
        "graphml",
        "gexf",
        "csv",
        "xlsx",
        "json",
        "jsonl",
        "cypher",
        "svg",
        "png",
        "html",
        "incidence",
        "matrix-market",
    ],
    Path(
        title="形式",
        description="; ".join(f"{one.name}: {one.en}" for one in FORMATS.values()),
        examples=["graphml"],
    ),
]
Projection = Annotated[
    Literal["newman", "count"] | None,
    Query(
        title="射影",
        description="Weighted ties between bodies instead of seats; GraphML, GEXF and CSV, bounded",
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


class Dictionary(Answer):
    """The data dictionary of all exported files."""

    items: tuple[Entry, ...] = shown("項目", "Every column and attribute, table by table")
    total: int = shown("件数", "Number of items", example=100)


@router.get(
    "/exports/dictionary",
    summary="What every column and attribute of exported files says",
    response_model=Dictionary,
)
def dictionary(ask: Ask) -> Response:
    """Made from the descriptions that write the files themselves."""
    return ask.answer(lambda: Dictionary(graph_version=ask.library.version(), items=entries(), total=len(entries())))


@router.get("/exports/{format}", summary="Export a selection as a file", response_class=StreamingResponse)
def export(ask: Ask, format: Format, selection: Seats, projection: Projection = None, raw: Raw = False) -> Response:
    """Streamed, with region, date and graph version in the file name; an empty selection is a 422."""
    file = ExportFile(ask.library, selection, FORMATS[format])
    return ask.streamed(lambda: file.parts(projection, raw), file.media_type, file.names.content_disposition)
