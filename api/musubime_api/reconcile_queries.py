"""Reading the JSON that a client of `/reconcile` sends."""

import json
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictStr, TypeAdapter, ValidationError

from musubime.errors import BadQuestion
from musubime.questions.extending import PROPERTIES
from musubime.questions.reconciling import NameQuery, ReconciledKind
from musubime.types.prefectures import BY_CODE, BY_NAME

_T = TypeVar("_T")
MOST_QUERIES, MOST_CANDIDATES, MOST_IDS, MOST_NAME = 500, 50, 2_000, 1_000
_CANDIDATES = 5


class _Named(BaseModel):
    id: StrictStr
    name: str | None = None


class _Property(BaseModel):
    model_config = ConfigDict(extra="forbid")

    pid: StrictStr
    v: str | int | float | bool | _Named | list[str | int | float | bool | _Named]


class _Query(BaseModel):
    model_config = ConfigDict(extra="forbid")

    query: Annotated[StrictStr, Field(max_length=MOST_NAME)]
    type: StrictStr | list[StrictStr] | None = None
    limit: Annotated[int, Field(ge=1)] = _CANDIDATES
    properties: list[_Property] = []
    type_strict: StrictStr | None = None


class _Column(BaseModel):
    id: StrictStr
    settings: dict[str, object] | None = None


class _Extension(BaseModel):
    ids: Annotated[list[StrictStr], Field(max_length=MOST_IDS)]
    properties: list[_Column]


_QUERIES = TypeAdapter(dict[str, _Query])
_EXTENSION = TypeAdapter(_Extension)


def read_queries(text: str, kinds: tuple[ReconciledKind, ...]) -> dict[str, NameQuery]:
    """Return the queries of a batch by key; BadQuestion for what is no batch, too large or of an unknown type."""
    sent = _read(_QUERIES, text, "queries")
    if len(sent) > MOST_QUERIES:
        raise BadQuestion(f"一度に照合できるのは {MOST_QUERIES} 件までです。分けて送ってください。", field="queries")
    return {key: _query(query, kinds) for key, query in sent.items()}


def read_extension(text: str) -> tuple[list[str], list[str]]:
    """Return the ids and the properties that are asked for; BadQuestion for what cannot be read."""
    sent = _read(_EXTENSION, text, "extend")
    return sent.ids, [column.id for column in sent.properties]


def _read(adapter: TypeAdapter[_T], text: str, field: str) -> _T:
    try:
        return adapter.validate_python(json.loads(text))
    except (ValueError, RecursionError) as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else ""
        what = f"{field}（{place}）" if place else field
        raise BadQuestion(
            f"{what} を読めません。Reconciliation Service API 0.2 の形で送ってください。",
            field=field,
            value=text[:80],
        ) from error


def _query(sent: _Query, kinds: tuple[ReconciledKind, ...]) -> NameQuery:
    types = [sent.type] if isinstance(sent.type, str) else sent.type or []
    unknown = [one for one in types if one not in kinds]
    if unknown:
        raise BadQuestion(f"使える種類は {', '.join(kinds)} です。", field="type", value=unknown[0][:80])
    facts = {one.pid: _text(one.v) for one in sent.properties}
    for pid in facts:
        if pid not in {"prefecture", "corporate_number"}:
            known = pid in {one.id for one in PROPERTIES}
            raise BadQuestion(
                "照合に使える列は prefecture と corporate_number です。"
                + ("この列は照合の後に取り出せます。" if known else ""),
                field="properties",
                value=pid[:80],
            )
    return NameQuery(
        name=sent.query,
        kinds=tuple(kind for kind in kinds if kind in types) or ("organization",),
        limit=min(sent.limit, MOST_CANDIDATES),
        prefecture=_prefecture(facts.get("prefecture")),
        number=facts.get("corporate_number") or None,
    )


def _text(value: str | int | float | bool | _Named | list[str | int | float | bool | _Named]) -> str:
    first = (value[0] if value else "") if isinstance(value, list) else value
    return (first.id if isinstance(first, _Named) else str(first)).strip()


def _prefecture(text: str | None) -> str | None:
    if not text:
        return None
    code = text if text in BY_CODE else BY_NAME[text].code if text in BY_NAME else None
    if code is None:
        raise BadQuestion("都道府県は JIS コードか名称で書いてください。", field="prefecture", value=text[:80])
    return code
