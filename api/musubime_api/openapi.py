"""What the OpenAPI document says besides the routes themselves."""

from fastapi.routing import APIRoute

from musubime_api.problems import MEDIA_TYPE, Problem

DESCRIPTION = """
Reads the graph of published rosters of regional industry–academia–government (産学官) consortia.

Filters repeat for OR and combine for AND; a filter that cannot apply is a 422, never ignored. Lists answer
`items`, `total`, `next` and `graph_version`; `next` goes back as `cursor`. A list in an order that stays goes on after
a load, and what stands in it all the time is given once; the cursor of a ranking holds for the graph version that it
was given in, and then answers 422 `urn:musubime:problem:list-moved`: begin again. An id that was merged into another
answers 308, in paths and parameters. While a graph is read, questions on the whole of it answer 503 with
`Retry-After`. Every answer has a strong `ETag`. Errors are `application/problem+json` (RFC 9457).
"""
TAGS = [
    {"name": "record", "description": "Organizations, persons, posts, programmes, consortia, seats and sources"},
    {"name": "measures", "description": "Key actors, overlap and the network"},
    {"name": "files", "description": "Exports for other tools"},
    {"name": "citing", "description": "What a graph version contains, and how it is cited"},
    {"name": "reconcile", "description": "Matching a spreadsheet, in the Reconciliation Service API 0.2"},
    {"name": "loads", "description": "Loading rosters"},
    {"name": "review", "description": "Names to look at, and judgements"},
    {"name": "upkeep", "description": "Status, verification, backup, keys"},
]


def operation_id(route: APIRoute) -> str:
    """Return the operation id of a route: the name of its function, which is unique."""
    return route.name


def problem_response(description: str) -> dict[str, object]:
    """Return the description of a response that is a problem."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": description, "model": Problem, "content": {MEDIA_TYPE: schema}}


PROBLEMS: dict[int | str, dict[str, object]] = {
    304: {"description": "The answer is the one that `If-None-Match` names"},
    403: problem_response("Refused: foreign Host or Origin, or a server that only reads"),
    422: problem_response("A parameter that cannot apply; says which and why"),
    503: problem_response("The store or the snapshot is not ready; try again after `Retry-After` seconds"),
}
NOT_FOUND: dict[int | str, dict[str, object]] = {
    308: {"description": "The id was merged into another; `Location` is the kept one"},
    404: problem_response("No record has this id, or persons are switched off"),
}
WRITES: dict[int | str, dict[str, object]] = {
    400: problem_response("The body cannot be read"),
    401: problem_response("The write needs a key, or the key is not valid"),
    403: PROBLEMS[403],
    413: problem_response("The body is over the bound"),
    422: PROBLEMS[422],
    503: PROBLEMS[503],
    507: problem_response("There is no room left; nothing was changed"),
}
