"""`musubime ask partners`: who has not sat with an organization yet."""

from collections.abc import Sequence
from typing import Any, cast

import click

from musubime_api.commands.door import asking
from musubime_api.commands.filters import bodies, named, paged, selecting
from musubime_api.commands.naming import id_of
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.tables import NAME, SECTOR, Column, Item, field, names, number, show_more, show_table


def _contact(item: Item) -> object:
    desks = cast(Sequence[dict[str, Any]], item.get("contact") or ())
    return "、".join(
        str(desk["contact"] or (desk["seat"] and desk["seat"]["holder"] and desk["seat"]["holder"]["name"]) or "")
        for desk in desks[:1]
    )


COLUMNS = (
    Column("順位", "rank", field("rank"), right=True),
    NAME,
    SECTOR,
    Column("近さ", "score", number("score"), right=True),
    Column("理由", "reasons", names("reasons")),
    Column("紹介できる機関", "introducers", names("introducers")),
    Column("窓口", "contact", _contact),
)


@click.command("partners", short_help="まだ同席していない機関を、つながりの近い順に")
@click.argument("name", metavar="ID|NAME")
@selecting
@bodies
@named
@click.option("--kind", multiple=True, metavar="KIND", help="候補の機関の種類（university、company など）。")
@click.option("--theme", multiple=True, metavar="TEXT", help="候補が席を持つ会議体のテーマ。")
@paged
@json_option
@common
def partners(run: Run, /, name: str, as_json: bool, **filters: object) -> None:
    """まだ同席していない機関と、その理由、紹介できる機関、窓口。"""
    with asking(run, "調べています", "asking") as asked:
        id = id_of(asked, "organizations", name)
        given = {**cast("dict[str, Any]", filters), "lang": run.say("ja", "en")}
        answer = asked.get(f"/organizations/{id}/partners", given)
    if as_json:
        run.write(answer.body)
        return
    page = answer.read()
    items = cast(Sequence[Item], page["items"])
    if items:
        show_table(run, COLUMNS, items)
    for note in cast(Sequence[str], page["notes"]):
        click.echo(note)
    show_more(run, page)
