"""What a filter takes in when it follows PART_OF, INSIDE and FOLLOWED_BY."""

from collections import defaultdict
from collections.abc import Iterable

from musubime.analytics.snapshot import Snapshot
from musubime.types.vocabulary import TieType


def closed_over(snapshot: Snapshot, ids: Iterable[str], part: TieType, followed: TieType) -> set[str]:
    """Return the ids, everything that is part of them or inside them, and what follows any of those."""
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for tie in snapshot.ties(part):
        onward[tie.to_id].append(tie.from_id)
    for tie in snapshot.ties(followed):
        onward[tie.from_id].append(tie.to_id)
    reached = set(ids)
    waiting = sorted(reached)
    while waiting:
        for id in onward[waiting.pop()]:
            if id not in reached:
                reached.add(id)
                waiting.append(id)
    return reached
