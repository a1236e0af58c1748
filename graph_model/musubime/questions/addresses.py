"""Where the seats behind a number are listed."""

from urllib.parse import urlencode

from musubime.questions.selection import SEAT_FILTERS, Selection


def seats_of_selection(selection: Selection, **more: str) -> str:
    """Return the path of the seats that a selection selects, narrowed to `organization`, `consortium` and the like."""
    given = [(name, value) for name in SEAT_FILTERS if name not in more for value in getattr(selection, name)]
    dated = [("as_of", selection.as_of)] if selection.as_of else []
    within = [("within", "true")] if selection.within else []
    query = urlencode([*given, *dated, *within, *more.items()], safe=":")
    return "/api/v1/seats" + (f"?{query}" if query else "")
