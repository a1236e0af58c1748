"""Whether the process lives, and whether records can be read."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from musubime_api.openapi import PROBLEMS
from musubime_api.state import doors_of

router = APIRouter(tags=["upkeep"])


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = Field("ok", description="Always `ok`")
    instance: str = Field(description="Tells this process from another one at the same address")


class Readiness(BaseModel):
    """Records can be read."""

    status: Literal["ready"] = Field("ready", description="Always `ready`")


@router.get("/healthz", summary="Whether the process is alive", responses={403: PROBLEMS[403]})
async def healthz(request: Request) -> Health:
    """Answer as long as the process lives, whatever the store does; async, so that no busy thread holds it up."""
    return Health(status="ok", instance=doors_of(request).instance)


@router.get("/readyz", summary="Whether records can be read", responses={403: PROBLEMS[403], 503: PROBLEMS[503]})
def readyz(request: Request) -> Readiness:
    """Answer when the store can be reached; 503 with `Retry-After` until then."""
    doors_of(request).store.graph_seq()
    return Readiness(status="ready")
