"""Which mentions name the same thing: equal keys, joined by judgements and aliases, held apart by judgements."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, KeysView

from musubime.types.vocabulary import Kind

Key = tuple[Hashable, ...]

PREFIX = {
    Kind.ORGANIZATION: "org:",
    Kind.PERSON: "person:",
    Kind.PROGRAMME: "programme:",
    Kind.CONSORTIUM: "consortium:",
    Kind.SEAT: "seat:",
    Kind.SOURCE: "source:",
}


class Clusters:
    """Mentions of one kind, gathered under keys; keys can be joined unless somebody judged them different."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._hashes: dict[Key, set[str]] = defaultdict(set)
        self._root: dict[Key, Key] = {}
        self._members: dict[Key, set[Key]] = {}
        self._apart: dict[Key, set[Key]] = defaultdict(set)
        self._ids: dict[Key, str] = {}

    def add(self, key: Key, mention: str) -> None:
        """Put the mention with this hash under a key."""
        self._hashes[key].add(mention)

    @property
    def keys(self) -> KeysView[Key]:
        """Return every key that mentions were put under."""
        return self._hashes.keys()

    def keep_apart(self, left: Key, right: Key) -> None:
        """Never join the clusters of these two keys, whatever else says so."""
        self._apart[left].add(right)
        self._apart[right].add(left)

    def join(self, left: Key, right: Key) -> bool:
        """Join the clusters of two keys; False where a judgement holds them apart."""
        a, b = self._find(left), self._find(right)
        if a == b:
            return True
        if any(self._apart[key] & self._members[b] for key in self._members[a] if key in self._apart):
            return False
        self._root[b] = a
        self._members[a] |= self._members.pop(b)
        return True

    def _find(self, key: Key) -> Key:
        if key not in self._root:
            self._root[key] = key
            self._members[key] = {key}
        while self._root[key] != key:
            key = self._root[key]
        return key

    def members(self, key: Key) -> Iterable[Key]:
        """Return all keys of the cluster of this key."""
        return self._members[self._find(key)]

    def mentions(self, key: Key) -> tuple[str, ...]:
        """Return the mention ids of the cluster of this key, sorted."""
        prefix = PREFIX[self.kind]
        return tuple(sorted(prefix + h for member in self.members(key) for h in self._hashes.get(member, ())))

    def id(self, key: Key) -> str:
        """Return the id of the cluster of this key: the smallest of its mentions' ids. Call it when all is joined."""
        root = self._find(key)
        if root not in self._ids:
            self._ids[root] = self.mentions(root)[0]
        return self._ids[root]

    def by_id(self) -> dict[str, tuple[str, ...]]:
        """Return the mention ids of every node, by its id. Call it when all is joined."""
        gathered: dict[str, set[str]] = defaultdict(set)
        prefix = PREFIX[self.kind]
        for key, hashes in self._hashes.items():
            gathered[self.id(key)].update(prefix + h for h in hashes)
        return {id: tuple(sorted(mentions)) for id, mentions in gathered.items()}
