"""Keys and audit are kept beside the graph and are no part of it."""

from musubime.store.port import KeyRow, Store
from musubime.types.graph import Graph
from tests.engines import Place

FIRST = KeyRow(id="key:1", name="名簿の担当", sha256="a" * 64, created_at="2026-01-01T00:00:00Z")
SECOND = KeyRow(id="key:2", name="研究者", sha256="b" * 64, created_at="2026-01-02T00:00:00Z")


def test_keys_are_added_replaced_and_kept(place: Place) -> None:
    store = place.open()
    assert store.keys() == []
    store.put_key(SECOND)
    store.put_key(FIRST)
    revoked = SECOND.model_copy(update={"revoked_at": "2026-02-01T00:00:00Z"})
    store.put_key(revoked)
    assert store.keys() == [FIRST, revoked]
    assert store.read_graph() == Graph()
    store.close()
    store = place.open(create=False)
    assert store.keys() == [FIRST, revoked]
    store.close()


def test_the_audit_grows_in_order(store: Store) -> None:
    rows = [("2026-01-01T00:00:00Z", "steward", "load", f"load:{n}") for n in range(12)]
    for row in rows:
        store.audit(*row)
    assert store.audit_rows() == rows
    assert (store.ledger_seq(), store.read_graph()) == (0, Graph())
