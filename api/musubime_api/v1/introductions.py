"""Which consortia are tied, and who could introduce those that are not."""

from fastapi import APIRouter, Response

from musubime.questions import answers_introductions as answers
from musubime.questions.introductions import introductions as ask_introductions
from musubime_api.openapi import PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1 import way_parameters as w
from musubime_api.v1.selecting import KNOWN, Ask, Seats

router = APIRouter(tags=["measures"], dependencies=KNOWN, responses=PROBLEMS)


@router.get(
    "/introductions",
    summary="Which consortia are tied by whom, and who could introduce the others",
    response_model=answers.IntroductionList,
)
def introductions(
    ask: Ask,
    selection: Seats,
    tied: w.Tied = None,
    through: w.Through = "selection",
    ways: w.WaysOfPair = 3,
    lang: p.Lang = "ja",
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Every pair of the selected consortia, those not tied first; over 200 consortia a 422 that names the filters."""
    return ask.answer(
        lambda: ask_introductions(
            ask.library,
            selection,
            tied=tied,
            through=through,
            ways=ways,
            limit=limit,
            cursor=cursor,
            lang=lang,
        )
    )
