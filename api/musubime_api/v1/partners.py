"""Partner search."""

from fastapi import APIRouter, Response

from musubime.questions.answers_partners import PartnerList
from musubime.questions.partners import partners as ask_partners
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1 import partner_parameters as own
from musubime_api.v1.selecting import KNOWN, Ask, Bodies

router = APIRouter(tags=["measures"], dependencies=KNOWN, responses={**PROBLEMS, **NOT_FOUND})


@router.get(
    "/organizations/{id}/partners",
    summary="Who has not sat with an organization yet, and who could introduce",
    response_model=PartnerList,
)
def partners(
    ask: Ask,
    selection: Bodies,
    id: p.RecordId,
    kind: own.BodyKinds = None,
    theme: own.Themes = None,
    lang: p.Lang = "ja",
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Organizations that share no selected consortium with this one, ranked by the ways that lead to them.

    Ranks are those among all candidates; `sector`, `located_in`, `q`, `kind` and `theme` only choose which rows are
    listed. Bodies that no way leads to are counted in `unconnected`, not ranked.
    """
    return ask.answer(
        lambda: ask_partners(
            ask.library,
            selection,
            id,
            kind=tuple(kind or ()),
            theme=tuple(theme or ()),
            limit=limit,
            cursor=cursor,
            lang=lang,
        )
    )
