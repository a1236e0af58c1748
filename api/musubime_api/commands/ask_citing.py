"""`musubime ask cite` and `musubime ask snapshot`."""

from typing import Any, cast
from urllib.parse import quote

import click

from musubime_api.commands.door import asking
from musubime_api.commands.filters import bodies, named, selecting
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.tables import Column, Item, field, names, show_record, show_table

ROSTERS = (
    Column("名簿", "roster", field("id")),
    Column("題名", "title", field("title")),
    Column("版の日付", "editions", names("edition_dates")),
    Column("席", "seats", field("seats"), right=True),
    Column("読み込み", "loaded", field("loaded_at")),
)


@click.command("cite", short_help="選んだ席の引用文（テキスト・BibTeX・CFF）")
@selecting
@bodies
@named
@click.option("--format", "form", type=click.Choice(["text", "bibtex", "cff"]), default="text", help="引用の形式。")
@json_option
@common
def cite(run: Run, /, form: str, as_json: bool, **filters: object) -> None:
    """グラフの版、条件、出典とライセンスを添えた引用文を書く。"""
    asked_for = {**cast("dict[str, Any]", filters), "lang": run.say("ja", "en")}
    with asking(run, "調べています", "asking") as asked:
        answer = asked.get("/cite", asked_for)
    if as_json:
        run.write(answer.body)
    else:
        run.write(str(answer.read()[form]).encode())


@click.command("snapshot", short_help="グラフの版に含まれるもの")
@click.argument("graph_version", metavar="[GRAPH_VERSION]", required=False)
@json_option
@common
def snapshot(run: Run, graph_version: str | None, as_json: bool) -> None:
    """件数、名簿、読み込みの履歴。版を書かなければ現在の版を見る。"""
    with asking(run, "調べています", "asking") as asked:
        version = graph_version or asked.get("/status").read()["graph_version"]
        answer = asked.get("/snapshots/" + quote(str(version), safe=""))
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    rosters = cast("list[Item] | None", found.pop("rosters"))
    for long in ("measures", "loads"):
        found.pop(long)
    show_record(run, found)
    if rosters:
        show_table(run, ROSTERS, rosters)
