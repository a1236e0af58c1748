"""Which node every mention of the editions belongs to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from musubime.errors import BadInput
from musubime.resolution.aliases import Alias
from musubime.resolution.clusters import PREFIX, Clusters, Key, Why
from musubime.resolution.joining import group_of, judged, links_between_names, links_by_number, registered_of
from musubime.resolution.judged import same_side, side_kind, standing
from musubime.resolution.keys import exact_key
from musubime.resolution.persons import Seen, gathered
from musubime.resolution.places import PersonPlace, date_of, organization_places, person_places
from musubime.resolution.terms import surnames_in
from musubime.resolution.units import Units
from musubime.types.changes import Judgement
from musubime.types.edition import EditionSource, End, Mention, RosterEdition
from musubime.types.evidence import Identifier
from musubime.types.text import mention_hash
from musubime.types.vocabulary import Kind, Verdict

EditionKey = tuple[str, str]
_SURNAME_FLAG = "surname_only"
"""`ReadingFlag` of a person printed by surname only."""


class Identity:
    """The resolved identity of everything that a set of editions mentions."""

    def __init__(
        self, editions: Sequence[RosterEdition], judgements: Sequence[Judgement], aliases: Sequence[Alias]
    ) -> None:
        self.clusters = {kind: Clusters(kind) for kind in Kind}
        self.standing = standing(judgements)
        self.named_by: dict[Kind, dict[str, set[str]]] = {kind: defaultdict(set) for kind in Kind}
        """Units by the exact keys of the names that they print and go by."""
        self._aliases = _undisputed(aliases, self.standing)
        self._units: dict[Kind, dict[EditionKey, dict[str, str]]] = {kind: defaultdict(dict) for kind in Kind}
        self._local: dict[tuple[EditionKey, Kind, str], str] = {}
        self._ids: dict[Kind, dict[str, str]] = {kind: {} for kind in Kind}
        self._mentions: dict[Kind, dict[str, tuple[str, ...]]] = {}
        self._registered: dict[str, list[Identifier]] | None = None
        self.numbered: dict[tuple[str, str], set[str]] = defaultdict(set)
        """Units of organizations by the numbers of their own that documents state: scheme and value."""
        dated = sorted(editions, key=lambda edition: (date_of(edition) or "", edition.key))
        self._add_schemes(dated)
        self._add_organizations(dated)
        for kind in (Kind.PROGRAMME, Kind.CONSORTIUM, Kind.SOURCE, Kind.ORGANIZATION):
            self._settle(kind)
        self._add_persons(dated)
        self._settle(Kind.PERSON)

    # -- ids

    def organization(self, edition: RosterEdition, mention: Mention) -> str:
        """Return the id of the organization that a mention names."""
        return self._id(Kind.ORGANIZATION, self._units[Kind.ORGANIZATION][edition.key][mention.hash])

    def person(self, edition: RosterEdition, mention: Mention) -> str:
        """Return the id of the person that a mention names."""
        return self._id(Kind.PERSON, self._units[Kind.PERSON][edition.key][mention.hash])

    def programme(self, edition: RosterEdition, key: str) -> str:
        """Return the id of the programme with this key in the edition."""
        return self._by_key(edition, Kind.PROGRAMME, key)

    def consortium(self, edition: RosterEdition, key: str) -> str:
        """Return the id of the consortium with this key in the edition."""
        return self._by_key(edition, Kind.CONSORTIUM, key)

    def source(self, edition: RosterEdition, key: str) -> str:
        """Return the id of the source with this key in the edition."""
        return self._by_key(edition, Kind.SOURCE, key)

    def _by_key(self, edition: RosterEdition, kind: Kind, key: str) -> str:
        found = self._local.get((edition.key, kind, key))
        if found is None:
            raise BadInput(
                f"名簿「{edition.roster}」に{kind.label_ja}のキー「{key}」がありません。定義を加えてください。"
            )
        return self._id(kind, found)

    def node(self, kind: Kind, unit: str) -> str:
        """Return the id of the node that a mention, given without the prefix of its kind, belongs to."""
        return self._id(kind, unit)

    def _id(self, kind: Kind, unit: str) -> str:
        found = self._ids[kind].get(unit)
        if found is None:
            clusters = self.clusters[kind]
            found = self._ids[kind][unit] = clusters.id(clusters.key_of[unit])
        return found

    def end(self, edition: RosterEdition, end: End) -> str:
        """Return the id of one end of a relation."""
        if end.kind == "organization" and end.mention:
            return self.organization(edition, end.mention)
        if end.kind == "person" and end.mention:
            return self.person(edition, end.mention)
        if end.key is None:
            raise BadInput(f"名簿「{edition.roster}」の関係に、{end.kind} のキーがありません。")
        if end.kind == "programme":
            return self.programme(edition, end.key)
        return self.consortium(edition, end.key) if end.kind == "consortium" else self.source(edition, end.key)

    def mentions(self, kind: Kind, id: str) -> tuple[str, ...]:
        """Return all mention ids of a node."""
        if kind not in self._mentions:
            self._mentions[kind] = self.clusters[kind].by_id()
        return self._mentions[kind][id]

    def group(self, kind: Kind, edition: RosterEdition, mention: Mention) -> Key:
        """Return the group of equal names in equal contexts that a mention is in."""
        return self.clusters[kind].key_of[self.unit(kind, edition, mention)]

    def unit(self, kind: Kind, edition: RosterEdition, mention: Mention) -> str:
        """Return the id of a mention in the graph, without the prefix of its kind."""
        return self._units[kind][edition.key][mention.hash]

    def why(self, kind: Kind, start: Key, group: Key) -> Why | None:
        """Return what joined a group of mentions to another; None where they are one group."""
        return self.clusters[kind].why(start, group)

    def named(self, kind: Kind, side: str) -> list[str]:
        """Return the ids of the nodes that a side of a judgement names, sorted."""
        return sorted({self.clusters[kind].id(key) for key in self.groups(kind, side)})

    def groups(self, kind: Kind, side: str) -> list[Key]:
        """Return the groups of mentions that a side of a judgement names, sorted."""
        clusters = self.clusters[kind]
        if side_kind(kind, side) == "mention":
            units = {side.removeprefix(PREFIX[kind])} & clusters.key_of.keys()
        elif side_kind(kind, side) == "register":
            members = clusters.members(("register", side))
            return sorted((key for key in members if key in clusters.groups), key=repr)
        else:
            units = self.named_by[kind].get(same_side(kind, side), set())
        return sorted({clusters.key_of[unit] for unit in units}, key=repr)

    def surname_alone(self, edition: RosterEdition, mention: Mention) -> bool:
        """Return whether a person is printed by surname only: one person in this document, and nobody known outside."""
        return mention.name in self._surnames[edition.key] or _SURNAME_FLAG in mention.flags

    def registered(self, id: str) -> list[Identifier]:
        """Return the numbers of the registered bodies that judgements found an organization to be."""
        if self._registered is None:
            self._registered = registered_of(self.clusters[Kind.ORGANIZATION], self.standing)
        return self._registered.get(id, [])

    # -- filling

    def _named(self, kind: Kind, key: str, date: str | None) -> str:
        for _ in range(5):
            aliases = [a for a in self._aliases.get((kind, key), ()) if a.covers(date)]
            targets = {exact_key(alias.canonical) for alias in aliases}
            if len(targets) != 1 or targets == {key}:
                break
            key = targets.pop()
        return key

    def _add_schemes(self, editions: Iterable[RosterEdition]) -> None:
        regions = _regions_of_consortia(editions, self._named)
        units = {kind: Units() for kind in (Kind.PROGRAMME, Kind.CONSORTIUM, Kind.SOURCE)}

        def put(edition: RosterEdition, kind: Kind, local: str, key: Key, hash: str, names: Iterable[str]) -> None:
            unit = units[kind].put(hash, key, (), None)
            self._local[edition.key, kind, local] = self._units[kind][edition.key][hash] = unit
            self.clusters[kind].add(key, unit)
            for name in names:
                self.named_by[kind][name].add(unit)

        for edition in editions:
            date = date_of(edition)
            for programme in edition.programmes:
                printed = exact_key(programme.mention.name)
                name = self._named(Kind.PROGRAMME, printed, date)
                put(edition, Kind.PROGRAMME, programme.key, ("name", name), programme.mention.hash, (printed, name))
            for consortium in edition.consortia:
                printed = exact_key(consortium.mention.name)
                name = self._named(Kind.CONSORTIUM, printed, date)
                known = regions.get(name, set())
                region = consortium.prefecture if len(known) > 1 else next(iter(known), ())
                key: Key = ("name", name, region)
                put(edition, Kind.CONSORTIUM, consortium.key, key, consortium.mention.hash, (printed, name))
            for source in edition.sources:
                title = exact_key(source.title)
                put(
                    edition,
                    Kind.SOURCE,
                    source.key,
                    _source_key(edition, source),
                    source_hash(edition, source),
                    (title,),
                )

    def _add_organizations(self, editions: Iterable[RosterEdition]) -> None:
        units, names = Units(), self.named_by[Kind.ORGANIZATION]
        clusters = self.clusters[Kind.ORGANIZATION]
        by_name = any(j.kind is Kind.ORGANIZATION for j in self.standing)
        for edition in editions:
            local, date = self._units[Kind.ORGANIZATION][edition.key], date_of(edition)
            for mention, context in organization_places(edition):
                if mention.identity is not None:
                    own = ("identity", edition.series, mention.identity)
                    local[mention.hash] = units.put(mention.hash, own, (), date)
                    if by_name:
                        names[exact_key(mention.name)].add(local[mention.hash])
                else:
                    local[mention.hash] = units.put(mention.hash, exact_key(mention.name), context, date)
            for fact in edition.organizations:
                for number in fact.identifiers:
                    if number.role == "self":
                        self.numbered[number.scheme, number.value].add(local[fact.mention.hash])
        for unit in units.all():
            if not isinstance(unit.name, str):
                assert isinstance(unit.name, tuple)
                clusters.add(unit.name, unit.id)
                continue
            name = self._named(Kind.ORGANIZATION, unit.name, unit.date)
            clusters.add(group_of(name, unit.context), unit.id)
            names[unit.name].add(unit.id)
            names[name].add(unit.id)

    def _add_persons(self, editions: Iterable[RosterEdition]) -> None:
        editions = list(editions)
        self._surnames = {
            edition.key: surnames_in(place.mention.name for place in person_places(edition)) for edition in editions
        }
        units, names = Units(), self.named_by[Kind.PERSON]
        seen: dict[Key, list[Seen]] = defaultdict(list)
        for edition in editions:
            local, date = self._units[Kind.PERSON][edition.key], date_of(edition)
            for place in person_places(edition):
                printed = exact_key(place.mention.name)
                name = self._named(Kind.PERSON, printed, date)
                base = self._person_base(edition, place, name)
                unit = local[place.mention.hash] = units.put(place.mention.hash, base, (), date)
                seat = (edition.series, self.consortium(edition, place.consortium)) if place.consortium else None
                seen[base].append(Seen(unit, edition.key, seat, place.term))
                names[printed].add(unit)
                names[name].add(unit)
        for of_one_name in seen.values():
            for key, of_one in gathered(of_one_name):
                for unit in of_one:
                    self.clusters[Kind.PERSON].add(key, unit)

    def _person_base(self, edition: RosterEdition, place: PersonPlace, name: str) -> Key:
        inside: Key = ()
        if self.surname_alone(edition, place.mention):
            inside = edition.key
        if place.organization is not None:
            return (name, "organization", self.organization(edition, place.organization), *inside)
        return (name, "series", edition.series, place.consortium, *inside)

    def _settle(self, kind: Kind) -> None:
        clusters = self.clusters[kind]
        judgements = [judgement for judgement in self.standing if judgement.kind is kind]
        links, apart = judged(clusters, self.named_by[kind], judgements)
        if kind is Kind.ORGANIZATION:
            links += [*links_between_names(clusters), *links_by_number(clusters, self.numbered)]
        clusters.settle(links, apart)


def _undisputed(aliases: Iterable[Alias], judgements: Iterable[Judgement]) -> dict[tuple[Kind, str], list[Alias]]:
    """Return the aliases by the name that they explain, without those that a judgement says are another thing."""
    different = {
        (j.kind, frozenset((same_side(j.kind, j.left), same_side(j.kind, j.right))))
        for j in judgements
        if j.verdict is Verdict.DIFFERENT
    }
    kept: dict[tuple[Kind, str], list[Alias]] = defaultdict(list)
    for alias in aliases:
        names = frozenset((exact_key(alias.alias), exact_key(alias.canonical)))
        if (alias.kind, names) not in different:
            kept[alias.kind, exact_key(alias.alias)].append(alias)
    return kept


def _regions_of_consortia(
    editions: Iterable[RosterEdition], named: Callable[[Kind, str, str | None], str]
) -> dict[str, set[tuple[str, ...]]]:
    """Return, for each name of a consortium, the prefectures that editions state for it (none stated: left out)."""
    regions: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for edition in editions:
        for consortium in edition.consortia:
            if consortium.prefecture:
                name = named(Kind.CONSORTIUM, exact_key(consortium.mention.name), date_of(edition))
                regions[name].add(consortium.prefecture)
    return regions


def _source_key(edition: RosterEdition, source: EditionSource) -> Key:
    if source.cited:
        return ("cited", exact_key(source.title), exact_key(source.publisher or ""))
    return ("roster", edition.series, exact_key(source.title), edition.edition_date or source.date or "")


def source_hash(edition: RosterEdition, source: EditionSource) -> str:
    """Return the hash that stands for a document of an edition among its mentions."""
    date = "" if source.cited else (edition.edition_date or source.date or "")
    return mention_hash(edition.series, "source", f"{source.title}\x1e{date}", 1)
