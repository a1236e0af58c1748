"""Which seats and consortia a question is about: the filters of the doors, exactly once."""

import datetime
import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import field_validator

from musubime.analytics.directory import marks
from musubime.analytics.snapshot import NONE, Snapshot
from musubime.errors import BadQuestion
from musubime.questions.following import closed_over
from musubime.questions.moved import refuse_moved
from musubime.types.base import Frozen
from musubime.types.nodes import AnyNode
from musubime.types.partial_dates import first_day, last_day
from musubime.types.prefectures import BY_CODE, BY_NAME
from musubime.types.text import search_key
from musubime.types.vocabulary import Kind, Sector, TieType

UNKNOWN = "unknown"
SEAT_FILTERS = ("prefecture", "programme", "owner", "consortium", "roster")
BODY_FILTERS = ("sector", "located_in")
Bools = NDArray[np.bool_]


class Selection(Frozen):
    """The filters as asked: repeats of one mean OR, different ones AND; `resolve` makes them a selection."""

    prefecture: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    consortium: tuple[str, ...] = ()
    roster: tuple[str, ...] = ()
    as_of: str | None = None
    within: bool = False
    sector: tuple[str, ...] = ()
    located_in: tuple[str, ...] = ()
    q: str | None = None
    sector_basis: Literal["printed", "inferred"] = "printed"

    @field_validator("as_of", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return value.isoformat() if isinstance(value, datetime.date) else value

    @property
    def inferred(self) -> bool:
        """Whether sectors are those that a rule gives."""
        return self.sector_basis == "inferred"

    @property
    def narrowed(self) -> bool:
        """Whether any filter selects seats, besides the date."""
        return any(getattr(self, name) for name in SEAT_FILTERS)

    @property
    def selects_seats(self) -> bool:
        """Whether any filter selects seats, a date too."""
        return self.narrowed or self.as_of is not None

    @property
    def filters_bodies(self) -> bool:
        """Whether any filter looks at the bodies themselves."""
        return bool(self.sector or self.located_in or self.q)

    def refuse(self, *names: str) -> None:
        """Raise BadQuestion for filters that cannot apply to the question."""
        for name in names:
            if getattr(self, name):
                raise BadQuestion(f"条件 {name} はここでは使えません。外してもう一度お試しください。", field=name)

    def described(self) -> list[str]:
        """Return the filters as `name=value`, for messages."""
        given = [f"{name}={value}" for name in (*SEAT_FILTERS, *BODY_FILTERS) for value in getattr(self, name)]
        dated = [f"as_of={self.as_of}"] if self.as_of else []
        return given + dated + ([f"q={self.q}"] if self.q else [])

    def resolve(self, snapshot: Snapshot) -> "Selected":
        """Return the seats and consortia of a snapshot that the filters select, as stated at the date.

        Raises BadQuestion for an unknown prefecture, programme, owner, consortium, roster or sector, or a bad date, and
        Moved for the id of a record that was merged into another.
        """
        days, as_of = self._days(snapshot)
        snapshot = snapshot.at(days[1]) if days else snapshot
        seats, consortia = self._ever(snapshot)
        timely, later = _timely(snapshot, days)
        dateless = (snapshot.first_edition == NONE) & (snapshot.starts == NONE) & (snapshot.ends == NONE)
        return Selected(
            selection=self,
            snapshot=snapshot,
            seats=np.flatnonzero(seats & timely),
            consortia=np.flatnonzero(consortia),
            as_of=as_of,
            undated=int((seats & timely & dateless).sum()),
            not_yet_stated=int((seats & later).sum()),
        )

    def ever(self, snapshot: Snapshot) -> NDArray[np.intp]:
        """Return the seats that the filters select whatever the date; raises BadQuestion as `resolve` does."""
        return np.flatnonzero(self._ever(snapshot)[0])

    def _ever(self, snapshot: Snapshot) -> tuple[Bools, Bools]:
        """Return which seats and which consortia the filters select whatever the date."""
        consortia = self._consortia(snapshot)
        seats = consortia[snapshot.consortium] if len(snapshot.seat_ids) else np.zeros(0, dtype=np.bool_)
        if self.roster:
            rosters = self._rosters(snapshot)
            seats &= snapshot.stated_by(rosters)
            consortia &= snapshot.named_only_by(rosters) | _marked(len(consortia), snapshot.consortium[seats])
        return seats, consortia

    def _days(self, snapshot: Snapshot) -> tuple[tuple[int, int] | None, str | None]:
        """Return the first and last day that the date asked for, or else the newest edition, can mean."""
        date = self.as_of or snapshot.newest_edition
        if date is None:
            return None, None
        try:
            return (first_day(date).toordinal(), last_day(date).toordinal()), date
        except ValueError:
            problem = f"日付「{date[:40]}」を読めません。2021-04-01 の形で書いてください。"
            raise BadQuestion(problem, field="as_of", value=date[:80]) from None

    def _consortia(self, snapshot: Snapshot) -> Bools:
        where, size = snapshot.directory, len(snapshot.consortium_ids)
        chosen = np.ones(size, dtype=np.bool_)
        if self.prefecture:
            chosen &= marks(where.prefecture, {prefecture_code(text, "prefecture") for text in self.prefecture}, size)
        if self.programme:
            chosen &= marks(where.programme, self.programmes(snapshot), size)
        if self.owner:
            chosen &= marks(where.owner, self.owners(snapshot), size)
        if self.consortium:
            named = self._named_consortia(snapshot)
            places = [where.consortium[id] for id in named if id in where.consortium]
            chosen &= _marked(size, np.array(places, dtype=np.int32))
        return chosen

    def programmes(self, snapshot: Snapshot) -> set[str]:
        """Return the ids of the programmes asked for, and of what follows where `within` says so."""
        known = _Known(snapshot, Kind.PROGRAMME, snapshot.graph.programmes)
        found = known.named(self.programme, "programme", "事業・制度")
        return closed_over(snapshot, found, TieType.PART_OF, TieType.FOLLOWED_BY) if self.within else found

    def owners(self, snapshot: Snapshot) -> set[str]:
        """Return the ids of the owners asked for; raises BadQuestion for a body that owns no programme."""
        known = _Known(snapshot, Kind.ORGANIZATION, snapshot.graph.organizations)
        owning = {owner.id for owners in snapshot.owners_of.values() for owner in owners}
        if not self.within:
            return known.named(self.owner, "owner", "事業を所管する機関", owning)
        named = known.named(self.owner, "owner", "機関")
        found = closed_over(snapshot, named, TieType.PART_OF, TieType.FOLLOWED_BY)
        if not found.intersection(owning):
            problem = f"「{self.owner[0][:80]}」が所管する事業はありません。"
            raise BadQuestion(problem, field="owner", value=self.owner[0][:80])
        return found

    def _named_consortia(self, snapshot: Snapshot) -> set[str]:
        known = _Known(snapshot, Kind.CONSORTIUM, snapshot.graph.consortia)
        found = known.named(self.consortium, "consortium", "会議体")
        return closed_over(snapshot, found, TieType.INSIDE, TieType.FOLLOWED_BY) if self.within else found

    def _rosters(self, snapshot: Snapshot) -> frozenset[str]:
        for roster in self.roster:
            if roster not in snapshot.rosters:
                known = "、".join(sorted(snapshot.rosters)[:10])
                problem = f"名簿「{roster[:80]}」はありません。読み込まれている名簿: {known or 'なし'}。"
                raise BadQuestion(problem, field="roster", value=roster[:80])
        return frozenset(self.roster)

    def bodies(self, snapshot: Snapshot) -> Callable[[str], bool]:
        """Return whether a body (organization, person or post) passes the filters of its own.

        Raises BadQuestion for an unknown sector or prefecture.
        """
        sectors = {_sector(text) for text in self.sector}
        places = {prefecture_code(text, "located_in") for text in self.located_in}
        key = search_key(self.q) if self.q else ""

        def passes(id: str) -> bool:
            if sectors and snapshot.sector(id, inferred=self.inferred) not in sectors:
                return False
            if places and not places.intersection(snapshot.prefecture(id)):
                return False
            return not key or any(key in name for name in snapshot.search_keys(id))

        return passes


@dataclass(frozen=True)
class Selected:
    """What filters select in one snapshot: indices of seats and of consortia, and how time was treated."""

    selection: Selection
    snapshot: Snapshot
    seats: NDArray[np.intp]
    consortia: NDArray[np.intp]
    as_of: str | None
    undated: int
    not_yet_stated: int

    @property
    def seat_ids(self) -> list[str]:
        """Ids of the selected seats, sorted."""
        return [self.snapshot.seat_ids[index] for index in self.seats]

    @property
    def consortium_ids(self) -> list[str]:
        """Ids of the selected consortia, with and without members, sorted."""
        return [self.snapshot.consortium_ids[index] for index in self.consortia]

    @cached_property
    def key(self) -> tuple[str, int, str, bool]:
        """What results over these seats depend on: graph, day, and a hash of the seats and consortia chosen."""
        digest = hashlib.blake2b(digest_size=16)
        for chosen, size in (
            (self.seats, len(self.snapshot.seat_ids)),
            (self.consortia, len(self.snapshot.consortium_ids)),
        ):
            digest.update(np.packbits(_marked(size, chosen)).tobytes())
            digest.update(b"|")
        return (self.snapshot.version, self.snapshot.moment, digest.hexdigest(), self.selection.inferred)

    @property
    def day(self) -> datetime.date | None:
        """The last day that the date can mean; None where the graph has no date at all."""
        return last_day(self.as_of) if self.as_of else None


def prefecture_code(text: str, field: str) -> str:
    """Return the code of a prefecture given by code or name; raises BadQuestion naming the field."""
    if text in BY_CODE:
        return text
    if text in BY_NAME:
        return BY_NAME[text].code
    problem = f"都道府県「{text[:40]}」はありません。コード（01–47）か「徳島県」のような名前で書いてください。"
    raise BadQuestion(problem, field=field, value=text[:80])


def _sector(text: str) -> str | None:
    if text in (UNKNOWN, "不明"):
        return None
    found = next((s.value for s in Sector if text in (s.value, s.label_en)), None)
    if found is None:
        problem = f"部門「{text[:40]}」はありません。学・官・産・金・民・unknown から選んでください。"
        raise BadQuestion(problem, field="sector", value=text[:80])
    return found


@dataclass(frozen=True)
class _Known:
    """The nodes of one kind, to be found by what a filter says."""

    snapshot: Snapshot
    kind: Kind
    nodes: Mapping[str, AnyNode]

    def named(self, asked: Collection[str], field: str, label: str, among: Collection[str] | None = None) -> set[str]:
        """Return the ids that are asked for by id or exact name; raises Moved for the id of a node that was merged."""
        names = self.snapshot.directory.names[self.kind]
        ids: set[str] = set()
        for text in asked:
            found = {text} if text in self.nodes and (among is None or text in among) else set(names.get(text, ()))
            if among is not None:
                found.intersection_update(among)
            if not found:
                refuse_moved(self.nodes, self.kind.name.lower(), text)
                problem = f"{label}「{text[:80]}」はありません。一覧または検索で正しい名称かIDを確かめてください。"
                raise BadQuestion(problem, field=field, value=text[:80])
            ids |= found
        return ids


def _marked(size: int, indices: NDArray[np.integer]) -> Bools:
    marks = np.zeros(size, dtype=np.bool_)
    marks[indices] = True
    return marks


def _timely(snapshot: Snapshot, days: tuple[int, int] | None) -> tuple[Bools, Bools]:
    """Return which seats stand between two days, and which would but for a first edition that is later.

    A partial date spans its whole year or month.
    """
    if days is None:
        every = np.ones(len(snapshot.seat_ids), dtype=np.bool_)
        return every, ~every
    first, last = days
    stands = (snapshot.starts == NONE) | (snapshot.starts <= last)
    stands &= (snapshot.ends == NONE) | (snapshot.ends >= first)
    stands &= (snapshot.gone == NONE) | (snapshot.gone > last)
    stated = (snapshot.first_edition == NONE) | (snapshot.first_edition <= last)
    return stands & stated, stands & ~stated
