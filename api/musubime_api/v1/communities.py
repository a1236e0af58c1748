"""Communities of the selected seats, with their stability."""

from fastapi import APIRouter, Response

from musubime.questions import answers_communities as answers
from musubime.questions.communities import communities as ask_communities
from musubime.questions.communities import community as ask_community
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1.communities_parameters import CommunityId, Resolution
from musubime_api.v1.selecting import KNOWN, Ask, Seats

router = APIRouter(tags=["measures"], dependencies=KNOWN, responses=PROBLEMS)


@router.get(
    "/communities",
    summary="Which bodies and consortia belong together, and how sure that is",
    response_model=answers.CommunityList,
)
def communities(
    ask: Ask, selection: Seats, resolution: Resolution = 1.0, limit: p.Limit = 50, cursor: p.Cursor = None
) -> Response:
    """Louvain for Barber's modularity on the two-mode graph, many times with the nodes in other orders.

    Each community stands with how far it stays the same; the answer depends on the graph, never on its order.
    """
    return ask.answer(
        lambda: ask_communities(ask.library, selection, resolution=resolution, limit=limit, cursor=cursor)
    )


@router.get(
    "/communities/{id}",
    summary="One community with all its members",
    response_model=answers.CommunityAnswer,
    responses=NOT_FOUND,
)
def community(
    ask: Ask,
    selection: Seats,
    id: CommunityId,
    resolution: Resolution = 1.0,
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Under the filters that it was found with; under others it may not exist."""
    return ask.answer(
        lambda: ask_community(ask.library, selection, id, resolution=resolution, limit=limit, cursor=cursor)
    )
