"""The communities of one selection, found once and kept: who is in which, in which order."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from musubime.analytics import communities as analytics
from musubime.analytics.incidence import Incidence
from musubime.analytics.snapshot import Snapshot
from musubime.questions.chance import members_of
from musubime.questions.library import Library
from musubime.questions.selection import Selected


@dataclass(frozen=True)
class Grouped:
    """The communities of one selection of a snapshot; nodes are actors, then consortia, by number."""

    snapshot: Snapshot
    incidence: Incidence
    found: analytics.Communities

    @cached_property
    def ids(self) -> list[str]:
        """Id of each node."""
        return [*self.incidence.actors, *self.incidence.consortia]

    @cached_property
    def labels(self) -> NDArray[np.int64]:
        """Community of each node."""
        return np.concatenate([self.found.actors, self.found.consortia])

    @cached_property
    def inside(self) -> NDArray[np.int64]:
        """Ties of each node that stay in its community."""
        coo = self.incidence.matrix.tocoo()
        rows, columns = coo.row, coo.col + len(self.incidence.actors)
        same = self.labels[rows] == self.labels[columns]
        return np.bincount(np.concatenate([rows[same], columns[same]]), minlength=len(self.ids))

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """Ties of each node."""
        return np.concatenate([self.incidence.degrees(), self.incidence.sizes()])

    @cached_property
    def members(self) -> list[list[int]]:
        """Nodes of each community: consortia, then actors, by ties inside, then name, then id."""
        by: list[list[tuple[bool, int, str, str, int]]] = [[] for _ in range(len(self.found.stability))]
        for node, label in enumerate(self.labels.tolist()):
            by[label].append((self.is_body(node), -int(self.inside[node]), self.name(node), self.ids[node], node))
        return [[row[-1] for row in sorted(rows)] for rows in by]

    @cached_property
    def community_ids(self) -> list[str]:
        """Id of each community: that of its smallest member, marked as a community's."""
        return ["community:" + min(self.ids[node] for node in nodes) for nodes in self.members]

    @cached_property
    def ranked(self) -> list[tuple[int, int]]:
        """Rank and number of every community, by size, then name, then id; equal sizes share a rank."""
        sizes = [len(nodes) for nodes in self.members]
        order = sorted(
            range(len(sizes)), key=lambda n: (-sizes[n], self.name(self.members[n][0]), self.community_ids[n])
        )
        ranked: list[tuple[int, int]] = []
        for place, number in enumerate(order, start=1):
            same = place > 1 and sizes[ranked[-1][1]] == sizes[number]
            ranked.append((ranked[-1][0] if same else place, number))
        return ranked

    @cached_property
    def sizes_of_components(self) -> NDArray[np.int64]:
        """Nodes of each connected component."""
        return np.bincount(self.found.components)

    @cached_property
    def single(self) -> frozenset[int]:
        """Components with one consortium."""
        counts = np.bincount(self.found.components[len(self.incidence.actors) :])
        return frozenset(np.flatnonzero(counts == 1).tolist())

    def is_body(self, node: int) -> bool:
        """Whether a node is an actor, not a consortium."""
        return node < len(self.incidence.actors)

    def name(self, node: int) -> str:
        """Return the name of a node."""
        id = self.ids[node]
        return self.snapshot.name(id) if self.is_body(node) else self.snapshot.graph.consortia[id].name


def grouped(library: Library, selected: Selected, resolution: float) -> Grouped:
    """Return the communities of a selection, kept for the next question about them."""

    def find() -> Grouped:
        incidence = members_of(library, selected)
        found = analytics.communities(incidence.matrix, incidence.actors, incidence.consortia, resolution=resolution)
        return Grouped(selected.snapshot, incidence, found)

    return library.kept(("communities", resolution, selected.key), find)
