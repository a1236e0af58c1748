"""The files of one load on their way to the door, with what somebody answered about them."""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, cast

import orjson

from musubime.errors import BadInput
from musubime_api.commands.column_questions import answers_to, ask_edition, remember, show_proposal
from musubime_api.commands.door import Answer, Door, Told, Upload
from musubime_api.commands.options import Run
from musubime_api.commands.parts import parts_of

Item = Mapping[str, object]


class RosterFiles:
    """The files of one load, opened anew for each time that they are sent; `told` are the options about the edition."""

    def __init__(
        self,
        run: Run,
        files: tuple[Path, ...],
        *,
        roster: str | None,
        bundled: bool,
        told: Mapping[str, str | None],
        may_ask: bool,
    ) -> None:
        self._run, self._given, self._may_ask, self._bundled = run, files, may_ask, bundled
        self._told = {"roster": roster, **told}
        self._answers: dict[str, object] = {}
        self._asked = False
        self._files = parts_of(files)
        limit = run.settings.upload_limit_mb * 1024 * 1024
        if sum(part.path.stat().st_size for part in self._files) > limit:
            raise BadInput(
                f"ファイルが合わせて {run.settings.upload_limit_mb} MB を超えています。"
                "分けるか、MUSUBIME_UPLOAD_LIMIT_MB を上げてください。",
                file=", ".join(str(file) for file in files),
            )

    def post(self, asked: Door, *, dry_run: bool, version: str | None) -> Answer:
        """Send the files; returns the difference, raises Told."""
        with contextlib.ExitStack() as stack:
            uploads: list[Upload] = [
                (part.field, (part.name, cast(BinaryIO, stack.enter_context(part.path.open("rb")))))
                for part in self._files
            ]
            parameters = {"bundled": self._bundled or None, "dry_run": dry_run}
            data: dict[str, object] = {name: value for name, value in self._told.items() if value}
            if self._answers:
                data["answers"] = orjson.dumps(self._answers).decode()
            return asked.post("/loads", parameters, data=data or None, files=uploads or None, if_match=version)

    def answered(self, send: Callable[[], Answer]) -> Answer:
        """Send until nothing about the columns is open; raises Told where nobody can be asked."""
        while True:
            try:
                return send()
            except Told as refused:
                proposal = refused.problem.get("proposal")
                if not self._may_ask or not isinstance(proposal, dict):
                    raise
                show_proposal(self._run, proposal, proposal.get("rows") or ())
                self._answers = answers_to(self._run, proposal, self._answers)
                self._asked = True

    def ask_edition(self, shown: Answer) -> bool:
        """Show how a table without roster.toml is read and ask for its date; whether an answer changes anything."""
        readings = cast("list[Item]", shown.read().get("readings") or [])
        proposal = readings[0].get("proposal") if len(readings) == 1 else None
        if not self._may_ask or not isinstance(proposal, dict):
            return False
        show_proposal(self._run, proposal, cast("list[Item]", readings[0].get("rows") or []))
        if self._told.get("edition_date"):
            return False
        before = dict(self._answers)
        self._answers = ask_edition(self._run, proposal, self._answers)
        self._asked = True
        return self._answers != before

    def remember(self, answer: Answer) -> None:
        """Keep what was answered in a roster.toml beside the one file, so that the next needs no answer."""
        readings = cast("list[Item]", answer.read().get("readings") or [])
        text = readings[0].get("roster_toml") if len(readings) == 1 else None
        if self._asked and isinstance(text, str) and len(self._given) == 1:
            remember(self._run, self._given[0], text)
