"""Search over the folded names in the graph: exact names first, then prefixes, then parts."""

from typing import NamedTuple

from musubime.store.engine import Engine, word
from musubime.store.mapping import all_names
from musubime.store.port import Hit
from musubime.store.reading import NODE_KINDS, nodes_by_id
from musubime.store.texts import cypher
from musubime.types.text import search_key
from musubime.types.vocabulary import Kind


class _Found(NamedTuple):
    rank: int
    name: str
    id: str
    kind: Kind
    line: int


def search(engine: Engine, text: str, limit: int) -> tuple[list[Hit], int]:
    """Return the best `limit` hits and the number of all; names and text are compared folded (`search_key`)."""
    key = search_key(text)
    if not key:
        return [], 0
    found = [
        _ranked(key, kind, word(row, "id"), word(row, "name"), word(row, "search_text"))
        for kind in NODE_KINDS
        for row in engine.read(cypher("search", kind=kind), {"key": key})
    ]
    found.sort()
    best = found[: max(limit, 0)]
    names = _names(engine, best)
    return [_hit(hit, names) for hit in best], len(found)


def _ranked(key: str, kind: Kind, id: str, name: str, search_text: str) -> _Found:
    ranks = [_rank(key, line) for line in search_text.split("\n")]
    rank = min(ranks)
    return _Found(rank, name, id, kind, ranks.index(rank))


def _rank(key: str, line: str) -> int:
    if line == key:
        return 0
    if line.startswith(key):
        return 1
    return 2 if key in line else 3


def _names(engine: Engine, best: list[_Found]) -> dict[tuple[Kind, str], list[str]]:
    names: dict[tuple[Kind, str], list[str]] = {}
    for kind in {hit.kind for hit in best}:
        for node in nodes_by_id(engine, kind, [hit.id for hit in best if hit.kind is kind]):
            names[(kind, node.id)] = all_names(node)
    return names


def _hit(found: _Found, names: dict[tuple[Kind, str], list[str]]) -> Hit:
    listed = names.get((found.kind, found.id), [])
    matched = listed[found.line] if found.line < len(listed) else found.name
    return Hit(kind=found.kind, id=found.id, name=found.name, matched=matched)
