"""From the parameters of a request to the selection that every question takes."""

from typing import Annotated

from fastapi import Depends

from musubime.questions.selection import Selection
from musubime_api.asking import Asking, asking
from musubime_api.v1 import parameters as p
from musubime_api.v1.known_parameters import known_parameters


async def seat_selection(
    prefecture: p.Prefectures = None,
    programme: p.Programmes = None,
    owner: p.Owners = None,
    consortium: p.Consortia = None,
    roster: p.Rosters = None,
    as_of: p.AsOf = None,
    within: p.Within = False,
) -> Selection:
    """Return the selection of seats that the parameters make; what does not exist is refused by the question."""
    return Selection(
        prefecture=tuple(prefecture or ()),
        programme=tuple(programme or ()),
        owner=tuple(owner or ()),
        consortium=tuple(consortium or ()),
        roster=tuple(roster or ()),
        as_of=as_of,
        within=within,
    )


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


Seats = Annotated[Selection, Depends(seat_selection)]
Named = Annotated[Selection, Depends(named_selection)]
People = Annotated[Selection, Depends(person_selection)]
Bodies = Annotated[Selection, Depends(body_selection)]
Ask = Annotated[Asking, Depends(asking)]
KNOWN = [Depends(known_parameters)]
"""What every router depends on."""
