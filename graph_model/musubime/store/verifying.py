"""Whether a graph is what its ledger makes it, line by line of the canonical dump."""

import hashlib
from collections.abc import Iterator

import orjson

from musubime.store.engine import Engine
from musubime.store.port import Progress, Verification
from musubime.store.reading import Unreadable, node, node_rows, tie, tie_rows
from musubime.types.graph import Graph, dump_lines
from musubime.types.nodes import AnyNode
from musubime.types.ties import Tie

SHOWN = 50
Key = tuple[str, str]


def verified(engine: Engine, record: Graph, stated: str, change_sets: int, progress: Progress) -> Verification:
    """Compare the engine's graph with the replayed one and with the version the ledger states."""
    faults: list[str] = []
    nodes: list[AnyNode] = []
    ties: list[Tie] = []
    unread: set[Key] = set()
    progress("グラフを読んでいます", 0, 0)
    for kind, row in node_rows(engine):
        try:
            nodes.append(node(kind, row))
        except Unreadable as fault:
            unread.add((fault.kind, fault.id))
            faults.append(f"{fault.kind} {fault.id}: 読めません（{fault.reason}）")
    for type, start, end, tie_row in tie_rows(engine):
        try:
            ties.append(tie(tie_row, type, start, end))
        except Unreadable as fault:
            unread.add(("tie", f"{fault.kind} {fault.id}"))
            faults.append(f"{fault.kind} {fault.id}: 読めません（{fault.reason}）")
    progress("台帳と比べています", 0, 0)
    digest = hashlib.sha256()
    in_graph: dict[Key, bytes] = {}
    for key, line in _lines(nodes, ties):
        in_graph[key] = line
        digest.update(line + b"\n")
    in_ledger = dict(_lines(list(record.nodes()), list(record.ties.values())))
    faults += _differences(in_graph, {key: line for key, line in in_ledger.items() if key not in unread})
    if record.version != stated:
        faults.append(f"台帳: 記録された版 {stated} が、再生した版 {record.version} と異なります")
    progress("", len(in_ledger), len(in_ledger))
    return Verification(
        ledger_version=record.version,
        graph_version="g" + digest.hexdigest()[:24],
        change_sets=change_sets,
        faults=tuple(faults[:SHOWN]),
        total=len(faults),
    )


def _lines(nodes: list[AnyNode], ties: list[Tie]) -> Iterator[tuple[Key, bytes]]:
    keys = sorted((node.node_kind.value, node.id) for node in nodes)
    keys += [("tie", f"{type} {start} → {end}") for type, start, end in sorted(tie.key for tie in ties)]
    yield from zip(keys, dump_lines(nodes, ties), strict=True)


def _differences(in_graph: dict[Key, bytes], in_ledger: dict[Key, bytes]) -> Iterator[str]:
    for kind, id in sorted(in_graph.keys() | in_ledger.keys()):
        left, right = in_graph.get((kind, id)), in_ledger.get((kind, id))
        if left is None:
            yield f"{kind} {id}: 台帳にあり、グラフにありません"
        elif right is None:
            yield f"{kind} {id}: グラフにあり、台帳にありません"
        elif left != right:
            yield f"{kind} {id}: {'・'.join(_fields(left, right))} が台帳と異なります"


def _fields(left: bytes, right: bytes) -> list[str]:
    in_graph, in_ledger = orjson.loads(left), orjson.loads(right)
    return [name for name in sorted({*in_graph, *in_ledger}) if in_graph.get(name) != in_ledger.get(name)]
