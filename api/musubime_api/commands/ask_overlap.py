"""`musubime ask overlap`, `overlap-top` and `matrix`: what consortia share."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

import click

from musubime_api.commands import tables
from musubime_api.commands.door import asking
from musubime_api.commands.filters import paged, selecting, selecting_beside
from musubime_api.commands.naming import id_of
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.tables import Column, Item, field, names, number, show_more, show_record, show_table

F = TypeVar("F", bound=Callable[..., Any])


def _q(item: Item) -> object:
    value = cast(Mapping[str, object], item["test"]).get("q")
    return f"{value:.3g}" if isinstance(value, float) else value


TOP = (
    Column("順位", "rank", field("rank"), right=True),
    tables.NAME,
    tables.PLACE,
    Column("共通", "shared", field("shared"), right=True),
    Column("Jaccard", "jaccard", number("jaccard"), right=True),
    Column("重なり係数", "overlap coefficient", number("overlap_coefficient"), right=True),
    Column("q", "q", _q, right=True),
    Column("機関", "members", names("members")),
)
null_model: Callable[[F], F] = click.option(
    "--null-model",
    "null_model",
    type=click.Choice(["hypergeometric", "sdsm"]),
    help="偶然の考え方（初期値 hypergeometric。sdsm は機関の参画数と名簿の大きさを保つ）。",
)


@click.command(short_help="二つの会議体の重なり")
@click.argument("a")
@click.argument("b")
@selecting
@null_model
@json_option
@common
def overlap(run: Run, /, a: str, b: str, as_json: bool, **filters: object) -> None:
    """二つの会議体に共通する機関と、重なりの大きさ。"""
    with asking(run, "調べています", "asking") as asked:
        first, second = (id_of(asked, "consortia", name) for name in (a, b))
        answer = asked.get("/overlap", {"a": first, "b": second, **cast("dict[str, Any]", filters)})
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    shown = ("shared", "jaccard", "overlap_coefficient", "containment_a", "containment_b")
    test = cast(Mapping[str, object], found["test"])
    tested = {f"test.{key}": test[key] for key in ("null_model", "reason", "p", "q", "population", "tested")}
    show_record(run, {**{key: found.get(key) for key in shown}, **tested})
    show_table(run, tables.MEMBERS, cast(Sequence[Item], found.get("members") or ()))


@click.command("overlap-top", short_help="ある会議体と重なりの大きい会議体")
@click.argument("name", metavar="ID|NAME")
@selecting_beside
@click.option("--sort", metavar="NUMBER", help="並べ替える値（初期値 shared）。")
@null_model
@paged
@json_option
@common
def overlap_top(run: Run, /, name: str, as_json: bool, **filters: object) -> None:
    """ある会議体と構成員が重なる会議体を、順位で見る。"""
    with asking(run, "調べています", "asking") as asked:
        id = id_of(asked, "consortia", name)
        answer = asked.get("/overlap/top", {"consortium": id, **cast("dict[str, Any]", filters)})
    if as_json:
        run.write(answer.body)
        return
    page = answer.read()
    items = cast(Sequence[Item], page["items"])
    show_table(run, TOP, items)
    show_more(run, page)


@click.command(short_help="すべての会議体の重なりの表")
@selecting
@click.option("--by", type=click.Choice(["consortium", "programme"]), help="行と列。")
@null_model
@json_option
@common
def matrix(run: Run, /, as_json: bool, **filters: object) -> None:
    """重なりのある組をすべて見る。"""
    with asking(run, "調べています", "asking") as asked:
        answer = asked.get("/overlap/matrix", cast("dict[str, Any]", filters))
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    called = {str(c["id"]): c["name"] for c in cast(Sequence[Item], found["consortia"])}
    pairs = cast(Sequence[Item], found["pairs"])
    rows = [{**pair, "a_name": called.get(str(pair["a"])), "b_name": called.get(str(pair["b"]))} for pair in pairs]
    show_table(run, tables.PAIR, sorted(rows, key=lambda row: -cast(int, row["shared"] or 0)))


COMMANDS = (overlap, overlap_top, matrix)
