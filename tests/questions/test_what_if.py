"""What would change, beside the same graph made anew without the seats that go and with those that come."""

from itertools import combinations

import networkx  # type: ignore[import-untyped]
import numpy as np
import pytest

from musubime.analytics.incidence import incidence
from musubime.analytics.snapshot import Snapshot
from musubime.analytics.supposing import betweenness_change, either, supposed
from musubime.errors import BadQuestion, NotFound
from musubime.questions.answers_what_if import BeforeAfter
from musubime.questions.library import Library
from musubime.questions.measuring import Value, measures
from musubime.questions.moved import Moved
from musubime.questions.selection import Selection
from musubime.questions.what_if import SECTIONS, what_if
from musubime.types.graph import Graph, graph_of
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import consortium, made, organization, seat
from tests.questions.random_graphs import SeatRow, every_roster, graph_of_seats

MEASURES = ("memberships", "connector", "sole_bridge", "bridge_share", "betweenness_two_mode")


def measured(graph: Graph) -> dict[str, dict[str, Value]]:
    """Return the measures of every seated organization of a graph."""
    library = Library(FakeStore(graph))
    found = measures(library, Selection().resolve(library.snapshot()), "organization")
    return {id: {name: found.value(name, n) for name in MEASURES} for n, id in enumerate(found.incidence.actors)}


def rosters(graph: Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in graph.seats.values():
        if one.organization is not None:
            found.setdefault(one.consortium, set()).add(one.organization)
    return found


def shared(graph: Graph) -> dict[tuple[str, str], set[str]]:
    """Return who ties each pair of consortia, by the smaller id first."""
    listed = rosters(graph)
    both = {(a, b): listed[a] & listed[b] for a, b in combinations(sorted(listed), 2)}
    return {pair: members for pair, members in both.items() if members}


def parts(graph: Graph) -> int:
    two_mode = networkx.Graph()
    for k, members in rosters(graph).items():
        two_mode.add_edges_from((k, member) for member in members)
    return int(networkx.number_connected_components(two_mode))


def operands(graph: Graph, rows: list[SeatRow]) -> tuple[list[str], list[str]]:
    """Return what to take away and put in: it follows from the graph, so that one that fails fails again."""
    rng = np.random.default_rng(len(rows) + sum(row.consortium + (row.organization or 0) for row in rows))
    seated = sorted({one.organization for one in graph.seats.values() if one.organization})
    bodies = sorted({one.consortium for one in graph.seats.values()})
    pool = [*seated, *sorted(graph.seats), *bodies]
    remove = [str(id) for id in rng.choice(pool, min(int(rng.integers(0, 4)), len(pool)), replace=False)]
    listed = [id for id in sorted(graph.consortia) if graph.consortia[id].reported.value in ("listed", "partial")]
    count = int(rng.integers(0 if remove else 1, 3))
    return remove, [f"{rng.choice(sorted(graph.organizations))}@{rng.choice(listed)}" for _ in range(count)]


def changed(graph: Graph, remove: list[str], add: list[str]) -> Graph:
    """Return the graph made anew."""
    kept = [one for one in graph.seats.values() if not {one.id, one.organization, one.consortium} & set(remove)]
    new = [
        seat(at.removeprefix("c:"), organization=body.removeprefix("o:"))
        for body, _, at in (text.partition("@") for text in add)
    ]
    others = [node for node in graph.nodes() if node.id not in graph.seats]
    return graph_of([*others, *kept, *new], graph.ties.values())


@every_roster
def test_what_is_supposed_is_what_the_graph_made_anew_says(rows: list[SeatRow]) -> None:
    graph = graph_of_seats(rows)
    remove, add = operands(graph, rows)
    library = Library(FakeStore(graph))
    found = what_if(library, Selection(), remove, add, limit=500)
    anew = changed(graph, remove, add)
    before, after = measured(graph), measured(anew)
    assert found.measures.betweenness == "exact"

    listed = {row.id: row for row in found.measures.items}
    nobody: dict[str, Value] = dict.fromkeys(MEASURES)
    for id in before.keys() | after.keys():
        first, second = before.get(id, nobody), after.get(id, nobody)
        assert (id in listed) == (first != second), id
        for name in MEASURES if id in listed else ():
            value: BeforeAfter = getattr(listed[id], name)
            assert (value.before, value.after) == (first[name], second[name]), (id, name)

    ties, ties_anew = shared(graph), shared(anew)
    pairs = [{(row.a.id, row.b.id) for row in getattr(found, f"pairs_{name}").items} for name in ("lost", "gained")]
    assert pairs == [ties.keys() - ties_anew.keys(), ties_anew.keys() - ties.keys()]
    both = ties.keys() & ties_anew.keys()
    now_sole = {(row.a.id, row.b.id): row.only.id for row in found.pairs_now_sole.items if row.only}
    assert now_sole == {
        pair: min(ties_anew[pair]) for pair in both if len(ties[pair]) > 1 and len(ties_anew[pair]) == 1
    }
    assert {(row.a.id, row.b.id) for row in found.pairs_no_longer_sole.items} == {
        pair for pair in both if len(ties[pair]) == 1 and len(ties_anew[pair]) > 1
    }
    whole = found.whole
    assert (whole.components.before, whole.components.after) == (parts(graph), parts(anew))
    assert (whole.shared_pairs.before, whole.shared_pairs.after) == (len(ties), len(ties_anew))
    assert (whole.sole_bridges.before, whole.sole_bridges.after) == tuple(
        sum(len(members) == 1 for members in side.values()) for side in (ties, ties_anew)
    )
    assert (whole.actors.before, whole.actors.after) == (len(before), len(after))
    assert (whole.consortia.before, whole.consortia.after) == (len(rosters(graph)), len(rosters(anew)))
    assert {ref.id for ref in found.emptied} == rosters(graph).keys() - rosters(anew).keys()
    assert {ref.id for ref in found.unseated} == before.keys() - after.keys()
    grown = sum(row.after_total - row.before_total for row in found.parts.items)
    assert grown == parts(anew) - parts(graph)
    assert library.snapshot().graph is graph


def test_betweenness_is_left_out_where_the_touched_part_is_too_large_and_never_estimated() -> None:
    graph = graph_of_seats([SeatRow(k, i, None, None) for k in range(5) for i in range(k, k + 3)])
    found = incidence(Snapshot(graph, "g"), np.arange(len(graph.seats)), "organization")
    change = supposed(found.matrix, [(2, 0)], [])
    assert betweenness_change(change, either(change), affordable=0) is None
    exact = betweenness_change(change, either(change))
    assert exact is not None
    assert exact.rows.tolist() == list(range(7))


def test_without_a_body_that_alone_joins_two_networks_they_fall_apart() -> None:
    parts_ = [consortium(name) for name in ("甲", "乙", "丙")]
    bodies = [organization(name) for name in ("結ぶ県", "甲社", "乙社", "丙社")]
    seats = [seat(name, organization="結ぶ県") for name in ("甲", "乙", "丙")]
    seats += [seat(name, organization=f"{name}社") for name in ("甲", "乙", "丙")]
    library = Library(FakeStore(made([*parts_, bodies, seats])))
    found = what_if(library, Selection(), ["o:結ぶ県"])
    assert found.summary == (
        "結ぶ県を外すと、2つのネットワークがほかとつながらなくなります（まとまりは1から3へ）。"
        "「丙」と「乙」など3組に共通の機関がなくなります。"
    )
    assert what_if(library, Selection(), ["o:結ぶ県"], lang="en").summary == (
        "Without 結ぶ県, 2 consortia are cut off from the rest (parts: 1 → 3); "
        "丙 and 乙 (and 2 more pairs) no longer share an organization."
    )
    (row,) = found.parts.items
    assert ([p.consortia for p in row.before], [p.consortia for p in row.after]) == ([3], [1, 1, 1])
    assert [ref.name for part in row.after for ref in part.named] == ["丙", "乙", "甲"]
    assert (found.detached, found.suppositions[0].seats, found.suppositions[0].memberships) == (2, 3, 3)
    joined = what_if(library, Selection(), ["o:結ぶ県"], ["o:甲社@c:乙"])
    assert (joined.whole.components.after, joined.detached) == (2, 1)


def test_one_of_two_seats_changes_nothing_and_says_so() -> None:
    two = [seat("甲", organization="県"), seat("甲", organization="県")]
    library = Library(FakeStore(made([consortium("甲"), organization("県"), two])))
    found = what_if(library, Selection(), [two[0].id], ["o:県@c:甲"])
    assert [(one.operation, one.kind, one.seats, one.memberships) for one in found.suppositions] == [
        ("remove", "seat", 1, 0),
        ("add", "organization", 1, 0),
    ]
    assert found.measures.total == 0
    assert found.summary.endswith("会議体どうしのつながりは変わりません。")


def test_everything_is_taken_away_before_anything_is_put_in() -> None:
    one = seat("甲", organization="県")
    library = Library(FakeStore(made([consortium("甲"), organization("県"), one])))
    found = what_if(library, Selection(), [one.id], ["o:県@c:甲"])
    assert (found.whole.memberships.before, found.whole.memberships.after, found.measures.total) == (1, 1, 0)
    assert [one.memberships for one in found.suppositions] == [1, 1]


@pytest.mark.parametrize(
    ("remove", "add", "sentence"),
    [
        ((), (), "remove か add に"),
        (("o:席なし",), (), "は、選んだ範囲に席がありません"),
        ((), ("o:県",), "機関のID@会議体のID の形で"),
        ((), ("o:県@c:記載なし",), "は構成員が記載されていないので"),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_plain_words(
    remove: tuple[str, ...], add: tuple[str, ...], sentence: str
) -> None:
    bodies = [organization("県"), organization("席なし")]
    silent = consortium("記載なし", reported="members_not_stated")
    library = Library(FakeStore(made([consortium("甲"), silent, bodies, seat("甲", organization="県")])))
    with pytest.raises(BadQuestion, match=sentence):
        what_if(library, Selection(), remove, add)


def test_unknown_ids_are_not_found_and_merged_ones_lead_on() -> None:
    kept = organization("県").model_copy(update={"mentions": ("o:県", "o:old")})
    library = Library(FakeStore(made([consortium("甲"), kept, seat("甲", organization="県")])))
    for remove, add in ((["o:none"], []), ([], ["o:none@c:甲"]), ([], ["o:県@c:none"]), ([], ["@"])):
        with pytest.raises(NotFound):
            what_if(library, Selection(), remove, add)
    with pytest.raises(Moved) as moved:
        what_if(library, Selection(), ["o:old"])
    assert (moved.value.id, moved.value.kept) == ("o:old", "o:県")
    with pytest.raises(Moved) as moved:
        what_if(library, Selection(), add=["o:old@c:甲"])
    assert (moved.value.id, moved.value.kept) == ("o:old@c:甲", "o:県@c:甲")


def test_a_consortium_outside_of_the_selection_takes_no_seat(library: Library, table: Selection) -> None:
    graph = library.snapshot().graph
    chosen = set(table.resolve(library.snapshot()).consortium_ids)
    other = next(id for id in sorted(graph.consortia) if id not in chosen)
    with pytest.raises(BadQuestion, match="は選んだ範囲にありません"):
        what_if(library, table, add=[f"{next(iter(graph.organizations))}@{other}"])


def test_on_the_table_two_pairs_hang_on_one_body_without_tokushima(library: Library, table: Selection) -> None:
    graph = library.snapshot().graph
    named = {node.name: id for id, node in graph.organizations.items()}
    found = what_if(library, table, [named["徳島県"]])
    assert found.summary == "徳島県を外すと、2組が一つの機関だけで結ばれるようになります。"
    assert [(row.rank, row.name) for row in found.measures.items[:1]] == [(1, "徳島大学")]
    assert found.measures.items[0].sole_bridge == BeforeAfter(before=0, after=2, difference=2)
    assert found.measures.items[0].bridge_share == BeforeAfter(before=1.142857, after=2.166667, difference=1.02381)
    kochi = what_if(library, table, [named["高知県"]], section="pairs_lost", limit=1)
    assert [(row.only.name if row.only else None, row.shared.before) for row in kochi.pairs_lost.items] == [
        ("高知県", 1)
    ]
    assert (kochi.measures.items, kochi.measures.total) == ((), 5)


def test_every_list_goes_on_page_by_page_and_gives_each_row_once() -> None:
    rows = [SeatRow(k, i, None, None) for k in range(6) for i in range(8) if (k * i) % 3 != 1]
    library = Library(FakeStore(graph_of_seats(rows)))
    remove = ["o:機関0", "o:機関3", "o:機関6"]
    whole = what_if(library, Selection(), remove, limit=500)
    for section in SECTIONS:
        cursor, given, total = None, list[object](), getattr(whole, section).total
        while True:
            page = getattr(what_if(library, Selection(), remove, section=section, limit=1, cursor=cursor), section)
            given += page.items
            cursor = page.next
            if cursor is None:
                break
        assert given == list(getattr(whole, section).items)
        assert len(given) == total
