"""How large a matrix may be, and which filters would bring one that is too large under its bound."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from musubime.analytics.snapshot import Snapshot
from musubime.errors import TooMany
from musubime.questions.selection import SEAT_FILTERS, Selected

MOST_CONSORTIA = 200


def refuse_too_many(selected: Selected, what: str, size: Callable[[Sequence[str]], int]) -> None:
    """Raise TooMany for a matrix over its bound, naming the filters of which one value would do.

    `size` is how many rows a matrix of these consortia has.
    """
    ids = selected.consortium_ids
    if (count := size(ids)) <= MOST_CONSORTIA:
        return
    helping = [name for name in SEAT_FILTERS if name == "consortium" or _would_do(selected.snapshot, ids, name, size)]
    raise TooMany(
        f"{what}が {count:,} 件あり、行列の上限 {MOST_CONSORTIA} を超えます。{'・'.join(SEAT_FILTERS)} のうち、"
        f"今の選択を収められるのは {'・'.join(helping)} です。"
        "一つの会議体と重なりの大きい相手は /api/v1/overlap/top?consortium= で見られます。",
        field=helping[0],
    )


def _would_do(snapshot: Snapshot, ids: Sequence[str], name: str, size: Callable[[Sequence[str]], int]) -> bool:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id in ids:
        for value in set(_values(snapshot, id, name)):
            groups[value].append(id)
    return any(0 < size(group) <= MOST_CONSORTIA for group in groups.values())


def _values(snapshot: Snapshot, id: str, name: str) -> Iterable[str]:
    """Return the values of a filter that would select a consortium."""
    programmes = snapshot.programmes_of.get(id, ())
    if name == "prefecture":
        return snapshot.graph.consortia[id].prefecture
    if name == "programme":
        return (programme.id for programme in programmes)
    if name == "owner":
        return (owner.id for programme in programmes for owner in snapshot.owners_of.get(programme.id, ()))
    return snapshot.consortium_rosters.get(id, ())
