"""Where the consortia of a prefecture, programme or owner stand in a snapshot, and who bears a name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from musubime.types.vocabulary import Kind

if TYPE_CHECKING:
    from musubime.analytics.snapshot import Snapshot

Ints = NDArray[np.int32]
Places = Mapping[str, Ints]


@dataclass(frozen=True)
class Directory:
    """Places of consortia in the order of their ids, by what filters ask for."""

    prefecture: Places
    programme: Places
    owner: Places
    """By the id of any owner of any of its programmes."""
    consortium: Mapping[str, int]
    names: Mapping[Kind, Mapping[str, tuple[str, ...]]]
    """Ids by exact name, of organizations, programmes and consortia."""


def directory(snapshot: "Snapshot") -> Directory:
    """Return the directory of a snapshot."""
    prefecture: defaultdict[str, list[int]] = defaultdict(list)
    programme: defaultdict[str, list[int]] = defaultdict(list)
    owner: defaultdict[str, list[int]] = defaultdict(list)
    for place, id in enumerate(snapshot.consortium_ids):
        for code in snapshot.graph.consortia[id].prefecture:
            prefecture[code].append(place)
        for each in snapshot.programmes_of.get(id, ()):
            programme[each.id].append(place)
            for body in snapshot.owners_of.get(each.id, ()):
                owner[body.id].append(place)
    graph = snapshot.graph
    return Directory(
        prefecture=_arrays(prefecture),
        programme=_arrays(programme),
        owner=_arrays(owner),
        consortium={id: place for place, id in enumerate(snapshot.consortium_ids)},
        names={
            Kind.ORGANIZATION: _by_name((node.id, node.name) for node in graph.organizations.values()),
            Kind.PROGRAMME: _by_name((node.id, node.name) for node in graph.programmes.values()),
            Kind.CONSORTIUM: _by_name((node.id, node.name) for node in graph.consortia.values()),
        },
    )


def marks(places: Places, keys: Iterable[str], size: int) -> NDArray[np.bool_]:
    """Return an array that is true at the places of any of the keys.

    >>> marks({"a": np.array([0], dtype=np.int32)}, ["a", "b"], 2).tolist()
    [True, False]
    """
    marked = np.zeros(size, dtype=np.bool_)
    for key in keys:
        if key in places:
            marked[places[key]] = True
    return marked


def _arrays(places: Mapping[str, list[int]]) -> Places:
    return {key: np.array(found, dtype=np.int32) for key, found in places.items()}


def _by_name(named: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for id, name in named:
        ids[name].append(id)
    return {name: tuple(sorted(found)) for name, found in ids.items()}
