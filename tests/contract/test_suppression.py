"""Who is not shown is kept beside the ledger, and the one rewrite of the record is whole on every engine."""

import gzip
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from musubime.errors import StoreError, VersionMoved
from musubime.privacy.erasing import Erasing
from musubime.questions.library import Library
from musubime.questions.lists import persons
from musubime.questions.selection import Selection
from musubime.store.moving import backup_of, copied, restore
from musubime.store.opening import open_store, silent
from musubime.store.port import AuditRow, Erased, ErasedName, KeyRow, Rewriting, Store, Suppression, Withheld
from musubime.types.changes import ChangeSet, Judgement
from musubime.types.vocabulary import Kind, Verdict
from tests.contract.values import (
    CHAIR,
    EMPTY,
    GRAPH,
    KOCHI_TECH,
    UKEDA,
    VISITOR,
    edition,
    load,
    organization,
    seat,
    statement,
    with_nodes,
    without,
)
from tests.engines import Place

ROW = Suppression(
    id=UKEDA.id,
    mentions=UKEDA.mentions,
    names=("受田浩之",),
    organizations=("高知大学",),
    reason="本人の求め",
    by="steward",
    at="2026-01-02T00:00:00.000+00:00",
)
OTHER = Suppression(id="person:other", names=("別の人",), by="steward", at="2026-01-01T00:00:00.000+00:00")
NAME = ErasedName(digest="0" * 32, rule="full", length=4, at="2026-01-03T00:00:00.000+00:00")
ERASED = Erased(key="ab" * 32, names=(NAME,))
AUDIT = AuditRow("2026-01-03T00:00:00.000+00:00", "steward", "person erase", "1 spellings")
NOTED = CHAIR.model_copy(update={"note": "受田 浩之の紹介"})
BY_UKEDA = Judgement(
    kind=Kind.PERSON,
    left="受田浩之",
    right="受田 浩之",
    verdict=Verdict.SAME,
    by="steward",
    at="2026-01-01",
    reason="空白",
)


def fill(store: Store) -> None:
    """Load the graph in two steps, with a judgement, whose names of a person are in every part of the record."""
    store.apply(load(EMPTY, GRAPH, title="受田浩之の名簿", edition=edition("a", note="受田 浩之による")))
    store.apply(load(GRAPH, with_nodes(GRAPH, NOTED), kind="judgements", edition=None, judgements=(BY_UKEDA,)))
    store.put_key(KeyRow(id="key:1", name="受田浩之の鍵", sha256="a" * 64, created_at="2026-01-01T00:00:00Z"))
    store.audit("2026-01-01T00:00:00Z", "local", "cypher", "MATCH (p {name: '受田浩之'}) RETURN p")
    store.suppress(ROW)
    store.suppress(OTHER.model_copy(update={"reason": "受田浩之の求め"}))


def test_the_list_is_kept_outside_of_the_dump_and_moves_its_stamp(place: Place) -> None:
    store = place.open()
    assert (store.withheld(), store.withheld_stamp()) == (Withheld(), 0)
    store.apply(load(EMPTY, GRAPH))
    store.suppress(ROW)
    store.suppress(OTHER)
    again = ROW.model_copy(update={"reason": "改めて"})
    store.suppress(again)
    assert store.withheld().suppressed == (OTHER, again)
    assert store.withheld_stamp() == 3
    store.unsuppress(OTHER.id)
    store.remember_erased(ERASED)
    store.close()
    store = place.open(create=False)
    with closing(store):
        assert store.withheld() == Withheld(stamp=5, suppressed=(again,), erased=ERASED)
        assert (store.withheld_stamp(), store.ledger_seq()) == (5, 1)
        assert store.read_graph() == GRAPH
        assert store.verify(silent).sound


def test_a_suppressed_person_is_gone_at_once_and_back_at_once(store: Store) -> None:
    store.apply(load(EMPTY, GRAPH))
    library = Library(store)
    assert [item.id for item in persons(library, Selection()).items] == [UKEDA.id]
    version = library.version()
    store.suppress(ROW)
    assert persons(library, Selection()).items == ()
    with library.reading() as reading:
        assert reading.store.records(Kind.PERSON, [UKEDA.id]) == []
        assert reading.store.kept_id(Kind.PERSON, UKEDA.id) is None
        assert reading.store.seats_of(Kind.PERSON, [UKEDA.id]) == []
        assert reading.store.ties_of([UKEDA.id]) == []
        assert reading.store.search("受田浩之", 10) == ([], 0)
        (seat,) = reading.store.records(Kind.SEAT, [VISITOR.id])
        assert seat == VISITOR.model_copy(update={"person": None})
    assert library.version() == version
    store.unsuppress(ROW.id)
    assert [item.id for item in persons(library, Selection()).items] == [UKEDA.id]


def test_a_rewrite_leaves_no_name_and_a_sound_store(place: Place) -> None:
    store = place.open()
    fill(store)
    before = store.history()
    store.rewrite(Erasing(["受田浩之"], ERASED.key), ERASED, [ROW.id], AUDIT, silent)
    for _ in range(2):
        record, graph = store.record(), store.read_graph()
        assert graph == record.graph
        assert UKEDA.id not in graph.persons
        assert graph.seats[VISITOR.id].person is None
        assert graph.seats[CHAIR.id].note == "〇〇の紹介"
        assert (record.judgements, record.editions[0].note) == ((), "〇〇による")
        assert [header.title for header in store.history()] == ["〇〇の名簿", "三県の表"]
        assert [header.id for header in store.history()] == [header.id for header in before]
        assert store.keys()[0].name == "〇〇の鍵"
        assert store.audit_rows() == [
            ("2026-01-01T00:00:00Z", "local", "cypher", "MATCH (p {name: '〇〇'}) RETURN p"),
            AUDIT,
        ]
        assert store.withheld().erased == ERASED
        assert store.withheld().suppressed == (OTHER.model_copy(update={"reason": "〇〇の求め"}),)
        everything = repr((list(store.change_sets()), store.audit_rows(), store.keys(), store.withheld(), graph))
        assert "受田" not in everything
        assert "浩之" not in everything
        assert store.verify(silent).sound
        store.close()
        store = place.open(create=False)
    with closing(store):
        after = store.record()
        store.apply(load(after.graph, with_nodes(after.graph, CHAIR)))
        assert (store.ledger_seq(), store.verify(silent).sound) == (3, True)


class _Broken:
    """A rewriting that fails after its first change set."""

    def change_sets(self, old: Iterable[ChangeSet]) -> Iterator[ChangeSet]:
        yield next(iter(old))
        raise StoreError("途中で失敗")

    def text(self, text: str) -> str:
        return text


class _Unfit(_Broken):
    """A rewriting that fails when the store is already writing: a text of the audit cannot be rewritten."""

    def change_sets(self, old: Iterable[ChangeSet]) -> Iterator[ChangeSet]:
        yield from Erasing(["受田浩之"], ERASED.key).change_sets(old)

    def text(self, text: str) -> str:
        raise StoreError("途中で失敗")


@pytest.mark.parametrize("rewriting", [_Broken(), _Unfit()])
def test_a_rewrite_that_fails_changes_nothing(store: Store, rewriting: Rewriting) -> None:
    fill(store)
    before = (list(store.change_sets()), store.read_graph(), store.audit_rows(), store.withheld(), store.keys())
    with pytest.raises(StoreError, match="途中で失敗"):
        store.rewrite(rewriting, ERASED, [ROW.id], AUDIT, silent)
    after = (list(store.change_sets()), store.read_graph(), store.audit_rows(), store.withheld(), store.keys())
    assert after == before
    assert store.verify(silent).sound


def test_a_load_that_was_prepared_before_a_rewrite_is_refused_after_it(store: Store) -> None:
    fill(store)
    graph = store.record().graph
    prepared = load(graph, with_nodes(graph, CHAIR))
    store.rewrite(Erasing(["受田浩之"], ERASED.key), ERASED, [ROW.id], AUDIT, silent)
    with pytest.raises(VersionMoved):
        store.apply(prepared)


def test_what_is_hidden_stays_hidden_in_a_copy_and_in_a_restored_backup(store: Store, tmp_path: Path) -> None:
    store.apply(load(EMPTY, GRAPH))
    store.suppress(ROW)
    store.remember_erased(ERASED)
    expected = store.withheld().model_copy(update={"stamp": 0})
    file = tmp_path / "backup"
    file.write_bytes(b"".join(backup_of(store)))
    for name in ("restored", "copy"):
        with closing(open_store(tmp_path / name, create=True)) as other:
            if name == "copy":
                copied(store, other, silent)
            else:
                restore(file, other, silent)
            assert other.withheld().model_copy(update={"stamp": 0}) == expected
            assert other.read_graph() == GRAPH
            assert persons(Library(other), Selection()).items == ()


@pytest.mark.embedded
def test_a_store_and_a_backup_of_the_release_before_open_and_hide_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with closing(open_store(folder, create=True)) as store:
        store.apply(load(EMPTY, GRAPH))
        lines = gzip.decompress(b"".join(backup_of(store))).splitlines(keepends=True)
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as database:
        for table in ("suppressed", "erased", "withheld"):
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 1")
    head = {**json.loads(lines[0]), "format_version": 1}
    tail = {"change_sets": 1, "sha256": hashlib.sha256(lines[1]).hexdigest()}
    older = [json.dumps(head).encode() + b"\n", lines[1], json.dumps(tail).encode() + b"\n"]
    file = tmp_path / "backup"
    file.write_bytes(gzip.compress(b"".join(older)))
    with closing(open_store(folder)) as store, closing(open_store(tmp_path / "restored", create=True)) as restored:
        assert restore(file, restored, silent) == GRAPH.version
        for each in (store, restored):
            assert each.withheld() == Withheld()
            each.suppress(ROW)
            assert each.withheld().suppressed == (ROW,)
            assert each.read_graph() == GRAPH


def test_a_person_is_known_again_by_name_and_organization_and_a_namesake_elsewhere_is_not(store: Store) -> None:
    moved = UKEDA.model_copy(update={"id": "person:again", "mentions": ("person:again",), "name": "受田　浩之"})
    other = UKEDA.model_copy(update={"id": "person:elsewhere", "mentions": ("person:elsewhere",)})
    noted = organization("noted", "受田浩之研究所")
    seats = (
        seat("again", "kochi-tech", "sawachi", person=moved.id),
        seat("elsewhere", "mazda", "sawachi", person=other.id, statements=(statement("マツダ 受田浩之"),)),
        seat("noted", "noted", "sawachi", note="受田浩之氏の紹介"),
    )
    store.suppress(ROW.model_copy(update={"organizations": (KOCHI_TECH.name,)}))
    store.apply(load(EMPTY, with_nodes(without(GRAPH, UKEDA.id, VISITOR.id), moved, other, noted, *seats)))
    library = Library(store)
    assert [item.id for item in persons(library, Selection()).items] == [other.id]
    with library.reading() as reading:
        found = {one.id: one for one in reading.store.records(Kind.SEAT, [one.id for one in seats])}
        named = reading.store.records(Kind.ORGANIZATION, [noted.id])
        assert [hit.id for hit in reading.store.search("受田浩之", 10)[0]] == [other.id]
    assert [(found[one.id].person, found[one.id].note) for one in seats] == [  # type: ignore[union-attr]
        (None, None),
        (other.id, None),
        (None, "〇〇氏の紹介"),
    ]
    assert found["seat:elsewhere"].statements[0].printed == "マツダ 受田浩之"  # type: ignore[union-attr]
    assert [one.name for one in named] == ["〇〇研究所"]  # type: ignore[union-attr]
