"""Questions on the terminal about a table without `roster.toml`: what each unknown heading is, and what is missing."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

import click
from rich.markup import escape
from rich.table import Table

from musubime_api.commands.files import written
from musubime_api.commands.options import Run
from musubime_api.commands.parts import MANIFEST
from musubime_loaders.seat_columns import FIELDS, headings_of

Item = Mapping[str, object]
_MAIN = ("organization", "person", "post", "role", "person_line", "members", "sector", "unit", "prefecture", "note")
_CELLS = (
    ("会議体", "consortium", "consortium"),
    ("機関", "organization", "organization"),
    ("部署", "unit", "unit"),
    ("役職", "post", "post"),
    ("氏名", "person", "person"),
    ("役割", "role", "role"),
    ("部門", "sector", "sector"),
)


def on_a_terminal() -> bool:
    """Return whether somebody sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def show_proposal(run: Run, proposal: Item, rows: Sequence[Item]) -> None:
    """Print how the columns would be read, and the first rows as they would be."""
    run.err.print(f"[bold]{escape(str(proposal['title']))}[/bold]: " + run.say("読み方の提案", "proposed reading"))
    columns = cast("Mapping[str, str]", proposal["columns"])
    ignored = cast("Mapping[str, str]", proposal["ignored"])
    for heading, field in columns.items():
        run.err.print(f"  {escape(heading)} → {escape(_label(run, field))}", soft_wrap=True)
    for heading, reason in ignored.items():
        run.err.print(f"  {escape(heading)} → {run.say('使わない', 'left unread')}（{escape(reason)}）", soft_wrap=True)
    if proposal.get("consortium"):
        run.err.print(f"  {run.say('会議体', 'consortium')} = {escape(str(proposal['consortium']))}", soft_wrap=True)
    if rows:
        _show_rows(run, rows)


def _show_rows(run: Run, rows: Sequence[Item]) -> None:
    table = Table(
        run.say("行", "row"), *(run.say(ja, en) for ja, en, _ in _CELLS), title=run.say("はじめの行", "first rows")
    )
    for row in rows:
        seats = cast("Sequence[Item]", row["seats"])
        if not seats:
            table.add_row(str(row["row"]), escape(str(row.get("problem") or "—")), *[""] * (len(_CELLS) - 1))
        for seat in seats:
            table.add_row(str(row["row"]), *(escape(str(seat.get(key) or "")) for _, _, key in _CELLS))
    run.err.print(table)


def answers_to(run: Run, proposal: Item, given: Item) -> dict[str, object]:
    """Ask what the proposal leaves open; return the answers, those `given` before among them."""
    columns: dict[str, str] = dict(cast("Mapping[str, str]", given.get("columns") or {}))
    for guess in cast("Sequence[Item]", proposal["guesses"]):
        columns[str(guess["heading"])] = _column(run, guess)
    answers: dict[str, object] = {**given, "columns": columns}
    if "会議体" in cast("Sequence[str]", proposal["missing"]) and "consortium" not in columns.values():
        answers["consortium"] = _prompt(run, "この名簿の会議体の名前", "Name of the body that the rows belong to")
    missing = [what for what in cast("Sequence[str]", proposal["missing"]) if what != "会議体"]
    if missing and not set(columns.values()) & {"organization", "person", "person_line", "members", "partner"}:
        headings = cast("Sequence[str]", proposal["headings"])
        at = _choice(run, run.say("機関か氏名の列はどれですか", "Which column names who?"), headings, 1)
        columns[headings[at - 1]] = "organization"
    blanks = [one for one in cast("Sequence[str]", proposal["blanks"]) if one not in columns]
    same = [one for one in blanks if _same_as_above(run, one)]
    if same:
        answers["fill_down"] = same
    return answers


def ask_edition(run: Run, proposal: Item, answers: dict[str, object]) -> dict[str, object]:
    """Ask for the date of the edition and whether everybody is in it; return the answers with both."""
    if answers.get("edition_date"):
        return answers
    found = str(proposal.get("edition_date") or "")
    question = run.say("版の日付（なければ Enter）", "Date of the edition (Enter for none)")
    date = str(click.prompt(question, default=found, show_default=bool(found), err=True)).strip()
    if not date:
        return answers
    complete = click.confirm(
        run.say("全員が載っていますか（次の版に載らない席は終わりとみなします）", "Does it name everybody?"),
        default=False,
        err=True,
    )
    return {**answers, "edition_date": date, "complete": complete}


def _column(run: Run, guess: Item) -> str:
    """Ask what one heading is; the guess stands first."""
    examples = "、".join(str(one) for one in cast("Sequence[str]", guess["examples"]))
    run.err.print(
        escape(f"「{guess['heading']}」" + run.say(" の読み方が分かりません。", " is not known."))
        + (escape(run.say("例: ", "Examples: ") + examples) if examples else ""),
        soft_wrap=True,
    )
    first = str(guess["field"] or ("ignore" if guess["ignore"] else "note"))
    fields = list(dict.fromkeys([first, *_MAIN, "ignore"]))
    labels = [_label(run, field) for field in fields]
    if reason := guess.get("reason"):
        labels[0] += f"（{reason}）"
    labels.append(run.say("ほかの列", "another column"))
    at = _choice(run, run.say("番号", "Number"), labels, 1)
    if at <= len(fields):
        return fields[at - 1]
    others = [field for field in FIELDS if field not in fields]
    return others[_choice(run, run.say("番号", "Number"), [_label(run, field) for field in others], 1) - 1]


def _choice(run: Run, question: str, labels: Sequence[str], default: int) -> int:
    for number, label in enumerate(labels, start=1):
        run.err.print(f"  {number}. {escape(label)}", soft_wrap=True)
    return int(click.prompt(question, type=click.IntRange(1, len(labels)), default=default, err=True))


def _prompt(run: Run, ja: str, en: str) -> str:
    return str(click.prompt(run.say(ja, en), err=True)).strip()


def _same_as_above(run: Run, heading: str) -> bool:
    question = run.say(
        f"「{heading}」の空欄は上の行と同じという意味ですか", f"Do empty cells of “{heading}” mean the cell above?"
    )
    return click.confirm(question, default=False, err=True)


def _label(run: Run, field: str) -> str:
    if field == "ignore":
        return run.say("使わない", "leave unread")
    known: Callable[..., tuple[str, ...]] = headings_of
    return field if run.english else f"{known(field)[0]}（{field}）"


def remember(run: Run, file: Path, text: str) -> Path | None:
    """Write the roster.toml that remembers the answers beside the file, never over another; tell where it lies."""
    for path in (file.parent / MANIFEST, file.parent / f"{file.stem}.{MANIFEST}"):
        if not path.exists():
            written(path, iter([text.encode()]))
            run.err.print(
                run.say(
                    f"読み方を {path} に控えました。同じ見出しのファイルは、次から質問なしに読み込めます。",
                    f"The reading is kept in {path}: files with the same headings need no answer.",
                ),
                soft_wrap=True,
                markup=False,
            )
            return path
    run.err.print(
        run.say(
            f"{file.parent} には roster.toml がすでにあるので、読み方は控えていません。",
            f"There is a roster.toml in {file.parent} already; the reading was not kept.",
        ),
        soft_wrap=True,
        markup=False,
    )
    return None
