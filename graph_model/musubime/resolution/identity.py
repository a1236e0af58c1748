"""Which node every mention of the editions belongs to."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from musubime.errors import BadInput
from musubime.resolution.aliases import Alias
from musubime.resolution.clusters import Clusters, Key
from musubime.resolution.keys import exact_key
from musubime.types.changes import Judgement
from musubime.types.edition import EditionSource, End, Mention, RosterEdition
from musubime.types.text import mention_hash
from musubime.types.vocabulary import Kind, TieType, Verdict


def date_of(edition: RosterEdition) -> str | None:
    """Return the date that names in the edition are of: its own, else that of its first document."""
    documents = (source.date for source in edition.sources if not source.cited)
    return edition.edition_date or next((date for date in documents if date), None)


def organization_mentions(edition: RosterEdition) -> Iterator[Mention]:
    """Yield every mention of an organization in the edition."""
    yield from (fact.mention for fact in edition.organizations)
    yield from (person.organization for person in edition.persons if person.organization)
    yield from (owner for programme in edition.programmes for owner in programme.owners)
    yield from (seat.organization for seat in edition.seats if seat.organization)
    for relation in edition.relations:
        for end in (relation.start, relation.end):
            if end.kind == "organization" and end.mention:
                yield end.mention
            if end.organization:
                yield end.organization


class Identity:
    """The resolved identity of everything that a set of editions mentions."""

    def __init__(
        self, editions: Sequence[RosterEdition], judgements: Sequence[Judgement], aliases: Sequence[Alias]
    ) -> None:
        self.clusters = {kind: Clusters(kind) for kind in Kind}
        self._aliases: dict[tuple[Kind, str], list[Alias]] = defaultdict(list)
        different = {
            (j.kind, frozenset((exact_key(j.left), exact_key(j.right))))
            for j in _standing(judgements)
            if j.verdict is Verdict.DIFFERENT
        }
        for alias in aliases:
            names = frozenset((exact_key(alias.alias), exact_key(alias.canonical)))
            if (alias.kind, names) not in different:
                self._aliases[alias.kind, exact_key(alias.alias)].append(alias)
        self._regions = _regions_of_consortia(editions, self._named)
        self._local: dict[tuple[tuple[str, str], Kind, str], Key] = {}
        self._mentions: dict[Kind, dict[str, tuple[str, ...]]] = {}
        self._same_bodies = {key: mention for edition in editions for key, mention in _same_bodies(edition)}
        for edition in editions:
            self._add_all_but_persons(edition)
        standing = sorted(_standing(judgements), key=lambda j: (j.verdict is not Verdict.DIFFERENT, j.left, j.right))
        for judgement in standing:
            if judgement.kind is not Kind.PERSON:
                self._judge(judgement)
        for edition in editions:
            self._add_persons(edition)
        for judgement in standing:
            if judgement.kind is Kind.PERSON:
                self._judge(judgement)

    # -- ids

    def organization(self, edition: RosterEdition, mention: Mention) -> str:
        """Return the id of the organization that a mention names."""
        return self.clusters[Kind.ORGANIZATION].id(self._organization_key(edition, mention))

    def person(
        self, edition: RosterEdition, mention: Mention, organization: Mention | None, scope: str | None = None
    ) -> str:
        """Return the id of the person that a mention names, told apart by organization or else by scope."""
        return self.clusters[Kind.PERSON].id(self._person_key(edition, mention, organization, scope))

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
        return self.clusters[kind].id(found)

    def end(self, edition: RosterEdition, end: End) -> str:
        """Return the id of one end of a relation."""
        if end.kind == "organization" and end.mention:
            return self.organization(edition, end.mention)
        if end.kind == "person" and end.mention:
            return self.person(edition, end.mention, end.organization)
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

    # -- keys

    def _named(self, kind: Kind, name: str, date: str | None) -> str:
        key = exact_key(name)
        for _ in range(5):
            aliases = [a for a in self._aliases.get((kind, key), ()) if a.covers(date)]
            targets = {exact_key(alias.canonical) for alias in aliases}
            if len(targets) != 1 or targets == {key}:
                break
            key = targets.pop()
        return key

    def _organization_key(self, edition: RosterEdition, mention: Mention) -> Key:
        if mention.identity is not None:
            return ("identity", edition.series, mention.identity)
        return ("name", self._named(Kind.ORGANIZATION, mention.name, date_of(edition)))

    def _person_key(
        self, edition: RosterEdition, mention: Mention, organization: Mention | None, scope: str | None
    ) -> Key:
        name = self._named(Kind.PERSON, mention.name, date_of(edition))
        organization = organization or self._same_bodies.get((edition.key, scope or ""))
        if organization is not None:
            return ("name", name, self.organization(edition, organization))
        return ("name", name, edition.series, scope or "")

    # -- filling

    def _add_all_but_persons(self, edition: RosterEdition) -> None:
        date = date_of(edition)
        for mention in organization_mentions(edition):
            self.clusters[Kind.ORGANIZATION].add(self._organization_key(edition, mention), mention.hash)
        for programme in edition.programmes:
            key: Key = ("name", self._named(Kind.PROGRAMME, programme.mention.name, date))
            self._put(edition, Kind.PROGRAMME, programme.key, key, programme.mention.hash)
        for consortium in edition.consortia:
            name = self._named(Kind.CONSORTIUM, consortium.mention.name, date)
            regions = self._regions.get(name, set())
            region = consortium.prefecture if len(regions) > 1 else next(iter(regions), ())
            self._put(edition, Kind.CONSORTIUM, consortium.key, ("name", name, region), consortium.mention.hash)
        for source in edition.sources:
            self._put(edition, Kind.SOURCE, source.key, _source_key(edition, source), _source_hash(edition, source))

    def _put(self, edition: RosterEdition, kind: Kind, local: str, key: Key, mention: str) -> None:
        self._local[edition.key, kind, local] = key
        self.clusters[kind].add(key, mention)

    def _add_persons(self, edition: RosterEdition) -> None:
        persons = self.clusters[Kind.PERSON]
        for person in edition.persons:
            persons.add(self._person_key(edition, person.mention, person.organization, None), person.mention.hash)
        for seat in edition.seats:
            if seat.person:
                key = self._person_key(edition, seat.person, seat.organization, seat.consortium)
                persons.add(key, seat.person.hash)
        for relation in edition.relations:
            for end in (relation.start, relation.end):
                if end.kind == "person" and end.mention:
                    persons.add(self._person_key(edition, end.mention, end.organization, None), end.mention.hash)

    def _judge(self, judgement: Judgement) -> None:
        clusters = self.clusters[judgement.kind]
        for left in self._judged_keys(judgement.kind, judgement.left):
            for right in self._judged_keys(judgement.kind, judgement.right):
                if judgement.verdict is Verdict.DIFFERENT:
                    clusters.keep_apart(left, right)
                elif judgement.verdict is Verdict.SAME:
                    clusters.join(left, right)

    def _judged_keys(self, kind: Kind, name: str) -> list[Key]:
        key = exact_key(name)
        return sorted((k for k in self.clusters[kind].keys if key in k), key=repr)


def _regions_of_consortia(
    editions: Sequence[RosterEdition], named: Callable[[Kind, str, str | None], str]
) -> dict[str, set[tuple[str, ...]]]:
    """Return, for each name of a consortium, the prefectures that editions state for it (none stated: left out)."""
    regions: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for edition in editions:
        for consortium in edition.consortia:
            if consortium.prefecture:
                regions[named(Kind.CONSORTIUM, consortium.mention.name, date_of(edition))].add(consortium.prefecture)
    return regions


def _same_bodies(edition: RosterEdition) -> Iterator[tuple[tuple[tuple[str, str], str], Mention]]:
    """Yield consortia that are also an organization, with its mention: their officers are that organization's."""
    for relation in edition.relations:
        if relation.type is TieType.SAME_BODY and relation.start.mention and relation.end.key:
            yield (edition.key, relation.end.key), relation.start.mention


def _standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the newest judgement of each pair, however they were loaded."""
    newest: dict[tuple[Kind, frozenset[str]], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.by, j.verdict, j.reason)):
        newest[judgement.kind, frozenset((exact_key(judgement.left), exact_key(judgement.right)))] = judgement
    return list(newest.values())


def _source_key(edition: RosterEdition, source: EditionSource) -> Key:
    if source.cited:
        return ("cited", exact_key(source.title), exact_key(source.publisher or ""))
    return ("roster", edition.series, exact_key(source.title), edition.edition_date or source.date or "")


def _source_hash(edition: RosterEdition, source: EditionSource) -> str:
    date = "" if source.cited else (edition.edition_date or source.date or "")
    return mention_hash(edition.series, "source", f"{source.title}\x1e{date}", 1)
