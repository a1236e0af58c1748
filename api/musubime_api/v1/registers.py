"""Reference registers for linking: which are loaded, and for those who may write, loading and removing them."""

import hashlib
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile

from musubime.errors import BadInput
from musubime.registers.writing import silent
from musubime.types.base import Frozen, described
from musubime.types.registers import RegisterInfo
from musubime_api.asking import to_json
from musubime_api.kept_answers import headers_of, known, not_modified
from musubime_api.openapi import PROBLEMS, WRITES
from musubime_api.state import audited, doors_of
from musubime_api.uploads import unpacked
from musubime_api.v1.known_parameters import known_parameters
from musubime_loaders.registers.loaded import RegisterLoad
from musubime_loaders.registers.loading import load_registers, remove_register

router = APIRouter(dependencies=[Depends(known_parameters)])


class RegisterList(Frozen):
    """The registers that are loaded."""

    items: tuple[RegisterInfo, ...] = described("登録簿", "The registers that are loaded, by id")
    total: int = described("総数", "Number of registers")
    next: str | None = described("続き", "Always null: the list is short", None)
    graph_version: str = described("グラフの版", "Graph version as it stands; registers are no part of it")


class RegisterRemoved(Frozen):
    """A register that was taken out."""

    id: str = described("ID", "Id of the register")
    removed: int = described("件数", "How many bodies it held")


Action = Annotated[
    Literal["load", "list", "remove"],
    Form(title="操作", description="Load files, list what is loaded, or remove a register", examples=["list"]),
]
Files = Annotated[
    list[UploadFile] | None,
    File(title="登録簿", description="Files as their publishers hand them out: CSV, XLSX, JSON, ZIP, GZ"),
]
RemovedId = Annotated[
    str | None, Form(title="ID", description="Id of the register to remove", examples=["nta"], max_length=200)
]
NatureOfFiles = Annotated[
    Literal["full", "difference"] | None,
    Form(
        title="種類", description="Whether files of corporate numbers are whole or differences, where they do not tell"
    ),
]


@router.get(
    "/registers",
    tags=["record"],
    summary="Reference registers that are loaded, each with its attribution",
    response_model=RegisterList,
    responses=PROBLEMS,
)
def registers(request: Request) -> Response:
    """Registers lie beside the graph and are not part of it."""
    body = to_json(_listed(request))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if known(etag, request.headers):
        return not_modified(etag)
    return Response(body, headers=headers_of(etag), media_type="application/json")


@router.post(
    "/admin/registers",
    tags=["upkeep"],
    summary="Load, list or remove reference registers",
    response_model=RegisterLoad | RegisterList | RegisterRemoved,
    responses=WRITES,
)
def change_registers(
    request: Request, action: Action = "load", files: Files = None, id: RemovedId = None, nature: NatureOfFiles = None
) -> Response:
    """Files are loaded as one unit: whole ones replace their register, daily differences update it."""
    store = doors_of(request).store
    if action == "list":
        return _answer(_listed(request))
    if action == "remove":
        if id is None:
            raise BadInput("取り除く登録簿の id を書いてください。")
        removed = remove_register(id, store.address)
        audited(request, "register remove", id)
        return _answer(RegisterRemoved(id=id, removed=removed))
    with unpacked(files or []) as given:
        loaded = load_registers(given, store.address, silent, nature=nature)
    audited(request, "register load", ", ".join(item.info.id for item in loaded.items))
    return _answer(loaded)


def _listed(request: Request) -> RegisterList:
    doors = doors_of(request)
    infos = doors.registers.infos()
    return RegisterList(items=infos, total=len(infos), graph_version=doors.library.version())


def _answer(answer: Frozen) -> Response:
    return Response(to_json(answer), headers={"Cache-Control": "no-store"}, media_type="application/json")
