"""`musubime load`: show what rosters would change, then apply it as one unit; `musubime rosters`: known layouts."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import click
import orjson
from rich.table import Table

from musubime.errors import BadInput, NoStore
from musubime_api.address_file import is_folder_address
from musubime_api.commands.column_questions import on_a_terminal
from musubime_api.commands.differences import show_differences
from musubime_api.commands.door import Answer, Told, asking, door
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.roster_files import RosterFiles


@click.command(short_help="名簿を読み、差分を見せてから適用する")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--roster", metavar="ID", help="名簿の ID、または知っている名簿の形。")
@click.option("--edition-date", metavar="DATE", help="版の日付。roster.toml に書かれていないときに使う。")
@click.option("--complete", is_flag=True, help="全員の載った版で、前の版にだけある席は終わりとみなす。")
@click.option("--bundled", is_flag=True, help="同梱の名簿をすべて読み込む。")
@click.option("--dry-run", is_flag=True, help="差分を見せるだけで、書き込まない。")
@click.option("--yes", is_flag=True, help="確認せずに適用する。読み方の分からない列があれば断る。")
@json_option
@common
def load(
    run: Run,
    files: tuple[Path, ...],
    roster: str | None,
    edition_date: str | None,
    complete: bool,
    bundled: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """名簿を読み、差分と確認が必要な名前を見せ、まとめて適用する。ストアがなければ作る。

    roster.toml のない表は、見出しから読み方を提案し、分からない見出しを端末で尋ね、答えをそばの roster.toml に控える。
    """
    if bool(files) == bundled:
        raise click.UsageError("読み込むファイルか --bundled のどちらか一つを指定してください。")
    told = {"edition_date": edition_date, "complete": "true" if complete else None}
    loading = RosterFiles(run, files, roster=roster, bundled=bundled, told=told, may_ask=not yes and on_a_terminal())
    if dry_run:
        answer = loading.answered(lambda: _shown(run, loading))
    elif yes:
        with asking(run, "名簿を読み込んでいます", "loading", create=True) as asked:
            answer = loading.post(asked, dry_run=False, version=None)
    else:
        answer = _after_asking(run, loading, as_json=as_json)
    if as_json:
        run.write(answer.body)
    else:
        show_differences(run, answer.read())
    if not dry_run:
        loading.remember(answer)
        if not as_json and _anything(answer.read()):
            _tell_queue(run)


def _tell_queue(run: Run) -> None:
    """Say how many pairs of names wait for a decision now, which a load may have added to."""
    with asking(run, "確認が必要な名前を調べています", "looking for names to review") as asked:
        open_pairs = asked.get("/review", {"limit": 1}).read()["total"]
    if open_pairs:
        click.echo(
            run.say(
                f"判断を待つ名前の組が {open_pairs} あります。musubime review で見られます。",
                f"{open_pairs} pairs of names wait for a decision; see musubime review.",
            )
        )


def _shown(run: Run, loading: RosterFiles) -> Answer:
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


def _after_asking(run: Run, loading: RosterFiles, *, as_json: bool) -> Answer:
    def compared() -> Answer:
        with run.working("差分を調べています", "comparing"):
            return loading.post(asked, dry_run=True, version=None)

    with door(run.settings, create=True) as asked:
        shown = loading.answered(compared)
        if loading.ask_edition(shown):
            shown = compared()
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
