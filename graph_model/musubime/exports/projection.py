"""One-mode projections: holders tied by the consortia they share, made only on request and never without a bound."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Literal, NamedTuple

from musubime.errors import TooMany
from musubime.exports.attributes import SEPARATOR, Attribute, Flat
from musubime.exports.selection import Selection

Projection = Literal["newman", "count"]
PAIR_LIMIT = 250_000

PROJECTED_ATTRIBUTES = (
    Attribute("id", "string", "ID", "Ids of the two holders"),
    Attribute("kind", "string", "種類", "co_membership"),
    Attribute(
        "weight", "double", "重み", "Σ 1/(m−1) over shared consortia of m members (newman), or their number (count)"
    ),
    Attribute("shared", "int", "共有する会議体の数", "Number of consortia that both have a seat on"),
    Attribute("consortia", "string", "会議体", "Ids of the shared consortia, joined by ;"),
)


class CoMembership(NamedTuple):
    """Two holders, in the order of their ids, and what ties them."""

    a: str
    b: str
    weight: float
    consortia: tuple[str, ...]

    @property
    def id(self) -> str:
        """Id of the edge."""
        return f"{self.a}..{self.b}"

    @property
    def attributes(self) -> Flat:
        """What `PROJECTED_ATTRIBUTES` describe, all but the id."""
        return {
            "kind": "co_membership",
            "weight": self.weight,
            "shared": len(self.consortia),
            "consortia": SEPARATOR.join(self.consortia),
        }


def co_memberships(selection: Selection, projection: Projection) -> Iterator[CoMembership]:
    """Return the ties between holders in the order of their ids.

    The weight `newman` is Σ 1/(m − 1) over shared consortia with m members (Newman 2001), `count` their number.
    Raises TooMany where the consortia make more than `PAIR_LIMIT` pairs.
    """
    rosters: defaultdict[str, set[str]] = defaultdict(set)
    for seat, holder in selection.drawn:
        rosters[seat.consortium].add(holder)
    pairs = sum(len(roster) * (len(roster) - 1) // 2 for roster in rosters.values())
    if pairs > PAIR_LIMIT:
        raise TooMany(
            f"機関どうしの線が最大 {pairs:,} 本になり、上限の {PAIR_LIMIT:,} 本を超えます。"
            "prefecture、programme、owner、consortium、roster のどれかで絞るか、projection を外してください。",
            field="projection",
            value=projection,
        )
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for consortium in sorted(rosters):
        for pair in combinations(sorted(rosters[consortium]), 2):
            shared[pair].append(consortium)
    return (
        CoMembership(
            *pair,
            float(len(bodies)) if projection == "count" else sum(1 / (len(rosters[body]) - 1) for body in bodies),
            tuple(bodies),
        )
        for pair, bodies in sorted(shared.items())
    )
