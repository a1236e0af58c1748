"""Whether the overlap test applies to a pair, and what it gives: strata, families, reasons."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from musubime.analytics.incidence import Incidence, incidence
from musubime.analytics.overlapping import LEAST_CONSORTIA, LEVEL, Family, family
from musubime.questions.answers import Ref
from musubime.questions.answers_measures import OverlapTest
from musubime.questions.library import Library
from musubime.questions.selection import Selected
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Reported


class _Tested(NamedTuple):
    """The family of a stratum and the place of each of its listed consortia in it."""

    family: Family
    place: dict[str, int]


def members_of(library: Library, selected: Selected) -> Incidence:
    """Return holders × consortia of the selected seats, kept for the next question about them."""
    return library.kept(("holders", selected.key), lambda: incidence(selected.snapshot, selected.seats, "holder"))


class Chance:
    """The strata of one selection: the prefecture of the consortium, else the owner of its programme, else none."""

    def __init__(self, library: Library, selected: Selected) -> None:
        self._library, self._selected = library, selected
        self._found = members_of(library, selected)
        self._members: defaultdict[Ref, list[int]] = defaultdict(list)
        for index, id in enumerate(self._found.consortia):
            if (stratum := self.stratum(id)) is not None:
                self._members[stratum].append(index)

    def stratum(self, consortium: str) -> Ref | None:
        """Return the stratum of a consortium; one of several prefectures is its own stratum."""
        snapshot = self._selected.snapshot
        codes = tuple(sorted(snapshot.graph.consortia[consortium].prefecture))
        if codes:
            return Ref(id=".".join(codes), name="・".join(names_of(codes)))
        owner = snapshot.owner_of(consortium)
        return Ref(id=owner.id, name=owner.name) if owner else None

    def test(self, a: str, b: str) -> OverlapTest:
        """Return the test of a pair, or the reason why it does not apply."""
        first, second = self.stratum(a), self.stratum(b)
        if first is None or second is None:
            return OverlapTest(applicable=False, reason="no_stratum")
        if first != second:
            return OverlapTest(applicable=False, reason="different_strata")
        stratum = {"stratum": first, "population": self._population(first)}
        if not (self._listed(a) and self._listed(b)):
            return OverlapTest(applicable=False, reason="members_not_fully_listed", **stratum)
        tested = self._tested(first)
        if len(tested.place) < LEAST_CONSORTIA:
            return OverlapTest(applicable=False, reason="fewer_than_10_consortia", **stratum)
        pair = (tested.place[a], tested.place[b])
        if tested.family.attainable[pair] > LEVEL:
            return OverlapTest(
                applicable=False, reason="attainable_p_over_0.05", tested=tested.family.tested, **stratum
            )
        p, q = (float(f"{values[pair]:.6g}") for values in (tested.family.p, tested.family.q))
        return OverlapTest(applicable=True, p=p, q=q, tested=tested.family.tested, **stratum)

    def tested(self) -> int:
        """Return the number of pairs in all families that were tested."""
        return sum(
            len(place) * (len(place) - 1) // 2
            for place in (self._places(stratum) for stratum in self._members)
            if len(place) >= LEAST_CONSORTIA
        )

    def _listed(self, consortium: str) -> bool:
        """Whether a consortium states its members in full and has one that is selected."""
        node = self._selected.snapshot.graph.consortia[consortium]
        return node.reported is Reported.LISTED and consortium in self._columns

    @property
    def _columns(self) -> dict[str, int]:
        return self._library.kept(
            ("columns", self._selected.key), lambda: {id: n for n, id in enumerate(self._found.consortia)}
        )

    def _places(self, stratum: Ref) -> list[int]:
        return [index for index in self._members[stratum] if self._listed(self._found.consortia[index])]

    def _population(self, stratum: Ref) -> int:
        columns = np.array(self._members.get(stratum, []), dtype=np.intp)
        return int(np.count_nonzero(np.diff(self._found.matrix[:, columns].tocsr().indptr))) if len(columns) else 0

    def _tested(self, stratum: Ref) -> _Tested:
        def compute() -> _Tested:
            columns = self._places(stratum)
            place = {self._found.consortia[column]: n for n, column in enumerate(columns)}
            chosen = np.array(columns if len(columns) >= LEAST_CONSORTIA else columns[:0], dtype=np.intp)
            return _Tested(family(self._found.matrix, chosen, self._population(stratum)), place)

        return self._library.kept(("family", stratum, self._selected.key), compute)
