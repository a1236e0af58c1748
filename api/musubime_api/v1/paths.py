"""Paths between two records, and how far everybody is from one organization."""

from fastapi import APIRouter, Response

from musubime.questions import answers_paths as answers
from musubime.questions.distances import distances as ask_distances
from musubime.questions.paths import paths as ask_paths
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1 import way_parameters as w
from musubime_api.v1.selecting import KNOWN, Ask, Seats

router = APIRouter(tags=["measures"], dependencies=KNOWN, responses={**PROBLEMS, **NOT_FOUND})


@router.get("/paths", summary="Every shortest path between two records", response_model=answers.PathsAnswer)
def paths(
    ask: Ask, selection: Seats, from_: w.From, to: w.To, limit: w.MostPaths = 100, lang: p.Lang = "ja"
) -> Response:
    """Each path as steps from a body to a consortium it sits on and back, each step with its seats; or the reason."""
    return ask.answer(lambda: ask_paths(ask.library, selection, from_, to, limit=limit, lang=lang))


@router.get(
    "/organizations/{id}/distances",
    summary="How far everybody is from an organization",
    response_model=answers.Distances,
)
def distances(
    ask: Ask,
    selection: Seats,
    id: p.RecordId,
    steps: w.Steps = None,
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Bodies and consortia by steps; two bodies on one consortium are two steps apart. What no way leads to is last."""
    return ask.answer(lambda: ask_distances(ask.library, selection, id, steps=steps, limit=limit, cursor=cursor))
