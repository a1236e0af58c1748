"""The ledger of judgements: read, judged, taken back, written out, brought together."""

from typing import Annotated

from fastapi import APIRouter, Body, File, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import Field

from musubime.errors import NotFound
from musubime.privacy.erasing import judgements_without_erased
from musubime.types.base import Frozen, LongText, NameText
from musubime.types.changes import Judgement
from musubime.types.vocabulary import Kind, Verdict
from musubime_api.asking import to_json
from musubime_api.judgements import Imported, JudgementList, JudgementShown, Ledger, judge_of, refuse_hidden
from musubime_api.keys import now
from musubime_api.openapi import NOT_FOUND, PROBLEMS, WRITES, problem_response
from musubime_api.state import Doors, actor_of, audited, doors_of
from musubime_api.v1 import parameters as p
from musubime_api.v1.loads import DryRun, IfMatch, version_of
from musubime_api.v1.selecting import KNOWN, Ask
from musubime_loaders.judgement_files import RefusedLine, judgement_lines, read_judgements
from musubime_loaders.judging import Judged, judgement_of, undoing

router = APIRouter(tags=["review"], dependencies=KNOWN)
MOVED: dict[int | str, dict[str, object]] = {
    **WRITES,
    404: problem_response("No judgement has this id, or persons are switched off"),
    412: problem_response("The graph version moved; look again and judge again"),
}
JSON_LINES = "application/x-ndjson"

OfKinds = Annotated[
    list[Kind] | None,
    Query(
        alias="kind",
        title="種類",
        description="Kind of thing; repeat for OR",
        examples=["Organization"],
        max_length=6,
    ),
]
OfVerdicts = Annotated[
    list[Verdict] | None,
    Query(
        alias="verdict",
        title="判断",
        description="Same, different, undecided; repeat for OR",
        examples=["same"],
        max_length=3,
    ),
]
OfJudges = Annotated[
    list[NameText] | None,
    Query(alias="by", title="判断者", description="Who judged; repeat for OR", examples=["担当"], max_length=p.REPEATS),
]
JudgementId = p.RecordId


class JudgementOrder(Frozen):
    """What somebody says of two things."""

    kind: Kind = Field(description="Kind of both", examples=["Organization"])
    left: NameText = Field(
        description="A name, an id of a node or mention, or of a registered body", examples=["四国大"]
    )
    right: NameText = Field(description="The other", examples=["四国大学"])
    verdict: Verdict = Field(description="Same, different or undecided", examples=["same"])
    reason: LongText = Field("", description="Why", examples=["大学のウェブサイトの略称"])


class UndoOrder(Frozen):
    """Why a judgement is taken back."""

    reason: LongText = Field("", description="Why", examples=["取り違え"])


@router.get(
    "/judgements",
    summary="The ledger of judgements, the newest first",
    response_model=JudgementList,
    responses=PROBLEMS,
)
def judgements(
    ask: Ask,
    kind: OfKinds = None,
    verdict: OfVerdicts = None,
    by: OfJudges = None,
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Judgements that were taken back stay in the list, marked."""
    return ask.answer(
        lambda: _ledger(ask.doors).listed(kind or (), verdict or (), by or (), limit, cursor), ledger=True
    )


@router.get(
    "/judgements/export",
    summary="All judgements as a file, one JSON object a line",
    response_class=StreamingResponse,
    responses={**PROBLEMS, 200: {"content": {JSON_LINES: {}}, "description": "The judgements, oldest first"}},
)
def export_judgements(ask: Ask) -> Response:
    """What `POST /judgements/import` takes; judgements on hidden persons are left out."""
    version = ask.library.version()
    disposition = f'attachment; filename="musubime_judgements_{version}.jsonl"'
    lines = judgement_lines(_ledger(ask.doors).exported())
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return StreamingResponse(lines, headers=headers, media_type=JSON_LINES)


@router.get(
    "/judgements/{id}",
    summary="One judgement and how it stands",
    response_model=JudgementShown,
    responses={**PROBLEMS, **NOT_FOUND},
)
def one_judgement(ask: Ask, id: JudgementId) -> Response:
    """Who said what, when and why, and whether it still holds."""
    return ask.answer(lambda: _one(ask.doors, id), ledger=True)


@router.post("/judgements", summary="Judge two things", response_model=Judged, responses=MOVED)
def post_judgement(request: Request, order: Annotated[JudgementOrder, Body()], if_match: IfMatch = None) -> Response:
    """Say that two things are the same, different or undecided; the graph follows at once."""
    doors = doors_of(request)
    refuse_hidden(doors.library, order.kind)
    judgement = judgement_of(
        doors.store,
        kind=order.kind,
        left=order.left,
        right=order.right,
        verdict=order.verdict,
        reason=order.reason,
        by=judge_of(request),
        at=now(),
        registers=doors.registers,
    )
    return _written(request, "judgement", judgement, if_match)


@router.post(
    "/judgements/import",
    summary="Bring the judgements of a file together with those of the ledger",
    response_model=Imported,
    responses=MOVED,
)
def import_judgements(
    request: Request,
    file: Annotated[UploadFile, File(title="ファイル", description="The file that `/judgements/export` gives")],
    dry_run: DryRun = False,
    if_match: IfMatch = None,
) -> Response:
    """Judgements keep who made them and when; those that are there already are left out; contradictions are listed."""
    doors = doors_of(request)
    given, refused = read_judgements(file.file.read(), file.filename or "judgements.jsonl")
    record = doors.store.record()
    held = {one.id: one for one in record.judgements}
    clean = judgements_without_erased(given, doors.store.withheld().erased, record.graph)
    new = [one for one in clean if one.id not in held]
    changed = [one for one in clean if one.id in held and held[one.id] != one]
    judged = doors.loads.judge(new, actor_of(request), if_match=version_of(if_match), dry_run=dry_run)
    answer = Imported(
        **judged.model_dump(exclude={"counts", "joined", "parted", "conflicts", "judgements"}),
        counts=judged.counts,
        joined=judged.joined,
        parted=judged.parted,
        conflicts=judged.conflicts,
        judgements=judged.judgements,
        read=len(given),
        known=len(given) - len(new),
        refused=(*refused, *(RefusedLine(line=0, problem=_other_words(one)) for one in changed)),
    )
    if not dry_run and new:
        audited(request, "judgements import", f"{len(new)}")
        _warm(doors)
    return _answer(doors, answer)


@router.post("/judgements/{id}/undo", summary="Take a judgement back", response_model=Judged, responses=MOVED)
def undo_judgement(
    request: Request,
    id: JudgementId,
    order: Annotated[UndoOrder | None, Body()] = None,
    if_match: IfMatch = None,
) -> Response:
    """Taking back is a judgement too: it is written down, and can be taken back itself."""
    doors = doors_of(request)
    reason = order.reason if order else ""
    judgement = undoing(doors.store, id, by=judge_of(request), reason=reason, at=now())
    refuse_hidden(doors.library, judgement.kind)
    return _written(request, "judgement undo", judgement, if_match)


def _written(request: Request, action: str, judgement: Judgement, if_match: str | None) -> Response:
    doors = doors_of(request)
    judged = doors.loads.judge([judgement], actor_of(request), if_match=version_of(if_match))
    audited(request, action, judgement.undoes or judgement.id)
    _warm(doors)
    return _answer(doors, judged)


def _answer(doors: Doors, judged: Judged) -> Response:
    headers = {"ETag": f'"{judged.graph_version}"', "Cache-Control": "no-store"}
    return Response(to_json(doors.library.unnamed(judged)), headers=headers, media_type="application/json")


def _warm(doors: Doors) -> None:
    if not doors.settings.in_process:
        doors.library.warm()


def _ledger(doors: Doors) -> Ledger:
    return Ledger(doors.store, doors.library)


def _one(doors: Doors, id: str) -> JudgementShown:
    ledger = _ledger(doors)
    found = next((one for one in ledger.visible() if one.id == id), None)
    if found is None:
        raise NotFound("判断", id)
    return ledger.shown(found)


def _other_words(judgement: Judgement) -> str:
    return f"同じ id（{judgement.id}）の判断が台帳に別の内容であります。id を消して渡してください。"
