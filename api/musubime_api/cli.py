"""The command line `musubime`: one sentence for every error, never a traceback."""

import contextlib
import errno
import logging
import os
import sys
from collections.abc import Sequence

import click

import musubime
from musubime.errors import MusubimeError
from musubime_api.commands.ask import ask
from musubime_api.commands.export import export
from musubime_api.commands.key import key
from musubime_api.commands.load import load, rosters
from musubime_api.commands.names import names
from musubime_api.commands.persons import persons
from musubime_api.commands.register import register
from musubime_api.commands.review import review
from musubime_api.commands.serve import serve
from musubime_api.commands.upkeep import backup, copy, cypher, rebuild, restore, status, verify
from musubime_api.settings import WrongSettings

log = logging.getLogger(__name__)

REFUSED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(musubime.__version__, prog_name="musubime")
def group() -> None:
    """結び目: 地域の産学官の会議体と、そのつながりを調べる。"""


for command in (
    serve, load, rosters, register, review, names, ask, export, status, verify, rebuild, backup, restore, copy, cypher,
    key, persons,
):  # fmt: skip
    group.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 refused, 2 wrong usage."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        code = group.main(arguments, prog_name="musubime", standalone_mode=False)
        sys.stdout.flush()
    except OSError as error:
        return _broken_pipe() if error.errno == errno.EPIPE else _refuse(_os_sentence(error), REFUSED)
    except (Exception, KeyboardInterrupt) as error:
        return _refuse(*_told(error))
    return code if isinstance(code, int) else 0


def _told(error: BaseException) -> tuple[str, int]:
    """Return the sentence and the exit code of an error."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message(), WRONG_USAGE
        case click.ClickException():
            return _usage(error), WRONG_USAGE
        case click.Abort() | KeyboardInterrupt():
            return "中止しました。", INTERRUPTED
        case WrongSettings():
            return str(error), WRONG_USAGE
        case MusubimeError():
            return str(error), REFUSED
    log.debug("an error that nobody foresaw", exc_info=error)
    return (
        f"予期しない誤りが起きました（{type(error).__name__}）。"
        "MUSUBIME_LOG_LEVEL=debug を付けてもう一度実行し、記録を開発者に送ってください。",
        REFUSED,
    )


def _refuse(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError):
        click.echo(sentence, err=True)
    return code


def _usage(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"オプション {error.option_name} はありません。--help で一覧を見られます。"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(error.ctx) if error.ctx else error.param.name
        return f"{name} が必要です。--help を見てください。"
    return f"使い方が違います: {error.format_message()} --help を見てください。"


def _os_sentence(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "ディスクの空きがありません。空きを作ってから、もう一度実行してください。"
    return f"{error.filename or 'ファイル'} を使えません: {error.strerror or type(error).__name__}。"


def _broken_pipe() -> int:
    """Leave quietly when the reader of our output has gone, as `| head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return REFUSED


if __name__ == "__main__":
    main()
