"""Search by any name, folded: short and long forms, English names, readings."""

from collections.abc import Sequence

from musubime.errors import BadQuestion
from musubime.questions.answers_views import SearchAnswer, SearchItem
from musubime.questions.library import Library
from musubime.questions.nodes import Nodes
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.store.port import Hit
from musubime.types.nodes import Consortium, Organization, Programme
from musubime.types.prefectures import names_of
from musubime.types.text import search_key
from musubime.types.vocabulary import Kind


def search(library: Library, q: str, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None) -> SearchAnswer:
    """Return what a text finds, exact names first, then prefixes, then parts; BadQuestion for an empty text."""
    if not search_key(q):
        raise BadQuestion("検索する名称を入力してください。", field="q", value=q[:80])
    with library.reading() as reading:
        best, total = reading.store.search(q, limit)
        hits: Sequence[Hit] = best if cursor is None and total <= len(best) else reading.store.search(q, total)[0]
        page, following = paged(hits, limit, cursor, lambda hit: f"{hit.kind.value} {hit.id}")
        nodes = Nodes(reading.store)
        for kind in (Kind.ORGANIZATION, Kind.PROGRAMME, Kind.CONSORTIUM):
            nodes.want(kind, (hit.id for hit in page if hit.kind is kind))
        return SearchAnswer(
            graph_version=reading.version,
            q=q,
            total=total,
            next=following,
            items=tuple(_item(nodes, hit) for hit in page),
        )


def _item(nodes: Nodes, hit: Hit) -> SearchItem:
    prefecture: tuple[str, ...] = ()
    if hit.kind is Kind.ORGANIZATION:
        organization = nodes.get(hit.kind, hit.id, Organization)
        prefecture = organization.prefecture if organization else ()
    elif hit.kind is Kind.PROGRAMME:
        programme = nodes.get(hit.kind, hit.id, Programme)
        prefecture = programme.prefecture if programme else ()
    elif hit.kind is Kind.CONSORTIUM:
        consortium = nodes.get(hit.kind, hit.id, Consortium)
        prefecture = consortium.prefecture if consortium else ()
    return SearchItem(
        kind=hit.kind.name.lower(),
        id=hit.id,
        name=hit.name,
        matched=hit.matched,
        prefecture=prefecture,
        prefecture_names=tuple(names_of(prefecture)),
    )
