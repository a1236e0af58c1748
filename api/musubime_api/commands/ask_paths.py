"""`musubime ask path`, `ask distances` and `ask introductions`."""

from collections.abc import Sequence
from typing import Any, cast

import click

from musubime_api.commands.door import asking
from musubime_api.commands.filters import paged, selecting
from musubime_api.commands.naming import end_of, id_of
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.tables import Column, Item, field, number, show_more, show_table

STEPS = (
    Column("経路", "path", field("path"), right=True),
    Column("から", "from", field("from")),
    Column("へ", "to", field("to")),
    Column("席", "seats", field("seats")),
)
RINGS = (
    Column("歩数", "steps", field("steps"), right=True),
    Column("会議体", "consortia", field("consortia"), right=True),
    Column("機関", "organizations", field("organizations"), right=True),
    Column("人", "persons", field("persons"), right=True),
)
PAIRS = (
    Column("会議体A", "a", field("name_a")),
    Column("会議体B", "b", field("name_b")),
    Column("共通", "shared", field("shared_count"), right=True),
    Column("歩数", "steps", number("distance"), right=True),
    Column("ひとこと", "sentence", field("sentence")),
    Column("Aの要となる席", "key seats of A", field("keys_a")),
    Column("Bの要となる席", "key seats of B", field("keys_b")),
)


@click.command("path", short_help="二つの機関・人・役職・会議体の間の最短経路")
@click.argument("from_", metavar="FROM")
@click.argument("to", metavar="TO")
@selecting
@click.option("--limit", type=click.IntRange(1, 500), help="経路の件数（初期値 100、最大 500）。")
@json_option
@common
def path(run: Run, /, from_: str, to: str, as_json: bool, **filters: object) -> None:
    """最短経路をすべて、一歩ごとの席とともに見る。経路がなければ理由を書く。"""
    with asking(run, "調べています", "asking") as asked:
        ends = {"from": end_of(asked, from_), "to": end_of(asked, to)}
        answer = asked.get("/paths", {**ends, **cast("dict[str, Any]", filters), "lang": run.say("ja", "en")})
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    if found["reason"]:
        click.echo(str(found["reason"]))
        return
    paths = cast(Sequence[Sequence[Item]], found["paths"])
    rows: list[Item] = [
        {**step, "path": n, "seats": _printed(run, step)} for n, steps in enumerate(paths, start=1) for step in steps
    ]
    show_table(run, STEPS, rows)
    counts = (found["length"], found["total"], found["listed"])
    click.echo(
        run.say("{}歩、最短経路は{}本（表示 {} 本）。", "{} steps, {} shortest paths ({} shown).").format(*counts)
    )


@click.command("distances", short_help="一つの機関からの歩数")
@click.argument("name", metavar="ID|NAME")
@selecting
@click.option("--steps", metavar="N|none", help="JSON で名前を挙げる歩数。")
@paged
@json_option
@common
def distances(run: Run, /, name: str, as_json: bool, **filters: object) -> None:
    """機関・会議体を歩数ごとに数える（同じ会議体にいる機関までが2歩）。"""
    with asking(run, "調べています", "asking") as asked:
        id = id_of(asked, "organizations", name)
        answer = asked.get(f"/organizations/{id}/distances", cast("dict[str, Any]", filters))
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    rings = cast(Sequence[Item], found["rings"])
    nowhere = run.say("届かない", "no way")
    show_table(run, RINGS, [{**ring, "steps": ring["steps"] or nowhere} for ring in rings], str(found["name"]))


@click.command("introductions", short_help="会議体の組のつながりと、紹介できる機関")
@selecting
@click.option("--tied", type=click.Choice(["no", "yes", "unknown"]), help="つながりの有無で絞る。")
@click.option("--through", type=click.Choice(["selection", "all"]), help="道をたどる範囲（初期値 selection）。")
@click.option("--ways", type=click.IntRange(0, 100), help="組ごとに挙げる道（初期値 3）。")
@paged
@json_option
@common
def introductions(run: Run, /, as_json: bool, **filters: object) -> None:
    """どの会議体どうしがつながっていないか、誰が橋渡しできるか、誰に話せばよいか。"""
    asked_for = {**cast("dict[str, Any]", filters), "lang": run.say("ja", "en")}
    with asking(run, "調べています", "asking") as asked:
        answer = asked.get("/introductions", asked_for)
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    items = cast(Sequence[Item], found["items"])
    show_table(run, PAIRS, [_pair(item) for item in items])
    counts = (found["untied"], found["tied"], found["unknown"])
    text = run.say("つながりのない組 {}、ある組 {}、分からない組 {}。", "Not tied {}, tied {}, not known {}.").format(
        *counts
    )
    click.echo(text)
    show_more(run, found)


def _printed(run: Run, step: Item) -> str:
    seats = cast(Sequence[Item], step["seats"])
    if not seats:
        return run.say("同じ団体", "the same body")
    return "、".join(str(seat["printed"] or seat["id"]) for seat in seats)


def _pair(item: Item) -> Item:
    bodies = cast(Sequence[Item], item["consortia"])
    return {
        **item,
        "name_a": bodies[0]["name"],
        "name_b": bodies[1]["name"],
        "keys_a": _keys(item, "key_seats_a"),
        "keys_b": _keys(item, "key_seats_b"),
    }


def _keys(item: Item, side: str) -> str:
    return "、".join(_key(key) for key in cast(Sequence[Item], item[side]))


def _key(key: Item) -> str:
    seat = cast("Item | None", key["seat"])
    if seat is None:
        return str(key["contact"])
    holder, person = (cast("Item | None", seat[name]) for name in ("holder", "person"))
    named = [str(one["name"]) for one in (holder, person) if one]
    return f"{key['role']} {' '.join(dict.fromkeys(named))}"


COMMANDS = (path, distances, introductions)
