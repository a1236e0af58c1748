"""What was loaded: the change sets of the ledger."""

from fastapi import APIRouter, Response

from musubime.errors import NotFound
from musubime.questions.paging import paged
from musubime.store.port import Store
from musubime.types.base import Frozen, described
from musubime.types.changes import ChangeSet, ChangeSetHeader
from musubime.types.edition import RowCounts
from musubime.types.vocabulary import Kind
from musubime_api.load_masking import as_shown
from musubime_api.openapi import NOT_FOUND, PROBLEMS
from musubime_api.state import Doors
from musubime_api.v1 import parameters as p
from musubime_api.v1.selecting import KNOWN, Ask
from musubime_loaders.difference import Difference
from musubime_loaders.past_loads import past_change_set, past_difference

router = APIRouter(tags=["loads"], dependencies=KNOWN, responses=PROBLEMS)


class LoadList(Frozen):
    """Change sets, the newest first."""

    items: tuple[ChangeSetHeader, ...] = described("履歴", "Loads and judgements, the newest first")
    total: int = described("総数", "Number of change sets")
    next: str | None = described("続き", "Cursor of the next page; null on the last one", None)
    graph_version: str = described("グラフの版", "Graph version as it stands")


class Written(Frozen):
    """How many records of one kind a change set wrote or took away."""

    kind: str = described("種類", "Kind of node, or Tie")
    written: int = described("書いた数", "Added or changed")
    removed: int = described("消した数", "Taken away")


class LoadRecord(ChangeSetHeader):
    """One change set and what it did to the graph."""

    changes: tuple[Written, ...] = described("変更", "What it wrote and took away, by kind")
    judgements: int = described("判断の数", "Judgements that it added")
    difference: Difference | None = described(
        "差分", "What the load changed, seat by seat; null for a set of judgements", None
    )
    rows: RowCounts | None = described("行の内訳", "Where the rows of its files went, where they were counted", None)
    graph_version: str = described("グラフの版", "Graph version as it stands")


@router.get("/loads", summary="What was loaded, the newest first", response_model=LoadList)
def loads(ask: Ask, limit: p.Limit = 50, cursor: p.Cursor = None) -> Response:
    """Every load and set of judgements in the ledger."""
    return ask.answer(
        lambda: ask.library.unnamed(listed_loads(ask.doors.store, ask.library.version(), limit, cursor)), ledger=True
    )


@router.get("/loads/{id}", summary="One load and what it changed", response_model=LoadRecord, responses=NOT_FOUND)
def load(ask: Ask, id: p.RecordId) -> Response:
    """The counts of a change set by kind."""
    return ask.answer(lambda: one_load(ask.doors, id), ledger=True)


def listed_loads(store: Store, version: str, limit: int, cursor: str | None) -> LoadList:
    """Return one page of the history, the newest first."""
    headers = store.history()[::-1]
    page, following = paged(headers, limit, cursor, lambda header: header.id)
    return LoadList(items=tuple(page), total=len(headers), next=following, graph_version=version)


def one_load(doors: Doors, id: str) -> LoadRecord:
    """Return one change set with what it changed, persons masked where they are; raises NotFound."""
    header = next((header for header in doors.store.history() if header.id == id), None)
    if header is None:
        raise NotFound("読み込み", id)
    change_set = past_change_set(doors.store, header)
    made = past_difference(doors.store, header)
    if made is not None and change_set.edition is not None:
        made = as_shown(doors.library, [change_set.edition], doors.store.record().graph, made)
    record = LoadRecord(
        **header.model_dump(),
        changes=tuple(_written(change_set)),
        judgements=len(change_set.judgements),
        difference=made,
        rows=change_set.edition.rows if change_set.edition else None,
        graph_version=doors.library.version(),
    )
    return doors.library.unnamed(record)


def _written(change_set: ChangeSet) -> list[Written]:
    delta = change_set.delta
    rows = [
        Written(
            kind=kind.value,
            written=sum(1 for node in delta.nodes() if node.node_kind is kind),
            removed=sum(1 for gone, _ in delta.gone_nodes if gone is kind),
        )
        for kind in Kind
    ]
    rows.append(Written(kind="Tie", written=len(delta.ties), removed=len(delta.gone_ties)))
    return [row for row in rows if row.written or row.removed]
