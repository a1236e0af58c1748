"""Names as a service for those who may write: printed lines read, two names compared, names linked to registers."""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import Field, StrictBool, StrictInt

from musubime.errors import BadInput
from musubime.types.base import Frozen, LongText, NameText, described
from musubime_api.asking import to_json
from musubime_api.openapi import WRITES, problem_response
from musubime_api.state import doors_of
from musubime_api.v1.known_parameters import known_parameters
from musubime_loaders.names.bundled_names import bundled_names
from musubime_loaders.names.compared import ComparedRow, compared
from musubime_loaders.names.entry import LineKind, ParsedEntry
from musubime_loaders.names.linked import LinkedRow, linked
from musubime_loaders.names.parsing import parse

router = APIRouter(prefix="/admin", tags=["upkeep"], dependencies=[Depends(known_parameters)])
_AT_ONCE = 1_000
_KINDS = "、".join(kind.value for kind in LineKind)


class NameOrder(Frozen):
    """What to do with rows of names; the columns are those of `musubime names parse|compare|link`."""

    action: Literal["parse", "compare", "link"] = Field(
        description="Read printed lines, compare two names a row, or link names to the loaded registers"
    )
    rows: tuple[dict[NameText, LongText | None], ...] = Field(
        max_length=_AT_ONCE,
        description="Cells by column: `input`, `kind`; `name_a`, `name_b`, `prefecture_a` …; `name`, `prefecture` …",
        examples=[[{"name_a": "マツダ㈱", "name_b": "マツダ株式会社"}]],
    )
    registers: StrictBool = Field(True, description="Whether a comparison uses the loaded registers")
    similar: StrictInt = Field(0, ge=0, le=50, description="How many merely similar candidates a link may name")
    cautious: StrictBool = Field(False, description="Whether a company without a place is linked only by a rare name")


class ParsedRow(Frozen):
    """What one printed line says."""

    entries: tuple[ParsedEntry, ...] = described("項目", "Its entries in printed order")


class ParsedNames(Frozen):
    """The answers to printed lines."""

    items: tuple[ParsedRow, ...] = described("答え", "One for each row, in order")
    total: int = described("総数", "Number of rows")


class ComparedNames(Frozen):
    """The answers to pairs of names."""

    items: tuple[ComparedRow, ...] = described("答え", "One for each row, in order")
    total: int = described("総数", "Number of rows")


class LinkedNames(Frozen):
    """The answers to names."""

    items: tuple[LinkedRow, ...] = described("答え", "One for each row, in order")
    total: int = described("総数", "Number of rows")


@router.post(
    "/names",
    summary="Read, compare or link names outside of the graph",
    response_model=ParsedNames | ComparedNames | LinkedNames,
    responses={**WRITES, 404: problem_response("No register is loaded to link to")},
)
def names(request: Request, order: Annotated[NameOrder, Body()]) -> Response:
    """Nothing is stored; the answers are those of the commands, row by row."""
    registers = doors_of(request).registers
    rows = [(n, {name: cell or "" for name, cell in row.items()}) for n, row in enumerate(order.rows, 1)]
    if order.action == "compare":
        pairs = tuple(compared(rows, None, registers if order.registers else None))
        return _answer(ComparedNames(items=pairs, total=len(pairs)))
    if order.action == "link":
        links = tuple(linked(rows, None, registers, similar=order.similar, cautious=order.cautious))
        return _answer(LinkedNames(items=links, total=len(links)))
    lines = tuple(_parsed(n, row) for n, row in rows)
    return _answer(ParsedNames(items=lines, total=len(lines)))


def _parsed(number: int, row: Mapping[str, str]) -> ParsedRow:
    if "input" not in row:
        raise BadInput("input に印刷された文字列を書いてください。", row=number, field="input")
    kind = row.get("kind") or None
    if kind is not None and kind not in list(LineKind):
        raise BadInput(
            f"使えない種類です。使える値は {_KINDS} です。分からなければ書かないでください。",
            row=number,
            field="kind",
            value=kind,
        )
    try:
        return ParsedRow(entries=parse(row["input"], LineKind(kind) if kind else None, bundled_names()))
    except BadInput as error:
        raise BadInput(error.problem, row=number, field="input", value=error.value) from None


def _answer(answer: Frozen) -> Response:
    return Response(to_json(answer), headers={"Cache-Control": "no-store"}, media_type="application/json")
