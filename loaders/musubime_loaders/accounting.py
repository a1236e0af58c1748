"""Where every row of a file went: into seats, into something else, or left out with a reason; none is lost."""

from collections import Counter

from musubime.types.base import Frozen, described
from musubime.types.edition import RowCounts
from musubime_loaders.printed_rows import PrintedTable


class IgnoredRow(Frozen):
    """One row that made no record."""

    file: str = described("ファイル", "Name of the file")
    row: int | None = described("行", "Number of the row in the file, counted from 1", None)
    reason: str = described("理由", "Why nothing was made of it")
    printed: str = described("印刷のまま", "What the row says")


class Rows(Frozen):
    """The account of all rows of a roster: `read` = `with_seats` + `other` + the number of `ignored` rows."""

    read: int = described("読んだ行", "Rows that hold anything; headings are none")
    seats: int = described("席", "Seats that were made of them")
    with_seats: int = described("席になった行", "Rows that made at least one seat")
    other: int = described("席以外になった行", "Rows that made another record or count, and no seat")
    ignored: tuple[IgnoredRow, ...] = described("使わない行", "Rows that made no record, each with the reason", ())

    def counts(self) -> RowCounts:
        """Return the account without any printed text, as the ledger keeps it."""
        reasons = Counter(row.reason for row in self.ignored)
        return RowCounts(
            read=self.read,
            seats=self.seats,
            with_seats=self.with_seats,
            other=self.other,
            ignored={reason: reasons[reason] for reason in sorted(reasons)},
        )


class RowBook:
    """Counts the rows of a roster while readers go through its files."""

    def __init__(self) -> None:
        self._seats: Counter[tuple[str, int]] = Counter()
        self._ignored: list[IgnoredRow] = []

    def made(self, file: str, row: int, seats: int = 0) -> None:
        """Note that a row made this many seats, or, with none, another record."""
        self._seats[file, row] += seats

    def ignore(self, file: str, row: int | None, reason: str, printed: str) -> None:
        """Note that nothing was made of a row, and why."""
        self._ignored.append(IgnoredRow(file=file, row=row, reason=reason, printed=printed))

    def set_aside(self, table: PrintedTable) -> None:
        """Note the rows beside a table: titles, totals and notes."""
        for aside in table.aside:
            self.ignore(table.file, aside.number, aside.reason, aside.printed)

    def rows(self) -> Rows:
        """Return the account so far."""
        with_seats = sum(1 for seats in self._seats.values() if seats)
        return Rows(
            read=len(self._seats) + len(self._ignored),
            seats=self._seats.total(),
            with_seats=with_seats,
            other=len(self._seats) - with_seats,
            ignored=tuple(self._ignored),
        )
