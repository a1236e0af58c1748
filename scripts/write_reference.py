"""Write docs/command-line.md and docs/rest.md from the commands and routes themselves; `--check` only compares."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from musubime.store.opening import open_store
from musubime_api.app import create_app
from musubime_api.cli import group
from musubime_api.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
BY = "<!-- Written by `python -m scripts.write_reference`; edit the commands and routes, not this file. -->"


def command_line() -> str:
    """Return every command with its arguments and options, as Markdown."""
    lines = [
        "# Command line",
        "",
        BY,
        "",
        "`musubime COMMAND --help` says the same. Errors are one sentence on stderr,",
    ]
    lines += ["with exit code 1 (refused) or 2 (wrong usage).", ""]
    for name, command in sorted(group.commands.items()):
        lines += _command(f"musubime {name}", command)
    return "\n".join(lines)


def rest() -> str:
    """Return every route with its parameters, as Markdown."""
    lines = ["# REST", "", BY, "", "`/api` is a page to try it; `/openapi.json` is the full description.", ""]
    for path, operations in _description()["paths"].items():
        for method, operation in operations.items():
            lines += [f"## {method.upper()} `{path}`", "", str(operation["summary"]), ""]
            rows = list(_parameters(operation.get("parameters")))
            if rows:
                lines += ["| Parameter | In | Meaning |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


FILES = {"docs/command-line.md": command_line, "docs/rest.md": rest}


def _command(title: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=title)
    yield from (f"## `{title}`", "", (command.help or command.short_help or "").strip(), "")
    yield from ("```", " ".join([title, *command.collect_usage_pieces(context)]), "```", "")
    rows = [
        f"| `{', '.join(option.opts)}` | {_cell(option.help or '')} |"
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
    ]
    if rows:
        yield from ("| Option | Meaning |", "|---|---|", *rows, "")
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from _command(f"{title} {name}", inner)


def _parameters(parameters: object) -> Iterator[str]:
    for parameter in parameters if isinstance(parameters, list) else ():
        schema = parameter.get("schema")
        inner = schema.get("description", "") if isinstance(schema, dict) else ""
        meaning = str(parameter.get("description") or inner)
        needed = " (required)" if parameter.get("required") and parameter["in"] != "path" else ""
        yield f"| `{parameter['name']}`{needed} | {parameter['in']} | {_cell(meaning)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _description() -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"{folder}/store", create=True)
        try:
            return create_app(store, Settings(store=f"{folder}/store")).openapi()
        finally:
            store.close()


def main(arguments: list[str]) -> int:
    """Write both files, or with `--check` name those that are behind and return 1."""
    behind = []
    for name, text in FILES.items():
        path, wanted = ROOT / name, text()
        if path.is_file() and path.read_text(encoding="utf-8") == wanted:
            continue
        behind.append(name)
        if "--check" not in arguments:
            path.write_text(wanted, encoding="utf-8")
    if behind and "--check" in arguments:
        print(f"behind: {', '.join(behind)}; run python -m scripts.write_reference", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
