"""Measures of the one-mode projection: those of networkx, plainly labelled, bounded, and no ranking."""

import networkx  # type: ignore[import-untyped]
import numpy as np
import pytest
from networkx.algorithms import bipartite  # type: ignore[import-untyped]
from scipy.sparse import csr_array

from musubime.analytics.components import components
from musubime.analytics.other_measures import other_measures as measured
from musubime.errors import BadQuestion, PersonsOff, TooMany
from musubime.questions import other_measures as asked
from musubime.questions.answers_other_measures import OtherMeasuresItem
from musubime.questions.library import Library
from musubime.questions.other_measures import other_measures
from musubime.questions.selection import Selection
from tests.questions.random_graphs import every_graph, networkx_of


@every_graph
def test_they_are_those_of_networkx(matrix: csr_array) -> None:
    graph, actors, _ = networkx_of(matrix)
    near = bipartite.projected_graph(graph, actors)
    found = measured(matrix)
    if not actors:
        assert len(found.degree) == len(found.closeness) == len(found.pagerank) == len(found.constraint) == 0
        return
    assert found.degree.tolist() == [near.degree(actor) for actor in actors]
    closeness = networkx.closeness_centrality(near)
    assert found.closeness == pytest.approx([closeness[actor] for actor in actors])
    pagerank = networkx.pagerank(near, tol=1e-12, max_iter=500)
    assert found.pagerank == pytest.approx([pagerank[actor] for actor in actors], abs=1e-8)
    constraint = networkx.constraint(near)
    assert found.constraint == pytest.approx([constraint[actor] for actor in actors], nan_ok=True)


@every_graph
def test_the_eigenvector_is_that_of_the_part_with_the_most_actors(matrix: csr_array) -> None:
    graph, actors, _ = networkx_of(matrix)
    found = measured(matrix).eigenvector
    if not actors:
        assert not len(found)
        return
    part = components(matrix).actor
    largest = np.flatnonzero(part == np.bincount(part).argmax())
    assert np.flatnonzero(~np.isnan(found)).tolist() == largest.tolist()
    near = bipartite.projected_graph(graph, actors).subgraph([actors[place] for place in largest])
    if len(near) > 2:
        expected = networkx.eigenvector_centrality_numpy(near)
        assert found[largest] == pytest.approx([expected[actors[place]] for place in largest], abs=1e-6)


def test_many_actors_take_the_same_way() -> None:
    cells = (np.random.default_rng(8).random((120, 30)) < 0.06).astype(np.int32)
    cells[np.arange(120), np.random.default_rng(9).integers(0, 30, 120)] = 1
    matrix = csr_array(cells)
    graph, actors, _ = networkx_of(matrix)
    near = bipartite.projected_graph(graph, actors)
    largest = max(networkx.connected_components(near), key=len)
    expected = networkx.eigenvector_centrality_numpy(near.subgraph(largest))
    found = dict(zip(actors, measured(matrix).eigenvector.tolist(), strict=True))
    assert {actor: found[actor] for actor in largest} == pytest.approx(expected, abs=1e-6)
    closeness = networkx.closeness_centrality(near)
    assert measured(matrix).closeness == pytest.approx([closeness[actor] for actor in actors])


def _by_name(library: Library, selection: Selection) -> dict[str, OtherMeasuresItem]:
    return {item.name: item for item in other_measures(library, selection, limit=500).items}


def test_on_the_table_an_actor_with_one_seat_has_more_than_one_with_two(library: Library, table: Selection) -> None:
    answer = other_measures(library, table, limit=500)
    assert (answer.total, answer.actors, answer.components, answer.left_out) == (66, 66, 3, 0)
    rows = {item.name: item for item in answer.items}
    assert rows["マツダ株式会社"].degree == 14
    assert max(item.degree for item in rows.values() if item.memberships == 1) == 15
    assert [item.name for item in answer.items] == sorted(rows)
    assert "順位には使えません" in answer.warning
    assert "Do not rank" in other_measures(library, table, lang="en").warning
    assert len([item for item in rows.values() if item.eigenvector is None]) < 66


def test_a_filter_of_bodies_lists_fewer_with_the_same_values(library: Library, table: Selection) -> None:
    companies = _by_name(library, table.model_copy(update={"sector": ("産",)}))
    every = _by_name(library, table)
    assert companies
    assert companies == {name: every[name] for name in companies}


def test_a_projection_beyond_its_bound_is_refused_with_the_filters_that_would_do(
    library: Library, table: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "MOST_PAIRS", 10)
    with pytest.raises(TooMany, match=r"上限の 10 組を超えます。prefecture・programme"):
        other_measures(library, table)


def test_an_unknown_level_and_hidden_persons_are_refused(library: Library, unnamed: Library, table: Selection) -> None:
    with pytest.raises(BadQuestion):
        other_measures(library, table, level="town")  # type: ignore[arg-type]
    with pytest.raises(PersonsOff):
        other_measures(unnamed, table, level="person")
