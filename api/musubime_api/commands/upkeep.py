"""Commands that look after a store: status, verify, rebuild, backup, restore, copy, cypher."""

import sys
from pathlib import Path
from typing import cast

import click
from rich.markup import escape
from rich.table import Table

from musubime.errors import BadInput, StoreBroken, StoreInUse
from musubime_api.commands.door import asking, running
from musubime_api.commands.files import written
from musubime_api.commands.options import Run, common, json_option
from musubime_api.settings import Settings


@click.command(short_help="件数と版")
@json_option
@common
def status(run: Run, as_json: bool) -> None:
    """ストアの件数、エンジン、グラフの版。"""
    with asking(run, "グラフを読んでいます", "reading the graph") as asked:
        answer = asked.get("/status")
    if as_json:
        run.write(answer.body)
        return
    table = Table(show_header=False)
    for name, value in answer.read().items():
        if isinstance(value, dict):
            shown = ", ".join(f"{key} {count}" for key, count in value.items())
        elif isinstance(value, list):
            shown = ", ".join(str(each) for each in value) or "—"
        else:
            shown = "—" if value is None else str(value)
        table.add_row(name, escape(shown))
    run.out.print(table)


@click.command(short_help="グラフが記録どおりかを調べる")
@json_option
@common
def verify(run: Run, as_json: bool) -> None:
    """グラフと、記録から作り直したグラフを比べる。違えば終了コード 1。"""
    with asking(run, "記録とグラフを比べています", "comparing the graph with its ledger") as asked:
        answer = asked.post("/admin/verify")
    found = answer.read()
    faults = cast("list[str]", found["faults"])
    if as_json:
        run.write(answer.body)
    elif not found["total"]:
        click.echo(run.say(f"グラフは記録どおりです（{found['graph_version']}）。", f"sound: {found['graph_version']}"))
    else:
        for fault in faults:
            click.echo(fault)
    if found["total"]:
        raise StoreBroken(
            run.say(
                f"グラフが記録と {found['total']} か所で違います。"
                "サーバーを止めて musubime rebuild で作り直してください。",
                f"The graph differs from its ledger in {found['total']} places; "
                "stop the server and run musubime rebuild.",
            )
        )


@click.command(short_help="記録からグラフを作り直す（サーバーを止めてから）")
@common
def rebuild(run: Run) -> None:
    """グラフを消し、記録から作り直す。"""
    from musubime_api.opening import opened

    _check_stopped(run.settings, "rebuild")
    with run.working("グラフを作り直しています", "rebuilding") as progress, opened(run.settings, create=False) as store:
        store.rebuild(progress)
        version = store.read_graph().version
    click.echo(run.say(f"作り直しました（{version}）。", f"rebuilt: {version}"))


@click.command(short_help="一つのファイルに控えを取る")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="すでにあるファイルを置き換える。")
@common
def backup(run: Run, file: Path, force: bool) -> None:
    """すべての変更の記録を一つのファイルに書く。サーバーが動いていても取れる。"""
    with (
        asking(run, "控えを取っています", "backing up") as asked,
        asked.stream("POST", "/admin/backup") as parts,
    ):
        size = written(file, parts, force=force)
    click.echo(run.say(f"{file} に控えを取りました（{size:,} バイト）。", f"{file}: {size:,} bytes"))


@click.command(short_help="控えから戻す（サーバーを止めてから）")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@common
def restore(run: Run, file: Path) -> None:
    """控えを空のストアに戻す。ストアがなければ作る。"""
    from musubime.store.moving import check_backup
    from musubime.store.moving import restore as restored
    from musubime_api.opening import opened

    if not file.is_file():
        raise BadInput("控えのファイルがありません。パスを確かめてください。", file=str(file))
    _check_stopped(run.settings, "restore")
    # before a store is made for it
    check_backup(file)
    with (
        run.working("控えから戻しています", "restoring") as progress,
        opened(run.settings, create=True, progress=progress) as store,
    ):
        version = restored(file, store, progress)
    click.echo(run.say(f"戻しました（{version}）。", f"restored: {version}"))


@click.command(short_help="別のストアへ写す")
@click.option("--from", "source", metavar="ADDRESS", help="写す元（初期値は --store）。")
@click.option("--to", "target", metavar="ADDRESS", required=True, help="写す先。空のストアか、まだないフォルダー。")
@json_option
@common
def copy(run: Run, source: str | None, target: str, as_json: bool) -> None:
    """記録をすべて別のエンジンへ写し、グラフの版が同じことを確かめる。"""
    settings = run.settings.model_copy(update={"store": source}) if source else run.settings
    with asking(run, "写しています", "copying", settings=settings) as asked:
        answer = asked.post("/admin/copy", body={"to": target})
    if as_json:
        run.write(answer.body)
        return
    version = answer.read()["graph_version"]
    click.echo(run.say(f"{target} に写しました（{version}）。", f"copied to {target}: {version}"))


@click.command(short_help="読み取りだけの Cypher を実行する")
@click.argument("query")
@click.option("--rows", type=click.IntRange(1), help="行の上限。")
@json_option
@common
def cypher(run: Run, query: str, rows: int | None, as_json: bool) -> None:
    """ストアのエンジンで、読み取りだけの Cypher を実行する。時間と行数に上限がある。

    QUERY を - と書くと標準入力から読む。問いごとの Cypher は docs/cypher.md にある。
    """
    query = _standard_input() if query == "-" else query
    with asking(run, "問い合わせています", "querying") as asked:
        answer = asked.post("/admin/cypher", body={"query": query, "rows": rows})
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    table = Table(*(escape(str(column)) for column in cast("list[str]", found["columns"])))
    for row in cast("list[list[object]]", found["rows"]):
        table.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    run.out.print(table)
    if found["cut"]:
        click.echo(run.say("行の上限で切りました。--rows で増やせます。", "cut at the row limit; see --rows"), err=True)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as fault:
        raise BadInput("標準入力の Cypher は UTF-8 で書いてください。") from fault


def _check_stopped(settings: Settings, command: str) -> None:
    if settings.server or running(settings) is not None:
        raise StoreInUse(f"musubime {command} はサーバーを止めてから実行してください。")
