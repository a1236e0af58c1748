"""What the command line uses while a server runs: queries, verification, backup, copies, keys."""

from contextlib import ExitStack
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field, StrictInt

from musubime.errors import BadInput, BadQuestion, NoStore, Refused
from musubime.store.moving import backup_of, copied
from musubime.store.opening import silent
from musubime.store.port import Verification
from musubime.types.base import Frozen, LongText, NameText
from musubime_api.asking import to_json
from musubime_api.keys import KeyShown, NewKey, create_key, list_keys, revoke_key
from musubime_api.openapi import WRITES, problem_response
from musubime_api.opening import opened
from musubime_api.state import audited, doors_of, is_steward
from musubime_api.v1.known_parameters import known_parameters

router = APIRouter(prefix="/admin", tags=["upkeep"], dependencies=[Depends(known_parameters)])


class CypherQuery(Frozen):
    """A read-only query of the user's own."""

    query: LongText = Field(
        description="The query, in the Cypher of the store's engine",
        examples=["MATCH (s:Seat) RETURN count(s) AS seats"],
    )
    parameters: dict[NameText, str | int | float | bool | None] = Field(
        default_factory=dict, description="Values of its `$parameters`"
    )
    rows: StrictInt | None = Field(None, ge=1, description="Row limit; at most and by default the server's own")


class CypherAnswer(Frozen):
    """The rows of a query."""

    columns: tuple[str, ...] = Field(description="Names of the columns")
    rows: tuple[tuple[str | int | float | bool | list[str | int | float | bool | None] | None, ...], ...] = Field(
        description="The rows"
    )
    cut: bool = Field(description="Whether the row limit ended the answer")


class CopyOrder(Frozen):
    """Where to copy the store."""

    to: NameText = Field(description="Address of an empty store, or of a folder that is not there yet")


class CopyAnswer(Frozen):
    """What was copied."""

    to: str = Field(description="Address of the copy")
    graph_version: str = Field(description="Graph version of both stores")


class KeyOrder(Frozen):
    """What to do with keys."""

    action: Literal["create", "list", "revoke"] = Field(description="Make a key, list all, or revoke one")
    name: NameText = Field("key", description="Name of a new key", examples=["steward of Tokushima"])
    id: NameText | None = Field(None, description="Id of the key to revoke")


class KeyList(Frozen):
    """All keys, without their hashes."""

    items: tuple[KeyShown, ...] = Field(description="The keys, oldest first")
    total: int = Field(description="Number of keys")


@router.post(
    "/cypher", summary="Ask the store's engine a read-only query", response_model=CypherAnswer, responses=WRITES
)
def cypher(request: Request, order: Annotated[CypherQuery, Body()]) -> Response:
    """Answer a query within the server's limits of time and rows; refused while persons are hidden."""
    doors = doors_of(request)
    if doors.library.hides_anybody() and not is_steward(request):
        raise Refused("表示しない人物がある間は、鍵を持つ管理者だけが Cypher を使えます。")
    rows = min(order.rows or doors.settings.query_rows, doors.settings.query_rows)
    table = doors.store.query(order.query, order.parameters, rows=rows, seconds=doors.settings.query_seconds)
    audited(request, "cypher", order.query[:200])
    return _answer(CypherAnswer(columns=table.columns, rows=table.rows, cut=table.cut))


@router.post(
    "/verify",
    summary="Compare the graph with one replayed from the ledger",
    response_model=Verification,
    responses=WRITES,
)
def verify(request: Request) -> Response:
    """Return what differs, at most 50 faults of `total`."""
    return _answer(doors_of(request).store.verify(silent))


@router.post("/backup", summary="One file with every change set", response_class=StreamingResponse, responses=WRITES)
def backup(request: Request) -> Response:
    """Stream the record of the store; `musubime restore` reads it into an empty one."""
    parts = backup_of(doors_of(request).store)
    audited(request, "backup", "")
    return StreamingResponse(parts, media_type="application/octet-stream", headers={"Cache-Control": "no-store"})


@router.post("/copy", summary="Copy every change set to another store", response_model=CopyAnswer, responses=WRITES)
def copy(request: Request, order: Annotated[CopyOrder, Body()]) -> Response:
    """Copy and compare the graph versions of both stores."""
    doors = doors_of(request)
    with ExitStack() as stack:
        try:
            target = stack.enter_context(opened(doors.settings, create=True, address=order.to))
        except NoStore as fault:
            # what cannot be opened is the address that was sent, not the store that answers
            raise BadQuestion(str(fault), field="to", value=order.to) from fault
        version = copied(doors.store, target, silent)
    audited(request, "copy", order.to)
    return _answer(CopyAnswer(to=order.to, graph_version=version))


@router.post(
    "/keys",
    summary="Make, list or revoke keys for writing",
    response_model=NewKey | KeyList | KeyShown,
    responses={**WRITES, 404: problem_response("No key has this id")},
)
def keys(request: Request, order: Annotated[KeyOrder, Body()]) -> Response:
    """A new key is in the answer once; the store keeps its hash."""
    store = doors_of(request).store
    if order.action == "list":
        listed = list_keys(store)
        return _answer(KeyList(items=tuple(listed), total=len(listed)))
    if order.action == "create":
        made = create_key(store, order.name)
        audited(request, "key create", made.id)
        return _answer(made)
    if order.id is None:
        raise BadInput("取り消す鍵の id を書いてください。")
    revoked = revoke_key(store, order.id)
    audited(request, "key revoke", revoked.id)
    return _answer(revoked)


def _answer(answer: Frozen) -> Response:
    return Response(to_json(answer), headers={"Cache-Control": "no-store"}, media_type="application/json")
