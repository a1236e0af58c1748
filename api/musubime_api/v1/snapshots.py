"""What a graph version contains, and how a selection is cited."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response

import musubime
from musubime.questions import answers_citing as answers
from musubime.questions.citing import citation
from musubime.questions.snapshots import snapshot_contents
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask, Bodies

router = APIRouter(tags=["citing"], dependencies=KNOWN, responses=PROBLEMS)

GraphVersion = Annotated[
    str,
    Path(
        title="グラフの版",
        description="`graph_version` of an answer, or of a load",
        examples=["g3f1a0c5b7d9e2f4a6b8c0d1e"],
        pattern=p.ID_PATTERN,
        max_length=p.NAME,
    ),
]
Form = Annotated[
    Literal["json", "text", "bibtex", "cff"],
    Query(title="形式", description="All three forms in JSON, or one of them by itself", examples=["bibtex"]),
]
MEDIA_TYPES = {
    "text": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "cff": "application/yaml",
}


@router.get(
    "/snapshots/{graph_version}",
    summary="What a graph version contains",
    response_model=answers.SnapshotAnswer,
    responses={404: NOT_FOUND[404]},
)
def snapshot(ask: Ask, graph_version: GraphVersion) -> Response:
    """In full for the graph as it stands; of an earlier one the loads that led to it; 404 for one that never was."""
    return ask.answer(lambda: snapshot_contents(ask.library, graph_version), ledger=True)


@router.get(
    "/cite",
    summary="A citation of the selected seats, with their sources",
    response_model=answers.Citation,
    responses={
        200: {
            "description": "The citation",
            "content": {
                "text/plain": {"schema": {"type": "string"}},
                "application/x-bibtex": {"schema": {"type": "string"}},
                "application/yaml": {"schema": {"type": "object"}},
            },
        }
    },
)
def cite(ask: Ask, selection: Bodies, format: Form = "json", lang: p.Lang = "ja") -> Response:
    """As text, BibTeX and Citation File Format: graph version, filters, address, and each source with its licence."""

    def made() -> answers.Citation:
        return citation(ask.library, selection, product=musubime.__version__, lang=lang)

    if format == "json":
        return ask.answer(made, ledger=True)
    return ask.rendered(lambda: str(getattr(made(), format)).encode(), MEDIA_TYPES[format], ledger=True)
