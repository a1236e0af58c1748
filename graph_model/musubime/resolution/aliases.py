"""The curated alias table: which other names a body goes by, when, and why."""

from musubime.types.base import Frozen, LongText, NameText
from musubime.types.partial_dates import PartialDate, first_day, last_day
from musubime.types.vocabulary import Kind, NameKind


class Alias(Frozen):
    """One other name; `source` names the document or register that shows it, `reason` why it is believed."""

    kind: Kind
    alias: NameText
    canonical: NameText
    name_kind: NameKind = NameKind.ALIAS
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    reason: LongText
    source: LongText

    def covers(self, date: str | None) -> bool:
        """Return whether the name is good for a text of this date; an undated text takes undated aliases only."""
        if self.valid_from is None and self.valid_to is None:
            return True
        if date is None:
            return False
        if self.valid_from is not None and last_day(date) < first_day(self.valid_from):
            return False
        return self.valid_to is None or first_day(date) <= last_day(self.valid_to)
