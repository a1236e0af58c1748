"""What a load changes, as a steward reads it before and after."""

from collections import Counter
from typing import Literal

from musubime.types.base import Frozen, described
from musubime.types.edition import RosterEdition, RowCounts
from musubime.types.evidence import Statement
from musubime.types.graph import Delta, Graph
from musubime.types.nodes import Seat
from musubime.types.vocabulary import Kind
from musubime_loaders.accounting import IgnoredRow
from musubime_loaders.names_to_review import ToReview, to_review


class SeatChange(Frozen):
    """One seat that a load adds, ends, takes back or changes."""

    seat: str = described("席", "Id of the seat")
    consortium: str = described("会議体", "Name of the consortium")
    organization: str | None = described("機関", "Name of the organization", None)
    person: str | None = described("人", "Name of the person", None)
    post: str | None = described("役職", "Post after the load", None)
    post_before: str | None = described("前の役職", "Post before the load, where it changed", None)
    role: str | None = described("役割", "Role after the load", None)
    role_before: str | None = described("前の役割", "Role before the load, where it changed", None)
    person_before: str | None = described("前の人", "Holder before the load, where the holder changed", None)
    printed: str = described("印刷のまま", "The text as printed")


class RowsShown(Frozen):
    """Where the rows of the files went: `read` = `with_seats` + `other` + all that `reasons` count."""

    read: int = described("読んだ行", "Rows that hold anything; headings are none")
    seats: int = described("席", "Seats that were made of them")
    with_seats: int = described("席になった行", "Rows that made at least one seat")
    other: int = described("席以外になった行", "Rows that made another record or count, and no seat")
    reasons: dict[str, int] = described("使わない理由", "Reason → number of rows that made nothing")
    ignored: tuple[IgnoredRow, ...] = described(
        "使わない行", "Those rows as printed; only while the files are at hand", ()
    )

    @classmethod
    def of(cls, counts: RowCounts | None, ignored: tuple[IgnoredRow, ...] = ()) -> "RowsShown | None":
        """Return the account of an edition; None where its rows were not counted."""
        if counts is None:
            return None
        return cls(
            read=counts.read,
            seats=counts.seats,
            with_seats=counts.with_seats,
            other=counts.other,
            reasons=counts.ignored,
            ignored=ignored,
        )


class Replaced(Frozen):
    """The same edition (same roster, same date) was read before from a file with other bytes."""

    seats_before: int = described("前の席", "Seats that the file before stated")
    seats: int = described("今の席", "Seats that this file states")


class KindCount(Frozen):
    """How many nodes or ties of one kind a load adds, changes and takes away."""

    kind: str = described("種類", "Kind of node, or tie")
    added: int = described("追加", "Added")
    changed: int = described("変更", "Changed")
    removed: int = described("削除", "Taken away")


class Difference(Frozen):
    """What a load changes: nothing is written before somebody saw it, unless told not to ask."""

    status: Literal["unchanged", "shown", "applied"] = described("状態", "Whether it changes anything and is applied")
    roster: str = described("名簿", "Id of the roster")
    title: str = described("名称", "Title of the roster")
    edition_date: str | None = described("版の日付", "Date of the edition", None)
    complete: bool = described("完全な版", "Whether the edition ends the seats that it does not state", False)
    graph_version: str = described("グラフの版", "Graph version that the difference starts from")
    graph_version_after: str = described("適用後の版", "Graph version after it")
    changes: int = described("変更の数", "Number of nodes and ties that change; 0 when the same file is read again")
    kept: int = described("変わらない席", "Seats that this edition states again as they are")
    not_restated: int = described(
        "この版にない席", "Seats of the series that it does not state and, being incomplete, does not end", 0
    )
    added: tuple[SeatChange, ...] = described("新しい席", "Seats that are new", ())
    ended: tuple[SeatChange, ...] = described("終わった席", "Seats that the newer edition does not state", ())
    changed: tuple[SeatChange, ...] = described("役職・役割の変わった席", "Seats whose post or role changes", ())
    changed_holders: tuple[SeatChange, ...] = described("人の替わった席", "Seats that pass to another person", ())
    past: tuple[SeatChange, ...] = described(
        "過去の席", "Seats that only an earlier edition states and a later complete one has ended", ()
    )
    counts: tuple[KindCount, ...] = described("件数", "Added, changed and removed by kind", ())
    review: tuple[ToReview, ...] = described("確認が必要な名前", "Names that need a look", ())
    erased: int = described("消去済みの氏名", "Times that the file names a person who was erased; left out", 0)
    replaces: Replaced | None = described(
        "置き換え", "What the same edition said before in another file; null where there was none", None
    )
    rows: RowsShown | None = described("行の内訳", "Where the rows of the files went", None)
    ledger_seq: int | None = described("通し番号", "Number of the change set in the ledger, once applied", None)
    projection: Literal["current", "behind"] | None = described("反映", "Whether the graph already shows it", None)


def difference(edition: RosterEdition, old: Graph, new: Graph, delta: Delta) -> Difference:
    """Return what turns `old` into `new` when this edition is read, in a steward's words.

    A seat whose id moved, because an earlier edition was read, is the same seat.
    """
    before = _before(old, new, delta)
    stated = {id for id, seat in new.seats.items() if any(_by(s, edition) for s in seat.statements)}
    touched = {seat.id for seat in delta.seats} | stated
    seats = [new.seats[id] for id in sorted(touched) if id in new.seats]
    added = [seat for seat in seats if not _ended(seat) and (seat.id not in before or _ended(before[seat.id]))]
    past = [seat for seat in seats if _ended(seat) and seat.id not in before]
    followed = {seat.id for seat in before.values()}
    ended = [old.seats[id] for id in sorted(old.seats) if id not in followed and not _ended(old.seats[id])]
    ended += [seat for seat in seats if _ended(seat) and seat.id in before and not _ended(before[seat.id])]
    changed = [
        seat
        for seat in seats
        if seat.id in before
        and not _ended(seat)
        and (before[seat.id].post, before[seat.id].role) != (seat.post, seat.role)
    ]
    holders, added, ended = passed_on(added, ended)
    moved = {seat.id for seat in (*added, *changed, *(after for _, after in holders))}
    kept = [id for id in stated if id in before and _ended(new.seats[id]) == _ended(before[id]) and id not in moved]
    others = [seat for id, seat in new.seats.items() if id not in stated and not _ended(seat) and _of(seat, edition)]
    return Difference(
        status="unchanged" if delta.empty else "shown",
        roster=edition.roster,
        title=edition.title,
        edition_date=edition.edition_date,
        complete=edition.complete,
        graph_version=old.version,
        graph_version_after=new.version,
        changes=sum(1 for _ in delta.nodes()) + len(delta.ties) + len(delta.gone_nodes) + len(delta.gone_ties),
        kept=len(kept),
        not_restated=len(others),
        added=tuple(_change(seat, new) for seat in added),
        ended=tuple(_change(seat, old if seat.id not in new.seats else new) for seat in ended),
        changed=tuple(_change(seat, new, before=before[seat.id]) for seat in changed),
        changed_holders=tuple(
            _change(after, new).model_copy(update={"person_before": _person(gone, old)}) for gone, after in holders
        ),
        past=tuple(_change(seat, new) for seat in past),
        counts=counts_of(old, delta),
        review=tuple(to_review(edition, old, new, added, ended)),
        replaces=_replaced(edition, old, new),
        rows=RowsShown.of(edition.rows),
    )


def _before(old: Graph, new: Graph, delta: Delta) -> dict[str, Seat]:
    """Return the old seat of each new one that was there before, by the new id."""
    gone = {mention: old.seats[id] for kind, id in delta.gone_nodes if kind is Kind.SEAT for mention in _own(old, id)}
    before = {}
    for id, seat in new.seats.items():
        was = old.seats.get(id) or next((gone[mention] for mention in seat.mentions if mention in gone), None)
        if was is not None:
            before[id] = was
    return before


def _own(graph: Graph, id: str) -> tuple[str, ...]:
    return (id, *graph.seats[id].mentions)


def _ended(seat: Seat) -> bool:
    return seat.not_stated_since is not None


def _by(statement: Statement, edition: RosterEdition) -> bool:
    return (statement.roster, statement.edition_date) == (edition.roster, edition.edition_date)


def _of(seat: Seat, edition: RosterEdition) -> bool:
    return any(statement.series == edition.series for statement in seat.statements)


def _replaced(edition: RosterEdition, old: Graph, new: Graph) -> Replaced | None:
    """Return what the same edition said before, where other bytes said it."""
    before = [seat for seat in old.seats.values() if any(_by(s, edition) for s in seat.statements)]
    now = sum(1 for seat in new.seats.values() if any(_by(s, edition) for s in seat.statements))
    hashes = {
        source.sha256
        for seat in before
        for statement in seat.statements
        if _by(statement, edition) and (source := old.sources.get(statement.source)) is not None
    }
    if not before or hashes & {source.sha256 for source in edition.sources}:
        return None
    return Replaced(seats_before=len(before), seats=now)


def passed_on(added: list[Seat], ended: list[Seat]) -> tuple[list[tuple[Seat, Seat]], list[Seat], list[Seat]]:
    """Return the seats that pass to another holder: exactly one old and one new of an organization and role."""

    def place(seat: Seat) -> tuple[str, str | None, str | None]:
        return (seat.consortium, seat.organization, seat.role)

    before, after = Counter(place(seat) for seat in ended), {place(seat): seat for seat in added}
    arrived = Counter(place(seat) for seat in added)
    pairs = [
        (seat, after[place(seat)])
        for seat in ended
        if seat.organization is not None and before[place(seat)] == arrived[place(seat)] == 1
    ]
    passed = {seat.id for pair in pairs for seat in pair}
    return pairs, [s for s in added if s.id not in passed], [s for s in ended if s.id not in passed]


def _change(seat: Seat, graph: Graph, before: Seat | None = None) -> SeatChange:
    return SeatChange(
        seat=seat.id,
        consortium=graph.consortia[seat.consortium].name,
        organization=graph.organizations[seat.organization].name if seat.organization else None,
        person=_person(seat, graph),
        post=seat.post,
        post_before=before.post if before else None,
        role=seat.role,
        role_before=before.role if before else None,
        printed=seat.statements[-1].printed or "",
    )


def _person(seat: Seat, graph: Graph) -> str | None:
    return graph.persons[seat.person].name if seat.person else None


def counts_of(old: Graph, delta: Delta) -> tuple[KindCount, ...]:
    """Return how many nodes and ties of each kind a delta adds, changes and takes away; kinds left alone not."""
    before = {(node.node_kind, node.id) for node in old.nodes()}
    rows = []
    for kind in Kind:
        written = [(node.node_kind, node.id) for node in delta.nodes() if node.node_kind is kind]
        removed = sum(1 for gone, _ in delta.gone_nodes if gone is kind)
        known = sum(1 for key in written if key in before)
        rows.append(KindCount(kind=kind.value, added=len(written) - known, changed=known, removed=removed))
    known = sum(1 for tie in delta.ties if tie.key in old.ties)
    rows.append(KindCount(kind="Tie", added=len(delta.ties) - known, changed=known, removed=len(delta.gone_ties)))
    return tuple(row for row in rows if row.added or row.changed or row.removed)
