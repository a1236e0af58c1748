"""The first rows of a table as a proposal would read them, for a person to look at before anything is loaded."""

from musubime.errors import BadInput
from musubime.types.base import Frozen, described
from musubime_loaders.draft import Draft
from musubime_loaders.generic_roster import add_seat_table
from musubime_loaders.manifest import manifest_of
from musubime_loaders.printed_rows import PrintedTable
from musubime_loaders.proposal import Answers, Proposal, manifest_table
from musubime_loaders.seat_columns import Field

SHOWN = 5
_UNNAMED = "（会議体）"


class ProposedSeat(Frozen):
    """One seat as it would be read."""

    consortium: str | None = described("会議体", "Name of the consortium", None)
    organization: str | None = described("機関", "Name of the organization", None)
    unit: str | None = described("部署", "Unit", None)
    post: str | None = described("役職", "Post", None)
    person: str | None = described("氏名", "Name of the person", None)
    role: str | None = described("役割", "Role in the body", None)
    sector: str | None = described("部門", "Sector", None)


class ProposedRow(Frozen):
    """One row as printed, and the seats that it would make; `problem` is why it cannot be read."""

    row: int = described("行", "Number of the row in the file")
    cells: dict[str, str] = described("印刷のまま", "Heading → cell")
    seats: tuple[ProposedSeat, ...] = described("席", "Seats that it would make", ())
    problem: str | None = described("読めない理由", "One sentence, where it cannot be read", None)


def proposed_rows(table: PrintedTable, proposal: Proposal, answers: Answers | None = None) -> tuple[ProposedRow, ...]:
    """Return the first five rows, read with the known columns and, for the others, with what is guessed."""
    columns = dict(proposal.columns)
    for one in proposal.guesses:
        if one.field is not None:
            columns[one.heading] = one.field
    shown = []
    for row in table.rows[:SHOWN]:
        one_row = PrintedTable(table.file, table.headings, (row,), titles=table.titles, head=table.head)
        seats: tuple[ProposedSeat, ...] = ()
        problem = None
        try:
            seats = _seats(one_row, proposal, columns, answers)
        except BadInput as error:
            problem = error.problem
        cells = {heading: cell for heading, cell in row.cells.items() if cell}
        shown.append(ProposedRow(row=row.number, cells=cells, seats=seats, problem=problem))
    return tuple(shown)


def _seats(
    table: PrintedTable, proposal: Proposal, columns: dict[str, Field], answers: Answers | None
) -> tuple[ProposedSeat, ...]:
    stated: dict[str, object] = {**manifest_table(proposal, answers), "files": []}
    if "consortium" not in columns.values() and not proposal.consortium:
        stated["constants"] = {"consortium": _UNNAMED}
    draft = Draft(manifest_of(stated, table.file), table.file)
    add_seat_table(table, draft, {}, columns)
    names = {key: consortium.mention.name for key, consortium in draft.consortia.items()}
    return tuple(
        ProposedSeat(
            consortium=None if names[seat.consortium] == _UNNAMED else names[seat.consortium],
            organization=seat.organization.name if seat.organization else None,
            unit=seat.unit,
            post=seat.post,
            person=seat.person.name if seat.person else None,
            role=seat.role,
            sector=seat.sector,
        )
        for seat in draft.seats
    )
