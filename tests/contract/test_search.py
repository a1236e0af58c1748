"""Search finds folded names, exact ones first, then prefixes, then parts; the total counts all."""

import pytest

from musubime.store.port import Hit, Store
from musubime.types.evidence import Name
from musubime.types.graph import Graph, graph_of
from musubime.types.vocabulary import Kind, NameKind
from tests.contract.values import EMPTY, SAWACHI, UKEDA, load, organization

NAMES = {
    "b": "徳島大学",
    "a": "徳島大学病院",
    "c": "国立大学法人徳島大学",
    "d": "徳島県",
    "e": "ﾏﾂﾀﾞ 株式会社",
    "f": "𠮷野家",
}


def graph() -> Graph:
    """Return organizations with these names, one with an alias, a person and a consortium."""
    found = [organization(id, name) for id, name in NAMES.items()]
    alias = Name(text="阿波の大学", kind=NameKind.ALIAS)
    found[0] = found[0].model_copy(update={"names": (*found[0].names, alias), "name_en": "Tokushima University"})
    return graph_of([*found, UKEDA, SAWACHI], [])


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store that holds those."""
    store.apply(load(EMPTY, graph()))
    return store


def hit(id: str, matched: str | None = None) -> Hit:
    """Return the hit of an organization by its name or by another."""
    return Hit(kind=Kind.ORGANIZATION, id=f"organization:{id}", name=NAMES[id], matched=matched or NAMES[id])


def test_the_exact_name_comes_first_then_prefixes_then_parts(filled: Store) -> None:
    assert filled.search("徳島大学", 10) == ([hit("b"), hit("a"), hit("c")], 3)


def test_the_limit_cuts_the_hits_and_not_the_total(filled: Store) -> None:
    assert filled.search("徳島", 1) == ([hit("b")], 4)
    assert filled.search("徳島", 0) == ([], 4)


def test_a_hit_by_another_name_says_which(filled: Store) -> None:
    assert filled.search("阿波", 10) == ([hit("b", "阿波の大学")], 1)
    assert filled.search("tokushima univ", 10) == ([hit("b", "Tokushima University")], 1)


def test_width_spaces_and_kana_are_folded(filled: Store) -> None:
    assert filled.search("マツダ株式会社", 10) == ([hit("e")], 1)
    assert filled.search("まつだ　カブシキ", 10) == ([], 0)
    assert filled.search("まつだ", 10) == ([hit("e")], 1)


def test_a_character_beyond_the_basic_plane_is_one_character(filled: Store) -> None:
    assert filled.search("𠮷", 10) == ([hit("f")], 1)
    assert filled.search("吉", 10) == ([], 0)


def test_names_do_not_run_into_each_other(filled: Store) -> None:
    assert filled.search("徳島大学阿波", 10) == ([], 0)


def test_persons_and_consortia_are_found_too(filled: Store) -> None:
    assert filled.search("受田", 5) == ([Hit(kind=Kind.PERSON, id=UKEDA.id, name="受田浩之", matched="受田浩之")], 1)
    hits, total = filled.search("sawachi", 5)
    assert ([found.id for found in hits], total) == ([SAWACHI.id], 1)


@pytest.mark.parametrize("text", ["", "　 ", "\u200b"])
def test_nothing_is_found_by_nothing(filled: Store, text: str) -> None:
    assert filled.search(text, 10) == ([], 0)


@pytest.mark.parametrize("text", ["%", "_", ".*", "\\", "'", '"', "$key", "`", "\n"])
def test_characters_that_engines_give_a_meaning_are_only_characters(filled: Store, text: str) -> None:
    assert filled.search(text, 10) == ([], 0)
