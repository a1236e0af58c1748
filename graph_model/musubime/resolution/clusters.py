"""Which mentions name the same thing: gathered by key, joined by links, strongest first, held apart by judgements."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from musubime.types.vocabulary import Kind

Key = tuple[Hashable, ...]
"""A group of mentions that one rule takes for one thing, or `("unit", mention)` where a group had to be opened."""

PREFIX = {
    Kind.ORGANIZATION: "org:",
    Kind.PERSON: "person:",
    Kind.PROGRAMME: "programme:",
    Kind.CONSORTIUM: "consortium:",
    Kind.SEAT: "seat:",
    Kind.SOURCE: "source:",
}


class Why(NamedTuple):
    """What joins two groups: the rule, in words, and the judgement where one says so."""

    rule: str
    reason: str | None = None
    judgement: str | None = None


class Link(NamedTuple):
    """That everything on the left and everything on the right is one thing; the smallest `order` is taken first."""

    order: tuple[int, str, str]
    left: tuple[Key, ...]
    right: tuple[Key, ...]
    why: Why


class Apart(NamedTuple):
    """That nothing on the left is anything on the right, and the judgement that says so."""

    left: tuple[Key, ...]
    right: tuple[Key, ...]
    judgement: str


class Blocked(NamedTuple):
    """A link that could not be made, the groups it would have joined, and the judgements that hold them apart."""

    why: Why
    left: Key
    right: Key
    judgements: tuple[str, ...]


class Clusters:
    """Mentions of one kind, gathered under keys, and the keys joined into things."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.groups: dict[Key, list[str]] = {}
        self.key_of: dict[str, Key] = {}
        self.opened: dict[str, Key] = {}
        """Mentions that stand by themselves, and the group that they were taken from."""
        self.blocked: list[Blocked] = []
        self._root: dict[Key, Key] = {}
        self._members: dict[Key, list[Key]] = {}
        self._foes: dict[Key, set[Key]] = {}
        self._held_by: dict[tuple[Key, Key], list[str]] = defaultdict(list)
        self._numbers: dict[Key, dict[str, str]] = {}
        self._tree: dict[Key, list[tuple[Key, Why]]] = defaultdict(list)
        self._ids: dict[Key, str] = {}
        self._whys: dict[Key, dict[Key, Why]] = {}

    def add(self, key: Key, unit: str) -> None:
        """Put a mention under a key; a mention that is there already stays where it is."""
        if unit not in self.key_of:
            self.key_of[unit] = key
            self.groups.setdefault(key, []).append(unit)

    def open(self, key: Key) -> None:
        """Let every mention of a group stand by itself, because a judgement parts it."""
        units = self.groups.pop(key, None)
        for unit in units or ():
            self.opened[unit] = key
            self.key_of[unit] = ("unit", unit)
            self.groups["unit", unit] = [unit]

    def settle(self, links: Iterable[Link], apart: Sequence[Apart]) -> None:
        """Join what the links say, strongest first, but for what is held apart."""
        for one in apart:
            for left in one.left:
                for right in one.right:
                    if left != right:
                        self._foes.setdefault(left, set()).add(right)
                        self._foes.setdefault(right, set()).add(left)
                        self._held_by[left, right].append(one.judgement)
                        self._held_by[right, left].append(one.judgement)
        for link in sorted(links, key=lambda link: link.order):
            for left in link.left:
                for right in link.right:
                    self._join(left, right, link.why, by_person=link.order[0] == 0)

    def _join(self, left: Key, right: Key, why: Why, *, by_person: bool) -> None:
        a, b = self._find(left), self._find(right)
        if a == b:
            return
        members_a, members_b = self._members.get(a, [a]), self._members.get(b, [b])
        if len(members_a) < len(members_b):
            a, b, members_a, members_b = b, a, members_b, members_a
        foes = self._foes.get(a)
        if foes and any(member in foes for member in members_b):
            held = {
                judgement
                for one in members_a
                for other in members_b
                for judgement in self._held_by.get((one, other), ())
            }
            self.blocked.append(Blocked(why, left, right, tuple(sorted(held))))
            return
        numbers, others = self._numbers_of(a), self._numbers_of(b)
        if not by_person and any(numbers.get(scheme, id) != id for scheme, id in others.items()):
            self.blocked.append(Blocked(why, left, right, ()))
            return
        if others:
            self._numbers[a] = others | numbers
        self._root[b] = a
        self._members[a] = [*members_a, *members_b]
        self._members.pop(b, None)
        if b in self._foes:
            self._foes[a] = self._foes.get(a, set()) | self._foes[b]
        self._tree[left].append((right, why))
        self._tree[right].append((left, why))

    def _numbers_of(self, root: Key) -> dict[str, str]:
        """Return the registered bodies, one of each register, that a thing was found to be."""
        if root[0] == "register" and root not in self._numbers:
            id = str(root[1])
            return {id.partition(":")[0]: id}
        return self._numbers.get(root, {})

    def _find(self, key: Key) -> Key:
        root = key
        while (above := self._root.get(root)) is not None:
            root = above
        while key != root:
            self._root[key], key = root, self._root[key]
        return root

    def together(self, left: Key, right: Key) -> bool:
        """Whether two groups are one thing."""
        return self._find(left) == self._find(right)

    def held_apart(self, left: Key, right: Key) -> bool:
        """Whether a judgement holds apart the things that two groups are."""
        a, b = self._find(left), self._find(right)
        foes = self._foes.get(a)
        return foes is not None and any(member in foes for member in self._members.get(b, [b]))

    def members(self, key: Key) -> Sequence[Key]:
        """Return all groups of the thing that this group is."""
        root = self._find(key)
        return self._members.get(root, [root])

    def mentions(self, key: Key) -> tuple[str, ...]:
        """Return the ids of the mentions of the thing that this group is, sorted."""
        prefix = PREFIX[self.kind]
        return tuple(sorted(prefix + unit for member in self.members(key) for unit in self.groups.get(member, ())))

    def id(self, key: Key) -> str:
        """Return the id of the thing that this group is: the smallest of its mentions' ids. Call it when settled."""
        root = self._find(key)
        found = self._ids.get(root)
        if found is None:
            members = self._members.get(root, [root])
            found = self._ids[root] = PREFIX[self.kind] + min(
                unit for member in members for unit in self.groups.get(member, ())
            )
        return found

    def by_id(self) -> dict[str, tuple[str, ...]]:
        """Return the mention ids of every node, by its id. Call it when settled."""
        gathered: dict[str, list[str]] = defaultdict(list)
        prefix = PREFIX[self.kind]
        for key, units in self.groups.items():
            gathered[self.id(key)].extend(prefix + unit for unit in units)
        return {id: tuple(sorted(mentions)) for id, mentions in gathered.items()}

    def why(self, start: Key, key: Key) -> Why | None:
        """Return what joined a group to the one to start from; None for that one itself."""
        if start == key or (start not in self._tree):
            return None
        whys = self._whys.get(start)
        if whys is None:
            whys = self._whys[start] = {}
            seen, waiting = {start}, [start]
            while waiting:
                here = waiting.pop()
                for there, why in self._tree[here]:
                    if there not in seen:
                        seen.add(there)
                        whys[there] = why
                        waiting.append(there)
        return whys.get(key)
