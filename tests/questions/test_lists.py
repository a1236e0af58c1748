"""Lists in pages: every item once, in a stable order, with nothing cut silently."""

import pytest

from musubime.errors import BadQuestion
from musubime.questions.answers import ListAnswer
from musubime.questions.key_actors import key_actors
from musubime.questions.library import Library
from musubime.questions.lists import consortia, organizations, persons, posts, programmes, sources
from musubime.questions.paging import ListMoved, paged
from musubime.questions.searching import search
from musubime.questions.seats import seats
from musubime.questions.selection import Selection


def test_a_paged_walk_sees_84_seats_once(library: Library, table: Selection) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = seats(library, table, limit=17, cursor=cursor)
        seen += [row.id for row in page.items]
        assert page.total == 84
        if (cursor := page.next) is None:
            break
    assert len(seen) == len(set(seen)) == 84
    assert seen == [row.id for row in seats(library, table, limit=500).items]


@pytest.mark.parametrize("ask", [organizations, persons, posts, programmes, consortia, sources, key_actors])
def test_every_list_walks_page_by_page(library: Library, ask: object) -> None:
    assert callable(ask)
    whole: ListAnswer = ask(library, Selection(), limit=500)
    items: tuple[object, ...] = whole.items  # type: ignore[attr-defined]
    assert whole.total == len(items) > 0
    assert whole.next is None
    seen: list[object] = []
    cursor = None
    while True:
        page = ask(library, Selection(), limit=7, cursor=cursor)
        seen += page.items
        cursor = page.next
        if cursor is None:
            break
    assert seen == list(items)


def test_names_are_in_code_point_order(library: Library) -> None:
    names = [item.name for item in organizations(library, Selection(), limit=500).items]
    assert names == sorted(names)


@pytest.mark.parametrize("limit", [0, 501, -1])
def test_a_limit_beyond_the_maximum_is_refused(library: Library, limit: int) -> None:
    with pytest.raises(BadQuestion, match="500"):
        seats(library, Selection(), limit=limit)


@pytest.mark.parametrize(
    "cursor", ["x", "====", "WzAsICJhIl0", "eyJvIjo1MH0", "WzEsICJuZXZlciJd", "W1tb" * 250, "ａ", "WzEsMl0"]
)
def test_a_cursor_that_is_none_of_ours_is_refused(library: Library, cursor: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        seats(library, Selection(), cursor=cursor)
    assert refused.value.field == "cursor"


def test_a_cursor_goes_on_behind_its_item_when_the_list_grew() -> None:
    _, cursor = paged(["a", "c", "e"], 2, None, str)
    assert paged(["a", "b", "c", "d", "e"], 2, cursor, str) == (["d", "e"], None)
    with pytest.raises(ListMoved, match=r"^一覧が更新されました。最初の頁から見直してください。$"):
        paged(["a", "b"], 2, cursor, str)


def test_a_cursor_of_a_ranking_holds_for_its_graph_version_only() -> None:
    _, cursor = paged(["a", "c", "e"], 2, None, str, ranked_in="g1")
    assert paged(["a", "c", "e"], 2, cursor, str, ranked_in="g1") == (["e"], None)
    for other in ("g2", None):
        with pytest.raises(ListMoved):
            paged(["a", "c", "e"], 2, cursor, str, ranked_in=other)
    _, named = paged(["a", "c", "e"], 2, None, str)
    with pytest.raises(ListMoved):
        paged(["a", "c", "e"], 2, named, str, ranked_in="g1")


@pytest.mark.parametrize(
    "q", ["徳島大学", "徳島大", "国立大学法人徳島大学", "Tokushima University", "とくしまだいがく"]
)
def test_every_name_of_a_university_finds_it(library: Library, q: str) -> None:
    answer = search(library, q)
    assert "徳島大学" in [item.name for item in answer.items]
    first = next(item for item in answer.items if item.name == "徳島大学")
    assert (first.kind, first.prefecture, first.prefecture_names) == ("organization", ("36",), ("徳島県",))


def test_a_search_walks_page_by_page_and_needs_a_text(library: Library) -> None:
    whole = search(library, "大学", limit=500)
    first = search(library, "大学", limit=5)
    second = search(library, "大学", limit=5, cursor=first.next)
    assert (*first.items, *second.items) == whole.items[:10]
    with pytest.raises(BadQuestion):
        search(library, "　 ")


def test_seats_of_one_record_are_those_its_path_leads_to(library: Library, table: Selection) -> None:
    item = key_actors(library, table, level="post").items[0]
    assert item.seats == f"/api/v1/seats?post={item.id}"
    assert seats(library, table, post=item.id).total == item.memberships
    body = key_actors(library, table).items[0]
    assert {row.holder.name for row in seats(library, table, organization=body.id).items if row.holder} == {body.name}
    source = sources(library, table).items[0]
    assert seats(library, table, source=source.id).total == 84
    for field in ("organization", "person", "post", "source"):
        with pytest.raises(BadQuestion) as refused:
            seats(library, table, **{field: "none"})  # type: ignore[arg-type]
        assert refused.value.field == field
