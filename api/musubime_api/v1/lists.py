"""Lists of records, a page at a time."""

from fastapi import APIRouter, Response

from musubime.questions import answers_records as answers
from musubime.questions import lists
from musubime.questions import seats as seat_lists
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask, Bodies, Named, People

router = APIRouter(tags=["record"], dependencies=KNOWN, responses=PROBLEMS)


@router.get("/organizations", summary="Organizations", response_model=answers.OrganizationList)
def organizations(ask: Ask, selection: Bodies, limit: p.Limit = 50, cursor: p.Cursor = None) -> Response:
    """Organizations that hold selected seats, by name; without a filter of seats all of them."""
    return ask.answer(lambda: lists.organizations(ask.library, selection, limit=limit, cursor=cursor))


@router.get("/persons", summary="Persons in public roles", response_model=answers.PersonList, responses=NOT_FOUND)
def persons(ask: Ask, selection: People, limit: p.Limit = 50, cursor: p.Cursor = None) -> Response:
    """Persons who hold selected seats, by name; 404 while persons are switched off."""
    return ask.answer(lambda: lists.persons(ask.library, selection, limit=limit, cursor=cursor))


@router.get("/posts", summary="Posts", response_model=answers.PostList)
def posts(ask: Ask, selection: Bodies, limit: p.Limit = 50, cursor: p.Cursor = None) -> Response:
    """Posts (an organization and a title) that hold selected seats, by name."""
    return ask.answer(lambda: lists.posts(ask.library, selection, limit=limit, cursor=cursor))


@router.get("/programmes", summary="Programmes", response_model=answers.ProgrammeList)
def programmes(ask: Ask, selection: Named, limit: p.Limit = 50, cursor: p.Cursor = None) -> Response:
    """Programmes of the selected consortia, by name."""
    return ask.answer(lambda: lists.programmes(ask.library, selection, limit=limit, cursor=cursor))


@router.get("/consortia", summary="Consortia", response_model=answers.ConsortiumList)
def consortia(ask: Ask, selection: Named, limit: p.Limit = 50, cursor: p.Cursor = None) -> Response:
    """Selected consortia, those without stated members too, by name."""
    return ask.answer(lambda: lists.consortia(ask.library, selection, limit=limit, cursor=cursor))


@router.get("/seats", summary="Seats with their printed text and source", response_model=answers.SeatList)
def seats(
    ask: Ask,
    selection: Bodies,
    organization: p.OfOrganization = None,
    person: p.OfPerson = None,
    post: p.OfPost = None,
    source: p.OfSource = None,
    limit: p.Limit = 50,
    cursor: p.Cursor = None,
) -> Response:
    """Selected seats, by consortium, holder and id."""
    record = {"organization": organization, "person": person, "post": post, "source": source}
    return ask.answer(lambda: seat_lists.seats(ask.library, selection, limit=limit, cursor=cursor, **record))


@router.get("/sources", summary="Sources", response_model=answers.SourceList)
def sources(ask: Ask, selection: Named, limit: p.Limit = 50, cursor: p.Cursor = None) -> Response:
    """Documents by title; with filters those that state selected seats or consortia."""
    return ask.answer(lambda: lists.sources(ask.library, selection, limit=limit, cursor=cursor), ledger=True)
