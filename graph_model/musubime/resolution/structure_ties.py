"""Tier T5: what the shape of two names says of two bodies, facility or operator of the other; ties, never merges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from musubime.resolution.keys import PreparedKeys, prepared
from musubime.resolution.names.comparison import NameVerdict
from musubime.resolution.names.folding import spaced
from musubime.resolution.names.structure import Structure, structure
from musubime.resolution.unique_names import is_bureau
from musubime.types.evidence import Confidence, Evidence
from musubime.types.nodes import Organization, Seat
from musubime.types.ties import Tie
from musubime.types.vocabulary import Kind, NameKind, TieType

CONFIDENCE = 0.9
_SHORTEST = 2
_OWN = (NameKind.PRINTED, NameKind.CURATED)
_WORDS = {
    TieType.PART_OF: "「{}」は「{}」の施設または組織とみられる",
    TieType.OPERATES: "「{}」が「{}」を設置する法人とみられる",
}


class Related(NamedTuple):
    """Two nodes and what the shape of their names says: the longer name, the one that it begins with, the rule."""

    long: str
    head: str
    long_name: str
    head_name: str
    found: Structure


def structural_ties(
    organizations: Iterable[Organization], seats: Iterable[Seat], stated: Mapping[tuple[str, str, str], Tie]
) -> list[Tie]:
    """Return PART_OF and OPERATES between organizations that follow from their names, where no document states them."""
    by_id = {organization.id: organization for organization in organizations}
    related = [one for one in shaped_alike(_names(by_id.values())) if _is_tie(one)]
    if not related:
        return []
    printed = _printed(seats, {id for one in related for id in (one.long, one.head)})
    ties: dict[tuple[str, str, str], Tie] = {}
    for one in related:
        type = _TIES[one.found.verdict]
        start, end = (one.long, one.head) if type is TieType.PART_OF else _operator_first(one)
        names = {one.long: one.long_name, one.head: one.head_name}
        said = _WORDS[type].format(names[start], names[end])
        tie = Tie(
            type=type,
            from_kind=Kind.ORGANIZATION,
            from_id=start,
            to_kind=Kind.ORGANIZATION,
            to_id=end,
            confidence=Confidence(value=CONFIDENCE, reasoning=f"{said}（名称の形から、規則 {one.found.rule}）"),
            evidence=tuple(evidence for id in (start, end) for evidence in _evidence(by_id[id], printed.get(id))),
        )
        if tie.key not in stated and tie.key not in ties:
            ties[tie.key] = tie
    return [ties[key] for key in sorted(ties)]


_TIES = {NameVerdict.PART_OF: TieType.PART_OF, NameVerdict.OPERATES: TieType.OPERATES}


def _is_tie(one: Related) -> bool:
    """Whether a tie may follow: a body with a legal form of its own, or a bureau of the state, is part of no place."""
    if one.found.verdict is NameVerdict.OPERATES:
        return True
    own = prepared(one.long_name).form and not prepared(one.head_name).form
    return one.found.verdict is NameVerdict.PART_OF and not own and not is_bureau(prepared(one.long_name).exact)


def shaped_alike(names: Mapping[str, Sequence[str]]) -> Iterator[Related]:
    """Yield the nodes of which one name begins with a name of the other; `names` gives the names of each node by id."""
    beginnings: dict[str, dict[str, str]] = defaultdict(dict)
    shortest, longest = 1_000, 0
    for id in sorted(names):
        for name in names[id]:
            keys = prepared(name)
            for key in {keys.exact, keys.core} if keys.side == "before" else {keys.exact}:
                if len(key) >= _SHORTEST:
                    beginnings[key].setdefault(id, name)
                    shortest, longest = min(shortest, len(key)), max(longest, len(key))
    for id in sorted(names):
        seen: set[str] = set()
        for name in names[id]:
            keys = prepared(name)
            for start in _starts(keys, shortest, longest):
                heads = [one for one in beginnings.get(start, {}).items() if one[0] != id]
                # Two bodies of one name in two prefectures: nothing tells which of them is meant.
                if len(heads) != 1 or heads[0][0] in seen:
                    continue
                other, head = heads[0]
                found = structure(prepared(head), keys, spaced(head), spaced(name))
                if found is not None:
                    seen.add(other)
                    yield Related(id, other, name, head, found)


def _starts(keys: PreparedKeys, shortest: int, longest: int) -> Iterator[str]:
    for whole in (keys.exact, keys.core) if keys.side == "before" else (keys.exact,):
        for end in range(shortest, min(len(whole), longest) + 1):
            yield whole[:end]


def _operator_first(one: Related) -> tuple[str, str]:
    """Return the legal person, then what it runs: the one whose name carries the legal form."""
    return (one.head, one.long) if prepared(one.head_name).form else (one.long, one.head)


def _names(organizations: Iterable[Organization]) -> dict[str, tuple[str, ...]]:
    return {
        organization.id: tuple(dict.fromkeys(name.text for name in organization.names if name.kind in _OWN))
        for organization in organizations
    }


def _printed(seats: Iterable[Seat], ids: set[str]) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    for seat in seats:
        if seat.organization in ids and seat.statements:
            stated = seat.statements[0]
            evidence = Evidence(source=stated.source, locator=stated.locator, printed=stated.printed)
            known = found.get(seat.organization)
            if known is None or _order(evidence) < _order(known):
                found[seat.organization] = evidence
    return found


def _order(evidence: Evidence) -> tuple[str, str, str]:
    return (evidence.source, evidence.locator, evidence.printed or "")


def _evidence(organization: Organization, printed: Evidence | None) -> tuple[Evidence, ...]:
    return (printed,) if printed is not None else organization.evidence[:1]
