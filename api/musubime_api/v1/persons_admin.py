"""The door to the suppression list and to erasure."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import Field, StrictBool

from musubime.errors import BadInput
from musubime.store.port import Suppression
from musubime.types.base import Frozen, LongText, NameText, described
from musubime_api import persons
from musubime_api.asking import to_json
from musubime_api.openapi import WRITES, problem_response
from musubime_api.persons import Erasure
from musubime_api.state import actor_of, audited, doors_of, is_steward
from musubime_api.v1.known_parameters import known_parameters

router = APIRouter(prefix="/admin", tags=["upkeep"], dependencies=[Depends(known_parameters)])


class PersonsOrder(Frozen):
    """What to do with a person."""

    action: Literal["list", "suppress", "restore", "erase"] = Field(
        description="List who is not shown; show a person no more, or again; take a person out of the record for good"
    )
    id: NameText | None = Field(None, description="Id of the person, or of one of the person's mentions")
    reason: LongText | None = Field(None, description="Why the person is not shown", examples=["requested by letter"])
    confirmed: StrictBool = Field(False, description="Erase; without it, only say what that would take out")


class SuppressedPerson(Frozen):
    """One person who is not shown."""

    id: str = described("ID", "Id of the person; it answers 404")
    at: str = described("日時", "When, ISO 8601 in UTC")
    by: str = described("実行者", "Who put the person on the list")
    reason: str | None = described("理由", "Why", None)
    name: str | None = described("氏名", "Shown only to a steward, who asks with a key", None)


class SuppressionList(Frozen):
    """Everybody who is not shown."""

    items: tuple[SuppressedPerson, ...] = described("一覧", "The persons, the first put on the list first")
    total: int = described("総数", "Number of persons")


@router.post(
    "/persons",
    summary="List, hide, show again or erase persons",
    response_model=SuppressionList | SuppressedPerson | Erasure,
    responses={**WRITES, 404: problem_response("No person has this id")},
)
def persons_order(request: Request, order: Annotated[PersonsOrder, Body()]) -> Response:
    """A hidden person is left out of every answer, page, file and log; an erased one out of the record itself."""
    doors, steward = doors_of(request), is_steward(request)
    if order.action == "list":
        rows = doors.store.withheld().suppressed
        return _answer(SuppressionList(items=tuple(_shown(row, steward) for row in rows), total=len(rows)))
    if order.id is None:
        raise BadInput("人物の id を書いてください。", field="id")
    if order.action == "erase":
        erasure = persons.erase(doors, order.id, actor_of(request), confirmed=order.confirmed)
        if erasure.erased and not doors.settings.in_process:
            doors.library.warm()
        return _answer(erasure)
    if order.action == "suppress":
        row = persons.suppress(doors.store, order.id, order.reason, actor_of(request))
    else:
        row = persons.restore(doors.store, order.id)
    doors.cache.clear()
    audited(request, f"person {order.action}", row.id)
    if not doors.settings.in_process:
        doors.library.warm()
    return _answer(_shown(row, steward))


def _shown(row: Suppression, steward: bool) -> SuppressedPerson:
    name = row.names[0] if steward else None
    return SuppressedPerson(id=row.id, at=row.at, by=row.by, reason=row.reason, name=name)


def _answer(answer: Frozen) -> Response:
    return Response(to_json(answer), headers={"Cache-Control": "no-store"}, media_type="application/json")
