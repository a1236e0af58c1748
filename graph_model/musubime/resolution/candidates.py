"""Which pairs the tiers find doubtful, the strongest ground first."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from musubime.resolution.candidate_nodes import CandidateNode, by_key, may_meet, near, places_of
from musubime.resolution.identity import Identity
from musubime.resolution.keys import exact_key, prepared
from musubime.resolution.municipalities import prefectures_with
from musubime.resolution.names.comparison import NameVerdict
from musubime.resolution.places import organization_places
from musubime.resolution.similar import similar
from musubime.resolution.structure_ties import shaped_alike
from musubime.resolution.unique_names import is_company
from musubime.types.edition import RosterEdition
from musubime.types.vocabulary import Kind, Verdict

Found = tuple[Kind, str, str, str, float, tuple[str, ...]]
"""Kind, both ids, rule, score, reasons."""


def candidates(
    identity: Identity, editions: Sequence[RosterEdition], nodes: dict[Kind, dict[str, CandidateNode]]
) -> Iterator[Found]:
    """Yield candidates, the strongest ground first; a pair may come again with a weaker one."""
    yield from _conflicts(identity)
    yield from _put_off(identity, nodes)
    yield from _numbered(identity)
    organizations = nodes[Kind.ORGANIZATION]
    by_name = by_key(organizations, lambda name: name)
    for ids in by_name.values():
        for one, other in combinations(sorted(ids), 2):
            places = f"{places_of(organizations[one])} と {places_of(organizations[other])}"
            yield Kind.ORGANIZATION, one, other, "T1", 0.9, (f"名称は完全に同じ。都道府県の文脈が違う: {places}",)
    yield from _proposed(identity, editions, by_name)
    yield from _by_keys(organizations)
    yield from _by_shape(organizations)
    yield from _by_likeness(organizations)
    yield from _persons(nodes[Kind.PERSON], organizations)
    for ids in by_key(nodes[Kind.CONSORTIUM], lambda name: prepared(name).variant).values():
        for one, other in combinations(sorted(ids), 2):
            yield Kind.CONSORTIUM, one, other, "T1", 0.7, ("会議体の名称が同じか、字体・記号だけが違う",)


def _conflicts(identity: Identity) -> Iterator[Found]:
    for kind in (Kind.ORGANIZATION, Kind.PERSON, Kind.CONSORTIUM):
        clusters = identity.clusters[kind]
        for blocked in clusters.blocked:
            ends = [clusters.members(key) for key in (blocked.left, blocked.right)]
            if blocked.why.judgement and all(any(key in clusters.groups for key in members) for members in ends):
                sentence = f"「同じ」とする判断と「別」とする判断が食い違う: {blocked.why.reason}"
                yield kind, clusters.id(blocked.left), clusters.id(blocked.right), "conflict", 1.0, (sentence,)


def _put_off(identity: Identity, nodes: dict[Kind, dict[str, CandidateNode]]) -> Iterator[Found]:
    """Pairs that somebody looked at and left open: they stay in the queue whatever the tiers say."""
    for judgement in identity.standing:
        if judgement.verdict is not Verdict.UNDECIDED or judgement.kind not in nodes:
            continue
        for one in identity.named(judgement.kind, judgement.left):
            for other in identity.named(judgement.kind, judgement.right):
                if one != other:
                    yield judgement.kind, one, other, "put off", 0.5, (f"保留にした理由: {judgement.reason}",)


def _numbered(identity: Identity) -> Iterator[Found]:
    """Bodies of different names for which documents state one number of their own: a rename, or a mistyped number."""
    for (_, value), units in sorted(identity.numbered.items()):
        ids = sorted({identity.node(Kind.ORGANIZATION, unit) for unit in units})
        for one, other in combinations(ids, 2):
            yield Kind.ORGANIZATION, one, other, "T0", 0.95, (f"同じ番号（{value}）が別の名称に付いている",)


def _proposed(identity: Identity, editions: Iterable[RosterEdition], by_name: dict[str, set[str]]) -> Iterator[Found]:
    """Corrections that the reader of a roster proposes, where a body of that name is known."""
    for edition in editions:
        for mention, _ in organization_places(edition):
            for candidate in mention.candidates:
                for other in sorted(by_name.get(exact_key(candidate), ())):
                    reason = f"「{mention.printed}」は「{candidate}」の誤植か別の書き方とみられる"
                    yield Kind.ORGANIZATION, identity.organization(edition, mention), other, "T6", 0.85, (reason,)


def _by_keys(nodes: dict[str, CandidateNode]) -> Iterator[Found]:
    for ids in by_key(nodes, lambda name: prepared(name).core).values():
        for one, other in near(nodes, ids):
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
    for ids in by_key(nodes, lambda name: prepared(name).variant).values():
        for one, other in near(nodes, ids):
            reason = "字体・記号・大文字小文字だけが違う"
            if any(is_company(name) for id in (one, other) for name in nodes[id].printed):
                reason += "。会社の名は人が確かめる"
            yield Kind.ORGANIZATION, one, other, "T4", 0.8, (reason,)


def _by_shape(nodes: dict[str, CandidateNode]) -> Iterator[Found]:
    """A branch, a department or a title after the name of another body: most likely that body itself."""
    names = {id: tuple(node.printed.values()) for id, node in nodes.items()}
    for related in shaped_alike(names):
        doubtful = related.found.verdict in (NameVerdict.SAME, NameVerdict.REVIEW)
        if doubtful and may_meet(nodes[related.long], nodes[related.head]):
            reason = f"「{related.head_name}」のあとに「{related.found.words}」が付く（{related.found.rule}）"
            yield Kind.ORGANIZATION, related.long, related.head, "T5", 0.9, (reason,)


def _by_likeness(nodes: dict[str, CandidateNode]) -> Iterator[Found]:
    names = {name: prepared(name).core for node in nodes.values() for name in node.printed}
    ids = by_key(nodes, lambda name: name)
    for left, right, value in similar(names):
        if prefectures_with(left) or prefectures_with(right):
            continue
        for one in sorted(ids[left]):
            for other in sorted(ids[right]):
                if one != other and may_meet(nodes[one], nodes[other]):
                    yield Kind.ORGANIZATION, one, other, "T6", value * 0.7, (f"綴りが近い（{value:.2f}）",)


def _persons(persons: dict[str, CandidateNode], organizations: dict[str, CandidateNode]) -> Iterator[Found]:
    for ids in by_key(persons, lambda name: name).values():
        for one, other in combinations(sorted(ids), 2):
            shared = persons[one].organizations & persons[other].organizations
            alone = persons[one].surname_alone or persons[other].surname_alone
            if shared:
                place = "、".join(sorted(organizations[id].name for id in shared))
                reason = f"同じ氏名、同じ機関（{place}）。在任の時期が重なるとは書かれていない"
                yield Kind.PERSON, one, other, "person", 0.4 if alone else 0.8, (reason,)
            elif not alone:
                yield Kind.PERSON, one, other, "person", 0.5, ("同じ氏名、違う機関",)
