"""Single records, each with its evidence."""

from fastapi import APIRouter, Response

from musubime.questions import answers_records as answers
from musubime.questions import records
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask

router = APIRouter(tags=["record"], dependencies=KNOWN, responses={**PROBLEMS, **NOT_FOUND})


@router.get(
    "/organizations/{id}",
    summary="An organization with its names, numbers, seats and relations",
    response_model=answers.OrganizationAnswer,
)
def organization(ask: Ask, id: p.RecordId, lang: p.Lang = "ja") -> Response:
    """Read from the graph database; a merged id answers 308 to the kept one."""
    return ask.answer(lambda: records.organization(ask.library, id, lang))


@router.get("/persons/{id}", summary="A person in public roles", response_model=answers.PersonAnswer)
def person(ask: Ask, id: p.RecordId, lang: p.Lang = "ja") -> Response:
    """Read from the graph database; a merged id answers 308 to the kept one."""
    return ask.answer(lambda: records.person(ask.library, id, lang))


@router.get(
    "/posts/{id}", summary="A post: a title in an organization, whoever holds it", response_model=answers.PostAnswer
)
def post(ask: Ask, id: p.RecordId) -> Response:
    """Read from the graph database; a merged id answers 308 to the kept one."""
    return ask.answer(lambda: records.post(ask.library, id))


@router.get(
    "/programmes/{id}",
    summary="A programme with its owners, consortia and relations",
    response_model=answers.ProgrammeAnswer,
)
def programme(ask: Ask, id: p.RecordId, lang: p.Lang = "ja") -> Response:
    """Read from the graph database; a merged id answers 308 to the kept one."""
    return ask.answer(lambda: records.programme(ask.library, id, lang))


@router.get("/consortia/{id}", summary="A consortium with its roster", response_model=answers.ConsortiumAnswer)
def consortium(ask: Ask, id: p.RecordId, lang: p.Lang = "ja") -> Response:
    """Read from the graph database; a merged id answers 308 to the kept one."""
    return ask.answer(lambda: records.consortium(ask.library, id, lang))


@router.get("/seats/{id}", summary="A seat with all its statements", response_model=answers.SeatAnswer)
def seat(ask: Ask, id: p.RecordId) -> Response:
    """Read from the graph database; a merged id answers 308 to the kept one."""
    return ask.answer(lambda: records.seat(ask.library, id))


@router.get("/sources/{id}", summary="A document with what it states", response_model=answers.SourceAnswer)
def source(ask: Ask, id: p.RecordId, lang: p.Lang = "ja") -> Response:
    """Read from the graph database; `loaded_at` comes from the ledger."""
    return ask.answer(lambda: records.source(ask.library, id, lang), ledger=True)
