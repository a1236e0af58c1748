"""Who ties networks together: the measures of key actors, ranked."""

from collections.abc import Callable, Sequence

import numpy as np

from musubime.analytics.brokerage import Roles
from musubime.analytics.incidence import Incidence
from musubime.analytics.snapshot import Snapshot
from musubime.errors import BadQuestion, PersonsOff
from musubime.questions.answers import Ref
from musubime.questions.answers_measures import BrokerageRoles, KeyActorItem, KeyActorList
from musubime.questions.library import Library
from musubime.questions.measuring import (
    BETWEENNESS,
    ROLES,
    Integers,
    Level,
    Measures,
    Ranking,
    Value,
    measures,
    ranking,
    roles,
)
from musubime.questions.paging import DEFAULT_LIMIT, paged
from musubime.questions.reasons import Pair, Sole, reason
from musubime.questions.rows import seats_path
from musubime.questions.selection import Selected, Selection
from musubime.types.prefectures import names_of

__all__ = ["LEVELS", "SORTS", "Level", "Measures", "Value", "key_actors", "measures"]

LEVELS: tuple[Level, ...] = ("organization", "post", "person")
SORTS = (
    "memberships",
    "connector",
    "sole_bridge",
    "bridge_share",
    *BETWEENNESS,
    "interlocks",
    *(f"brokerage_roles.{role}" for role in ROLES),
)


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
        ranked = ranking(library, selected, measured, level, sort)
        chosen = _chosen(library, selected, measured, ranked, (level, sort))
        actors = measured.incidence.actors
        made = f"{snapshot.version}~" if measured.provisional and sort in BETWEENNESS else snapshot.version
        page, following = paged(chosen, limit, cursor, lambda place: actors[place], ranked_in=made)
        write = _writer(library, selected, measured, level, lang)
        error = measured.betweenness.error
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
            components=measured.components,
            betweenness="exact" if error is None else "estimated",
            betweenness_error=None if error is None else round(error, 6),
            betweenness_exact_later=measured.provisional,
            items=tuple(write(place, int(ranked.ranks[place]) or None) for place in page),
        )


def _chosen(
    library: Library, selected: Selected, measured: Measures, ranked: Ranking, name: tuple[str, str]
) -> Sequence[int]:
    """Return the places of the actors that pass the filters of bodies, in order."""
    asked = selected.selection
    if not asked.filters_bodies:
        return ranked.order
    passes, actors = asked.bodies(selected.snapshot), measured.incidence.actors
    provisional = measured.provisional and name[1] in BETWEENNESS
    key = ("chosen", *name, provisional, asked.sector, asked.located_in, asked.q, selected.key)
    return library.kept(key, lambda: [place for place in ranked.order if passes(actors[place])])


def _writer(
    library: Library, selected: Selected, measured: Measures, level: Level, lang: str
) -> Callable[[int, int | None], KeyActorItem]:
    """Return what writes the item of an actor, by its place, and its rank."""
    snapshot, found = selected.snapshot, measured.incidence
    names = snapshot.consortium_name_order[found.consortium_places]
    brokerage = roles(library, selected, measured, level)
    refs: list[Ref] = library.kept(("consortium refs", snapshot.version), lambda: _refs(snapshot))
    soles: dict[int, Sole] = library.kept(("sole", level, selected.key), dict)

    def write(place: int, rank: int | None) -> KeyActorItem:
        id = found.actors[place]
        columns = found.columns_of(place)
        columns = columns[np.argsort(names[columns])]
        consortia = tuple(refs[k] for k in found.consortium_places[columns].tolist())
        if place not in soles:
            soles[place] = _sole(selected, found, columns) if measured.columns["sole_bridge"][place] else Sole()
        alone = soles[place]
        owners = _owners(selected, found, columns)
        post = snapshot.posts.get(id)
        prefecture = snapshot.prefecture(id)
        joined = len(consortia) * (len(consortia) - 1) // 2
        return KeyActorItem.model_validate(
            {
                **{name: measured.value(name, place) for name in measured.columns},
                "rank": rank,
                "id": id,
                "name": snapshot.name(id),
                "organization": Ref(id=post.organization, name=snapshot.name(post.organization)) if post else None,
                "sector": snapshot.sector(id, inferred=selected.selection.inferred),
                "prefecture": prefecture,
                "prefecture_names": tuple(names_of(prefecture)),
                "brokerage_roles": BrokerageRoles(**Roles(*brokerage[place].tolist())._asdict()),
                "sole_bridge_stated": alone.stated,
                "reason": reason(lang, [each.name for each in consortia], owners, alone, joined),
                "consortia": consortia,
                "seats": seats_path(level, id),
            }
        )

    return write


def _refs(snapshot: Snapshot) -> list[Ref]:
    """Return every consortium, in the order of the snapshot."""
    nodes = snapshot.graph.consortia
    return [Ref(id=id, name=nodes[id].name) for id in snapshot.consortium_ids]


def _owners(selected: Selected, found: Incidence, columns: Integers) -> list[str]:
    """Return the owners of the programmes of some consortia, those of the most first, then by name."""
    snapshot = selected.snapshot
    owning, counts = np.unique(snapshot.owner[found.consortium_places[columns]], return_counts=True)
    named = [
        (-count, snapshot.name(snapshot.organization_ids[place]))
        for place, count in zip(owning.tolist(), counts.tolist(), strict=True)
        if place >= 0
    ]
    return [name for _, name in sorted(named)]


def _sole(selected: Selected, found: Incidence, columns: Integers) -> Sole:
    """Return what the actor of these consortia (in the order of their names) alone joins."""
    members = found.members[columns]
    shared = (members @ members.T).tocoo()
    once = (shared.data == 1) & (shared.row < shared.col)
    first, second = shared.row[once], shared.col[once]
    whole = selected.snapshot.listed[found.consortium_places[columns]]
    stated = whole[first] & whole[second]
    pairs = [_first_pair(selected, found, columns, first[of], second[of]) for of in (stated, ~stated)]
    return Sole(int(stated.sum()), int((~stated).sum()), pairs[0], pairs[1])


def _first_pair(selected: Selected, found: Incidence, columns: Integers, first: Integers, second: Integers) -> Pair:
    if not len(first):
        return ("", "")
    least = np.lexsort((second, first))[0]
    ids = (found.consortia[columns[end[least]]] for end in (first, second))
    a, b = (selected.snapshot.graph.consortia[id].name for id in ids)
    return a, b
