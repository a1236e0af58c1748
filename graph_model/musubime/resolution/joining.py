"""What joins groups of equal names: judgements, contexts that agree (T1), a missing legal form (T3), a variant (T4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from musubime.resolution.clusters import PREFIX, Apart, Clusters, Key, Link, Why
from musubime.resolution.inference import kind_of
from musubime.resolution.judged import SCHEMES, pair_of, same_side, side_kind
from musubime.resolution.keys import prepared
from musubime.resolution.municipalities import prefectures_with, printed_with_prefecture
from musubime.resolution.names.compare import compare
from musubime.resolution.names.comparison import NamedBody, NameVerdict
from musubime.resolution.places import Context
from musubime.resolution.unique_names import is_company, unique_by_nature
from musubime.types.changes import Judgement
from musubime.types.evidence import Identifier
from musubime.types.vocabulary import Verdict

NATIONWIDE: Context = ("*",)
"""Context of a name that is one body in all of Japan."""
BY_PERSON, BY_RULE, BY_CONTEXT, BY_ALIAS, BY_FORM, BY_VARIANT = range(6)
"""Strength of a link: what comes first is joined first."""


@lru_cache(maxsize=100_000)
def group_of(name: str, context: Context) -> Key:
    """Return the group of a mention with this exact key in this context (T1)."""
    if located := printed_with_prefecture(name):
        name, context = located[0], (located[1],)
    return ("name", name, NATIONWIDE if unique_by_nature(name) else context)


# -- judgements


def judged(
    clusters: Clusters, named_by: Mapping[str, set[str]], judgements: Sequence[Judgement]
) -> tuple[list[Link], list[Apart]]:
    """Return what judgements join and hold apart; groups that a judgement parts are opened."""
    prefix = PREFIX[clusters.kind]

    def units(side: str) -> set[str]:
        if side_kind(clusters.kind, side) == "mention":
            unit = side.removeprefix(prefix)
            return {unit} if unit in clusters.key_of else set()
        return named_by.get(same_side(clusters.kind, side), set())

    def parted(judgement: Judgement) -> tuple[set[str], set[str]]:
        """One mention against its own name is that mention against all others of the name."""
        left, right = units(judgement.left), units(judgement.right)
        if side_kind(clusters.kind, judgement.left) == "mention":
            return left, right - left
        return (left - right, right) if side_kind(clusters.kind, judgement.right) == "mention" else (left, right)

    def groups(side: str, units: set[str]) -> tuple[Key, ...]:
        if side_kind(clusters.kind, side) == "register":
            return (("register", side),)
        return tuple(sorted({clusters.key_of[unit] for unit in units}, key=repr))

    opened: dict[Key, list[str]] = {}
    different = [judgement for judgement in judgements if judgement.verdict is Verdict.DIFFERENT]
    for judgement in different:
        left, right = parted(judgement)
        for key in {clusters.key_of[unit] for unit in left - right} & {clusters.key_of[unit] for unit in right - left}:
            opened[key] = sorted(clusters.groups[key])
    for key in opened:
        clusters.open(key)
    links = [link for key in opened for link in _within(opened[key], key)]
    apart = []
    for judgement in different:
        left, right = parted(judgement)
        apart.append(Apart(groups(judgement.left, left), groups(judgement.right, right), judgement.id))
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME:
            sides = [groups(side, units(side)) for side in (judgement.left, judgement.right)]
            why = Why(_rule(judgement), f"{judgement.reason}（判断: {judgement.by}）", judgement.id)
            strength = BY_RULE if judgement.by_rule else BY_PERSON
            links.append(Link((strength, *pair_of(judgement)[1:]), sides[0], sides[1], why))
    return links, apart


def registered_of(clusters: Clusters, judgements: Sequence[Judgement]) -> dict[str, list[Identifier]]:
    """Return the numbers of the registered bodies that organizations were found to be, by the organizations' ids."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME and judgement.kind is clusters.kind:
            for side in (judgement.left, judgement.right):
                if side_kind(clusters.kind, side) == "register":
                    reasons[side].append(f"{judgement.reason}（判断: {judgement.by}）")
    found: dict[str, list[Identifier]] = defaultdict(list)
    for side in sorted(reasons):
        members = clusters.members(("register", side))
        if any(member in clusters.groups for member in members):
            scheme, _, number = side.partition(":")
            value = Identifier.model_validate(
                {"scheme": SCHEMES[scheme], "value": number, "reason": min(reasons[side])}
            )
            found[clusters.id(("register", side))].append(value)
    return found


def _rule(judgement: Judgement) -> str:
    return judgement.by.removeprefix("rule:") if judgement.by_rule else "judgement"


def _within(units: Sequence[str], key: Key) -> list[Link]:
    """Link the mentions of an opened group with each other: whatever is not held apart is still one thing."""
    why = Why("T1", "名称が完全に一致")
    return [
        Link((BY_CONTEXT, repr(key), f"{one} {other}"), (("unit", one),), (("unit", other),), why)
        for one, other in combinations(units, 2)
    ]


# -- names


def links_between_names(clusters: Clusters) -> list[Link]:
    """Return the links between groups of organizations that follow from their names and contexts alone."""
    contexts: dict[str, set[Context]] = defaultdict(set)
    expanded: dict[Key, list[Key]] = defaultdict(list)
    for key, unit_key in _named_groups(clusters):
        _, name, context = key
        assert isinstance(name, str)
        assert isinstance(context, tuple)
        contexts[name].add(context)
        expanded[key].append(unit_key)
    made = [*_by_context(contexts), *_by_form(contexts), *_by_variant(contexts)]
    return [
        Link((strength, repr(left), repr(right)), tuple(expanded[left]), tuple(expanded[right]), why)
        for strength, left, right, why in made
    ]


def links_by_number(clusters: Clusters, numbered: Mapping[tuple[str, str], set[str]]) -> list[Link]:
    """Return the links between groups of one name that documents state the same number of (T0).

    A number alone joins nothing: official data mistypes numbers, and one number can stand for several bodies.
    """
    links = []
    for (scheme, value), units in numbered.items():
        by_name: dict[str, set[Key]] = defaultdict(set)
        for unit in units:
            key = clusters.opened.get(unit, clusters.key_of[unit])
            if key[0] == "name":
                by_name[str(key[1])].add(clusters.key_of[unit])
        for keys in by_name.values():
            first, *others = sorted(keys, key=repr)
            why = Why("T0", f"名称と番号（{value}）が一致")
            links += [Link((BY_RULE, f"{scheme} {value}", repr(o)), (first,), (o,), why) for o in others]
    return links


def _named_groups(clusters: Clusters) -> Iterable[tuple[Key, Key]]:
    for key in clusters.groups:
        if key[0] == "name":
            yield key, key
    # groups that were opened keep their name and context through their mentions
    for unit, key in clusters.opened.items():
        yield key, ("unit", unit)


_Made = tuple[int, Key, Key, Why]


def _by_context(contexts: Mapping[str, set[Context]]) -> Iterable[_Made]:
    for name, found in contexts.items():
        if len(found) > 1:
            for context in found:
                other = anchor(name, context, found)
                if other is not None:
                    why = Why("T1", "名称が完全に一致。都道府県の文脈がほかに一つだけ")
                    yield BY_CONTEXT, ("name", name, context), ("name", name, other), why


def anchor(name: str, context: Context, found: Iterable[Context]) -> Context | None:
    """Return the one context of a name that a mention without a prefecture, or with several, belongs to.

    None where it stands in one prefecture, where several would do, and for municipalities with a homonym.
    """
    if len(context) == 1 or len(prefectures_with(name)) > 1:
        return None
    single: list[Context] = [other for other in found if len(other) == 1]
    fitting = [other for other in single if not context or other[0] in context]
    if not single and not context:
        fitting = [other for other in found if other]
    return fitting[0] if len(fitting) == 1 else None


def _fits(one: Context, other: Context) -> bool:
    return one == other or NATIONWIDE in (one, other) or not set(one).isdisjoint(other)


def _by_form(contexts: Mapping[str, set[Context]]) -> Iterable[_Made]:
    """T3: 阿波銀行 and 株式会社阿波銀行, where the context has just one name with that form missing."""
    with_form: dict[str, list[str]] = defaultdict(list)
    for name in contexts:
        keys = prepared(name)
        if keys.form and keys.core in contexts:
            with_form[keys.core].append(name)
    for bare, names in with_form.items():
        if prefectures_with(bare) or prepared(bare).form:
            continue
        for context in contexts[bare]:
            near = {(name, other) for name in names for other in contexts[name] if _fits(context, other)}
            if len({name for name, _ in near}) == 1 and len(near) == 1:
                name, other = near.pop()
                if not _are_one(bare, name):
                    continue
                why = Why("T3", f"法人格「{prepared(name).form}」が片方にだけあり、候補はほかにない")
                yield BY_FORM, ("name", bare, context), ("name", name, other), why


def _by_variant(contexts: Mapping[str, set[Context]]) -> Iterable[_Made]:
    """T4: prints that differ in old characters, dots, case; never companies, and only one candidate in the context."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in contexts:
        alike[prepared(name).variant].append(name)
    for names in alike.values():
        if len(names) < 2 or any(not _may_vary(name) for name in names):
            continue
        near = {
            (name, context): [(o, c) for o in names if o != name for c in contexts[o] if _fits(context, c)]
            for name in names
            for context in contexts[name]
        }
        for one, others in near.items():
            if len(others) == 1 and one < others[0] and near[others[0]] == [one] and _are_one(one[0], others[0][0]):
                why = Why("T4", "字体・記号・大文字小文字だけが違い、候補はほかにない")
                yield BY_VARIANT, ("name", *one), ("name", *others[0]), why


def _are_one(name: str, other: str) -> bool:
    """Whether the comparison of the two names alone lets them be joined: 学校法人名城大学 operates 名城大学."""
    return compare(NamedBody(name), NamedBody(other)).verdict is NameVerdict.SAME


def _may_vary(name: str) -> bool:
    """Whether the name says that it is no company: only then a variant may be taken for it without asking."""
    if is_company(name):
        return False
    return kind_of(name) is not None or bool(prepared(name).form)
