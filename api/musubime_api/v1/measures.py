"""Key actors, overlap and the network to draw."""

from fastapi import APIRouter, Response

from musubime.questions import answers_measures as answers
from musubime.questions import answers_overlap_top as tops
from musubime.questions import answers_views as views
from musubime.questions.answers_other_measures import OtherMeasuresList
from musubime.questions.key_actors import key_actors as ask_key_actors
from musubime.questions.network import network as ask_network
from musubime.questions.other_measures import other_measures as ask_other_measures
from musubime.questions.overlap import overlap as ask_overlap
from musubime.questions.overlap import overlap_matrix as ask_overlap_matrix
from musubime.questions.overlap_top import overlap_top as ask_overlap_top
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import overlap_parameters as op
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask, Bodies, OtherSeats, Seats

router = APIRouter(tags=["measures"], dependencies=KNOWN, responses=PROBLEMS)


@router.get("/key-actors", summary="Who ties the selected consortia together", response_model=answers.KeyActorList)
def key_actors(
    ask: Ask,
    selection: Bodies,
    level: p.Level = "organization",
    sort: p.Sort = "memberships",
    lang: p.Lang = "ja",
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Ranked among all selected seats; equal values share a rank. The body filters only choose which rows are shown."""
    return ask.answer(
        lambda: ask_key_actors(ask.library, selection, level=level, sort=sort, limit=limit, cursor=cursor, lang=lang)
    )


@router.get(
    "/key-actors/other-measures",
    summary="Measures of the one-mode projection, which follow the size of rosters",
    response_model=OtherMeasuresList,
)
def key_actors_other_measures(
    ask: Ask,
    selection: Bodies,
    level: p.Level = "organization",
    lang: p.Lang = "ja",
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """By name and no ranking; over 250,000 pairs of actors a 422 that names the filters that would do."""
    return ask.answer(
        lambda: ask_other_measures(ask.library, selection, level=level, limit=limit, cursor=cursor, lang=lang)
    )


@router.get("/overlap", summary="What two consortia share", response_model=answers.OverlapAnswer, responses=NOT_FOUND)
def overlap_of_two(
    ask: Ask, selection: Seats, a: p.OneConsortium, b: p.OneConsortium, null_model: op.NullModel = "hypergeometric"
) -> Response:
    """Bodies on both, the four coefficients, and the test where it applies."""
    return ask.answer(lambda: ask_overlap(ask.library, selection, a, b, null_model=null_model))


@router.get(
    "/overlap/top",
    summary="The consortia that share most with one",
    response_model=tops.OverlapTop,
    responses=NOT_FOUND,
)
def overlap_top(
    ask: Ask,
    selection: OtherSeats,
    consortium: op.TheConsortium,
    sort: op.TopSort = "shared",
    null_model: op.NullModel = "hypergeometric",
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """By rank, each with what is shared; at any size of the graph. Filters select seats, those of the one too."""
    return ask.answer(
        lambda: ask_overlap_top(
            ask.library, selection, consortium, sort=sort, null_model=null_model, limit=limit, cursor=cursor
        )
    )


@router.get("/overlap/matrix", summary="Overlap of all pairs", response_model=answers.OverlapMatrix)
def overlap_matrix(
    ask: Ask, selection: Seats, by: p.By = "consortium", null_model: op.NullModel = "hypergeometric"
) -> Response:
    """Pairs that share somebody; over 200 consortia a 422 that names the filters that would do."""
    return ask.answer(lambda: ask_overlap_matrix(ask.library, selection, by, null_model=null_model))


@router.get("/network", summary="A scene for Cytoscape.js", response_model=views.Scene)
def network(ask: Ask, selection: Bodies, lang: p.Lang = "ja") -> Response:
    """Nodes with positions and edges; `summary` says what is not shown."""
    return ask.answer(lambda: ask_network(ask.library, selection, lang=lang))
