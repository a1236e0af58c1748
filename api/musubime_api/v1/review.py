"""The review queue: pairs of names that somebody must look at, and decisions for all pairs of one rule."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from musubime.questions.answers_review import ReviewList
from musubime.questions.reviewing import RULES, open_pairs, review
from musubime.resolution.undecided import CandidatePair
from musubime.types.base import Frozen, NameText, described
from musubime.types.changes import Judgement
from musubime.types.vocabulary import Kind, Verdict
from musubime_api.asking import to_json
from musubime_api.judgements import judge_of, refuse_hidden
from musubime_api.keys import now
from musubime_api.openapi import PROBLEMS, WRITES, problem_response
from musubime_api.state import Doors, actor_of, audited, doors_of
from musubime_api.v1 import parameters as p
from musubime_api.v1.known_parameters import known_parameters
from musubime_api.v1.selecting import KNOWN, Ask
from musubime_loaders.bundled import bundled_aliases
from musubime_loaders.judging import Judged, judgement_of

router = APIRouter(tags=["review"], responses=PROBLEMS)
Rule = Annotated[
    str | None,
    Query(
        title="規則",
        description=f"Only pairs that this rule found: {', '.join(RULES)}",
        examples=["T1"],
        max_length=p.NAME,
    ),
]
PairKind = Annotated[
    Literal["organization", "person", "consortium"] | None,
    Query(title="種類", description="Only pairs of this kind", examples=["organization"]),
]


class BulkOrder(Frozen):
    """One decision for every open pair that a rule found."""

    rule: NameText = described("規則", "Rule whose open pairs are decided")
    kind: Literal["organization", "person", "consortium"] = described("種類", "Kind of the pairs")
    verdict: Verdict = described("判断", "Same, different or undecided")
    reason: NameText = described("理由", "Why")


class BulkAnswer(Judged):
    """What a decision for all pairs of a rule changes, and the pairs themselves."""

    pairs: tuple[CandidatePair, ...] = described("組", "The pairs that are decided")


@router.get(
    "/review",
    summary="Pairs of names to look at, those first that change most",
    response_model=ReviewList,
    dependencies=KNOWN,
)
def get_review(
    ask: Ask, rule: Rule = None, kind: PairKind = None, limit: p.Limit = 50, cursor: p.Cursor = None
) -> Response:
    """Both candidates with printed lines, places, numbers and reasons. Decide by POST to `/judgements`."""
    return ask.answer(
        lambda: ask.library.unnamed(
            review(ask.library, queue(ask.doors), ask.doors.registers, rule=rule, kind=kind, limit=limit, cursor=cursor)
        ),
        ledger=True,
    )


@router.post(
    "/review",
    summary="One decision for every open pair of a rule",
    response_model=BulkAnswer,
    dependencies=[Depends(known_parameters)],
    responses={**WRITES, 412: problem_response("The version moved since the preview")},
)
def post_review(
    request: Request,
    order: BulkOrder,
    dry_run: Annotated[
        bool, Query(title="試すだけ", description="Show what would change and write nothing", examples=[True])
    ] = False,
    if_match: Annotated[
        str | None,
        Header(title="版", description="Graph version of the preview, in quotes", examples=['"g0123"'], max_length=200),
    ] = None,
) -> Response:
    """Write the same judgement for all pairs as one unit; with `dry_run` only show what that changes."""
    doors = doors_of(request)
    version = if_match.strip().removeprefix("W/").strip('"') if if_match else None
    answer = decide_rule(doors, order, actor_of(request), judge_of(request), if_match=version, dry_run=dry_run)
    if not dry_run:
        audited(request, "review", f"{order.rule} {order.verdict.value}")
    return Response(
        to_json(doors.library.unnamed(answer)), headers={"Cache-Control": "no-store"}, media_type="application/json"
    )


def queue(doors: Doors) -> tuple[CandidatePair, ...]:
    """Return the open pairs as they stand."""
    return open_pairs(doors.library, doors.store, bundled_aliases(), doors.registers)


def decide_rule(
    doors: Doors, order: BulkOrder, actor: str, by: str, *, if_match: str | None, dry_run: bool
) -> BulkAnswer:
    """Decide every open pair that a rule found, as one unit."""
    refuse_hidden(doors.library, Kind[order.kind.upper()])
    pairs = tuple(pair for pair in queue(doors) if (pair.rule, pair.kind.name.lower()) == (order.rule, order.kind))
    time = now()
    judgements: list[Judgement] = [
        judgement_of(
            doors.store,
            kind=pair.kind,
            left=pair.left_id,
            right=pair.right_id,
            verdict=order.verdict,
            reason=order.reason,
            by=by,
            at=time,
        )
        for pair in pairs
    ]
    done = doors.loads.judge(judgements, actor, if_match=if_match, dry_run=dry_run)
    return BulkAnswer(**dict(done), pairs=pairs)
