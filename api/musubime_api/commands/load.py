"""`musubime load`: show what rosters would change, then apply it as one unit; `musubime rosters`: known layouts."""

import contextlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, cast

import click
import orjson
from rich.table import Table

from musubime.errors import BadInput, NoStore
from musubime_api.address_file import is_folder_address
from musubime_api.commands.differences import show_differences
from musubime_api.commands.door import Answer, Door, Told, Upload, asking, door
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.parts import parts_of


@click.command(short_help="名簿を読み、差分を見せてから適用する")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--roster", metavar="ID", help="名簿の ID、または知っている名簿の形。")
@click.option("--bundled", is_flag=True, help="同梱の名簿をすべて読み込む。")
@click.option("--dry-run", is_flag=True, help="差分を見せるだけで、書き込まない。")
@click.option("--yes", is_flag=True, help="確認せずに適用する。")
@json_option
@common
def load(
    run: Run, files: tuple[Path, ...], roster: str | None, bundled: bool, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """名簿を読み、差分と確認が必要な名前を見せ、まとめて適用する。ストアがなければ作る。"""
    if bool(files) == bundled:
        raise click.UsageError("読み込むファイルか --bundled のどちらか一つを指定してください。")
    loading = _Loading(run, files, {"roster": roster, "bundled": bundled or None})
    if dry_run:
        answer = _shown(run, loading)
    elif yes:
        with asking(run, "名簿を読み込んでいます", "loading", create=True) as asked:
            answer = loading.post(asked, dry_run=False, version=None)
    else:
        answer = _after_asking(run, loading, as_json=as_json)
    if as_json:
        run.write(answer.body)
        return
    show_differences(run, answer.read())


def _shown(run: Run, loading: "_Loading") -> Answer:
    """Return the difference; against an empty store that is thrown away where there is none yet."""
    try:
        with asking(run, "差分を調べています", "comparing") as asked:
            return loading.post(asked, dry_run=True, version=None)
    except NoStore:
        if not is_folder_address(run.settings.store) or Path(run.settings.store).is_file():
            raise
    with tempfile.TemporaryDirectory(prefix="musubime-") as folder:
        settings = run.settings.model_copy(update={"store": folder})
        with asking(run, "差分を調べています", "comparing", settings=settings, create=True) as asked:
            return loading.post(asked, dry_run=True, version=None)


def _after_asking(run: Run, loading: "_Loading", *, as_json: bool) -> Answer:
    with door(run.settings, create=True) as asked:
        with run.working("差分を調べています", "comparing"):
            shown = loading.post(asked, dry_run=True, version=None)
        difference = shown.read()
        if not _anything(difference):
            return shown
        show_differences(run, difference, to_stderr=as_json)
        while True:
            if not click.confirm(run.say("適用しますか", "Apply"), default=False, err=True):
                raise BadInput(run.say("適用しませんでした。何も変わっていません。", "Not applied; nothing changed."))
            try:
                with run.working("適用しています", "applying"):
                    return loading.post(asked, dry_run=False, version=str(difference["graph_version"]))
            except Told as refused:
                if refused.problem.get("status") != 412 or "difference" not in refused.problem:
                    raise
                click.echo(str(refused), err=True)
                difference = cast("dict[str, object]", refused.problem["difference"])
                show_differences(run, difference, to_stderr=as_json)


def _anything(difference: Mapping[str, object]) -> bool:
    items = cast("list[dict[str, object]]", difference["items"])
    return any(item["status"] != "unchanged" for item in items)


class _Loading:
    """The files of one load, opened anew for each time that they are sent."""

    def __init__(self, run: Run, files: tuple[Path, ...], parameters: Mapping[str, str | bool | None]) -> None:
        self._parameters = parameters
        self._files = parts_of(files)
        limit = run.settings.upload_limit_mb * 1024 * 1024
        if sum(part.path.stat().st_size for part in self._files) > limit:
            raise BadInput(
                f"ファイルが合わせて {run.settings.upload_limit_mb} MB を超えています。"
                "分けるか、MUSUBIME_UPLOAD_LIMIT_MB を上げてください。",
                file=", ".join(str(file) for file in files),
            )

    def post(self, asked: Door, *, dry_run: bool, version: str | None) -> Answer:
        """Send the files; returns the difference."""
        with contextlib.ExitStack() as stack:
            uploads: list[Upload] = [
                (part.field, (part.name, cast(BinaryIO, stack.enter_context(part.path.open("rb")))))
                for part in self._files
            ]
            parameters = {"bundled": self._parameters["bundled"], "dry_run": dry_run}
            roster = {"roster": self._parameters["roster"]} if self._parameters["roster"] else None
            return asked.post("/loads", parameters, data=roster, files=uploads or None, if_match=version)


@click.command(short_help="知っている名簿の形")
@json_option
@common
def rosters(run: Run, as_json: bool) -> None:
    """同梱の名簿と、読み込める形の一覧。ストアは要らない。"""
    from musubime_api.rosters import known_rosters

    known = known_rosters()
    if as_json:
        run.write(orjson.dumps({"items": [roster.model_dump(mode="json") for roster in known], "total": len(known)}))
        return
    table = Table("id", run.say("名称", "title"), run.say("発行者", "publisher"), run.say("版", "edition"))
    for roster in known:
        table.add_row(roster.id, roster.title, roster.publisher or "", roster.edition_date or "")
    run.out.print(table)
