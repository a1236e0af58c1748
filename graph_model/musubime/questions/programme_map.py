"""Which programmes stand where between policy issues and the way from research to use, and what follows what."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers import Ref
from musubime.questions.answers_maps import (
    ApartRow,
    IssueRow,
    MapCell,
    Missing,
    PhaseColumn,
    ProgrammeMap,
    ProgrammeRelation,
    Standing,
)
from musubime.questions.library import Library
from musubime.questions.nodes import Nodes
from musubime.questions.programme_choice import cards, chosen_programmes, refuse_too_many
from musubime.questions.selection import Selection
from musubime.types.nodes import Programme
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind, Phase, TieType

RELATIONS = (TieType.FOLLOWED_BY, TieType.PART_OF, TieType.COORDINATES_WITH)


def programme_map(library: Library, selection: Selection, lang: str = "ja") -> ProgrammeMap:
    """Return the chosen programmes by recorded issue and phase; no cell is filled that no record fills.

    A programme with an issue and a phase stands in the cell of each of its issues and each of its phases. Without
    one or the other it stands apart. Raises BadQuestion as `chosen_programmes`, TooMany for more than 1,000.
    """
    with library.reading() as reading:
        snapshot = reading.snapshot
        chosen = chosen_programmes(selection, snapshot)
        refuse_too_many(len(chosen))
        nodes = Nodes(reading.store)
        issues = Counter(issue for one in chosen for issue in set(one.issues))
        phases = Counter(phase for one in chosen for phase in set(one.phases))
        apart = list(_apart(chosen))
        missing = Counter(row.missing for row in apart)
        return ProgrammeMap(
            graph_version=snapshot.version,
            issues=tuple(
                IssueRow(issue=issue, programmes=count)
                for issue, count in sorted(issues.items(), key=lambda pair: (-pair[1], pair[0]))
            ),
            phases=tuple(
                PhaseColumn(phase=phase.value, label=phase.label(lang), programmes=phases[phase]) for phase in Phase
            ),
            cells=tuple(_cells(chosen, [issue for issue, _ in sorted(issues.items(), key=lambda p: (-p[1], p[0]))])),
            apart=tuple(apart),
            relations=_relations(snapshot, nodes, {one.id for one in chosen}, lang),
            programmes=cards(snapshot, nodes, chosen),
            total=len(chosen),
            placed=len(chosen) - len(apart),
            without_issue=missing["issue"],
            without_phase=missing["phase"],
            without_both=missing["issue_and_phase"],
        )


def _cells(chosen: Sequence[Programme], issues: Sequence[str]) -> Iterator[MapCell]:
    """Yield the cells that are not empty, row by row."""
    standing: defaultdict[tuple[str, Phase], list[Standing]] = defaultdict(list)
    for one in chosen:
        stated = len(set(one.issues)) < 2 or len(set(one.phases)) < 2
        for issue in dict.fromkeys(one.issues):
            for phase in dict.fromkeys(one.phases):
                standing[issue, phase].append(Standing(id=one.id, name=one.name, pairing_stated=stated))
    for issue in issues:
        for phase in Phase:
            if (issue, phase) in standing:
                yield MapCell(issue=issue, phase=phase.value, programmes=tuple(standing[issue, phase]))


def _apart(chosen: Sequence[Programme]) -> Iterator[ApartRow]:
    for one in chosen:
        if one.issues and one.phases:
            continue
        missing: Missing = "phase" if one.issues else "issue" if one.phases else "issue_and_phase"
        phases = tuple(phase.value for phase in one.phases)
        yield ApartRow(id=one.id, name=one.name, missing=missing, issues=one.issues, phases=phases)


def _relations(snapshot: Snapshot, nodes: Nodes, chosen: set[str], lang: str) -> tuple[ProgrammeRelation, ...]:
    """Return the ties between programmes that touch a chosen one: by type, then by the names of both."""
    ties = [
        tie
        for type in RELATIONS
        for tie in snapshot.ties(type)
        if tie.from_kind is Kind.PROGRAMME and (tie.from_id in chosen or tie.to_id in chosen)
    ]
    nodes.want_sources(*ties)
    names = snapshot.graph.programmes

    def place(tie: Tie) -> tuple[int, str, str, tuple[str, str, str]]:
        return (RELATIONS.index(tie.type), names[tie.from_id].name, names[tie.to_id].name, tie.key)

    return tuple(
        ProgrammeRelation.model_validate(
            {
                "type": tie.type.value,
                "label": tie.type.label(lang),
                "from": Ref(id=tie.from_id, name=names[tie.from_id].name),
                "to": Ref(id=tie.to_id, name=names[tie.to_id].name),
                "means": tie.means,
                "date_from": tie.date_from,
                "date_to": tie.date_to,
                "confidence": tie.confidence,
                "note": tie.note,
                "evidence": nodes.evidence(tie.evidence),
            }
        )
        for tie in sorted(ties, key=place)
    )
