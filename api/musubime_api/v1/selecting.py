"""From the parameters of a request to the selection that every question takes."""

from typing import Annotated

from fastapi import Depends

from musubime.questions.selection import Selection
from musubime_api.asking import Asking, asking
from musubime_api.v1 import parameters as p
from musubime_api.v1.known_parameters import known_parameters


async def other_selection(
    prefecture: p.Prefectures = None,
    programme: p.Programmes = None,
    owner: p.Owners = None,
    roster: p.Rosters = None,
    within: p.Within = False,
) -> Selection:
    """Return the selection that the parameters make where `consortium` and a date have no place or another meaning.

    What does not exist is refused by the question.
    """
    return Selection(
        prefecture=tuple(prefecture or ()),
        programme=tuple(programme or ()),
        owner=tuple(owner or ()),
        roster=tuple(roster or ()),
        within=within,
    )


async def programme_selection(
    selection: Annotated[Selection, Depends(other_selection)], consortium: p.Consortia = None
) -> Selection:
    """Return a selection without a date, as programmes have none to be asked for."""
    return selection.model_copy(update={"consortium": tuple(consortium or ())})


async def seat_selection(
    selection: Annotated[Selection, Depends(programme_selection)], as_of: p.AsOf = None
) -> Selection:
    """Return a selection of seats."""
    return selection.model_copy(update={"as_of": as_of})


async def other_seat_selection(
    selection: Annotated[Selection, Depends(other_selection)], as_of: p.AsOf = None
) -> Selection:
    """Return a selection of seats where `consortium` names the one asked about."""
    return selection.model_copy(update={"as_of": as_of})


async def named_selection(selection: Annotated[Selection, Depends(seat_selection)], q: p.NameQuery = None) -> Selection:
    """Return a selection that also filters by name."""
    return selection.model_copy(update={"q": q})


async def person_selection(
    selection: Annotated[Selection, Depends(named_selection)],
    sector: p.Sectors = None,
    sector_basis: p.SectorBasis = "printed",
) -> Selection:
    """Return a selection that also filters by name and sector."""
    return selection.model_copy(update={"sector": tuple(sector or ()), "sector_basis": sector_basis})


async def body_selection(
    selection: Annotated[Selection, Depends(person_selection)], located_in: p.LocatedIn = None
) -> Selection:
    """Return a selection that also filters bodies by name, sector and place."""
    return selection.model_copy(update={"located_in": tuple(located_in or ())})


Schemes = Annotated[Selection, Depends(programme_selection)]
OtherSeats = Annotated[Selection, Depends(other_seat_selection)]
Seats = Annotated[Selection, Depends(seat_selection)]
Named = Annotated[Selection, Depends(named_selection)]
People = Annotated[Selection, Depends(person_selection)]
Bodies = Annotated[Selection, Depends(body_selection)]
Ask = Annotated[Asking, Depends(asking)]
KNOWN = [Depends(known_parameters)]
"""What every router depends on."""
