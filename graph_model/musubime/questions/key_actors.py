"""Who ties networks together: the measures of key actors, ranked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from musubime.analytics.betweenness import Betweenness, betweenness
from musubime.analytics.bridging import bipartite_maximum, bridges, connector
from musubime.analytics.brokerage import UNKNOWN, Roles, brokerage_roles
from musubime.analytics.incidence import Incidence, incidence
from musubime.analytics.overlapping import shared_counts
from musubime.errors import BadQuestion, PersonsOff
from musubime.questions.answers import Ref
from musubime.questions.answers_measures import BrokerageRoles, KeyActorItem, KeyActorList
from musubime.questions.library import Library
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.reasons import Sole, reason
from musubime.questions.rows import seats_path
from musubime.questions.selection import Selected, Selection
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Reported, Sector

Level = Literal["organization", "post", "person"]
Value = float | int | None
LEVELS: tuple[Level, ...] = ("organization", "post", "person")
SECTORS = [sector.value for sector in Sector]
ROLES = Roles._fields
SORTS = (
    "memberships",
    "connector",
    "sole_bridge",
    "bridge_share",
    "betweenness_two_mode",
    "betweenness_two_mode_norm",
    "interlocks",
    *(f"brokerage_roles.{role}" for role in ROLES),
)


@dataclass(frozen=True)
class Measures:
    """Every measure of every actor of one selection, in the order of the actors' ids; values at 6 decimals."""

    incidence: Incidence
    values: dict[str, list[Value]]
    betweenness: Betweenness


def measures(library: Library, selected: Selected, level: Level) -> Measures:
    """Return the measures of the selected seats at a level, kept for the next question about them."""
    return library.kept(("measures", level, selected.key), lambda: _measured(selected, level))


def _measured(selected: Selected, level: Level) -> Measures:
    found = incidence(selected.snapshot, selected.seats, level)
    sole, share = bridges(found.matrix)
    between = betweenness(found.matrix)
    degrees: list[int] = found.degrees().tolist()
    maximum = bipartite_maximum(*found.matrix.shape)
    raw: list[float] = between.values.tolist()
    values: dict[str, list[Value]] = {
        "memberships": list(degrees),
        "connector": [None if v is None else round(v, 6) for v in connector(found.matrix, _owners(selected, found))],
        "sole_bridge": list(sole.tolist()),
        "bridge_share": [round(v, 6) for v in share.tolist()],
        "betweenness_two_mode": [round(v, 6) for v in raw],
        "betweenness_two_mode_norm": [round(v / maximum, 6) if maximum > 0 else None for v in raw],
        "interlocks": [d * (d - 1) // 2 if level == "person" else None for d in degrees],
    }
    return Measures(found, values, between)


def _owners(selected: Selected, found: Incidence) -> list[int]:
    owners = [selected.snapshot.owner_of(id) for id in found.consortia]
    place = {id: n for n, id in enumerate(sorted({owner.id for owner in owners if owner}))}
    return [place[owner.id] if owner else -1 for owner in owners]


def key_actors(
    library: Library,
    selection: Selection,
    *,
    level: Level = "organization",
    sort: str = "memberships",
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
    lang: str = "ja",
) -> KeyActorList:
    """Return actors by rank: equal values share it, null comes last without one, then by name and id.

    Values and ranks are those among all selected seats; `sector`, `located_in` and `q` only choose which rows are
    listed. Raises BadQuestion for an unknown level or measure, PersonsOff.
    """
    if level not in LEVELS:
        raise BadQuestion("level は organization・post・person のどれかです。", field="level", value=str(level)[:80])
    if sort not in SORTS:
        raise BadQuestion(f"sort「{sort[:80]}」はありません。使えるのは {'、'.join(SORTS)}。", field="sort")
    if level == "person" and not library.persons:
        raise PersonsOff
    with library.reading() as reading:
        snapshot = reading.snapshot
        selected = selection.resolve(snapshot)
        measured = measures(library, selected, level)
        ranked = library.kept(
            ("ranked", level, sort, selected.key), lambda: _ranked(library, selected, measured, level, sort)
        )
        passes = selection.bodies(snapshot)
        actors = measured.incidence.actors
        chosen = [row for row in ranked if passes(actors[row[1]])]
        page, following = paged(chosen, limit, cursor, lambda row: actors[row[1]], ranked_in=snapshot.version)
        write = _writer(selected, measured, level, lang, [row[1] for row in page])
        return KeyActorList(
            graph_version=snapshot.version,
            total=len(chosen),
            next=following,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            level=level,
            sort=sort,
            left_out=measured.incidence.left_out,
            actors=len(actors),
            consortia=len(measured.incidence.consortia),
            betweenness="exact" if measured.betweenness.error is None else "estimated",
            betweenness_error=None if measured.betweenness.error is None else round(measured.betweenness.error, 6),
            items=tuple(write(rank, index, n) for n, (rank, index) in enumerate(page)),
        )


def _ranked(
    library: Library, selected: Selected, measured: Measures, level: Level, sort: str
) -> list[tuple[int | None, int]]:
    """Return rank and index of every actor, in order."""
    if sort.startswith("brokerage_roles."):
        every = np.arange(len(measured.incidence.actors), dtype=np.intp)
        key = ("roles", level, selected.key)
        roles = library.kept(key, lambda: _roles(selected, measured.incidence, every))
        values: Sequence[Value] = [getattr(each, sort.partition(".")[2]) for each in roles]
    else:
        values = measured.values[sort]
    name = selected.snapshot.name
    order = sorted(
        range(len(values)),
        key=lambda i: (values[i] is None, -(values[i] or 0), name(measured.incidence.actors[i]), i),
    )
    ranked: list[tuple[int | None, int]] = []
    for place, index in enumerate(order, start=1):
        value = values[index]
        same = place > 1 and values[order[place - 2]] == value
        ranked.append((None if value is None else ranked[-1][0] if same else place, index))
    return ranked


def _roles(selected: Selected, found: Incidence, rows: NDArray[np.intp]) -> list[Roles]:
    inferred = selected.selection.inferred
    printed = (selected.snapshot.sector(id, inferred=inferred) for id in found.actors)
    groups = np.array([SECTORS.index(s) if s in SECTORS else UNKNOWN for s in printed], dtype=np.int64)
    return brokerage_roles(found.matrix, groups, rows)


def _writer(
    selected: Selected, measured: Measures, level: Level, lang: str, rows: Sequence[int]
) -> Callable[[int | None, int, int], KeyActorItem]:
    """Return what writes the item of a rank, an actor's index, and its place on the page."""
    snapshot, found = selected.snapshot, measured.incidence
    roles = _roles(selected, found, np.array(rows, dtype=np.intp))
    sole = _sole_pairs(found, [index for index in rows if measured.values["sole_bridge"][index]])

    def write(rank: int | None, index: int, place: int) -> KeyActorItem:
        id = found.actors[index]
        consortia = [snapshot.graph.consortia[k] for k in found.consortia_of(index)]
        consortia.sort(key=lambda node: (node.name, node.id))
        owners = sorted({owner.name for node in consortia if (owner := snapshot.owner_of(node.id))})
        alone = _by_knowledge(selected, sole.get(index, ()))
        post = snapshot.posts.get(id)
        prefecture = snapshot.prefecture(id)
        values = {name: column[index] for name, column in measured.values.items()}
        return KeyActorItem.model_validate(
            {
                **values,
                "rank": rank,
                "id": id,
                "name": snapshot.name(id),
                "organization": Ref(id=post.organization, name=snapshot.name(post.organization)) if post else None,
                "sector": snapshot.sector(id, inferred=selected.selection.inferred),
                "prefecture": prefecture,
                "prefecture_names": tuple(names_of(prefecture)),
                "brokerage_roles": BrokerageRoles(**roles[place]._asdict()),
                "sole_bridge_stated": len(alone.stated),
                "reason": reason(
                    lang, [node.name for node in consortia], owners, alone, len(consortia) * (len(consortia) - 1) // 2
                ),
                "consortia": tuple(Ref(id=node.id, name=node.name) for node in consortia),
                "seats": seats_path(level, id),
            }
        )

    return write


def _by_knowledge(selected: Selected, pairs: Sequence[tuple[str, str]]) -> Sole:
    """Return pairs by name: those whose members are all stated, and those of which a part is not known."""
    consortia = selected.snapshot.graph.consortia
    named = sorted((consortia[a].name, consortia[b].name, _whole(selected, a, b)) for a, b in pairs)
    return Sole([(a, b) for a, b, whole in named if whole], [(a, b) for a, b, whole in named if not whole])


def _whole(selected: Selected, *ids: str) -> bool:
    return all(selected.snapshot.graph.consortia[id].reported is Reported.LISTED for id in ids)


def _sole_pairs(found: Incidence, rows: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return, for the actors of a page, the pairs of consortia that each alone joins."""
    pairs: dict[int, list[tuple[str, str]]] = {}
    for index in rows:
        columns = _row(found, index)
        common = shared_counts(found.matrix[:, columns]).tocoo()
        once = common.data == 1
        ends = zip(columns[common.row[once]].tolist(), columns[common.col[once]].tolist(), strict=True)
        pairs[index] = [(found.consortia[a], found.consortia[b]) for a, b in ends]
    return pairs


def _row(found: Incidence, index: int) -> NDArray[np.int32]:
    row: NDArray[np.int32] = found.matrix.indices[found.matrix.indptr[index] : found.matrix.indptr[index + 1]]
    return row
