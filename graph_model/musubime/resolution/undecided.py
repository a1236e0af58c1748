"""Pairs that no rule may decide: what the tiers say that somebody must look at."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from musubime.resolution.aliases import Alias
from musubime.resolution.identity import Identity
from musubime.resolution.joining import NATIONWIDE
from musubime.resolution.keys import exact_key, prepared
from musubime.resolution.municipalities import prefectures_with
from musubime.resolution.names.compare import compare
from musubime.resolution.names.comparison import NamedBody, NameVerdict
from musubime.resolution.places import Context, organization_places, person_places
from musubime.resolution.registers import RegisterIndex
from musubime.resolution.similar import similar
from musubime.resolution.terms import surname_only
from musubime.resolution.unique_names import is_company
from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.changes import Judgement
from musubime.types.edition import RosterEdition
from musubime.types.prefectures import BY_CODE
from musubime.types.vocabulary import Kind, Verdict


class CandidatePair(Frozen):
    """Two nodes that may be one, what says so, and how much a decision would change."""

    kind: Kind = described("種類", "Kind of both nodes")
    left_id: Id = described("左のID", "Id of one node")
    right_id: Id = described("右のID", "Id of the other")
    left_name: NameText = described("左の名称", "Name of one node, as printed")
    right_name: NameText = described("右の名称", "Name of the other, as printed")
    rule: NameText = described("規則", "Tier that found the pair: T1, T3, T4, T6, person, conflict")
    score: float = described("スコア", "Between 0 and 1; it ranks, it never merges")
    reasons: tuple[LongText, ...] = described("理由", "What speaks for and against, one sentence each")
    networks_gained: int = described(
        "広がり", "Consortia that the joined node sits on beyond the better seated of both"
    )
    undecided: bool = described("保留", "Whether somebody looked at it and could not tell", False)


class _Node:
    """What pairing needs of a node: its names, contexts and consortia."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.printed: dict[str, str] = {}
        self.contexts: set[Context] = set()
        self.consortia: set[str] = set()
        self.organizations: set[str] = set()

    @property
    def name(self) -> str:
        return min(self.printed.values())


Found = tuple[Kind, str, str, str, float, tuple[str, ...]]
"""Kind, both ids, rule, score, reasons."""


def undecided_pairs(
    editions: Sequence[RosterEdition],
    judgements: Sequence[Judgement],
    aliases: Sequence[Alias],
    registers: RegisterIndex | None = None,  # noqa: ARG001 -- linking proposes through judgements so far
) -> list[CandidatePair]:
    """Return the pairs that somebody must look at, those that change most first; decided pairs are left out."""
    editions = sorted(editions, key=lambda edition: edition.key)
    identity = Identity(editions, judgements, aliases)
    nodes = {kind: _nodes(identity, editions, kind) for kind in (Kind.ORGANIZATION, Kind.PERSON, Kind.CONSORTIUM)}
    verdicts = _verdicts(identity)
    pairs: dict[tuple[Kind, str, str], CandidatePair] = {}
    for kind, one, other, rule, score, reasons in _found(identity, editions, nodes):
        left, right = sorted((one, other))
        verdict = verdicts.get((kind, left, right))
        decided = verdict in (Verdict.SAME, Verdict.DIFFERENT) and rule != "conflict"
        if decided or left == right or (kind, left, right) in pairs:
            continue
        a, b = nodes[kind][left], nodes[kind][right]
        if kind is Kind.ORGANIZATION and rule not in ("conflict", "put off") and not _worth_asking(a, b):
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
    return sorted(
        pairs.values(),
        key=lambda p: (p.undecided, -p.networks_gained, -p.score, p.left_name, p.right_name, p.left_id, p.right_id),
    )


def _nodes(identity: Identity, editions: Iterable[RosterEdition], kind: Kind) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}

    def at(id: str) -> _Node:
        return nodes.setdefault(id, _Node(id))

    for edition in editions:
        if kind is Kind.ORGANIZATION:
            for mention, context in organization_places(edition):
                node = at(identity.organization(edition, mention))
                node.printed.setdefault(exact_key(mention.name), mention.name)
                group = identity.group(kind, edition, mention)
                node.contexts.add(group[2] if group[0] == "name" and isinstance(group[2], tuple) else context)
            for seat in edition.seats:
                if seat.organization:
                    consortium = identity.consortium(edition, seat.consortium)
                    at(identity.organization(edition, seat.organization)).consortia.add(consortium)
        elif kind is Kind.PERSON:
            for place in person_places(edition):
                node = at(identity.person(edition, place.mention))
                node.printed.setdefault(exact_key(place.mention.name), place.mention.name)
                if place.organization:
                    node.organizations.add(identity.organization(edition, place.organization))
                if place.consortium:
                    node.consortia.add(identity.consortium(edition, place.consortium))
        else:
            for consortium_fact in edition.consortia:
                node = at(identity.consortium(edition, consortium_fact.key))
                node.printed.setdefault(exact_key(consortium_fact.mention.name), consortium_fact.mention.name)
                node.contexts.add(consortium_fact.prefecture)
    return nodes


def _verdicts(identity: Identity) -> dict[tuple[Kind, str, str], Verdict]:
    """Return what was judged, by the kind and ids of the nodes that the sides name now."""
    verdicts: dict[tuple[Kind, str, str], Verdict] = {}
    for judgement in identity.standing:
        for one in identity.named(judgement.kind, judgement.left):
            for other in identity.named(judgement.kind, judgement.right):
                left, right = sorted((one, other))
                verdicts[judgement.kind, left, right] = judgement.verdict
    return verdicts


def _found(
    identity: Identity, editions: Sequence[RosterEdition], nodes: dict[Kind, dict[str, _Node]]
) -> Iterator[Found]:
    """Yield candidates, the strongest ground first; a pair may come again with a weaker one."""
    yield from _conflicts(identity)
    yield from _put_off(identity, nodes)
    organizations = nodes[Kind.ORGANIZATION]
    by_name = _by(organizations, lambda name: name)
    for ids in by_name.values():
        for one, other in combinations(sorted(ids), 2):
            places = f"{_places(organizations[one])} と {_places(organizations[other])}"
            yield Kind.ORGANIZATION, one, other, "T1", 0.9, (f"名称は完全に同じ。都道府県の文脈が違う: {places}",)
    yield from _proposed(identity, editions, by_name)
    yield from _by_keys(organizations)
    yield from _by_likeness(organizations)
    yield from _persons(nodes[Kind.PERSON], organizations)
    for ids in _by(nodes[Kind.CONSORTIUM], lambda name: prepared(name).variant).values():
        for one, other in combinations(sorted(ids), 2):
            yield Kind.CONSORTIUM, one, other, "T1", 0.7, ("会議体の名称が同じか、字体・記号だけが違う",)


def _conflicts(identity: Identity) -> Iterator[Found]:
    for kind in (Kind.ORGANIZATION, Kind.PERSON, Kind.CONSORTIUM):
        clusters = identity.clusters[kind]
        for blocked in clusters.blocked:
            ends = [clusters.members(key) for key in (blocked.left, blocked.right)]
            if blocked.why.judgement and all(any(key in clusters.groups for key in members) for members in ends):
                sentence = f"「同じ」とする判断（{blocked.why.reason}）と「別」とする判断が食い違う"
                yield kind, clusters.id(blocked.left), clusters.id(blocked.right), "conflict", 1.0, (sentence,)


def _put_off(identity: Identity, nodes: dict[Kind, dict[str, _Node]]) -> Iterator[Found]:
    """Pairs that somebody looked at and left open: they stay in the queue whatever the tiers say."""
    for judgement in identity.standing:
        if judgement.verdict is not Verdict.UNDECIDED or judgement.kind not in nodes:
            continue
        for one in identity.named(judgement.kind, judgement.left):
            for other in identity.named(judgement.kind, judgement.right):
                if one != other:
                    yield judgement.kind, one, other, "put off", 0.5, (f"保留にした理由: {judgement.reason}",)


def _proposed(identity: Identity, editions: Iterable[RosterEdition], by_name: dict[str, set[str]]) -> Iterator[Found]:
    """Corrections that the reader of a roster proposes, where a body of that name is known."""
    for edition in editions:
        for mention, _ in organization_places(edition):
            for candidate in mention.candidates:
                for other in sorted(by_name.get(exact_key(candidate), ())):
                    reason = f"「{mention.printed}」は「{candidate}」の誤植か別の書き方とみられる"
                    yield Kind.ORGANIZATION, identity.organization(edition, mention), other, "T6", 0.85, (reason,)


def _by_keys(nodes: dict[str, _Node]) -> Iterator[Found]:
    for ids in _by(nodes, lambda name: prepared(name).core).values():
        for one, other in _near(nodes, ids):
            forms = {prepared(name).form for id in (one, other) for name in nodes[id].printed}
            if "" in forms:
                yield (
                    Kind.ORGANIZATION,
                    one,
                    other,
                    "T3",
                    0.85,
                    ("法人格が片方にだけある。候補がほかにもあるか、文脈が違う",),
                )
            else:
                shown = "、".join(sorted(forms))
                yield Kind.ORGANIZATION, one, other, "T6", 0.6, (f"法人格を除くと同じ。法人格: {shown}",)
    for ids in _by(nodes, lambda name: prepared(name).variant).values():
        for one, other in _near(nodes, ids):
            reason = "字体・記号・大文字小文字だけが違う"
            if any(is_company(name) for id in (one, other) for name in nodes[id].printed):
                reason += "。会社の名は人が確かめる"
            yield Kind.ORGANIZATION, one, other, "T4", 0.8, (reason,)


def _by_likeness(nodes: dict[str, _Node]) -> Iterator[Found]:
    names = {name: prepared(name).core for node in nodes.values() for name in node.printed}
    ids = _by(nodes, lambda name: name)
    for left, right, value in similar(names):
        if prefectures_with(left) or prefectures_with(right):
            continue
        for one in sorted(ids[left]):
            for other in sorted(ids[right]):
                if one != other and _may_meet(nodes[one], nodes[other]):
                    yield Kind.ORGANIZATION, one, other, "T6", value * 0.7, (f"綴りが近い（{value:.2f}）",)


def _persons(persons: dict[str, _Node], organizations: dict[str, _Node]) -> Iterator[Found]:
    for ids in _by(persons, lambda name: name).values():
        for one, other in combinations(sorted(ids), 2):
            shared = persons[one].organizations & persons[other].organizations
            alone = any(surname_only(printed) for printed in persons[one].printed.values())
            if shared:
                place = "、".join(sorted(organizations[id].name for id in shared))
                reason = f"同じ氏名、同じ機関（{place}）。在任の時期が重なるとは書かれていない"
                yield Kind.PERSON, one, other, "person", 0.4 if alone else 0.8, (reason,)
            elif not alone:
                yield Kind.PERSON, one, other, "person", 0.5, ("同じ氏名、違う機関",)


def _by(nodes: dict[str, _Node], key: Callable[[str], str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for id, node in nodes.items():
        for name in node.printed:
            found[key(name)].add(id)
    return found


def _near(nodes: dict[str, _Node], ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(sorted(ids), 2):
        if _may_meet(nodes[one], nodes[other]):
            yield one, other


def _may_meet(one: _Node, other: _Node) -> bool:
    """Whether a prefecture is in both contexts, or one has none of its own."""
    return any(
        not a or not b or NATIONWIDE in (a, b) or not set(a).isdisjoint(b) for a in one.contexts for b in other.contexts
    )


def _worth_asking(one: _Node, other: _Node) -> bool:
    """Whether comparing the names leaves a doubt; bodies that are two for a reason that can be told need nobody."""
    doubts = (NameVerdict.SAME, NameVerdict.REVIEW)
    return any(
        compare(NamedBody(left), NamedBody(right)).verdict in doubts
        for left in one.printed.values()
        for right in other.printed.values()
    )


def _places(node: _Node) -> str:
    codes = sorted({code for context in node.contexts for code in context if code in BY_CODE})
    return "・".join(BY_CODE[code].name for code in codes) or "県の記載なし"
