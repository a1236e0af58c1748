"""`musubime key`: keys for writing."""

import click
from rich.table import Table

from musubime_api.commands.door import door
from musubime_api.commands.options import Run, common, json_option


@click.group(short_help="書き込みの鍵を作る・見る・取り消す")
def key() -> None:
    """書き込みの鍵を作る・見る・取り消す。鍵は一度だけ表示し、ハッシュだけを保存する。"""


@key.command(short_help="鍵を作る（ストアがなければ空のストアも作る）")
@click.argument("name", default="key")
@json_option
@common
def create(run: Run, name: str, as_json: bool) -> None:
    """鍵を作り、一度だけ表示する。"""
    with door(run.settings, create=True) as asked:
        answer = asked.post("/admin/keys", body={"action": "create", "name": name})
    if as_json:
        run.write(answer.body)
        return
    made = answer.read()
    click.echo(made["key"])
    click.echo(
        run.say(
            f"{made['id']}: この鍵は二度と表示しません。MUSUBIME_KEY か MUSUBIME_KEY_FILE で使います。",
            f"{made['id']}: this key is not shown again; use it as MUSUBIME_KEY or MUSUBIME_KEY_FILE.",
        ),
        err=True,
    )


@key.command("list", short_help="鍵の一覧")
@json_option
@common
def list_(run: Run, as_json: bool) -> None:
    """鍵の一覧を見る。"""
    with door(run.settings) as asked:
        answer = asked.post("/admin/keys", body={"action": "list"})
    if as_json:
        run.write(answer.body)
        return
    table = Table("id", run.say("名前", "name"), run.say("作成", "created"), run.say("取り消し", "revoked"))
    items = answer.read()["items"]
    assert isinstance(items, list)
    for item in items:
        table.add_row(item["id"], item["name"], item["created_at"], item["revoked_at"] or "")
    run.out.print(table)


@key.command(short_help="鍵を取り消す")
@click.argument("id")
@json_option
@common
def revoke(run: Run, id: str, as_json: bool) -> None:
    """鍵を取り消す。"""
    with door(run.settings) as asked:
        answer = asked.post("/admin/keys", body={"action": "revoke", "id": id})
    if as_json:
        run.write(answer.body)
        return
    click.echo(run.say(f"{id} を取り消しました。", f"{id} is revoked."), err=True)
