"""`musubime ask compare`, `musubime ask growth` and `musubime ask what-if`."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import click

from musubime.errors import BadInput
from musubime_api.commands.door import Door, asking
from musubime_api.commands.filters import paged, selecting
from musubime_api.commands.naming import end_of, id_of
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.tables import NAME, SECTOR, Column, Item, field, show_more, show_record, show_table

_SECTION = click.option("--section", metavar="LIST", help="頁を送る一覧（例: seats.ended、measures）。")


def _side(side: str, key: str) -> Any:  # noqa: ANN401 -- what a column takes
    """Return what takes a field of the seat on one side."""

    def text(item: Item) -> object:
        stated = cast("Mapping[str, Any]", item.get(side) or {})
        value = stated.get(key)
        return value.get("name") or value.get("title") if isinstance(value, dict) else value

    return text


def _change(measure: str, first: str, second: str) -> Any:  # noqa: ANN401 -- what a column takes
    """Return what takes a value on both sides as `1 → 2`."""

    def text(item: Item) -> object:
        both = cast("Mapping[str, float | int | None]", item[measure])
        return " → ".join("–" if both[end] is None else f"{both[end]:g}" for end in (first, second))

    return text


def _changes(first: str, second: str) -> tuple[Column, ...]:
    return tuple(
        Column(ja, en, _change(measure, first, second), right=True)
        for ja, en, measure in (
            ("参画数", "memberships", "memberships"),
            ("府省横断度", "connector", "connector"),
            ("単独の橋", "sole bridge", "sole_bridge"),
            ("橋渡しの分担", "bridge share", "bridge_share"),
            ("橋渡し度", "betweenness", "betweenness_two_mode"),
        )
    )


SEATS = (
    Column("会議体", "consortium", field("consortium")),
    Column("機関", "organization", field("organization")),
    Column("人（前）", "person before", _side("left", "person")),
    Column("役割（前）", "role before", _side("left", "role")),
    Column("人（後）", "person after", _side("right", "person")),
    Column("役割（後）", "role after", _side("right", "role")),
    Column("根拠", "reason", field("reason")),
    Column("日付", "date", field("date")),
    Column("席", "seat", field("id")),
)
BODIES = (
    NAME,
    Column("左の席", "seats left", field("seats_left"), right=True),
    Column("右の席", "seats right", field("seats_right"), right=True),
    Column("ID", "id", field("id")),
)
GROWTH = (
    Column("日付", "date", field("date")),
    Column("席", "seats", field("seats"), right=True),
    Column("機関", "organizations", field("organizations"), right=True),
    Column("会議体", "consortia", field("consortia"), right=True),
    Column("結びつき", "ties", field("ties"), right=True),
    Column("まとまり", "components", field("components"), right=True),
    Column("新しい席", "added", field("added"), right=True),
    Column("終わった席", "ended", field("ended"), right=True),
    Column("日付なし", "undated", field("undated"), right=True),
)
PAIRS = (
    Column("会議体A", "a", field("a")),
    Column("会議体B", "b", field("b")),
    Column("共通の機関", "shared", _change("shared", "before", "after"), right=True),
    Column("ただ一つの機関", "only", field("only")),
)
_NAMES = {
    "seats.kept": ("変わらない席", "seats kept"),
    "seats.changed": ("役職・役割の変わった席", "seats with another post or role"),
    "seats.changed_holder": ("人の替わった席", "seats that passed on"),
    "seats.added": ("新しい席", "seats that came"),
    "seats.ended": ("終わった席", "seats that ended"),
    "organizations.kept": ("両方の機関", "organizations on both sides"),
    "organizations.added": ("右だけの機関", "organizations only on the right"),
    "organizations.ended": ("左だけの機関", "organizations only on the left"),
    "consortia.kept": ("両方の会議体", "consortia on both sides"),
    "consortia.added": ("右だけの会議体", "consortia only on the right"),
    "consortia.ended": ("左だけの会議体", "consortia only on the left"),
    "measures": ("値の変化", "measures"),
    "pairs_lost": ("共通の機関がなくなる組", "pairs that share nobody any more"),
    "pairs_gained": ("新しく機関を共有する組", "pairs that share somebody for the first time"),
    "pairs_now_sole": ("一つの機関だけになる組", "pairs tied by one alone"),
    "pairs_no_longer_sole": ("一つだけではなくなる組", "pairs no longer tied by one alone"),
}


def _show(run: Run, name: str, section: Item, columns: Sequence[Column]) -> None:
    """Print one list with its total, and how to go on."""
    items = cast("Sequence[Item]", section["items"])
    if items:
        title = f"{run.say(*_NAMES[name])} {len(items)}/{section['total']}"
        show_table(run, columns, items, title)
    if section["next"]:
        more = f"--section {name} --cursor {section['next']}"
        click.echo(run.say(f"続きは {more}", f"more by {more}"), err=True)


@click.command("compare", short_help="二つの日付・地域・事業を並べる")
@click.argument("left")
@click.argument("right")
@selecting
@click.option("--level", type=click.Choice(["organization", "post", "person"]), help="値を数える単位。")
@click.option("--sort", metavar="MEASURE", help="変化で並べる値（初期値 memberships）。")
@_SECTION
@paged
@json_option
@common
def compare(run: Run, /, as_json: bool, **filters: object) -> None:
    """LEFT と RIGHT（都道府県・事業・日付）を比べる: 続いたもの、加わったもの、終わったもの、値の変化。"""
    with asking(run, "比べています", "comparing") as asked:
        answer = asked.get("/compare", {**cast("dict[str, Any]", filters), "lang": run.say("ja", "en")})
    if as_json:
        run.write(answer.body)
        return
    found = cast("dict[str, Any]", answer.read())
    click.echo(found["summary"])
    for name in ("kept", "changed", "changed_holder", "added", "ended") if found["seats"] else ():
        _show(run, f"seats.{name}", found["seats"][name], SEATS)
    for kind in ("organizations", "consortia"):
        for name in ("kept", "added", "ended"):
            _show(run, f"{kind}.{name}", found[kind][name], BODIES)
    _show(run, "measures", found["measures"], (NAME, SECTOR, *_changes("left", "right")))


@click.command("growth", short_help="版の日付・年ごとの数")
@selecting
@click.option("--step", type=click.Choice(["edition", "year"]), help="刻み（初期値 edition）。")
@paged
@json_option
@common
def growth(run: Run, /, as_json: bool, **filters: object) -> None:
    """版の日付ごと、または年ごとに、席・機関・会議体・結びつきを数える。"""
    with asking(run, "数えています", "counting") as asked:
        answer = asked.get("/growth", cast("dict[str, Any]", filters))
    if as_json:
        run.write(answer.body)
        return
    found = cast("dict[str, Any]", answer.read())
    show_table(run, GROWTH, found["items"])
    show_more(run, found)


@click.command("what-if", short_help="機関や席を外す・加えると何が変わるか")
@click.option("--remove", multiple=True, metavar="ID|NAME", help="外す機関・席・会議体。")
@click.option("--add", multiple=True, metavar="ORG@CONSORTIUM", help="加える席（機関@会議体、IDか名称）。")
@selecting
@click.option("--sort", metavar="MEASURE", help="変化で並べる値（初期値 bridge_share）。")
@_SECTION
@paged
@json_option
@common
def what_if(run: Run, /, remove: tuple[str, ...], add: tuple[str, ...], as_json: bool, **filters: object) -> None:
    """外す・加えると、つながりと値がどう変わるかを見る。何も保存しない。"""
    with asking(run, "計算しています", "working it out") as asked:
        wanted = {
            **cast("dict[str, Any]", filters),
            "remove": [end_of(asked, name) for name in remove],
            "add": [_seat(asked, text) for text in add],
            "lang": run.say("ja", "en"),
        }
        answer = asked.get("/what-if", wanted)
    if as_json:
        run.write(answer.body)
        return
    found = cast("dict[str, Any]", answer.read())
    click.echo(found["summary"])
    show_record(run, {name: _change(name, "before", "after")(found["whole"]) for name in found["whole"]})
    for name in ("pairs_lost", "pairs_gained", "pairs_now_sole", "pairs_no_longer_sole"):
        _show(run, name, found[name], PAIRS)
    _show(run, "measures", found["measures"], (NAME, SECTOR, *_changes("before", "after")))


def _seat(door: Door, text: str) -> str:
    """Return a seat to put in by the ids of its organization and consortium; raises BadInput."""
    organization, mark, consortium = text.partition("@")
    if not mark:
        raise BadInput(f"--add「{text}」は 機関@会議体 の形で書いてください。")
    return f"{id_of(door, 'organizations', organization)}@{id_of(door, 'consortia', consortium)}"


COMMANDS = (compare, growth, what_if)
