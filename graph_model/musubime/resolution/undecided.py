"""Pairs that no rule may decide: what the tiers say that somebody must look at."""

from collections.abc import Iterator, Mapping, Sequence

from musubime.resolution.aliases import Alias
from musubime.resolution.candidate_nodes import CandidateNode, candidate_nodes
from musubime.resolution.candidates import candidates
from musubime.resolution.identity import Identity
from musubime.resolution.linking.mentions import LinkVerdict
from musubime.resolution.names.compare import compare
from musubime.resolution.names.comparison import NamedBody, NameVerdict
from musubime.resolution.register_questions import answered
from musubime.resolution.registers import RegisterIndex
from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.vocabulary import Kind, Verdict


class CandidatePair(Frozen):
    """Two nodes that may be one, what says so, and how much a decision would change."""

    kind: Kind = described("種類", "Kind of both nodes")
    left_id: Id = described("左のID", "Id of one node")
    right_id: Id = described("右のID", "Id of the other, or of a registered body")
    left_name: NameText = described("左の名称", "Name of one node, as printed")
    right_name: NameText = described("右の名称", "Name of the other, as printed")
    rule: NameText = described("規則", "Tier that found the pair: T0, T1, T3 … T6, person, register, conflict, put off")
    score: float = described("スコア", "Between 0 and 1; it ranks, it never merges")
    reasons: tuple[LongText, ...] = described("理由", "What speaks for and against, one sentence each")
    networks_gained: int = described(
        "広がり", "Consortia that the joined node sits on beyond the better seated of both"
    )
    undecided: bool = described("保留", "Whether somebody looked at it and could not tell", False)


_ASKED_ANYWAY = frozenset({"conflict", "put off", "T0"})
"""Pairs that are shown whatever the names say."""


_LIKELY = {"T0": 0.9, "T1": 0.7, "T3": 0.7, "T4": 0.6, "person": 0.6, "register": 0.6, "conflict": 1.0}
"""About how often a pair of a rule is one body; likeness (T6) was right a third of the time at a ratio of .80."""
_ALIKE = 0.33


def _worth(pair: CandidatePair) -> float:
    """Return how many consortia a decision is expected to bring: what it could, by how likely it is."""
    return pair.networks_gained * _LIKELY.get(pair.rule, _ALIKE) * pair.score**2


def undecided_pairs(
    editions: Sequence[RosterEdition],
    judgements: Sequence[Judgement],
    aliases: Sequence[Alias],
    registers: RegisterIndex | None = None,
) -> list[CandidatePair]:
    """Return the pairs that somebody must look at, contradictions first, then those that change most.

    With registers also the names that these find, but not without doubt; the right side is then a registered body.
    """
    editions = sorted(editions, key=lambda edition: edition.key)
    identity = Identity(editions, judgements, aliases)
    nodes = {
        kind: candidate_nodes(identity, editions, kind) for kind in (Kind.ORGANIZATION, Kind.PERSON, Kind.CONSORTIUM)
    }
    verdicts = _verdicts(identity)
    pairs: dict[tuple[Kind, str, str], CandidatePair] = {}
    for kind, one, other, rule, score, reasons in candidates(identity, editions, nodes):
        left, right = sorted((one, other))
        verdict = verdicts.get((kind, left, right))
        decided = verdict in (Verdict.SAME, Verdict.DIFFERENT) and rule != "conflict"
        if decided or left == right or (kind, left, right) in pairs:
            continue
        a, b = nodes[kind][left], nodes[kind][right]
        if kind is Kind.ORGANIZATION and rule not in _ASKED_ANYWAY and not _worth_asking(a, b):
            continue
        pairs[kind, left, right] = CandidatePair(
            kind=kind,
            left_id=left,
            right_id=right,
            left_name=a.name,
            right_name=b.name,
            rule=rule,
            score=round(score, 3),
            reasons=reasons,
            networks_gained=len(a.consortia | b.consortia) - max(len(a.consortia), len(b.consortia)),
            undecided=verdict is Verdict.UNDECIDED,
        )
    if registers:
        for pair in _registered(identity, editions, nodes[Kind.ORGANIZATION], judgements, registers):
            pairs.setdefault((pair.kind, pair.left_id, pair.right_id), pair)
    return sorted(
        pairs.values(),
        key=lambda p: (
            p.undecided,
            p.rule != "conflict",
            -_worth(p),
            -p.score,
            p.left_name,
            p.right_name,
            p.left_id,
            p.right_id,
        ),
    )


def _verdicts(identity: Identity) -> dict[tuple[Kind, str, str], Verdict]:
    """Return what was judged, by the kind and ids of the nodes that the sides name now."""
    verdicts: dict[tuple[Kind, str, str], Verdict] = {}
    for judgement in identity.standing:
        for one in identity.named(judgement.kind, judgement.left):
            for other in identity.named(judgement.kind, judgement.right):
                left, right = sorted((one, other))
                verdicts[judgement.kind, left, right] = judgement.verdict
    return verdicts


def _registered(
    identity: Identity,
    editions: Sequence[RosterEdition],
    nodes: Mapping[str, CandidateNode],
    judgements: Sequence[Judgement],
    registers: RegisterIndex,
) -> Iterator[CandidatePair]:
    """Yield the names that registers find, but not without doubt, each with the likeliest registered body."""
    for unit, _, link in answered(identity, editions, judgements, registers):
        if link.verdict is LinkVerdict.REVIEW and link.candidates:
            node, best = nodes[identity.node(Kind.ORGANIZATION, unit)], link.candidates[0]
            several = len(link.candidates) > 1
            others = f"ほかに候補が {len(link.candidates) - 1} ある" if several else "候補はほかにない"
            yield CandidatePair(
                kind=Kind.ORGANIZATION,
                left_id=node.id,
                right_id=best.id,
                left_name=node.name,
                right_name=best.name,
                rule="register several" if several else "register",
                score=round(best.score * 0.5, 3),
                reasons=(link.evidence, others),
                networks_gained=0,
            )


def _worth_asking(one: CandidateNode, other: CandidateNode) -> bool:
    """Whether comparing the names leaves a doubt; bodies that are two for a reason that can be told need nobody."""
    doubts = (NameVerdict.SAME, NameVerdict.REVIEW)
    return any(
        compare(NamedBody(left), NamedBody(right)).verdict in doubts
        for left in one.printed.values()
        for right in other.printed.values()
    )
