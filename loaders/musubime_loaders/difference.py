"""What a load changes, as a steward reads it before and after."""

from typing import Literal

from musubime.types.base import Frozen, described
from musubime.types.edition import EditionSeat, Mention, RosterEdition
from musubime.types.graph import Delta, Graph
from musubime.types.nodes import Seat
from musubime.types.vocabulary import Kind


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


class ToReview(Frozen):
    """One printed name that the reader repaired or doubts."""

    printed: str = described("印刷のまま", "The text as printed")
    name: str = described("読み取り", "The name as read")
    candidates: tuple[str, ...] = described("候補", "Corrections that could be meant", ())
    flags: tuple[str, ...] = described("注意", "What was repaired or is doubtful", ())
    consortium: str | None = described("会議体", "Name of the consortium", None)


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
    graph_version: str = described("グラフの版", "Graph version that the difference starts from")
    graph_version_after: str = described("適用後の版", "Graph version after it")
    changes: int = described("変更の数", "Number of nodes and ties that change; 0 when the same file is read again")
    kept: int = described("変わらない席", "Seats that stay as they are")
    added: tuple[SeatChange, ...] = described("新しい席", "Seats that are new", ())
    ended: tuple[SeatChange, ...] = described("終わった席", "Seats that the newer edition does not state", ())
    changed: tuple[SeatChange, ...] = described("役職・役割の変わった席", "Seats whose post or role changes", ())
    changed_holders: tuple[SeatChange, ...] = described("人の替わった席", "Seats that pass to another person", ())
    counts: tuple[KindCount, ...] = described("件数", "Added, changed and removed by kind", ())
    review: tuple[ToReview, ...] = described("確認が必要な名前", "Names that need a look", ())
    erased: int = described("消去済みの氏名", "Times that the file names a person who was erased; left out", 0)
    ledger_seq: int | None = described("通し番号", "Number of the change set in the ledger, once applied", None)
    projection: Literal["current", "behind"] | None = described("反映", "Whether the graph already shows it", None)


def difference(edition: RosterEdition, old: Graph, new: Graph, delta: Delta) -> Difference:
    """Return what turns `old` into `new` when this edition is read, in a steward's words."""
    changed = {seat.id: seat for seat in delta.seats}
    gone = {id for kind, id in delta.gone_nodes if kind is Kind.SEAT}
    added = [seat for id, seat in changed.items() if id not in old.seats and not _ended(seat)]
    ended = [old.seats[id] for id in sorted(gone) if not _ended(old.seats[id])]
    ended += [seat for id, seat in changed.items() if _ended(seat) and not _ended(old.seats.get(id, seat))]
    posts = [
        seat
        for id, seat in changed.items()
        if id in old.seats and (old.seats[id].post, old.seats[id].role) != (seat.post, seat.role)
    ]
    holders, added, ended = _passed_on(added, ended)
    stands = sum(1 for id, seat in new.seats.items() if id in old.seats and id not in changed and _of(seat, edition))
    stands += sum(1 for id, seat in changed.items() if id in old.seats and not _ended(seat) and seat not in posts)
    return Difference(
        status="unchanged" if delta.empty else "shown",
        roster=edition.roster,
        title=edition.title,
        edition_date=edition.edition_date,
        graph_version=old.version,
        graph_version_after=new.version,
        changes=sum(1 for _ in delta.nodes()) + len(delta.ties) + len(delta.gone_nodes) + len(delta.gone_ties),
        kept=stands,
        added=tuple(_change(seat, new) for seat in added),
        ended=tuple(_change(seat, old) for seat in ended),
        changed=tuple(_change(seat, new, before=old.seats[seat.id]) for seat in posts),
        changed_holders=tuple(
            _change(after, new).model_copy(update={"person_before": _person(before, old)}) for before, after in holders
        ),
        counts=counts_of(old, delta),
        review=tuple(_review(edition)),
    )


def _ended(seat: Seat) -> bool:
    return seat.not_stated_since is not None


def _of(seat: Seat, edition: RosterEdition) -> bool:
    return not _ended(seat) and any(s.series == edition.series for s in seat.statements)


def _passed_on(added: list[Seat], ended: list[Seat]) -> tuple[list[tuple[Seat, Seat]], list[Seat], list[Seat]]:
    """Return the seats that pass to another holder: exactly one old and one new of an organization and role."""

    def place(seat: Seat) -> tuple[str, str | None, str | None]:
        return (seat.consortium, seat.organization, seat.role)

    pairs: list[tuple[Seat, Seat]] = []
    for seat in ended:
        before = [other for other in ended if place(other) == place(seat)]
        after = [other for other in added if place(other) == place(seat)]
        if seat.organization is not None and len(before) == len(after) == 1:
            pairs.append((seat, after[0]))
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


def _review(edition: RosterEdition) -> list[ToReview]:
    names = {consortium.key: consortium.mention.name for consortium in edition.consortia}
    rows: list[ToReview] = []

    def look(mention: Mention | None, seat: EditionSeat | None) -> None:
        if mention and (mention.flags or mention.candidates):
            rows.append(
                ToReview(
                    printed=mention.printed,
                    name=mention.name,
                    candidates=mention.candidates,
                    flags=mention.flags,
                    consortium=names[seat.consortium] if seat else None,
                )
            )

    for seat in edition.seats:
        look(seat.organization, seat)
        look(seat.person, seat)
    for fact in edition.organizations:
        look(fact.mention, None)
    return rows
