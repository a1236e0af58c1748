"""One sentence about the networks of a prefecture, in parts."""

from collections.abc import Sequence
from typing import NamedTuple

NAMED = 3


class Facts(NamedTuple):
    """What the sentence is made of."""

    networks: int
    """Consortia that state all their members; what is said of nobody else holds between these alone."""
    bodies: int
    """Bodies that sit on them; where there are none, on those that state some members."""
    sole: Sequence[tuple[str, Sequence[str]]]
    """Bodies that alone join pairs of networks, each with those networks."""
    joined: int
    """Pairs with somebody in common."""
    pairs: int
    everywhere: Sequence[str]
    """Bodies that sit on all of them."""
    not_stated: int
    not_reported: Sequence[str]
    """Owners of the programmes whose consortium is not reported."""
    partial: int = 0
    """Consortia that state some of their members only."""
    known: Sequence[tuple[str, Sequence[str]]] = ()
    """Where no consortium states all its members: bodies that, as far as known, alone join pairs of networks."""


def sentence_parts(facts: Facts, lang: str) -> list[str]:
    """Return the parts of the sentence, each ending in its own full stop."""
    return _english(facts) if lang == "en" else _japanese(facts)


def _japanese(facts: Facts) -> list[str]:
    if facts.networks:
        parts = [f"{facts.networks}つのネットワーク・{facts.bodies}機関。"]
    elif facts.partial:
        parts = [f"構成員の一部だけが分かるネットワークが{facts.partial}つ・{facts.bodies}機関。"]
    else:
        parts = ["構成員の分かるネットワークはまだありません。"]
    for name, tied in facts.sole[:NAMED]:
        more = f"など{len(tied)}つ" if len(tied) > NAMED else ""
        parts.append(f"{'と'.join(tied[:NAMED])}{more}のネットワークを結ぶのは{name}のみ。")
    if facts.networks > 1 and facts.everywhere and not facts.sole:
        more = f"ほか{len(facts.everywhere) - NAMED}機関" if len(facts.everywhere) > NAMED else ""
        parts.append(f"すべてに参画するのは{'・'.join(facts.everywhere[:NAMED])}{more}。")
    if facts.pairs > facts.joined:
        parts.append(f"共通の構成員がない組が{facts.pairs - facts.joined}組。")
    for name, tied in facts.known[:NAMED]:
        more = f"など{len(tied)}つ" if len(tied) > NAMED else ""
        parts.append(f"分かっている範囲で{'と'.join(tied[:NAMED])}{more}のネットワークを結ぶのは{name}。")
    if facts.networks and facts.partial:
        parts.append(f"ほかに構成員の一部だけが分かる会議体が{facts.partial}件。")
    parts += [f"{owner}の会議体は記載なし（表では「-」）。" for owner in facts.not_reported]
    if facts.not_stated:
        parts.append(f"構成員の記載がない会議体が{facts.not_stated}件。")
    return parts


def _english(facts: Facts) -> list[str]:
    if facts.networks:
        parts = [f"{facts.networks} {_many('network', facts.networks)}, {facts.bodies} {_bodies(facts.bodies)}. "]
    elif facts.partial:
        some = f"{facts.partial} {_many('network', facts.partial)} with some members stated"
        parts = [f"{some}, {facts.bodies} {_bodies(facts.bodies)}. "]
    else:
        parts = ["No network with stated members yet. "]
    parts += [f"Only {name} joins the networks of {_listed(tied)}. " for name, tied in facts.sole[:NAMED]]
    if facts.networks > 1 and facts.everywhere and not facts.sole:
        more = f" and {len(facts.everywhere) - NAMED} more" if len(facts.everywhere) > NAMED else ""
        parts.append(f"On all of them: {', '.join(facts.everywhere[:NAMED])}{more}. ")
    if facts.pairs > facts.joined:
        apart = facts.pairs - facts.joined
        parts.append(f"{apart} {_many('pair', apart)} with nobody in common. ")
    parts += [f"As far as known, {name} joins {_listed(tied)}. " for name, tied in facts.known[:NAMED]]
    if facts.networks and facts.partial:
        parts.append(f"{facts.partial} more with some members stated. ")
    parts += [f"The council of {owner} is not reported (printed as “-”). " for owner in facts.not_reported]
    if facts.not_stated:
        parts.append(
            f"{facts.not_stated} {'consortium states' if facts.not_stated == 1 else 'consortia state'} no members. "
        )
    return [*parts[:-1], parts[-1].rstrip()]


def _listed(tied: Sequence[str]) -> str:
    more = f" and {len(tied) - NAMED} more" if len(tied) > NAMED else ""
    return (" and ".join(tied) if len(tied) == 2 else ", ".join(tied[:NAMED])) + more


def _many(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _bodies(count: int) -> str:
    return "body" if count == 1 else "bodies"
