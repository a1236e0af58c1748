"""Loading rosters, and what was loaded."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Header, Query, Request, Response, UploadFile
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from musubime.errors import BadInput
from musubime.privacy.known_again import mask_for
from musubime.types.edition import RosterEdition
from musubime_api.asked_columns import answers_of, question_without_hidden, reading_without_hidden
from musubime_api.asking import to_json
from musubime_api.load_masking import mask_of, without_persons
from musubime_api.loads import LoadAnswer, Loads, Outdated, bundled_editions, shown_reading, with_rows
from musubime_api.openapi import WRITES, problem_response
from musubime_api.state import Doors, actor_of, audited, doors_of
from musubime_api.uploads import unpacked
from musubime_api.v1 import parameters as p
from musubime_api.v1.known_parameters import known_parameters
from musubime_loaders.reading import Reading, read_each
from musubime_loaders.unknown_columns import UnknownColumns

router = APIRouter(tags=["loads"], dependencies=[Depends(known_parameters)])

Files = Annotated[
    list[UploadFile] | None,
    File(title="名簿", description="The files of the rosters; `roster.toml` beside them where there is one"),
]
Beside = Annotated[
    list[UploadFile] | None,
    File(
        title="そばのファイル",
        description="`roster.toml` and what it names, lying beside the files",
    ),
]
RosterId = Annotated[
    str | None,
    Form(
        title="名簿のID",
        description="Id of the roster, where no roster.toml gives it",
        examples=["my-roster"],
        max_length=200,
    ),
]
AnswersText = Annotated[
    str | None,
    Form(
        title="答え",
        description="For one table without roster.toml, as JSON: `columns` (heading → column or `ignore`), "
        "`consortium`, `fill_down`; what a 422 with `proposal` asks for",
        examples=['{"columns": {"謎": "ignore"}, "consortium": "甲協議会"}'],
        max_length=100_000,
    ),
]
EditionDate = Annotated[
    str | None,
    Form(
        title="版の日付",
        description="Date of the edition, where no roster.toml gives it",
        examples=["2025-04"],
        max_length=10,
    ),
]


def _true_or_false(value: object) -> object:
    """Refuse the other words that a form could mean yes or no by."""
    if isinstance(value, str) and value not in ("true", "false"):
        raise PydanticCustomError("bool_parsing", "write true or false")
    return value


Complete = Annotated[
    bool | None,
    BeforeValidator(_true_or_false),
    Form(
        title="完全", description="Whether the edition states everybody and so ends whom it leaves out", examples=[True]
    ),
]
DryRun = Annotated[bool, Query(title="試すだけ", description="Show the difference and write nothing", examples=[True])]
Bundled = Annotated[
    bool, Query(title="同梱の名簿", description="Load the rosters that come with the product", examples=[False])
]
IfMatch = Annotated[
    str | None,
    Header(
        title="版",
        description="Graph version that the difference was shown for, in quotes",
        examples=['"g0123"'],
        max_length=200,
    ),
]


@router.post(
    "/loads",
    summary="Load rosters as one unit, or show what that would change",
    response_model=LoadAnswer,
    responses={**WRITES, 412: problem_response("The version moved; `difference` is the new one")},
)
def post_load(
    request: Request,
    files: Files = None,
    beside: Beside = None,
    roster: RosterId = None,
    answers: AnswersText = None,
    edition_date: EditionDate = None,
    complete: Complete = None,
    dry_run: DryRun = False,
    bundled: Bundled = False,
    if_match: IfMatch = None,
) -> Response:
    """Apply with `If-Match` only the difference that was shown; without it loads wait for each other."""
    if bool(files) == bundled:
        raise BadInput("files に名簿を付けるか、bundled=true のどちらか一つにしてください。")
    doors = doors_of(request)
    told = answers_of(answers, edition_date, complete)
    with unpacked(files or [], beside or []) as given:
        try:
            readings = read_each(given, roster=roster, accept_proposal=True, answers=told) if given else []
        except UnknownColumns as asked:
            raise question_without_hidden(doors, asked) from None
    answer = _loaded(doors, readings, actor_of(request), dry_run=dry_run, if_match=version_of(if_match))
    if not dry_run:
        audited(request, "load", ", ".join(item.roster for item in answer.items))
        if not doors.settings.in_process:
            doors.library.warm()
    headers = {"ETag": f'"{answer.graph_version}"', "Cache-Control": "no-store"}
    return Response(to_json(answer), headers=headers, media_type="application/json")


@router.post(
    "/loads/{id}/undo",
    summary="Undo a load as one unit, or show what that would change",
    response_model=LoadAnswer,
    responses={
        **WRITES,
        404: problem_response("No load has this id"),
        412: problem_response("The version moved; `difference` is the new one"),
    },
)
def undo_load(request: Request, id: p.RecordId, dry_run: DryRun = False, if_match: IfMatch = None) -> Response:
    """Put back what the ledger held of that edition before; other editions and what people judged stay."""
    doors = doors_of(request)
    editions = list(doors.store.record().editions)
    try:
        answer = doors.loads.undo(id, actor_of(request), if_match=version_of(if_match), dry_run=dry_run)
    except Outdated as outdated:
        outdated.answer = _without_persons(doors, editions, outdated.answer)
        raise
    if not dry_run:
        audited(request, "load undo", id)
        if not doors.settings.in_process:
            doors.library.warm()
    headers = {"ETag": f'"{answer.graph_version}"', "Cache-Control": "no-store"}
    return Response(to_json(_without_persons(doors, editions, answer)), headers=headers, media_type="application/json")


def _loaded(
    doors: Doors, readings: Sequence[Reading], actor: str, *, dry_run: bool, if_match: str | None
) -> LoadAnswer:
    """Show or write what was read, or everything bundled where nothing was."""
    editions = [reading.edition for reading in readings if reading.edition is not None] or bundled_editions()
    shown = [shown_reading(reading, edition) for reading, edition in zip(readings, editions, strict=False)]
    try:
        answer = _written(doors.loads, editions, actor, bundled=not readings, dry_run=dry_run, if_match=if_match)
    except Outdated as outdated:
        outdated.answer = _without_persons(doors, editions, outdated.answer)
        raise
    accounts = [reading.rows for reading in readings if reading.rows is not None]
    read = mask_for([*editions, *shown, *accounts], doors.store.withheld().erased)
    shown = [reading_without_hidden(one, read, persons=doors.settings.persons_on) for one in shown]
    items = with_rows(answer.items, readings, persons=doors.settings.persons_on) if readings else answer.items
    items = tuple(read.masked(item) for item in items)
    return _without_persons(doors, editions, answer.model_copy(update={"items": items, "readings": tuple(shown)}))


def _written(
    loads: Loads, editions: Sequence[RosterEdition], actor: str, *, bundled: bool, dry_run: bool, if_match: str | None
) -> LoadAnswer:
    if dry_run:
        return loads.show(editions, actor)
    return loads.write_bundled(actor) if bundled and if_match is None else loads.write(editions, actor, if_match)


def _without_persons(doors: Doors, editions: Sequence[RosterEdition], answer: LoadAnswer) -> LoadAnswer:
    if not doors.library.hides_anybody():
        return answer
    shown = doors.settings.persons_on
    mask = mask_of(editions, doors.store.record().graph, doors.library.withheld().suppressed, persons=shown)
    items = tuple(without_persons(item, mask, persons=shown) for item in answer.items)
    readings = tuple(reading_without_hidden(one, mask, persons=shown) for one in answer.readings)
    return answer.model_copy(update={"items": items, "readings": readings})


def version_of(if_match: str | None) -> str | None:
    """Return the graph version that an `If-Match` header names."""
    return if_match.strip().removeprefix("W/").strip('"') if if_match else None
