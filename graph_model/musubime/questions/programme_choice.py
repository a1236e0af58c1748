"""Which programmes a map is about: chosen by the filters that say something about a programme itself."""

from collections import defaultdict
from collections.abc import Iterable

from pydantic import BaseModel

from musubime.analytics.snapshot import Snapshot
from musubime.errors import TooMany
from musubime.questions.answers_maps import OwnerRow, ProgrammeCard
from musubime.questions.nodes import Nodes
from musubime.questions.rows import budget_rows, date_rows, figure_rows, seats_path
from musubime.questions.selection import Selection, prefecture_code
from musubime.types.nodes import Programme
from musubime.types.prefectures import names_of
from musubime.types.ties import Tie
from musubime.types.vocabulary import TieType

REFUSED = ("sector", "located_in", "q", "as_of")
"""Filters of seats' holders and of time, which say nothing about a programme."""
MOST = 1_000
"""Programmes on one map."""


def chosen_programmes(selection: Selection, snapshot: Snapshot) -> list[Programme]:
    """Return the programmes that pass every filter, by name, then id.

    `programme` and `owner` (with `within`: and their parts and successors) look at the programme; `prefecture` at its
    own prefecture and at those of the consortia under it; `consortium` at the consortia under it; `roster` at the
    sources that state it. Raises BadQuestion for a value that is unknown and a filter that cannot apply.
    """
    selection.refuse(*REFUSED)
    selection.resolve(snapshot)
    under = _under(snapshot)
    chosen: Iterable[Programme] = snapshot.graph.programmes.values()
    if selection.programme:
        asked = selection.programmes(snapshot)
        chosen = [one for one in chosen if one.id in asked]
    if selection.owner:
        owners = selection.owners(snapshot)
        chosen = [one for one in chosen if any(o.id in owners for o in snapshot.owners_of.get(one.id, ()))]
    if selection.prefecture:
        codes = {prefecture_code(text, "prefecture") for text in selection.prefecture}
        places = snapshot.graph.consortia
        chosen = [
            one
            for one in chosen
            if codes.intersection(one.prefecture)
            or any(codes.intersection(places[id].prefecture) for id in under[one.id])
        ]
    if selection.consortium:
        bodies = set(
            Selection(consortium=selection.consortium, within=selection.within).resolve(snapshot).consortium_ids
        )
        chosen = [one for one in chosen if bodies.intersection(under[one.id])]
    if selection.roster:
        chosen = [one for one in chosen if _rosters(snapshot, one).intersection(selection.roster)]
    return sorted(chosen, key=lambda one: (one.name, one.id))


def refuse_too_many(count: int) -> None:
    """Raise TooMany for a map of more programmes than anybody can read."""
    if count > MOST:
        raise TooMany(
            f"事業・制度が {count} 件あり、図の上限 {MOST} を超えます。"
            "prefecture・programme・owner・consortium・roster のどれかで絞ってください。"
        )


def cards(snapshot: Snapshot, nodes: Nodes, programmes: Iterable[Programme]) -> tuple[ProgrammeCard, ...]:
    """Return programmes with owners, budgets, figures and evidence, in this order."""
    listed = list(programmes)
    owning = _owning(snapshot, {one.id for one in listed})
    nodes.want_sources(*listed, *(tie for ties in owning.values() for tie in ties.values()))
    under = _under(snapshot)
    return tuple(
        ProgrammeCard(
            id=one.id,
            name=one.name,
            prefecture=one.prefecture,
            prefecture_names=tuple(names_of(one.prefecture)),
            summary=one.summary,
            owners=tuple(
                OwnerRow(
                    id=owner.id,
                    name=owner.name,
                    kind=owner.kind.value if owner.kind else None,
                    confidence=owning[one.id][owner.id].confidence,
                    note=owning[one.id][owner.id].note,
                    evidence=nodes.evidence(owning[one.id][owner.id].evidence),
                )
                for owner in snapshot.owners_of.get(one.id, ())
            ),
            issues=one.issues,
            phases=tuple(phase.value for phase in one.phases),
            support_types=tuple(support.value for support in one.support_types),
            budgets=budget_rows(nodes, one.budgets),
            figures=figure_rows(nodes, one.figures),
            dates=date_rows(nodes, one.dates),
            consortia=len(under[one.id]),
            seats=seats_path("programme", one.id),
            confidence=one.confidence,
            note=one.note,
            evidence=nodes.evidence(one.evidence),
        )
        for one in listed
    )


def _under(snapshot: Snapshot) -> defaultdict[str, list[str]]:
    """Return the consortia under each programme."""
    under: defaultdict[str, list[str]] = defaultdict(list)
    for consortium, programmes in snapshot.programmes_of.items():
        for programme in programmes:
            under[programme.id].append(consortium)
    return under


def _owning(snapshot: Snapshot, programmes: set[str]) -> defaultdict[str, dict[str, Tie]]:
    """Return the ties of ownership of these programmes, by programme and owner."""
    owning: defaultdict[str, dict[str, Tie]] = defaultdict(dict)
    for tie in snapshot.ties(TieType.OWNS):
        if tie.to_id in programmes:
            owning[tie.to_id][tie.from_id] = tie
    return owning


def _rosters(snapshot: Snapshot, programme: Programme) -> set[str]:
    """Return the rosters that state a programme anywhere in its record."""
    known = snapshot.graph.sources
    return {roster for id in _sources(programme) if id in known and (roster := known[id].roster) is not None}


def _sources(value: object) -> Iterable[str]:
    if isinstance(value, BaseModel):
        for name, inner in value:
            if name == "source" and isinstance(inner, str):
                yield inner
            else:
                yield from _sources(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _sources(item)
