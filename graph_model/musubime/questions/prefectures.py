"""The map of prefectures, and one prefecture: its networks, who joins them, where nothing is reported."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from musubime.analytics.bridging import bridges
from musubime.analytics.incidence import Incidence
from musubime.analytics.overlapping import shared_counts
from musubime.questions.answers import KindRef, Ref
from musubime.questions.answers_records import ConsortiumItem
from musubime.questions.answers_views import Bridge, PrefectureAnswer, PrefectureItem, PrefectureMap
from musubime.questions.chance import members_of
from musubime.questions.key_actors import key_actors
from musubime.questions.library import Library
from musubime.questions.lists import consortium_item
from musubime.questions.rosters import Roster, rosters
from musubime.questions.selection import Selected, Selection, prefecture_code
from musubime.questions.sentences import NAMED, Facts, sentence_parts
from musubime.types.nodes import Consortium, Organization, Programme
from musubime.types.prefectures import BY_CODE, PREFECTURES, Prefecture
from musubime.types.vocabulary import Reported

MOST_BRIDGES = 500
WIDER_NAME = {"ja": "広域", "en": "Wider regions"}


class _Region(NamedTuple):
    """The selected consortia of one prefecture with their rosters."""

    consortia: list[Consortium]
    rosters: dict[str, Roster]

    @property
    def reported(self) -> list[Consortium]:
        """Consortia that are reported at all."""
        return [node for node in self.consortia if node.reported is not Reported.NOT_REPORTED]

    @property
    def stated(self) -> list[Consortium]:
        """Consortia that state members."""
        return [node for node in self.consortia if self.rosters[node.id].stated and self.rosters[node.id].seats]

    @property
    def whole(self) -> list[Consortium]:
        """Consortia that state all their members: only between them can it be said that nobody else sits on both."""
        return [node for node in self.stated if not self.rosters[node.id].partial]

    def holders(self, nodes: Sequence[Consortium] | None = None) -> set[str]:
        """Return everybody who sits on one of them, or of these."""
        ids = self.rosters if nodes is None else [node.id for node in nodes]
        return {holder for id in ids for holder in self.rosters[id].seats}


def prefectures(library: Library, selection: Selection, lang: str = "ja") -> PrefectureMap:
    """Return the tiles of all 47 prefectures with what stands in them, and 広域 last."""
    selection.refuse("sector", "located_in", "q")
    with library.reading() as reading:
        selected = selection.resolve(reading.snapshot)
        by_code: defaultdict[str, list[Consortium]] = defaultdict(list)
        for id in selected.consortium_ids:
            node = reading.snapshot.graph.consortia[id]
            for code in node.prefecture or ("",):
                by_code[code].append(node)
        members = members_of(library, selected)
        found = rosters(library, selected, members, selected.consortium_ids)
        codes: list[Prefecture | None] = [*sorted(PREFECTURES, key=lambda p: p.code), None]
        return PrefectureMap(
            graph_version=reading.snapshot.version,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            items=tuple(
                _item(selected, members, place, _region(by_code[place.code if place else ""], found), lang)
                for place in codes
            ),
        )


def prefecture(library: Library, code: str, selection: Selection | None = None, lang: str = "ja") -> PrefectureAnswer:
    """Return one prefecture (code or name) with every pair of its consortia; raises BadQuestion."""
    asked = (selection or Selection()).model_copy(update={"prefecture": (prefecture_code(code, "prefecture"),)})
    asked.refuse("sector", "located_in", "q")
    place = BY_CODE[asked.prefecture[0]]
    with library.reading() as reading:
        snapshot = reading.snapshot
        selected = asked.resolve(snapshot)
        nodes = [snapshot.graph.consortia[id] for id in selected.consortium_ids]
        members = members_of(library, selected)
        region = _region(nodes, rosters(library, selected, members, selected.consortium_ids))
        item = _item(selected, members, place, region, lang)
        pairs = _pairs(members, region)
        return PrefectureAnswer(
            **{name: getattr(item, name) for name in type(item).model_fields},
            graph_version=snapshot.version,
            as_of=selected.as_of,
            undated=selected.undated,
            not_yet_stated=selected.not_yet_stated,
            parts=tuple(sentence_parts(_facts(selected, members, region), lang)),
            networks=tuple(_networks(selected, region)),
            bridges=tuple(_bridge(selected, region, *pair) for pair in pairs[:MOST_BRIDGES]),
            bridges_total=len(pairs),
            unconnected=sum(shared == 0 for shared, _, _ in pairs),
            key_actors=key_actors(library, asked, limit=10, lang=lang).items,
        )


def _region(nodes: Iterable[Consortium], found: dict[str, Roster]) -> _Region:
    listed = sorted(nodes, key=lambda node: (node.name, node.id))
    return _Region(listed, {node.id: found[node.id] for node in listed})


def _item(
    selected: Selected, members: Incidence, place: Prefecture | None, region: _Region, lang: str
) -> PrefectureItem:
    snapshot = selected.snapshot
    programmes = {p.id for node in region.consortia for p in snapshot.programmes_of.get(node.id, ())}
    name = WIDER_NAME[lang] if place is None else place.name_en if lang == "en" else place.name
    return PrefectureItem(
        code=place.code if place else "",
        name=name,
        column=place.column if place else None,
        row=place.row if place else None,
        consortia=len(region.reported),
        not_reported=len(region.consortia) - len(region.reported),
        organizations=len(region.holders()),
        seats=sum(len(ids) for roster in region.rosters.values() for ids in roster.seats.values()),
        programmes=len(programmes),
        sentence="".join(sentence_parts(_facts(selected, members, region), lang)),
    )


def _facts(selected: Selected, found: Incidence, region: _Region) -> Facts:
    snapshot, stated, whole = selected.snapshot, region.stated, region.whole
    told = whole or stated
    matrix = _columns(found, told)
    labels = _labels(selected, told)
    common = shared_counts(matrix)
    sole, _ = bridges(matrix)
    alone = sorted(np.flatnonzero(sole).tolist(), key=lambda i: (-sole[i], snapshot.name(found.actors[i])))
    joining = [(snapshot.name(found.actors[i]), _tied(matrix, common, told, labels, i)) for i in alone[:NAMED]]
    everywhere: list[int] = np.flatnonzero(np.diff(matrix.indptr) == len(whole)).tolist() if whole else []
    missing = [node for node in region.consortia if node.reported is Reported.NOT_REPORTED]
    return Facts(
        networks=len(whole),
        bodies=len(region.holders(told)),
        sole=joining if whole else [],
        joined=int(common.nnz) if whole else 0,
        pairs=len(whole) * (len(whole) - 1) // 2,
        everywhere=sorted(snapshot.name(found.actors[i]) for i in everywhere),
        not_stated=len(region.reported) - len(stated),
        not_reported=[_owner_name(selected, node) for node in missing],
        partial=len(stated) - len(whole),
        known=[] if whole else joining,
    )


def _columns(found: Incidence, nodes: Sequence[Consortium]) -> csr_array:
    """Return the matrix of these consortia, in this order, over all holders."""
    place = {id: n for n, id in enumerate(found.consortia)}
    matrix = csr_array(found.matrix[:, np.array([place[node.id] for node in nodes], dtype=np.intp)])
    matrix.sort_indices()
    return matrix


def _tied(
    matrix: csr_array, common: csr_array, stated: Sequence[Consortium], labels: dict[str, str], actor: int
) -> list[str]:
    """Return the networks of the pairs that one actor alone joins."""
    own = matrix.indices[matrix.indptr[actor] : matrix.indptr[actor + 1]]
    pairs = csr_array(csr_array(common[own])[:, own]).tocoo()
    once = pairs.data == 1
    tied = sorted({int(n) for n in own[np.concatenate((pairs.row[once], pairs.col[once]))]})
    return [labels[stated[n].id] for n in tied]


def _labels(selected: Selected, nodes: Sequence[Consortium]) -> dict[str, str]:
    """Return how a sentence calls each network: by the owner of its programme where that is unique, else by name."""
    owners = {node.id: _owner_name(selected, node) for node in nodes}
    names = list(owners.values())
    return {node.id: owners[node.id] if names.count(owners[node.id]) == 1 else f"「{node.name}」" for node in nodes}


def _owner_name(selected: Selected, node: Consortium) -> str:
    owner = selected.snapshot.owner_of(node.id)
    return owner.name if owner else f"「{node.name}」"


def _networks(selected: Selected, region: _Region) -> Iterable[ConsortiumItem]:
    items = [consortium_item(selected.snapshot, node, len(region.rosters[node.id].seats)) for node in region.consortia]
    return sorted(items, key=lambda item: (item.programmes[0].name if item.programmes else "~", item.name, item.id))


def _pairs(found: Incidence, region: _Region) -> list[tuple[int | None, Consortium, Consortium]]:
    """Return every pair of a region with what it shares: most first, then nothing, then what is not stated."""
    stated = region.stated
    common = shared_counts(_columns(found, stated)).tocoo()
    counts = {(stated[a].id, stated[b].id): int(n) for a, b, n in zip(common.row, common.col, common.data, strict=True)}
    pairs: list[tuple[int | None, Consortium, Consortium]] = []
    for a, b in combinations(region.consortia, 2):
        known = region.rosters[a.id].stated and region.rosters[b.id].stated
        pairs.append((counts.get((a.id, b.id), 0) if known else None, a, b))
    return sorted(pairs, key=lambda row: (row[0] is None, -(row[0] or 0)))


def _bridge(selected: Selected, region: _Region, shared: int | None, a: Consortium, b: Consortium) -> Bridge:
    first, second = region.rosters[a.id].seats, region.rosters[b.id].seats
    both = first.keys() & second.keys() if shared else set()
    return Bridge(
        a=Ref(id=a.id, name=a.name),
        b=Ref(id=b.id, name=b.name),
        programme_a=_ref(selected.snapshot.programme_of(a.id)),
        programme_b=_ref(selected.snapshot.programme_of(b.id)),
        owner_a=_ref(selected.snapshot.owner_of(a.id)),
        owner_b=_ref(selected.snapshot.owner_of(b.id)),
        shared=shared,
        by=tuple(sorted((_body(selected, id) for id in both), key=lambda ref: (ref.name, ref.id))),
    )


def _ref(node: Programme | Organization | None) -> Ref | None:
    return Ref(id=node.id, name=node.name) if node else None


def _body(selected: Selected, id: str) -> KindRef:
    kind = "organization" if id in selected.snapshot.graph.organizations else "person"
    return KindRef.model_validate({"kind": kind, "id": id, "name": selected.snapshot.name(id)})
