"""Links as they are answered: the verdict with its candidates, the best first."""

from collections.abc import Iterable, Sequence

from rapidfuzz.fuzz import ratio

from musubime.resolution.keys import exact_key
from musubime.resolution.linking.bodies import Body
from musubime.resolution.linking.mentions import Candidate, Link, LinkVerdict, Mention, Rule
from musubime.types.prefectures import BY_CODE

CANDIDATES = 10
"""How many candidates an answer names at most."""


def automatic(mention: Mention, body: Body, rule: Rule, evidence: str, others: Iterable[Body] = ()) -> Link:
    """Return an automatic link to a body; its further rows and the other bodies stand among the candidates."""
    bodies = (body, *(other for other in others if other.best.id != body.best.id))
    candidates = listed(mention, [(each, rule) for each in bodies])
    score = candidates[0].score
    if any(hit.id != body.best.id for hit in body.hits):
        evidence = f"{evidence}。ほかの登録簿の同じ機関: {'、'.join(hit.id for hit in body.hits[1:4])}"
    return Link(LinkVerdict.AUTO, rule, body.best.id, evidence, score, candidates)


def to_review(mention: Mention, found: Sequence[tuple[Body, Rule]], evidence: str) -> Link:
    """Return a link that a person decides, under the rule of its best candidate (at least one)."""
    candidates = listed(mention, found)
    return Link(LinkVerdict.REVIEW, found[0][1], "", evidence, candidates[0].score, candidates)


def listed(mention: Mention, found: Sequence[tuple[Body, Rule]]) -> tuple[Candidate, ...]:
    """Return the candidates in the given order of bodies; each row of a body is one."""
    rows: list[Candidate] = []
    seen: set[str] = set()
    wanted = exact_key(mention.name)
    for body, rule in found:
        for hit in body.hits:
            if hit.id in seen:
                continue
            seen.add(hit.id)
            matched = exact_key(hit.matched)
            score = 1.0 if matched == wanted else round(ratio(wanted, matched) / 100, 3)
            rows.append(Candidate(hit.id, hit.name, hit.matched, rule, hit.prefecture, score))
            if len(rows) == CANDIDATES:
                return tuple(rows)
    return tuple(rows)


def places(codes: Iterable[str]) -> str:
    """Return the names of prefectures for a sentence, or 不明."""
    return "・".join(BY_CODE[code].name for code in sorted(codes) if code in BY_CODE) or "不明"
