"""Text is kept to the last character and compared by code points, on every engine."""

import unicodedata

import pytest

from musubime.store.port import Store
from musubime.types.graph import graph_of
from musubime.types.vocabulary import Kind
from tests.contract.values import EMPTY, GRANT, TABLE, load, organization

NAMES = ("𠮷野", "吉野", "ｱ", "ア", "あ", "B", "a", "漢", "é", "e\u0301", "株式会社", "㈱", "👪", "Ω", "10", "9")


def column(store: Store, text: str, **parameters: str | int | None) -> list[object]:
    """Return the only column of a query's answer."""
    return [row[0] for row in store.query(text, parameters, rows=1000, seconds=20).rows]


def test_order_is_that_of_code_points(store: Store) -> None:
    store.apply(load(EMPTY, graph_of([organization(f"n{n}", name) for n, name in enumerate(NAMES)], [])))
    assert column(store, "MATCH (o:Organization) RETURN o.name AS name ORDER BY o.name") == sorted(NAMES)


def test_absent_values_come_last(store: Store) -> None:
    stated = organization("a", "あ", sector="学")
    store.apply(load(EMPTY, graph_of([stated, organization("b", "い")], [])))
    assert column(store, "MATCH (o:Organization) RETURN o.sector AS s ORDER BY o.sector") == ["学", None]


def test_lengths_and_parts_count_code_points(store: Store) -> None:
    assert column(store, "RETURN size($t) AS n", t="𠮷野家") == [3]
    assert column(store, "RETURN substring($t, 1, 1) AS c", t="𠮷野家") == ["野"]


def test_composed_and_decomposed_text_stay_apart(store: Store) -> None:
    composed, decomposed = "パ", unicodedata.normalize("NFD", "パ")
    assert column(store, "RETURN $a = $b AS same", a=composed, b=decomposed) == [False]
    nodes = [organization("c", composed), organization("d", decomposed)]
    store.apply(load(EMPTY, graph_of(nodes, [])))
    assert store.records(Kind.ORGANIZATION, ["organization:c", "organization:d"]) == nodes


def test_contains_works_on_japanese(store: Store) -> None:
    assert column(store, "RETURN $t CONTAINS $p AS found", t="徳島大学", p="島大") == [True]
    assert column(store, "RETURN $t CONTAINS $p AS found", t="徳島大学", p="広島") == [False]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_it_is(store: Store, name: str) -> None:
    node = organization("x", name)
    store.apply(load(EMPTY, graph_of([node], [])))
    assert store.records(Kind.ORGANIZATION, [node.id]) == [node]


def test_a_megabyte_of_text_is_kept(store: Store) -> None:
    long = ("広島県𠮷" * 250_000)[:1_000_000]
    programme = GRANT.model_copy(update={"summary": long, "note": "改行\nとタブ\t"})
    graph = graph_of([programme], [])
    store.apply(load(EMPTY, graph))
    assert store.records(Kind.PROGRAMME, [programme.id]) == [programme]
    assert store.read_graph().version == graph.version


def test_a_name_of_a_thousand_characters_is_kept_and_found(store: Store) -> None:
    names = ["株" * 1_000, "株" * 999 + "式"]
    nodes = [organization(f"l{n}", name) for n, name in enumerate(names)]
    store.apply(load(EMPTY, graph_of(nodes, [])))
    hits, total = store.search(names[1], 5)
    assert ([hit.id for hit in hits], total) == (["organization:l1"], 1)


@pytest.mark.parametrize("date", ["2021", "2021-02", "2021-02-09"])
def test_a_date_stays_the_text_it_is(store: Store, date: str) -> None:
    source = TABLE.model_copy(update={"date": date, "note": "2021-02-09T00:00:00Z"})
    store.apply(load(EMPTY, graph_of([source], [])))
    assert store.records(Kind.SOURCE, [source.id]) == [source]


def test_numbers_that_overflow_are_an_error(store: Store) -> None:
    with pytest.raises(Exception, match="クエリを実行できません"):
        column(store, "RETURN $n + 1 AS n", n=2**63 - 1)
