"""Loading rosters, and what was loaded."""

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Header, Query, Request, Response, UploadFile
from musubime_loaders.reading import read_files

from musubime.errors import BadInput
from musubime_api.asking import to_json
from musubime_api.loads import LoadAnswer
from musubime_api.openapi import WRITES, problem_response
from musubime_api.state import actor_of, audited, doors_of
from musubime_api.uploads import unpacked
from musubime_api.v1.known_parameters import known_parameters
from musubime_loaders.bundled import read_bundled

router = APIRouter(tags=["loads"], dependencies=[Depends(known_parameters)])

Files = Annotated[
    list[UploadFile] | None,
    File(title="名簿", description="The files of the rosters; `roster.toml` beside them where there is one"),
]
RosterId = Annotated[
    str | None,
    Form(
        title="名簿のID",
        description="Id of the roster, where no roster.toml gives it",
        examples=["my-roster"],
        max_length=200,
    ),
]
DryRun = Annotated[bool, Query(title="試すだけ", description="Show the difference and write nothing", examples=[True])]
Bundled = Annotated[
    bool, Query(title="同梱の名簿", description="Load the rosters that come with the product", examples=[False])
]
IfMatch = Annotated[
    str | None,
    Header(
        title="版",
        description="Graph version that the difference was shown for, in quotes",
        examples=['"g0123"'],
        max_length=200,
    ),
]


@router.post(
    "/loads",
    summary="Load rosters as one unit, or show what that would change",
    response_model=LoadAnswer,
    responses={**WRITES, 412: problem_response("The version moved; `difference` is the new one")},
)
def post_load(
    request: Request,
    files: Files = None,
    roster: RosterId = None,
    dry_run: DryRun = False,
    bundled: Bundled = False,
    if_match: IfMatch = None,
) -> Response:
    """Apply with `If-Match` only the difference that was shown; without it loads wait for each other."""
    if bool(files) == bundled:
        raise BadInput("files に名簿を付けるか、bundled=true のどちらか一つにしてください。")
    loads, actor = doors_of(request).loads, actor_of(request)
    if bundled and not dry_run and if_match is None:
        answer = loads.write_bundled(actor)
    else:
        with unpacked(files or []) as paths:
            editions = read_bundled() if bundled else read_files(paths, roster=roster)
        answer = loads.show(editions, actor) if dry_run else loads.write(editions, actor, _version(if_match))
    if not dry_run:
        audited(request, "load", ", ".join(item.roster for item in answer.items))
    return Response(
        to_json(answer),
        headers={"ETag": f'"{answer.graph_version}"', "Cache-Control": "no-store"},
        media_type="application/json",
    )


def _version(if_match: str | None) -> str | None:
    return if_match.strip().removeprefix("W/").strip('"') if if_match else None
