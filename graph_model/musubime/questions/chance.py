"""Whether the overlap test applies to a pair, and what it gives: strata, families, null models, reasons."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from musubime.analytics.chance_families import (
    LEAST_CONSORTIA,
    Family,
    Hypergeometric,
    NullModel,
    families,
)
from musubime.analytics.degree_model import NotFitted, degree_model
from musubime.analytics.incidence import Incidence, incidence
from musubime.analytics.snapshot import Snapshot
from musubime.questions.answers import Ref
from musubime.questions.answers_measures import NotTested, NullModelName, OverlapTest
from musubime.questions.library import Library
from musubime.questions.selection import Selected
from musubime.types.nodes import Organization
from musubime.types.prefectures import names_of
from musubime.types.vocabulary import Reported


def members_of(library: Library, selected: Selected) -> Incidence:
    """Return holders × consortia of the selected seats, kept for the next question about them."""
    return library.kept(("holders", selected.key), lambda: incidence(selected.snapshot, selected.seats, "holder"))


@dataclass(frozen=True)
class Strata:
    """The strata of a selection: the prefecture of the consortium, else the owner of its programme, else none."""

    refs: tuple[Ref, ...]
    of: dict[str, int]
    """Place in `refs` of the stratum of each consortium, with or without members; none for one without a stratum."""
    columns: tuple[NDArray[np.intp], ...]
    """Columns of the matrix that lie in each stratum."""
    listed: tuple[NDArray[np.intp], ...]
    """Those of them that state all their members: what is tested."""
    place: dict[str, int]
    """Number of each tested consortium among those of its stratum."""


def _stratum(snapshot: Snapshot, consortium: str) -> tuple[str, ...] | Organization | None:
    """Return the stratum of a consortium: its prefectures, else s(k).

    Several prefectures together are a stratum of their own, so that the strata part the consortia: a body of two
    prefectures draws its members from both, and one of a single prefecture does not.
    """
    codes = snapshot.graph.consortia[consortium].prefecture
    return tuple(sorted(set(codes))) if codes else snapshot.owner_of(consortium)


def _ref(stratum: tuple[str, ...] | Organization) -> Ref:
    if isinstance(stratum, tuple):
        return Ref(id=".".join(stratum), name="・".join(names_of(stratum)))
    return Ref(id=stratum.id, name=stratum.name)


def strata_of(library: Library, selected: Selected) -> Strata:
    """Return the strata of a selection, kept for the next question about it."""
    return library.kept(("strata", selected.key), lambda: _strata(library, selected))


def _strata(library: Library, selected: Selected) -> Strata:
    snapshot = selected.snapshot
    column = {id: n for n, id in enumerate(members_of(library, selected).consortia)}
    numbers: dict[str, int] = {}
    refs: list[Ref] = []
    of: dict[str, int] = {}
    columns: list[list[int]] = []
    listed: list[list[int]] = []
    place: dict[str, int] = {}
    for id in selected.consortium_ids:
        if (where := _stratum(snapshot, id)) is None:
            continue
        key = ".".join(where) if isinstance(where, tuple) else where.id
        of[id] = stratum = numbers.setdefault(key, len(numbers))
        if stratum == len(refs):
            refs.append(_ref(where))
            columns.append([])
            listed.append([])
        if id in column:
            columns[stratum].append(column[id])
            if snapshot.graph.consortia[id].reported is Reported.LISTED:
                place[id] = len(listed[stratum])
                listed[stratum].append(column[id])
    whole, tested = (tuple(np.array(each, dtype=np.intp) for each in kind) for kind in (columns, listed))
    return Strata(tuple(refs), of, whole, tested, place)


def chance_of(library: Library, selected: Selected, model: NullModelName) -> "Chance":
    """Return the tests of a selection under a null model, kept with every family that was worked out."""
    return library.kept(("chance", model, selected.key), lambda: Chance(library, selected, model))


class Chance:
    """Tests of pairs of one selection under one null model; a family is worked out when it is first asked for."""

    def __init__(self, library: Library, selected: Selected, model: NullModelName) -> None:
        self._model: NullModelName = model
        self._matrix = members_of(library, selected).matrix
        self._strata = strata_of(library, selected)
        self._populations: dict[int, int] = {}
        self._families: dict[int, Family | None] = {}
        self._working = threading.RLock()

    def test(self, a: str, b: str) -> OverlapTest:
        """Return the test of a pair, or the reason why it does not apply."""
        return self.tests([(a, b)])[0]

    def tests(self, pairs: Sequence[tuple[str, str]]) -> list[OverlapTest]:
        """Return the tests of pairs, or the reasons why they do not apply."""
        answers: list[OverlapTest | None] = [self._refused(a, b) for a, b in pairs]
        inside: dict[int, list[int]] = {}
        for n, (answer, (a, _)) in enumerate(zip(answers, pairs, strict=True)):
            if answer is None:
                inside.setdefault(self._strata.of[a], []).append(n)
        for stratum, asked in inside.items():
            for n, test in zip(asked, self._tested(stratum, [pairs[n] for n in asked]), strict=True):
                answers[n] = test
        return [answer for answer in answers if answer is not None]

    def tested(self) -> int:
        """Return the number of pairs in all families that were tested."""
        sizes = [len(columns) for columns in self._strata.listed]
        return sum(size * (size - 1) // 2 for size in sizes if size >= LEAST_CONSORTIA)

    def _refused(self, a: str, b: str) -> OverlapTest | None:
        """Return why a pair is not tested at all; None where it belongs to a family."""
        strata = self._strata
        first, second = strata.of.get(a), strata.of.get(b)
        if first is None or second is None:
            return self._not("no_stratum")
        if first != second:
            return self._not("different_strata")
        if len(strata.listed[first]) < LEAST_CONSORTIA:
            return self._not("fewer_than_10_consortia", first)
        if a not in strata.place or b not in strata.place:
            return self._not("members_not_fully_listed", first)
        return None

    def _not(self, reason: NotTested, stratum: int | None = None) -> OverlapTest:
        ref, population = (None, None) if stratum is None else (self._strata.refs[stratum], self._population(stratum))
        return OverlapTest(applicable=False, reason=reason, stratum=ref, population=population, null_model=self._model)

    def _tested(self, stratum: int, pairs: Sequence[tuple[str, str]]) -> list[OverlapTest]:
        family = self._family(stratum)
        if family is None:
            return [self._not("null_model_not_fitted", stratum) for _ in pairs]
        ref, population = self._strata.refs[stratum], self._population(stratum)
        places = np.array([[self._strata.place[id] for id in pair] for pair in pairs], dtype=np.int64)
        p, q = family.of(places[:, 0], places[:, 1])
        powered = family.powered(places[:, 0], places[:, 1])
        return [
            OverlapTest(
                applicable=power,
                reason=None if power else "attainable_p_over_0.05",
                p=_figures(p_value) if power else None,
                q=_figures(q_value) if power else None,
                stratum=ref,
                population=population,
                tested=family.tested,
                null_model=self._model,
            )
            for p_value, q_value, power in zip(p.tolist(), q.tolist(), powered.tolist(), strict=True)
        ]

    def _population(self, stratum: int) -> int:
        """Return how many holders have a selected seat in a stratum.

        Overlap counts holders, so they are what rosters are drawn from: the organizations, and persons who hold a seat
        without one. With the organizations alone a roster could be larger than what it is drawn from.
        """
        with self._working:
            if stratum not in self._populations:
                self._populations[stratum] = int(self._part(stratum).shape[0])
            return self._populations[stratum]

    def _part(self, stratum: int) -> csr_array:
        """Return holders × consortia of a stratum, also of those whose members are stated in part."""
        part = csr_array(self._matrix[:, self._strata.columns[stratum]])
        return csr_array(part[np.diff(part.indptr) > 0])

    def _family(self, stratum: int) -> Family | None:
        """Return the tests of a stratum; None where its null model was not found."""
        with self._working:
            if stratum not in self._families:
                self._families[stratum] = self._worked_out(stratum)
            return self._families[stratum]

    def _worked_out(self, stratum: int) -> Family | None:
        try:
            model = self._null_model(stratum)
        except NotFitted:
            return None
        return families(self._matrix, [self._strata.listed[stratum]], [model])[0]

    def _null_model(self, stratum: int) -> NullModel:
        return degree_model(self._part(stratum)) if self._model == "sdsm" else Hypergeometric(self._population(stratum))


def _figures(value: float) -> float:
    """Return a p with six digits that count: tiny ones stay apart from 0."""
    return float(f"{value:.6g}")
