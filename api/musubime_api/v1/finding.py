"""Status, search, and what stands near an organization."""

from fastapi import APIRouter, Response

import musubime
from musubime.questions import answers_views as answers
from musubime.questions.neighbouring import neighbourhood as ask_neighbourhood
from musubime.questions.searching import search as ask_search
from musubime.questions.status import status as ask_status
from musubime_api.loads import newer_than
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask

router = APIRouter(tags=["record"], dependencies=KNOWN, responses=PROBLEMS)


@router.get("/status", summary="What runs here and what it holds", response_model=answers.StatusAnswer, tags=["upkeep"])
def status(ask: Ask) -> Response:
    """Versions, counts, and which bundled rosters are newer than what is loaded."""
    store = ask.doors.store
    return ask.answer(lambda: ask_status(ask.library, musubime.__version__, newer_than(store)), ledger=True)


@router.get("/search", summary="Find records by name", response_model=answers.SearchAnswer)
def search(ask: Ask, q: p.SearchText, limit: p.Limit = 50, cursor: p.Cursor = None) -> Response:
    """Exact names first, then beginnings, then parts; abbreviations, English names and readings too."""
    return ask.answer(lambda: ask_search(ask.library, q, limit=limit, cursor=cursor))


@router.get(
    "/organizations/{id}/neighbourhood",
    summary="What stands near an organization",
    response_model=answers.Neighbourhood,
    responses=NOT_FOUND,
)
def neighbourhood(ask: Ask, id: p.RecordId, depth: p.Depth = 1, lang: p.Lang = "ja") -> Response:
    """Its consortia and who else sits on them, capped by kind with the rest counted."""
    return ask.answer(lambda: ask_neighbourhood(ask.library, id, depth, lang))
