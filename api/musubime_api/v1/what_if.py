"""What would change if bodies or seats went or came."""

from fastapi import APIRouter, Response

from musubime.questions.answers_what_if import WhatIfAnswer
from musubime.questions.what_if import what_if as ask_what_if
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import compare_parameters as c
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask, Seats

router = APIRouter(tags=["measures"], dependencies=KNOWN, responses={**PROBLEMS, **NOT_FOUND})


@router.get("/what-if", summary="What would change without some bodies or with some seats", response_model=WhatIfAnswer)
def what_if(
    ask: Ask,
    selection: Seats,
    remove: c.Remove = None,
    add: c.Add = None,
    sort: c.EffectSort = "bridge_share",
    section: c.OneWhatIfSection = None,
    lang: p.Lang = "ja",
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Worked out on a copy of the selected graph with organizations as actors; nothing is stored.

    Betweenness is exact where the touched part is small enough to answer at once, else null and said so.
    """
    return ask.answer(
        lambda: ask_what_if(
            ask.library,
            selection,
            remove or (),
            add or (),
            sort=sort,
            section=section,
            limit=limit,
            cursor=cursor,
            lang=lang,
        )
    )
