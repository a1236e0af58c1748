"""Names linked to the bodies of the loaded registers, in batches: the deciding rule, the evidence, the candidates."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from musubime.resolution.keys import exact_key, prepared
from musubime.resolution.linking.answering import to_review
from musubime.resolution.linking.bodies import bodies_of
from musubime.resolution.linking.exact_tiers import by_exact
from musubime.resolution.linking.further_keys import Placed, heads, placed
from musubime.resolution.linking.further_tiers import by_form, by_place, by_structure, by_variant
from musubime.resolution.linking.mentions import NOT_FOUND, Link, LinkVerdict, Mention, Rule
from musubime.resolution.linking.number_tier import by_number, checked_by_number, number_alone
from musubime.resolution.names.veto import veto
from musubime.resolution.registers import Hit, KeyLevel, RegisterIndex

BATCH = 5_000


class Linker:
    """Links mentions against one index; holds nothing between two batches."""

    def __init__(self, index: RegisterIndex, *, similar: int = 0, cautious: bool = False) -> None:
        """Take the index, and how many similar names to list for a review of names that no key finds.

        `cautious` asks for more where no prefecture is known: a company links by itself only under a rare name.
        """
        self._index, self._similar, self._cautious = index, similar, cautious

    def stream(self, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Link]]:
        """Yield each mention with its link, in order, reading `BATCH` at a time."""
        rest = iter(mentions)
        while batch := list(islice(rest, BATCH)):
            yield from zip(batch, self.link(batch), strict=True)

    def link(self, mentions: Sequence[Mention]) -> list[Link]:
        """Return the links of the mentions, in their order."""
        keys = [exact_key(mention.name) for mention in mentions]
        exact = self._index.hits(KeyLevel.EXACT, keys)
        links: list[Link | None] = [None] * len(mentions)
        pending: list[int] = []
        for place, (mention, key) in enumerate(zip(mentions, keys, strict=True)):
            link = self._by_number(mention, key, exact.get(key, ())) if mention.number else None
            if link is None and key in exact:
                link = by_exact(mention, key, exact[key], cautious=self._cautious)
            links[place] = link
            if key and (link is None or link.rule is Rule.OTHER_NAME_UNSURE):
                pending.append(place)
        self._further(mentions, keys, pending, links)
        return [self._checked(mention, link or NOT_FOUND) for mention, link in zip(mentions, links, strict=True)]

    def _further(
        self, mentions: Sequence[Mention], keys: Sequence[str], pending: Sequence[int], links: list[Link | None]
    ) -> None:
        """Fill in what the tiers T3 to T6 say of the mentions that the exact key left open."""
        places: dict[int, Placed | None] = {at: placed(keys[at]) for at in pending}
        beginnings = {at: heads(mentions[at].name) for at in pending}
        wanted = [place.key for place in places.values() if place]
        wanted += [head for each in beginnings.values() for head in each]
        exact = self._index.hits(KeyLevel.EXACT, wanted)
        ready = {at: prepared(mentions[at].name) for at in pending}
        cores = self._index.hits(KeyLevel.CORE, [each.core for each in ready.values()])
        variants = self._index.hits(KeyLevel.VARIANT, [each.variant for each in ready.values()])
        for at in pending:
            mention, place, keys_of = mentions[at], places[at], ready[at]
            tiers: Iterator[Link | None] = (
                tier()
                for tier in (
                    partial(by_place, mention, place, exact.get(place.key, ()) if place else ()),
                    partial(by_form, mention, cores.get(keys_of.core, ())),
                    partial(by_variant, mention, variants.get(keys_of.variant, ())),
                    partial(by_structure, mention, exact, beginnings[at]),
                    partial(self._similar_to, mention),
                )
            )
            links[at] = _surest(links[at], tiers)

    def _similar_to(self, mention: Mention) -> Link | None:
        if not self._similar:
            return None
        core = prepared(mention.name).core
        near = bodies_of(self._index.similar(mention.name, self._similar))
        candidates = [(body, Rule.SIMILAR) for body in near if not veto(core, prepared(body.best.matched).core)]
        if not candidates:
            return None
        link = to_review(mention, candidates, "似た名称の機関がある")
        ranked = tuple(sorted(link.candidates, key=lambda each: (-each.score, each.id)))
        return link._replace(candidates=ranked, score=ranked[0].score)

    def _by_number(self, mention: Mention, key: str, named: Sequence[Hit]) -> Link | None:
        return by_number(mention, key, self._numbered(mention), named)

    def _numbered(self, mention: Mention) -> Sequence[Hit]:
        return self._index.numbered(mention.number) if mention.number else ()

    def _checked(self, mention: Mention, link: Link) -> Link:
        """Hold the number beside a name against the body that the name found."""
        if not mention.number or link.rule is Rule.NUMBER_AND_NAME or link.verdict is LinkVerdict.REVIEW:
            return link
        if link.verdict is LinkVerdict.NONE:
            return number_alone(mention, self._numbered(mention))
        linked = self._index.entry(link.id)
        number = next((i.value for i in linked.identifiers if i.scheme == "corporate_number"), "") if linked else ""
        return checked_by_number(link, mention, self._numbered(mention), number)


def _surest(known: Link | None, tiers: Iterator[Link | None]) -> Link | None:
    """Return what the first tier says; where an answer is known, an automatic one to a body that it names, too."""
    if known is None:
        return next((link for link in tiers if link is not None), None)
    ids = {candidate.id for candidate in known.candidates}
    return next((link for link in tiers if link is not None and link.id in ids), known)
