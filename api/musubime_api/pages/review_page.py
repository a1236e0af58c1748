"""The queue of names to look at: decide, put off, take back; works without script, faster with the keyboard."""

from itertools import islice
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from musubime.errors import BadInput
from musubime.questions.reviewing import RULES, review
from musubime.types.changes import Judgement
from musubime.types.vocabulary import Kind, Verdict
from musubime_api.judgements import JudgementShown, Ledger, judge_of, refuse_hidden
from musubime_api.keys import now
from musubime_api.pages.refusals import PageRoute
from musubime_api.pages.rendering import Page
from musubime_api.state import Doors, actor_of, audited, doors_of
from musubime_api.v1.review import BulkOrder, decide_rule, queue
from musubime_loaders.judging import judgement_of, undoing

router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)
PAIRS, RECENT = 20, 10
_DATE = len("2026-11-22")
"""Judgements that carry a date only come with the product; nobody made them here."""
Field = Annotated[str, Form()]


@router.get("/review")
def review_page(request: Request) -> HTMLResponse:
    """The pairs that change most first, both candidates side by side."""
    page, doors = Page(request), doors_of(request)
    query = request.query_params
    rule, kind = query.get("rule") or None, query.get("kind") or None
    found = review(
        doors.library,
        queue(doors),
        doors.registers,
        rule=rule,
        kind=kind,
        limit=PAIRS,
        cursor=query.get("cursor") or None,
    )
    found = doors.library.unnamed(found)
    recent = _recent(doors)
    return page.show(
        "review.html",
        title=page.words("review.title"),
        current="/review",
        queue=found,
        open_pairs=sum(count.pairs for count in found.rules),
        rule=rule,
        kind=kind,
        rules=[
            {
                "name": rule_name(page, count.rule),
                "kind": page.words(f"kind.{count.kind}"),
                "pairs": count.pairs,
                "href": page.links.to("/review", rule=count.rule, kind=count.kind),
                "current": (count.rule, count.kind) == (rule, kind),
            }
            for count in found.rules
        ],
        rule_name=lambda name: rule_name(page, name),
        following=page.links.to("/review", rule=rule, kind=kind, cursor=found.next) if found.next else None,
        recent=recent,
        done=next((one for one in recent if one.id == query.get("done")), None),
        undone=query.get("undone") is not None,
        read_only=doors.settings.read_only,
        data={"json": page.links.to("/api/v1/review", rule=rule, kind=kind)},
        graph_version=found.graph_version,
    )


@router.post("/review/decide")
def decide(
    request: Request,
    kind: Field,
    left: Field,
    right: Field,
    verdict: Field,
    reason: Field = "",
    rule: Field = "",
    of_kind: Field = "",
) -> Response:
    """Write one judgement, and go back to the queue."""
    doors = doors_of(request)
    of, judged = _kind(doors, kind), _verdict(verdict)
    judgement = judgement_of(
        doors.store,
        kind=of,
        left=left,
        right=right,
        verdict=judged,
        reason=reason.strip() or f"確認の列で「{judged.label_ja}」と判断",
        by=judge_of(request),
        at=now(),
        registers=doors.registers,
    )
    _write(request, [judgement], f"{judged.value} {judgement.id}")
    return _back(request, rule, of_kind, f"done={quote(judgement.id, safe=':')}")


@router.post("/review/undo")
def undo(request: Request, id: Field, rule: Field = "", of_kind: Field = "") -> Response:
    """Take a judgement back, and go back to the queue."""
    doors = doors_of(request)
    _write(
        request, [undoing(doors.store, id, by=judge_of(request), reason="確認の列で取り消し", at=now())], f"undo {id}"
    )
    return _back(request, rule, of_kind, "undone=1")


@router.get("/review/bulk")
def bulk_page(request: Request) -> HTMLResponse:
    """What one decision for all pairs of a rule would change; nothing is written."""
    page, doors = Page(request), doors_of(request)
    query = request.query_params
    order = _order(doors, page, query.get("rule", ""), query.get("kind", ""), query.get("verdict", ""))
    preview = doors.library.unnamed(decide_rule(doors, order, "preview", "preview", if_match=None, dry_run=True))
    return page.show(
        "review_bulk.html",
        title=page.words("review.bulk_title"),
        current="/review",
        order=order,
        rule_label=rule_name(page, order.rule),
        verdict_label=order.verdict.label(page.lang),
        preview=preview,
        graph_version=preview.graph_version_before,
    )


@router.post("/review/bulk")
def bulk(request: Request, rule: Field, kind: Field, verdict: Field, version: Field) -> Response:
    """Write one decision for all pairs of a rule, if nothing moved since the preview."""
    doors = doors_of(request)
    order = _order(doors, Page(request), rule, kind, verdict)
    decide_rule(doors, order, actor_of(request), judge_of(request), if_match=version, dry_run=False)
    audited(request, "review", f"{order.rule} {order.verdict.value}")
    return _back(request, "", "", "")


def rule_name(page: Page, rule: str) -> str:
    """Return what a rule found, in the language of the page."""
    ja, en = RULES.get(rule, (rule, rule))
    return en if page.lang == "en" else ja


def _order(doors: Doors, page: Page, rule: str, kind: str, verdict: str) -> BulkOrder:
    of, judged = _kind(doors, kind), _verdict(verdict)
    if rule not in RULES:
        raise BadInput(f"規則は {', '.join(RULES)} から選んでください。", field="rule", value=rule[:80])
    reason = f"規則「{rule_name(page, rule)}」の組をまとめて「{judged.label_ja}」と判断"
    return BulkOrder.model_validate({"rule": rule, "kind": of.name.lower(), "verdict": judged, "reason": reason})


def _kind(doors: Doors, kind: str) -> Kind:
    found = next((one for one in Kind if one.name.lower() == kind), None)
    if found not in (Kind.ORGANIZATION, Kind.PERSON, Kind.CONSORTIUM):
        raise BadInput("種類は organization, person, consortium から選んでください。", field="kind", value=kind[:80])
    refuse_hidden(doors.library, found)
    return found


def _verdict(verdict: str) -> Verdict:
    found = next((one for one in Verdict if one.value == verdict), None)
    if found is None:
        raise BadInput(f"判断は {', '.join(Verdict)} から選んでください。", field="verdict", value=verdict[:80])
    return found


def _write(request: Request, judgements: list[Judgement], subject: str) -> None:
    doors = doors_of(request)
    doors.loads.judge(judgements, actor_of(request))
    audited(request, "judge", subject)


def _recent(doors: Doors) -> tuple[JudgementShown, ...]:
    """Return the last judgements of people that stand, the newest first, without hidden persons."""
    ledger = Ledger(doors.store, doors.library)
    shown = (ledger.shown(one) for one in reversed(ledger.visible()) if not one.by_rule and one.undoes is None)
    return tuple(islice((one for one in shown if not one.undone and len(one.at) > _DATE), RECENT))


def _back(request: Request, rule: str, kind: str, note: str) -> Response:
    page = Page(request)
    address = page.links.to("/review", rule=rule or None, kind=kind or None)
    if note:
        address += ("&" if "?" in address else "?") + note
    return RedirectResponse(address, status_code=303)
