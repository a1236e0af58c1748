"""Which judgements stand, and what their sides name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from musubime.resolution.clusters import PREFIX
from musubime.resolution.keys import exact_key
from musubime.types.changes import Judgement
from musubime.types.vocabulary import Kind

SideKind = Literal["name", "mention", "register"]
SCHEMES = {"cn": "corporate_number", "mext": "school", "edinet": "edinet", "ror": "ror"}
"""Prefixes of the ids of registered bodies, and the schemes of their numbers."""
_MENTION = {kind: re.compile(rf"^{prefix}[0-9a-f]{{20}}(\.\d{{1,10}})?$") for kind, prefix in PREFIX.items()}
_REGISTERED = re.compile(rf"^({'|'.join(SCHEMES)}):[A-Za-z0-9_.-]+$")


def side_kind(kind: Kind, side: str) -> SideKind:
    """Return whether a side of a judgement is a name, the id of a mention or node, or that of a registered body."""
    if _MENTION[kind].match(side):
        return "mention"
    return "register" if kind is Kind.ORGANIZATION and _REGISTERED.match(side) else "name"


def same_side(kind: Kind, side: str) -> str:
    """Return a side so that prints of one name are equal: names by their exact key, ids as they are."""
    return exact_key(side) if side_kind(kind, side) == "name" else side


def pair_of(judgement: Judgement) -> tuple[Kind, str, str]:
    """Return what is judged, whichever side stands left: the kind and both sides in code-point order."""
    left, right = sorted((same_side(judgement.kind, judgement.left), same_side(judgement.kind, judgement.right)))
    return (judgement.kind, left, right)


def _hold(by_id: Mapping[str, Judgement]) -> dict[str, bool]:
    """Return, for each judgement, whether nobody took it back; who takes back a taking-back, brings it back."""
    takers: dict[str, list[str]] = defaultdict(list)
    for judgement in by_id.values():
        if judgement.undoes is not None:
            takers[judgement.undoes].append(judgement.id)
    standing: dict[str, bool] = {}
    for id in by_id:
        waiting = [id]
        while waiting:
            here = waiting[-1]
            unknown = [taker for taker in takers.get(here, ()) if taker not in standing and taker not in waiting]
            if unknown:
                waiting += unknown
                continue
            waiting.pop()
            standing[here] = not any(standing.get(taker, False) for taker in takers.get(here, ()))
    return standing


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that nobody took back, without those that take back; in canonical order."""
    by_id = {judgement.id: judgement for judgement in judgements}
    holds = _hold(by_id)
    return sorted(
        (judgement for judgement in by_id.values() if judgement.undoes is None and holds[judgement.id]),
        key=lambda j: (j.kind.value, j.at, j.id),
    )


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgement that holds for each pair: the newest that nobody took back, people before rules."""
    newest: dict[tuple[Kind, str, str], Judgement] = {}
    for judgement in sorted(in_force(judgements), key=lambda j: (not j.by_rule, j.at, j.id)):
        newest[pair_of(judgement)] = judgement
    return [newest[pair] for pair in sorted(newest)]


def undone(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids of the judgements, and of the takings-back, that are taken back."""
    holds = _hold({judgement.id: judgement for judgement in judgements})
    return frozenset(id for id, stands in holds.items() if not stands)
