"""`/reconcile`: the Reconciliation Service API 0.2, so that OpenRefine can match a spreadsheet against the graph.

Source of the protocol: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote, urlsplit

import orjson
from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

import musubime
from musubime.errors import BadQuestion, NotFound
from musubime.questions.extending import PROPERTIES, extended, kind_of
from musubime.questions.reconciling import KINDS, Candidate, NameQuery, ReconciledKind, reconcile
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Kind
from musubime_api.openapi import NOT_FOUND, PROBLEMS, problem_response
from musubime_api.reconcile_queries import read_extension, read_queries
from musubime_api.security import host_name
from musubime_api.settings import is_loopback
from musubime_api.state import doors_of
from musubime_api.v1 import parameters as p
from musubime_api.v1.known_parameters import known_parameters

router = APIRouter(prefix="/reconcile", tags=["reconcile"], dependencies=[Depends(known_parameters)])
_SUGGESTED = 20
Prefix = Annotated[
    str, Query(title="始まり", description="What was typed so far", examples=["徳島"], max_length=p.NAME)
]
OfType = Annotated[
    str | None, Query(title="種類", description="Only this kind of record", examples=["organization"], max_length=100)
]
Queries = Annotated[
    str | None,
    Query(
        title="照合する名称",
        description="JSON object: key → `{query, type?, limit?, properties?}`",
        examples=['{"q0": {"query": "徳島大"}}'],
    ),
]
Extend = Annotated[
    str | None,
    Query(
        title="加える列",
        description="JSON object: `{ids: […], properties: [{id}]}`",
        examples=['{"ids": [], "properties": []}'],
    ),
]


@router.get("", summary="The service manifest, or the answers to `queries`", responses=PROBLEMS)
def manifest(request: Request, queries: Queries = None, extend: Extend = None) -> Response:
    """Say what this service is; with `queries` or `extend`, answer them."""
    return _asked(request, queries, extend)


@router.post(
    "",
    summary="Match names, or fetch facts of matched records",
    responses={**PROBLEMS, 400: problem_response("The body cannot be read")},
)
def match(
    request: Request,
    queries: Annotated[str | None, Form(description="As the parameter of GET")] = None,
    extend: Annotated[str | None, Form(description="As the parameter of GET")] = None,
) -> Response:
    """Answer a batch of names; reads only, so that no key is asked for."""
    return _asked(request, queries, extend)


@router.get("/suggest/entity", summary="Records whose names begin so", responses=PROBLEMS)
def suggest_entity(request: Request, prefix: Prefix, type: OfType = None) -> Response:
    """Return records for a box that completes names; `type` limits them to one kind."""
    kinds = _kinds(request)
    wanted = tuple(kind for kind in kinds if type in (None, "", kind))
    if not wanted:
        raise BadQuestion(f"使える種類は {', '.join(kinds)} です。", field="type", value=(type or "")[:80])
    query = NameQuery(name=prefix, kinds=wanted, limit=_SUGGESTED)
    found = reconcile(doors_of(request).library, {"q": query})["q"]
    items = [
        {"id": one.id, "name": one.name, "description": _description(one), "notable": [_type(one.kind)]}
        for one in found
    ]
    return _json(request, {"result": items})


@router.get("/suggest/type", summary="Kinds of records", responses=PROBLEMS)
def suggest_type(request: Request, prefix: Prefix = "") -> Response:
    """Return the kinds whose id or name holds what was typed."""
    types = [_type(kind) for kind in _kinds(request)]
    return _json(request, {"result": [one for one in types if prefix.casefold() in f"{one['id']} {one['name']}"]})


@router.get("/suggest/property", summary="Facts that can be compared or fetched", responses=PROBLEMS)
def suggest_property(request: Request, prefix: Prefix = "") -> Response:
    """Return the facts whose id or name holds what was typed."""
    found = [one for one in PROPERTIES if prefix.casefold() in f"{one.id} {one.name}"]
    return _json(request, {"result": [{"id": one.id, "name": one.name} for one in found]})


@router.get("/properties", summary="Facts of a kind that can be fetched", responses=PROBLEMS)
def propose_properties(
    request: Request,
    type: OfType = "organization",
    limit: Annotated[
        int | None, Query(title="件数", description="At most so many columns", examples=[10], ge=1, le=500)
    ] = None,
) -> Response:
    """Return the columns that a spreadsheet can be extended by."""
    found = [{"id": one.id, "name": one.name} for one in PROPERTIES if type in one.kinds]
    return _json(request, {"type": type, "properties": found[:limit], **({"limit": limit} if limit else {})})


@router.get(
    "/view/{id}",
    summary="The page of a record",
    status_code=307,
    response_class=RedirectResponse,
    responses={**PROBLEMS, **NOT_FOUND},
)
def view(request: Request, id: p.RecordId) -> Response:
    """Lead from the id of a record of whatever kind to its page."""
    with doors_of(request).library.reading() as reading:
        found = kind_of(reading, id)
    if found is None or found[0] not in _kinds(request):
        raise NotFound("記録", id)
    folder = "consortia" if found[0] == "consortium" else f"{found[0]}s"
    return RedirectResponse(f"/{folder}/{quote(found[1], safe=':')}", status_code=307)


def _asked(request: Request, queries: str | None, extend: str | None) -> Response:
    library = doors_of(request).library
    if queries is not None:
        found = reconcile(library, read_queries(queries, _kinds(request)))
        return _json(request, {key: {"result": [_candidate(one) for one in each]} for key, each in found.items()})
    if extend is not None:
        ids, properties = read_extension(extend)
        rows = extended(library, ids, properties)
        names = {one.id: one.name for one in PROPERTIES}
        shown = [{"id": id, "name": names[id]} for id in properties]
        cells = {id: {name: [{"str": v} for v in vs] for name, vs in row.items()} for id, row in rows.items()}
        return _json(request, {"meta": shown, "rows": cells})
    return _json(request, _manifest(request))


def _manifest(request: Request) -> dict[str, object]:
    base = str(request.base_url).rstrip("/")
    own = f"{base}/reconcile"
    return {
        "versions": ["0.2"],
        "name": "結び目 Musubime",
        "identifierSpace": f"{base}/",
        "schemaSpace": f"{base}/api",
        "documentation": f"{base}/api",
        "serviceVersion": musubime.__version__,
        "view": {"url": own + "/view/{{id}}"},
        "defaultTypes": [_type(kind) for kind in _kinds(request)],
        "suggest": {
            part: {"service_url": own, "service_path": f"/suggest/{part}"} for part in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": own, "service_path": "/properties"},
            "property_settings": [],
        },
    }


def _kinds(request: Request) -> tuple[ReconciledKind, ...]:
    return KINDS if doors_of(request).library.persons else tuple(kind for kind in KINDS if kind != "person")


def _type(kind: ReconciledKind) -> dict[str, str]:
    return {"id": kind, "name": Kind[kind.upper()].label_ja}


def _description(one: Candidate) -> str:
    parts = [*names_of(one.prefecture), *([f"「{one.matched}」で一致"] if one.matched != one.name else [])]
    return "、".join(parts) or Kind[one.kind.upper()].label_ja


def _candidate(one: Candidate) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "score": one.score,
        "match": one.match,
        "type": [_type(one.kind)],
        "description": _description(one),
        "features": [{"id": "name_similarity", "value": one.score}],
    }


def _json(request: Request, answer: Mapping[str, object]) -> Response:
    headers = {"Cache-Control": "no-store", "Vary": "Origin"}
    origin = request.headers.get("origin")
    # OpenRefine is a page of another port of the same machine; no page from elsewhere may read the answers
    if origin is not None and is_loopback(host_name(urlsplit(origin).netloc)):
        headers["Access-Control-Allow-Origin"] = origin
    return Response(orjson.dumps(answer), headers=headers, media_type="application/json")
