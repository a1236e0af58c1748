"""`musubime persons`: who is not shown, and erasure from the record."""

from typing import cast

import click
from rich.markup import escape
from rich.table import Table

from musubime.errors import BadInput
from musubime_api.commands.door import asking, door
from musubime_api.commands.options import Run, common, json_option


@click.group(short_help="人物を表示しない・消去する")
def persons() -> None:
    """本人の求めなどで、人物を表示しない。または氏名を記録から消去する。"""


@persons.command(short_help="人物を表示しない")
@click.argument("id")
@click.option("--reason", metavar="TEXT", help="理由（氏名は書かない）。")
@json_option
@common
def suppress(run: Run, id: str, reason: str | None, as_json: bool) -> None:
    """人物を、画面・API・書き出し・検索・履歴のどこにも表示しない。席は機関と役職で残る。"""
    with asking(run, "表示しない人物を加えています", "hiding the person") as asked:
        answer = asked.post("/admin/persons", body={"action": "suppress", "id": id, "reason": reason})
    if as_json:
        run.write(answer.body)
        return
    row = answer.read()
    click.echo(
        run.say(
            f"{row['id']} を表示しません。musubime persons restore {row['id']} で戻せます。",
            f"{row['id']} is no longer shown; musubime persons restore {row['id']} shows it again.",
        )
    )


@persons.command("list", short_help="表示しない人物の一覧")
@json_option
@common
def list_(run: Run, as_json: bool) -> None:
    """表示しない人物の一覧。氏名は鍵（MUSUBIME_KEY）を持つ管理者だけに見える。"""
    with door(run.settings) as asked:
        answer = asked.post("/admin/persons", body={"action": "list"})
    if as_json:
        run.write(answer.body)
        return
    headings = ("id", run.say("日時", "since"), run.say("実行者", "by"), run.say("理由", "reason"))
    items = cast("list[dict[str, str | None]]", answer.read()["items"])
    named = any(item["name"] for item in items)
    table = Table(*headings, *([run.say("氏名", "name")] if named else []))
    for item in items:
        cells = [item[field] or "" for field in ("id", "at", "by", "reason", *(["name"] if named else []))]
        table.add_row(*map(escape, cells))
    run.out.print(table)


@persons.command(short_help="人物をまた表示する")
@click.argument("id")
@json_option
@common
def restore(run: Run, id: str, as_json: bool) -> None:
    """表示しない人物の一覧から外す。"""
    with asking(run, "一覧から外しています", "taking the person off the list") as asked:
        answer = asked.post("/admin/persons", body={"action": "restore", "id": id})
    if as_json:
        run.write(answer.body)
        return
    id = str(answer.read()["id"])
    click.echo(run.say(f"{id} をまた表示します。", f"{id} is shown again."))


@persons.command(short_help="氏名を記録から消去する（元に戻せない）")
@click.argument("id")
@click.option("--yes", is_flag=True, help="確認せずに消去する。")
@json_option
@common
def erase(run: Run, id: str, yes: bool, as_json: bool) -> None:
    """氏名を、これまでのすべての変更記録とグラフから消去する。元に戻せない。以前の控えには残る。"""
    with door(run.settings) as asked:
        order = {"action": "erase", "id": id}
        if not yes:
            with run.working("消去する箇所を調べています", "looking for the name"):
                shown = asked.post("/admin/persons", body=order).read()
            _confirm(run, shown)
        with run.working("氏名を消去しています", "erasing the name"):
            answer = asked.post("/admin/persons", body={**order, "confirmed": True})
    if as_json:
        run.write(answer.body)
        return
    done = answer.read()
    click.echo(
        run.say(
            f"変更記録 {done['change_sets']} 件から氏名を消去しました（{done['graph_version']}）。",
            f"Erased from {done['change_sets']} change sets: {done['graph_version']}",
        )
    )
    _remains(run, done)


def _confirm(run: Run, shown: dict[str, object]) -> None:
    click.echo(
        run.say(
            f"変更記録 {shown['change_sets']} 件に氏名があります。消去すると元に戻せません。",
            f"{shown['change_sets']} change sets hold the name. Erasing cannot be undone.",
        ),
        err=True,
    )
    if shown["namesakes"]:
        click.echo(
            run.say(
                f"同姓同名の別の人が {shown['namesakes']} 人いて、その氏名も消えます。",
                f"{shown['namesakes']} other persons of the same name lose it too.",
            ),
            err=True,
        )
    _remains(run, shown)
    if not click.confirm(run.say("消去しますか", "Erase"), default=False, err=True):
        raise BadInput(run.say("消去しませんでした。何も変わっていません。", "Not erased; nothing changed."))


_REMAINS = (
    "backups made before (files of musubime backup) and stores copied elsewhere",
    "the files that were loaded, the bundled rosters too; the name is left out when they are loaded again",
    "files exported before; on Neo4j also its transaction logs until they are pruned",
)


def _remains(run: Run, erasure: dict[str, object]) -> None:
    click.echo(run.say("氏名が残るところ:", "The name remains in:"), err=True)
    for line in _REMAINS if run.english else cast("list[str]", erasure["remains"]):
        click.echo(f"- {line}", err=True)
