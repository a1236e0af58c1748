"""What a table without roster.toml is refused with: the proposal and its first rows, so that somebody can answer."""

from collections.abc import Sequence

from musubime.errors import BadInput
from musubime_loaders.proposal import Proposal
from musubime_loaders.proposed_rows import ProposedRow


class UnknownColumns(BadInput):
    """A heading that nobody knows, or a column that is missing; `proposal` and `rows` say what is known."""

    def __init__(self, proposal: Proposal, rows: Sequence[ProposedRow], file: str) -> None:
        self.proposal, self.rows, self._file = proposal, tuple(rows), file
        super().__init__(
            "読み方の分からない列があります。見出しを直すか、roster.toml に読み方を書いてください。"
            if proposal.unknown
            else "必要な列がありません。見出しに加えてください。",
            file=file,
            row=1,
            field=[*proposal.unknown, *proposal.missing][0],
        )

    def told(self, proposal: Proposal, rows: Sequence[ProposedRow]) -> "UnknownColumns":
        """Return the same question with other words in the proposal and its rows."""
        return UnknownColumns(proposal, rows, self._file)

    @property
    def members(self) -> dict[str, object]:
        """What the problem says besides its sentence."""
        return {
            "proposal": {
                **self.proposal.model_dump(mode="json"),
                "rows": [row.model_dump(mode="json") for row in self.rows],
            }
        }
