"""The ledger of judgements on the terminal: read, taken back, written out, brought together."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import click
from rich.markup import escape
from rich.table import Table

from musubime.errors import BadInput
from musubime_api.commands.door import asking
from musubime_api.commands.files import written
from musubime_api.commands.options import Run, common, json_option

WORDS = {"same": ("同じ", "same"), "different": ("別", "different"), "undecided": ("保留", "undecided")}


@click.command(short_help="判断を取り消す")
@click.argument("id")
@click.option("--reason", default="", metavar="TEXT", help="理由。")
@json_option
@common
def undo(run: Run, id: str, reason: str, as_json: bool) -> None:
    """判断 ID（judgement:…）を取り消す。取り消しも記録に残る。"""
    with asking(run, "取り消しています", "taking it back") as asked:
        answer = asked.post(f"/judgements/{id}/undo", body={"reason": reason})
    if as_json:
        run.write(answer.body)
        return
    version = answer.read()["graph_version"]
    click.echo(run.say(f"取り消しました（{version}）。", f"taken back: {version}"))


@click.command(short_help="判断の記録")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="表示する数。")
@json_option
@common
def judgements(run: Run, limit: int, as_json: bool) -> None:
    """新しい判断から並べる。取り消したものも残る。"""
    with asking(run, "記録を読んでいます", "reading the ledger") as asked:
        answer = asked.get("/judgements", {"limit": limit})
    if as_json:
        run.write(answer.body)
        return
    headings = (("ID", "id"), ("判断", "verdict"), ("左", "left"), ("右", "right"), ("判断者", "by"), ("日時", "at"))
    table = Table(*(run.say(*heading) for heading in headings))
    for one in cast("Sequence[Mapping[str, object]]", answer.read()["items"]):
        word = run.say(*WORDS[str(one["verdict"])])
        state = run.say("（取り消し済み）", " (taken back)") if one["undone"] else ""
        sides = (str(one[f"{side}_name"] or one[side]) for side in ("left", "right"))
        table.add_row(*map(escape, (str(one["id"]), word + state, *sides, str(one["by"]), str(one["at"])[:16])))
    run.out.print(table)


@click.command("export", short_help="判断をファイルに書き出す")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="すでにあるファイルを置き換える。")
@common
def export(run: Run, file: Path, force: bool) -> None:
    """一行に一つの判断を JSON で書く。別の担当者が import で読める。"""
    with (
        asking(run, "書き出しています", "exporting") as asked,
        asked.stream("GET", "/judgements/export") as parts,
    ):
        size = written(file, parts, force=force)
    click.echo(run.say(f"{file} に書き出しました（{size:,} バイト）。", f"{file}: {size:,} bytes"))


@click.command("import", short_help="判断のファイルを取り込む")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="変わることを見せるだけで、書き込まない。")
@json_option
@common
def import_(run: Run, file: Path, dry_run: bool, as_json: bool) -> None:
    """別の担当者の判断を合わせる。食い違いは一覧にする。"""
    if not file.is_file():
        raise BadInput("ファイルがありません。パスを確かめてください。", file=str(file))
    with (
        asking(run, "判断を合わせています", "bringing judgements together") as asked,
        file.open("rb") as content,
    ):
        answer = asked.post("/judgements/import", {"dry_run": dry_run}, files=[("file", (file.name, content))])
    if as_json:
        run.write(answer.body)
        return
    done = answer.read()
    new = len(cast("Sequence[object]", done["judgements"]))
    click.echo(
        run.say(
            f"{done['read']} 件を読み、新しい判断は {new} 件、変わる記録と関係は {done['changes']} です。",
            f"{done['read']} read, {new} new, {done['changes']} records and ties change.",
        )
    )
    for conflict in cast("Sequence[Mapping[str, object]]", done["conflicts"]):
        sides = f"{conflict['left_name']} / {conflict['right_name']}: {conflict['sentence']}"
        click.echo(run.say("食い違い: ", "conflict: ") + sides)
    for line in cast("Sequence[Mapping[str, object]]", done["refused"]):
        click.echo(run.say(f"{line['line']} 行目: {line['problem']}", f"line {line['line']}: {line['problem']}"))
