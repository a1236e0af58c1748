"""What pairing needs of a node: its names, contexts, organizations and consortia."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from musubime.resolution.identity import Identity
from musubime.resolution.joining import NATIONWIDE
from musubime.resolution.keys import exact_key
from musubime.resolution.places import Context, organization_places, person_places
from musubime.types.edition import RosterEdition
from musubime.types.prefectures import BY_CODE
from musubime.types.vocabulary import Kind


class CandidateNode:
    """What pairing needs of a node: its names, contexts and consortia."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.printed: dict[str, str] = {}
        self.contexts: set[Context] = set()
        self.consortia: set[str] = set()
        self.organizations: set[str] = set()
        self.surname_alone = False

    @property
    def name(self) -> str:
        """The first of its names in code-point order, as printed."""
        return min(self.printed.values())


def candidate_nodes(identity: Identity, editions: Iterable[RosterEdition], kind: Kind) -> dict[str, CandidateNode]:
    """Return every organization, person or consortium by its id."""
    nodes: dict[str, CandidateNode] = {}

    def at(id: str) -> CandidateNode:
        return nodes.setdefault(id, CandidateNode(id))

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
                node.surname_alone = node.surname_alone or identity.surname_alone(edition, place.mention)
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


def by_key(nodes: dict[str, CandidateNode], key: Callable[[str], str]) -> dict[str, set[str]]:
    """Return the ids of the nodes by the keys of their names."""
    found: dict[str, set[str]] = defaultdict(set)
    for id, node in nodes.items():
        for name in node.printed:
            found[key(name)].add(id)
    return found


def near(nodes: dict[str, CandidateNode], ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of ids whose contexts may meet."""
    for one, other in combinations(sorted(ids), 2):
        if may_meet(nodes[one], nodes[other]):
            yield one, other


def may_meet(one: CandidateNode, other: CandidateNode) -> bool:
    """Whether a prefecture is in both contexts, or one has none of its own."""
    return any(
        not a or not b or NATIONWIDE in (a, b) or not set(a).isdisjoint(b) for a in one.contexts for b in other.contexts
    )


def places_of(node: CandidateNode) -> str:
    """Return the names of the prefectures that a node is seen in, for a sentence."""
    codes = sorted({code for context in node.contexts for code in context if code in BY_CODE})
    return "・".join(BY_CODE[code].name for code in codes) or "県の記載なし"
