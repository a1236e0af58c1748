"""What every command takes: the store, the server, the language, and how it prints."""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import Concatenate, ParamSpec, TypeVar

import click
from rich.console import Console

from musubime_api.logs import configure
from musubime_api.settings import Settings, read_settings

P = ParamSpec("P")
R = TypeVar("R")
_QUIET_SECONDS = 1.0
_PIPE_WIDTH = 200


@dataclass(frozen=True)
class Run:
    """One run of a command: its settings and where it prints."""

    settings: Settings
    out: Console
    err: Console

    @property
    def english(self) -> bool:
        """Whether to print in English."""
        return self.settings.lang == "en"

    def say(self, ja: str, en: str) -> str:
        """Return the text of the language that is asked for."""
        return en if self.english else ja

    def write(self, body: bytes) -> None:
        """Write bytes of JSON to standard output, with a line end."""
        sys.stdout.flush()
        sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")
        sys.stdout.buffer.flush()

    @contextmanager
    def working(self, ja: str, en: str) -> Iterator["Progress"]:
        """Show on standard error, after a second, what is being done and how far it is."""
        progress = Progress(self.err, self.say(ja, en))
        timer = Timer(_QUIET_SECONDS, progress.show)
        timer.daemon = True
        timer.start()
        try:
            yield progress
        finally:
            timer.cancel()
            progress.end()


class Progress:
    """A line on standard error that says how far long work is; on a terminal it moves."""

    def __init__(self, err: Console, text: str) -> None:
        self._err, self._text, self._shown, self._ended = err, text, False, False
        self._status = err.status(text)

    def show(self) -> None:
        """Begin to show it."""
        if self._ended:
            return
        self._shown = True
        if self._err.is_terminal:
            self._status.start()
        else:
            self._err.print(self._text + "…")

    def __call__(self, text: str, done: int, total: int) -> None:
        """Say what is being done; `total` is 0 where it is not known."""
        if not text:
            return
        self._text = f"{text} ({done}/{total})" if total else text
        if self._shown and self._err.is_terminal:
            self._status.update(self._text)

    def end(self) -> None:
        """Stop showing it."""
        self._ended = True
        if self._shown and self._err.is_terminal:
            self._status.stop()


def common(command: Callable[Concatenate[Run, P], R]) -> Callable[P, R]:
    """Give a command `--store`, `--server` and `--lang`, and hand it its `Run`."""

    @click.option("--store", metavar="ADDRESS", help="ストアの場所（フォルダー、bolt://…、neo4j://…）。")
    @click.option("--server", metavar="URL", help="問い合わせる先の動いているサーバー。")
    @click.option("--lang", type=click.Choice(["ja", "en"]), help="表示の言語。")
    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        overrides = {name: kwargs.pop(name) for name in ("store", "server", "lang")}
        overrides |= {name: kwargs.pop(name) for name in ("host", "port", "read_only") if name in kwargs}
        settings = read_settings(os.environ, **overrides)
        configure(settings.log_level)
        return command(Run(settings, _console(), Console(stderr=True)), *args, **kwargs)

    return run


def _console() -> Console:
    """Return where tables go; a pipe has no width, so rows stay on one line as far as is sensible."""
    console = Console()
    return console if console.is_terminal or "COLUMNS" in os.environ else Console(width=_PIPE_WIDTH)


json_option = click.option("--json", "as_json", is_flag=True, help="標準出力に JSON だけを書く。")
