"""The programme map and the support map."""

from fastapi import APIRouter, Response

from musubime.questions import answers_maps as answers
from musubime.questions.programme_map import programme_map as ask_programme_map
from musubime.questions.support_map import support_map as ask_support_map
from musubime_api.openapi import PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask, Schemes

router = APIRouter(tags=["measures"], dependencies=KNOWN, responses=PROBLEMS)


@router.get(
    "/programme-map",
    summary="Programmes by policy issue and phase, with what follows what",
    response_model=answers.ProgrammeMap,
)
def programme_map(ask: Ask, selection: Schemes, lang: p.Lang = "ja") -> Response:
    """Only recorded issues and phases fill a cell; a programme without one of them stands apart and is counted."""
    return ask.answer(lambda: ask_programme_map(ask.library, selection, lang))


@router.get(
    "/support-map",
    summary="Municipalities by type of support, with what is not recorded",
    response_model=answers.SupportMap,
)
def support_map(ask: Ask, selection: Schemes, lang: p.Lang = "ja") -> Response:
    """Each cell with its schemes and how sure they are; printed sums stand beside those of the records."""
    return ask.answer(lambda: ask_support_map(ask.library, selection, lang))
