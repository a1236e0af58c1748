"""Change: two dates, regions or programmes side by side, and growth."""

from fastapi import APIRouter, Response

from musubime.questions import answers_compare as answers
from musubime.questions.comparing import compare as ask_compare
from musubime.questions.growth import growth as ask_growth
from musubime_api.openapi import PROBLEMS
from musubime_api.v1 import compare_parameters as c
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask, Seats

router = APIRouter(tags=["measures"], dependencies=KNOWN, responses=PROBLEMS)


@router.get("/compare", summary="Two dates, regions or programmes side by side", response_model=answers.CompareAnswer)
def compare(
    ask: Ask,
    selection: Seats,
    left: c.Left,
    right: c.Right,
    level: p.Level = "organization",
    sort: c.ChangeSort = "memberships",
    section: c.OneSection = None,
    lang: p.Lang = "ja",
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Kept, added, ended, and what the change did to each measure; other filters apply to both sides.

    Absence ends no seat: only a printed last day or a later complete edition of its roster does.
    """
    return ask.answer(
        lambda: ask_compare(
            ask.library,
            selection,
            left,
            right,
            level=level,
            sort=sort,
            section=section,
            limit=limit,
            cursor=cursor,
            lang=lang,
        )
    )


@router.get("/growth", summary="What stands as of each edition date or year", response_model=answers.GrowthAnswer)
def growth(
    ask: Ask, selection: Seats, step: c.Step = "edition", limit: p.Limit = 50, cursor: p.Cursor = None
) -> Response:
    """Oldest first; a seat without any date stands at every point and is counted apart."""
    return ask.answer(lambda: ask_growth(ask.library, selection, step, limit=limit, cursor=cursor))
