"""How several statements about one thing become one record: newest first for single values, all of them for lists."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from musubime.resolution.aliases import Alias
from musubime.resolution.clusters import Key, Why
from musubime.resolution.identity import Identity
from musubime.resolution.keys import exact_key
from musubime.resolution.places import date_of
from musubime.types.base import Frozen
from musubime.types.edition import Mention, RosterEdition
from musubime.types.evidence import Evidence, Identifier, Name
from musubime.types.vocabulary import Kind, NameKind

T = TypeVar("T")
_WEAKER = ("T0", "T1", "T2", "T3", "T4", "judgement")
F = TypeVar("F", bound=Frozen)


class Stated(Generic[T]):
    """One statement about a thing and the edition that makes it."""

    def __init__(self, edition: RosterEdition, fact: T, mention: str) -> None:
        self.edition, self.fact, self.mention = edition, fact, mention

    @property
    def order(self) -> tuple[str, str, str]:
        """Where the statement stands: older editions first, then by roster and mention."""
        return (date_of(self.edition) or "", self.edition.roster, self.mention)


def newest(values: Iterable[T | None]) -> T | None:
    """Return the last value that is stated."""
    found: T | None = None
    for value in values:
        if value is not None and value != "":
            found = value
    return found


def all_of(groups: Iterable[Sequence[T]]) -> tuple[T, ...]:
    """Return every distinct value in the order of first statement."""
    seen: dict[T, None] = {}
    for group in groups:
        for value in group:
            seen.setdefault(value)
    return tuple(seen)


def evidence_of(identity: Identity, edition: RosterEdition, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence with the edition's source keys replaced by source ids."""
    return tuple(e.model_copy(update={"source": identity.source(edition, e.source)}) for e in evidence)


def with_sources(identity: Identity, edition: RosterEdition, facts: Sequence[F]) -> tuple[F, ...]:
    """Return facts that carry evidence with the edition's source keys replaced by source ids."""
    return tuple(
        fact.model_copy(update={"evidence": evidence_of(identity, edition, getattr(fact, "evidence"))})  # noqa: B009
        for fact in facts
    )


N = TypeVar("N", Name, Identifier)


def sourced(identity: Identity, edition: RosterEdition, items: Sequence[N]) -> tuple[N, ...]:
    """Return names or identifiers with the edition's source key replaced by a source id."""
    return tuple(
        item if item.source is None else item.model_copy(update={"source": identity.source(edition, item.source)})
        for item in items
    )


def names_of(
    identity: Identity,
    kind: Kind,
    mentions: Sequence[tuple[RosterEdition, Mention, str | None]],
    stated: Sequence[Name],
    aliases: dict[tuple[Kind, str], list[Alias]],
) -> tuple[str, tuple[Name, ...]]:
    """Return the name to show and all names, sorted by kind and text.

    Shown is the curated canonical name where the alias table has one, else the name printed most often; of those
    printed equally often the first in code-point order. `mentions` gives each mention with the id of its source.
    Each printed name says by which rule it is a name of this thing.
    """
    counted = Counter(mention.name for _, mention, _ in mentions)
    curated: dict[str, Alias] = {}
    kinds: dict[str, Alias] = {}
    for _, mention, _ in mentions:
        for alias in aliases.get((kind, exact_key(mention.name)), ()):
            kinds[mention.name] = alias
            curated[alias.canonical] = alias
    # A later name of a renamed body is shown beside it, not in place of what its rosters print.
    showable = [alias.canonical for alias in curated.values() if alias.name_kind is not NameKind.FORMER]
    shown = min(showable) if showable else min(counted, key=lambda text: (-counted[text], text))
    why = _whys(identity, kind, mentions, shown)
    names: dict[tuple[str, NameKind], Name] = {}
    for _, mention, source in sorted(mentions, key=lambda m: (date_of(m[0]) or "", m[0].roster, m[2] or "")):
        known = kinds.get(mention.name)
        name_kind = known.name_kind if known else NameKind.PRINTED
        name = Name(
            text=mention.name,
            kind=name_kind,
            valid_from=known.valid_from if known else None,
            valid_to=known.valid_to if known else None,
            source=source,
            reason=f"{known.reason}（{known.source}）" if known else why[mention.name].reason,
            rule="T2" if known else why[mention.name].rule,
        )
        names.setdefault((mention.name, name_kind), name)
    for text, alias in curated.items():
        reason = f"{alias.reason}（{alias.source}）"
        names.setdefault((text, NameKind.CURATED), Name(text=text, kind=NameKind.CURATED, reason=reason))
    for name in stated:
        names.setdefault((name.text, name.kind), name)
    return shown, tuple(sorted(names.values(), key=lambda n: (n.kind.value, n.text)))


def _whys(
    identity: Identity, kind: Kind, mentions: Sequence[tuple[RosterEdition, Mention, str | None]], shown: str
) -> dict[str, Why]:
    """Return, for each printed name, what joins it to the name shown; the weakest reason where several do."""
    groups: dict[str, set[Key]] = {}
    for edition, mention, _ in mentions:
        groups.setdefault(mention.name, set()).add(identity.group(kind, edition, mention))
    if len(groups) == 1 and len(next(iter(groups.values()))) == 1:
        return {name: _own(next(iter(found))) for name, found in groups.items()}
    alike = [group for name, found in groups.items() if exact_key(name) == exact_key(shown) for group in found]
    start = min(alike or [group for found in groups.values() for group in found], key=repr)
    whys = {}
    for name, found in groups.items():
        joined = [why for group in found if (why := identity.why(kind, start, group)) is not None]
        whys[name] = max(joined, key=_weakness) if joined else _own(start)
    return whys


def _own(group: Key) -> Why:
    return Why("identity", "名簿の識別番号の列") if group[0] == "identity" else Why("T1")


def _weakness(why: Why) -> tuple[int, str, str]:
    return (_WEAKER.index(why.rule) if why.rule in _WEAKER else len(_WEAKER), why.rule, why.reason or "")
