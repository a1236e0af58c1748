"""What a load of a register left out or found wrong, row by row, without keeping millions of rows."""

from collections import Counter

from musubime.types.base import Frozen, described

_SHOWN = 100


class RegisterNote(Frozen):
    """One row or file that was not taken as it stands, with its place and the reason."""

    file: str = described("ファイル", "The file, and the member of its archive")
    row: int | None = described("行", "Row in the file, counted from 1", None)
    field: str | None = described("項目", "Field of the row", None)
    value: str | None = described("値", "The value, cut at 80 characters", None)
    what: str = described("内容", "What is wrong, or why it was left out")


class Report:
    """Notes while files are read: the first hundred whole, all of them counted by reason."""

    def __init__(self) -> None:
        self.notes: list[RegisterNote] = []
        self.counts: Counter[str] = Counter()

    def count(self, what: str) -> None:
        """Count one row that needs no look at it, such as a private person's."""
        self.counts[what] += 1

    def note(
        self, what: str, file: str, row: int | None = None, field: str | None = None, value: str | None = None
    ) -> None:
        """Note one thing that was not taken as it stands."""
        self.count(what)
        if len(self.notes) < _SHOWN:
            shown = value[:80] if value is not None else None
            self.notes.append(RegisterNote(file=file, row=row, field=field, value=shown, what=what))
