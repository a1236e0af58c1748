"""A load with registers: its names are linked by rule, each link is a judgement of the same change set."""

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from musubime.resolution.keys import core_key, exact_key, variant_key
from musubime.resolution.registers import Hit, KeyLevel
from musubime.resolution.undecided import undecided_pairs
from musubime.store.opening import open_store
from musubime.store.port import Store
from musubime.types.edition import RosterEdition
from musubime.types.graph import Graph
from musubime.types.registers import RegisterEntry, RegisterInfo
from musubime.types.vocabulary import Verdict
from musubime_loaders.judging import judgement_of, undoing, write_judgements
from musubime_loaders.loading import apply, load
from musubime_loaders.undoing import prepare_undo
from tests.resolution.editions import edition

KEYS: Mapping[KeyLevel, Callable[[str], str]] = {
    KeyLevel.EXACT: exact_key,
    KeyLevel.CORE: core_key,
    KeyLevel.VARIANT: variant_key,
}


class Register:
    """A register of a few bodies, held in memory."""

    def __init__(self, *rows: tuple[str, str, str]) -> None:
        self._hits = [
            Hit(id, name, name, "registered", "", "", prefecture, "", "", id.removeprefix("cn:"), False)
            for id, name, prefecture in rows
        ]

    def __bool__(self) -> bool:
        return bool(self._hits)

    def hits(self, level: KeyLevel, keys: Sequence[str]) -> Mapping[str, tuple[Hit, ...]]:
        found = {key: tuple(hit for hit in self._hits if KEYS[level](hit.name) == key) for key in keys}
        return {key: hits for key, hits in found.items() if hits}

    def numbered(self, number: str) -> tuple[Hit, ...]:
        return tuple(hit for hit in self._hits if hit.number == number)

    def similar(self, name: str, limit: int) -> tuple[Hit, ...]:
        return ()

    def entry(self, id: str) -> RegisterEntry | None:
        return next((RegisterEntry(id=h.id, register_id="nta", name=h.name) for h in self._hits if h.id == id), None)

    def infos(self) -> tuple[RegisterInfo, ...]:
        return ()


REGISTER = Register(
    ("cn:4480005002568", "国立大学法人徳島大学", "36"),
    ("cn:5480001006794", "日亜化学工業株式会社", "36"),
    ("cn:1010001067912", "株式会社山田", "36"),
    ("cn:2010001067911", "株式会社山田", "39"),
)


TICKS = itertools.count()


def clock() -> datetime.datetime:
    """Return a time that moves on whenever somebody looks."""
    return datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC) + datetime.timedelta(seconds=next(TICKS))


def council(name: str, number: int, prefecture: str) -> RosterEdition:
    return edition(
        [(name, None, None), ("どこにもない会", None, None)],
        roster=f"r{number}",
        series=f"r{number}",
        council=f"会議{number}",
        prefecture=(prefecture,),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", create=True)
    yield opened
    opened.close()


def loaded(store: Store, *editions: RosterEdition, register: Register | None = REGISTER) -> Graph:
    for one in editions:
        load(store, one, (), actor="test", clock=clock, registers=register)
    return store.record().graph


def numbers(graph: Graph, name: str) -> list[list[str]]:
    found = [organization for organization in graph.organizations.values() if organization.name == name]
    return sorted([number.value for number in organization.identifiers] for organization in found)


def test_a_link_is_a_judgement_by_rule_in_the_change_set_of_the_load_with_its_evidence(store: Store) -> None:
    loaded(store, council("日亜化学工業株式会社", 1, "36"))
    (change_set,) = store.change_sets()
    (link,) = change_set.judgements
    assert (link.left_name, link.right, link.right_name, link.verdict.value, link.at[:10]) == (
        "日亜化学工業株式会社",
        "cn:5480001006794",
        "日亜化学工業株式会社",
        "same",
        "2026-11-22",
    )
    assert link.by == "rule:T1_exact_in_prefecture"
    assert link.reason.startswith("名称が一致し、徳島県に一つだけ")
    assert numbers(store.record().graph, "日亜化学工業株式会社") == [["5480001006794"]]


def test_one_name_in_two_prefectures_with_a_body_each_is_two_bodies_each_with_its_number(store: Store) -> None:
    graph = loaded(store, council("株式会社山田", 1, "36"), council("株式会社山田", 2, "39"))
    assert numbers(graph, "株式会社山田") == [["1010001067912"], ["2010001067911"]]


def test_without_a_register_nothing_is_linked_and_with_one_the_same_roster_again_changes_nothing(store: Store) -> None:
    roster = council("日亜化学工業株式会社", 1, "36")
    loaded(store, roster, register=None)
    assert store.record().judgements == ()
    before = store.record().graph.version
    linked = loaded(store, roster)
    assert linked.version != before
    seq = store.ledger_seq()
    assert loaded(store, roster, roster).version == linked.version
    assert store.ledger_seq() == seq


def test_a_link_that_somebody_took_back_is_not_made_again(store: Store) -> None:
    roster = council("日亜化学工業株式会社", 1, "36")
    before = loaded(store, roster, register=None).version
    loaded(store, roster)
    (link,) = store.record().judgements
    back = undoing(store, link.id, by="担当", reason="別の会社", at=clock())
    write_judgements(store, [back], (), actor="担当", clock=clock)
    assert store.record().graph.version == before
    assert loaded(store, roster).version == before


def test_undoing_a_load_takes_its_links_back_and_loading_again_makes_them_again(store: Store) -> None:
    other = council("徳島県", 2, "36")
    before = loaded(store, other).version
    roster = council("日亜化学工業株式会社", 1, "36")
    linked = loaded(store, roster).version
    id = store.history()[-1].id
    apply(store, prepare_undo(store, id, (), actor="担当", clock=clock))
    assert store.record().graph.version == before
    assert loaded(store, roster).version == linked
    undone = store.history()[-1].id
    apply(store, prepare_undo(store, undone, (), actor="担当", clock=clock))
    again = store.history()[-1].id
    apply(store, prepare_undo(store, again, (), actor="担当", clock=clock))
    assert store.record().graph.version == linked
    assert store.verify(lambda *_: None).sound


def test_what_a_register_finds_with_a_doubt_is_asked_about_until_somebody_decides(store: Store) -> None:
    roster = council("株式会社山田", 1, "13")
    loaded(store, roster)
    record = store.record()
    (pair,) = undecided_pairs(record.editions, record.judgements, (), REGISTER)
    assert (pair.rule, pair.left_name, pair.right_id, pair.right_name, pair.networks_gained) == (
        "register several",
        "株式会社山田",
        "cn:1010001067912",
        "株式会社山田",
        0,
    )
    decided = judgement_of(
        store,
        kind=pair.kind,
        left=pair.left_id,
        right=pair.right_id,
        verdict=Verdict.DIFFERENT,
        reason="東京の別の会社",
        by="担当",
        at=clock(),
    )
    write_judgements(store, [decided], (), actor="担当", clock=clock)
    record = store.record()
    assert undecided_pairs(record.editions, record.judgements, (), REGISTER) == []
    assert undecided_pairs(record.editions, (), ()) == []


def test_the_prefecture_of_a_roster_speaks_against_a_company_and_not_against_a_university(store: Store) -> None:
    graph = loaded(store, council("国立大学法人徳島大学", 1, "39"), council("日亜化学工業株式会社", 2, "39"))
    assert numbers(graph, "国立大学法人徳島大学") == [["4480005002568"]]
    assert numbers(graph, "日亜化学工業株式会社") == [[]]
    record = store.record()
    found = undecided_pairs(record.editions, record.judgements, (), REGISTER)
    assert [(pair.rule, pair.right_id) for pair in found] == [("register", "cn:5480001006794")]
