"""Partner search: against a plain way on random graphs, and whole answers on the three-prefecture table."""

import math
import random
from collections import Counter, defaultdict

import networkx  # type: ignore[import-untyped]
import numpy as np
import pytest
from scipy.sparse import csr_array

from musubime.analytics.partner_ranking import partner_graph, ranking
from musubime.errors import BadQuestion, NotFound
from musubime.questions.library import Library
from musubime.questions.moved import Moved
from musubime.questions.partners import partners
from musubime.questions.selection import Selection
from musubime.types.graph import Graph
from musubime.types.vocabulary import OrganizationKind, Sector
from tests.questions.fake_store import FakeStore
from tests.questions.made_graph import Made, consortium, made, organization, person, seat
from tests.questions.random_graphs import every_graph, networkx_of


def _id(graph: Graph, name: str) -> str:
    return next(node.id for node in graph.organizations.values() if node.name == name)


# --- the ranking, against plain Python and networkx ---


def _plainly(cells: list[list[int]], asker: int) -> dict[int, float]:
    """Return the scores as the module's sentences define them, with nothing but loops."""
    actors, consortia = range(len(cells)), range(len(cells[0]))
    on = {i: [k for k in consortia if cells[i][k]] for i in actors}
    members = {k: [i for i in actors if cells[i][k]] for k in consortia}
    together = {i: Counter(j for k in on[i] for j in members[k]) for i in actors}

    here, walk = {asker: 1.0}, dict.fromkeys(actors, 0.0)
    for turn in range(1, 21):
        on_consortia: defaultdict[int, float] = defaultdict(float)
        for i, chance in here.items():
            for k in on[i]:
                on_consortia[k] += chance / len(on[i])
        arriving: defaultdict[int, float] = defaultdict(float)
        for k, chance in on_consortia.items():
            for j in members[k]:
                arriving[j] += chance / len(members[k])
        here = dict(arriving)
        for j, chance in here.items():
            walk[j] += 0.8 ** (2 * turn) * chance

    said = {
        j: sum((sum(together[z][j] / len(on[z]) for z in members[k]) / len(members[k])) ** 2 for k in on[asker])
        for j in actors
    }
    reached = networkx.node_connected_component(_met(together), asker)
    candidates = [j for j in actors if j in reached and j not in together[asker]]
    ways = {j: walk[j] / len(on[j]) ** 0.2 for j in candidates}
    known = {j: said[j] ** 2 for j in candidates}
    return {j: 100 * (0.5 * ways[j] / sum(ways.values()) + 0.5 * known[j] / sum(known.values())) for j in candidates}


def _met(together: dict[int, Counter[int]]) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(together)
    graph.add_edges_from((i, j) for i, others in together.items() for j in others)
    return graph


@every_graph
def test_scores_are_those_of_the_plain_way(matrix: csr_array) -> None:
    graph = partner_graph(matrix)
    cells = matrix.todense().tolist()
    for asker in range(matrix.shape[0]):
        found = ranking(graph, asker)
        plain = _plainly(cells, asker)
        assert found.candidates.tolist() == sorted(plain)
        for j, score in zip(found.candidates.tolist(), found.scores.tolist(), strict=True):
            assert score == pytest.approx(plain[j], abs=1.1e-6)
            assert score == round(score, 6)


@every_graph
def test_candidates_steps_and_the_unconnected_are_those_of_networkx(matrix: csr_array) -> None:
    graph = partner_graph(matrix)
    two_mode, actors, _ = networkx_of(matrix)
    for asker, name in enumerate(actors):
        found = ranking(graph, asker)
        far = networkx.single_source_shortest_path_length(two_mode, name)
        steps = {j: far[other] // 2 for j, other in enumerate(actors) if other in far}
        assert dict(zip(found.candidates.tolist(), found.between.tolist(), strict=True)) == {
            j: step for j, step in steps.items() if step > 1
        }
        assert found.co_seated.tolist() == [j for j, step in steps.items() if step == 1]
        assert found.unconnected == len(actors) - len(steps)


@every_graph
def test_the_order_of_rows_and_columns_changes_no_score(matrix: csr_array) -> None:
    shuffle = np.random.default_rng(matrix.nnz)
    rows, columns = (shuffle.permutation(size) for size in matrix.shape)
    other = partner_graph(csr_array(matrix[rows][:, columns]))
    graph = partner_graph(matrix)
    for place, asker in enumerate(rows.tolist()):
        ours, theirs = ranking(graph, asker), ranking(other, place)
        expected = dict(zip(ours.candidates.tolist(), ours.scores.tolist(), strict=True))
        found = dict(zip(rows[theirs.candidates].tolist(), theirs.scores.tolist(), strict=True))
        assert found.keys() == expected.keys()
        assert all(math.isclose(found[j], expected[j], abs_tol=1.1e-6) for j in expected)


def test_a_body_behind_more_than_twenty_consortia_is_ranked_last_and_its_steps_are_not_known() -> None:
    chain = np.zeros((25, 24), dtype=np.int32)
    for k in range(24):
        chain[k, k] = chain[k + 1, k] = 1
    found = ranking(partner_graph(csr_array(chain)), 0)
    assert found.candidates.tolist() == list(range(2, 25))
    assert found.between.tolist() == [*range(2, 21), 0, 0, 0, 0]
    assert found.scores.tolist() == sorted(found.scores.tolist(), reverse=True)
    assert found.scores[-1] == 0


# --- the question ---


def test_who_the_university_of_kochi_has_not_met_and_why(graph: Graph, library: Library, table: Selection) -> None:
    """By hand: three of the pact 高知県・大学等連携協議会 sit nowhere else; three of its members sit with 高知大学."""
    found = partners(library, table, _id(graph, "高知大学"))
    assert (found.organization.name, found.memberships, found.co_seated) == ("高知大学", 2, 20)
    assert (found.total, found.candidates, found.unconnected, found.partial, found.left_out) == (3, 3, 42, 0, 0)
    assert found.notes == (
        "ほかに42機関は、機関の席をたどっても高知大学からの道がないため順位がありません（遠いのではなく、つながりの記載がありません）。",
    )
    assert [(item.rank, item.name, item.score, item.steps, item.common_partners) for item in found.items] == [
        (1, "高知リハビリテーション専門職大学", 33.333333, 4, 3),
        (1, "高知学園大学", 33.333333, 4, 3),
        (1, "高知学園短期大学", 33.333333, 4, 3),
    ]
    first = found.items[0]
    assert first.reasons == (
        "高知県・高知工業高等専門学校・高知県立大学の3機関が、高知大学ともこの機関とも同席しています。",
        "この機関との同席の場は「高知県・大学等連携協議会」です。",
        "高知大学の「SAWACHI型健康社会共創拠点」では、ほかの構成員14機関のうち3機関がこの機関と同席しています。",
    )
    assert [(one.name, one.with_us_total, one.with_them_total, one.memberships) for one in first.introducers] == [
        ("高知県", 2, 1, 3),
        ("高知工業高等専門学校", 1, 1, 2),
        ("高知県立大学", 1, 1, 2),
    ]
    assert [[one.name for one in part] for part in (first.meeting, first.consortia)] == [
        ["高知県・大学等連携協議会"]
    ] * 2
    assert (first.introducers_more, first.contact_total, first.contact) == (0, 0, ())
    assert first.prefecture_names == ("高知県",)
    assert first.seats == f"/api/v1/seats?organization={first.id}"
    assert first.paths == f"/api/v1/paths?from={found.organization.id}&to={first.id}"


def test_every_number_of_an_introducer_opens_to_the_seats_of_both_sides(
    graph: Graph, library: Library, table: Selection
) -> None:
    found = partners(library, table, _id(graph, "高知リハビリテーション専門職大学"))
    assert [item.name for item in found.items[:2]] == ["高知大学", "高知工科大学"]
    assert found.items[0].score == found.items[1].score > found.items[2].score
    for item in found.items:
        for one in item.introducers:
            for side, other in ((one.with_us, found.organization.id), (one.with_them, item.id)):
                for shared in side:
                    held = [graph.seats[id] for id in (*shared.seats, *shared.with_seats)]
                    assert {row.consortium for row in held} == {shared.consortium.id}
                    assert {graph.seats[id].organization for id in shared.seats} == {one.id}
                    assert {graph.seats[id].organization for id in shared.with_seats} == {other}


def test_where_everybody_is_met_already_the_list_says_so(graph: Graph, library: Library, table: Selection) -> None:
    found = partners(library, table, _id(graph, "徳島大学"))
    assert (found.total, found.candidates, found.co_seated, found.unconnected) == (0, 0, 26, 39)
    assert found.notes == (
        "徳島大学とつながる機関は、すべてすでに同席しています。",
        "ほかに39機関は、機関の席をたどっても徳島大学からの道がないため順位がありません（遠いのではなく、つながりの記載がありません）。",
    )


def test_an_organization_without_a_selected_seat_gets_a_reason(graph: Graph, library: Library) -> None:
    found = partners(library, Selection(prefecture=("34",)), _id(graph, "徳島大学"), lang="en")
    assert (found.total, found.memberships, found.items) == (0, 0, ())
    assert found.notes == (
        "No seat of 徳島大学 is stated among the seats of prefecture=34, so nobody can be ranked."
        " Take off a filter, or choose an organization that holds a seat.",
    )


def test_filters_of_the_list_choose_rows_and_leave_ranks_as_they_are(
    graph: Graph, library: Library, table: Selection
) -> None:
    asker = _id(graph, "高知リハビリテーション専門職大学")
    every = partners(library, table, asker)
    assert every.total == 18
    cities = partners(library, table.model_copy(update={"sector": ("官",)}), asker)
    assert [(item.rank, item.name) for item in cities.items] == [(3, "室戸市")]
    banks = partners(library, table.model_copy(update={"q": "銀行"}), asker)
    assert [(item.rank, item.name) for item in banks.items] == [(13, "株式会社四国銀行"), (13, "株式会社高知銀行")]
    assert (banks.total, banks.candidates) == (2, 18)
    schools = partners(library, table, asker, kind=("university",))
    kinds = {node.id for node in graph.organizations.values() if node.kind is OrganizationKind.UNIVERSITY}
    assert [item.id for item in schools.items] == [item.id for item in every.items if item.id in kinds]
    assert 0 < schools.total < every.total
    nobody = partners(library, table.model_copy(update={"q": "存在しない名前"}), asker)
    assert nobody.notes == ("候補は18機関ありますが、一覧の条件に合うものはありません。条件を外してください。",)
    assert nobody.unconnected == 0


def test_pages_of_a_list_give_every_candidate_once(graph: Graph, library: Library, table: Selection) -> None:
    asker = _id(graph, "高知リハビリテーション専門職大学")
    every = [item.id for item in partners(library, table, asker).items]
    first = partners(library, table, asker, limit=10)
    assert first.next is not None
    second = partners(library, table, asker, limit=10, cursor=first.next)
    assert [item.id for item in (*first.items, *second.items)] == every
    assert second.next is None


def _made_library() -> Library:
    """We and 甲 sit on 一; 甲 and 乙 on 二; 乙 and 丙 on 三; 丁 is by itself; 人 sits everywhere as a person."""
    parts: list[Made | list[Made]] = [
        *(organization(name, Sector.INDUSTRY if name in "乙丁" else None) for name in "我甲乙丙丁"),
        person("人"),
        *(consortium(name, reported="partial" if name == "一" else "listed") for name in "一二三四"),
    ]
    for name, bodies in (("一", "我甲"), ("二", "甲乙"), ("三", "乙丙"), ("四", "丁")):
        parts += [seat(name, organization=body) for body in bodies]
        parts.append(seat(name, person="人"))
    graph = made(parts)
    node = graph.consortia["c:二"]
    graph.consortia["c:二"] = node.model_copy(update={"contact": "二の事務局", "themes": ("DX",)})
    desk = next(row for row in graph.seats.values() if row.consortium == "c:三" and row.organization == "o:丙")
    graph.seats[desk.id] = desk.model_copy(update={"role": "事務局"})
    return Library(FakeStore(graph))


def test_persons_are_no_candidates_and_tie_nobody_here() -> None:
    found = partners(_made_library(), Selection(), "o:我")
    assert [(item.name, item.steps, item.common_partners) for item in found.items] == [("乙", 4, 1), ("丙", 6, 0)]
    assert [one.name for item in found.items for one in item.introducers] == ["甲"]
    assert (found.unconnected, found.left_out, found.partial) == (1, 4, 1)
    assert found.notes == (
        "ほかに1機関は、機関の席をたどっても我からの道がないため順位がありません（遠いのではなく、つながりの記載がありません）。",
        "我の会議体のうち1件は構成員の一部だけが分かるため、すでに同席している機関が候補に入っていることがあります。",
    )


def test_reasons_are_plain_sentences_in_both_languages() -> None:
    library = _made_library()
    assert [item.reasons for item in partners(library, Selection(), "o:我").items] == [
        ("甲が、我ともこの機関とも同席しています。", "この機関との同席の場は「二」です。"),
        ("共通の同席機関はありません。会議体を3つたどるとつながります。",),
    ]
    assert [item.reasons for item in partners(library, Selection(), "o:我", lang="en").items] == [
        ("甲 sits with both 我 and this body.", "They meet it on 二."),
        ("No common partner; connected over 3 consortia.",),
    ]


def test_the_desk_is_the_one_that_a_document_or_a_seat_states() -> None:
    found = partners(_made_library(), Selection(), "o:我")
    desks = [
        [
            (one.consortium.name, one.contact, one.seat.holder.name if one.seat and one.seat.holder else None)
            for one in item.contact
        ]
        for item in found.items
    ]
    assert desks == [[("二", "二の事務局", None), ("三", None, "丙")], [("三", None, "丙")]]
    assert [item.contact_total for item in found.items] == [2, 1]


def test_a_theme_keeps_those_who_sit_on_a_consortium_of_it() -> None:
    library = _made_library()
    assert [item.name for item in partners(library, Selection(), "o:我", theme=("DX",)).items] == ["乙"]
    with pytest.raises(BadQuestion, match="テーマ「GX」の会議体はありません。選んだ会議体のテーマ: DX。"):
        partners(library, Selection(), "o:我", theme=("GX",))
    with pytest.raises(BadQuestion, match="機関の種類「大名」はありません。"):
        partners(library, Selection(), "o:我", kind=("大名",))
    assert [item.name for item in partners(library, Selection(), "o:我", kind=("unknown",)).items] == ["乙", "丙"]


def test_the_order_in_which_a_graph_was_read_changes_nothing() -> None:
    library = _made_library()
    graph = library.snapshot().graph
    mixed: list[Made] = [
        *graph.organizations.values(),
        *graph.persons.values(),
        *graph.consortia.values(),
        *graph.seats.values(),
    ]
    random.Random(7).shuffle(mixed)
    again = Library(FakeStore(made(mixed)))
    for id in graph.organizations:
        assert partners(again, Selection(), id) == partners(library, Selection(), id)


def test_unknown_and_merged_ids(graph: Graph, library: Library) -> None:
    with pytest.raises(NotFound, match="機関 o:none はありません"):
        partners(library, Selection(), "o:none")
    merged = next(node for node in graph.organizations.values() if len(node.mentions) > 1)
    other = next(id for id in merged.mentions if id != merged.id)
    with pytest.raises(Moved) as moved:
        partners(library, Selection(), other)
    assert (moved.value.collection, moved.value.kept) == ("organizations", merged.id)


def test_a_candidate_of_one_selection_may_be_a_partner_in_the_whole(graph: Graph, library: Library) -> None:
    asker = _id(graph, "高知大学")
    council = next(node.id for node in graph.consortia.values() if node.name.startswith("高知県Next次世代型"))
    narrow = partners(library, Selection(consortium=(council,)), asker)
    assert (narrow.memberships, narrow.candidates) == (1, 0)
    assert narrow.co_seated < partners(library, Selection(), asker).co_seated
