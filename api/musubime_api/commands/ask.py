"""`musubime ask`: the questions of the REST door, the same answers."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import click

from musubime_api.commands import ask_citing, ask_compare, ask_groups, ask_overlap, ask_partners, ask_paths, tables
from musubime_api.commands.door import asking
from musubime_api.commands.filters import bodies, named, paged, selecting
from musubime_api.commands.naming import id_of
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.tables import Column, Item, show_more, show_record, show_table


@click.group(short_help="問いに答える（REST と同じ答え）")
def ask() -> None:
    """問いに答える。--json は REST と同じ答えをそのまま書く。"""


def _list(run: Run, path: str, columns: Sequence[Column], as_json: bool, filters: Mapping[str, Any]) -> None:
    with asking(run, "調べています", "asking") as asked:
        answer = asked.get(path, filters)
    if as_json:
        run.write(answer.body)
        return
    page = answer.read()
    items = cast(Sequence[Item], page["items"])
    show_table(run, columns, items)
    show_more(run, page)


def _record(run: Run, path: str, name: str, as_json: bool) -> None:
    with asking(run, "調べています", "asking") as asked:
        answer = asked.get(f"/{path}/{id_of(asked, path, name)}")
    if as_json:
        run.write(answer.body)
        return
    record = answer.read()
    seats = cast(Sequence[Item], record.pop("seats", ()))
    show_record(run, record)
    if seats and isinstance(seats, list):
        show_table(run, tables.SEATS, seats)


@ask.command("key-actors", short_help="キーパーソンとなる機関・役職・人")
@selecting
@bodies
@named
@click.option("--level", type=click.Choice(["organization", "post", "person"]), help="数える単位。")
@click.option("--sort", metavar="MEASURE", help="並べ替える値（初期値 memberships）。")
@paged
@json_option
@common
def key_actors(run: Run, /, as_json: bool, **filters: object) -> None:
    """ネットワークを結ぶ機関・役職・人を順位で見る。"""
    _list(run, "/key-actors", tables.KEY_ACTORS, as_json, filters)


@ask.command(short_help="ネットワークの図の要素")
@selecting
@bodies
@json_option
@common
def network(run: Run, /, as_json: bool, **filters: object) -> None:
    """Cytoscape.js の場面。表では数だけを見せる。"""
    with asking(run, "調べています", "asking") as asked:
        answer = asked.get("/network", cast("dict[str, Any]", filters))
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    elements = cast("dict[str, list[object]]", found["elements"])
    counts = {kind: len(each) for kind, each in elements.items()}
    show_record(run, {**counts, "summary": found["summary"], "graph_version": found["graph_version"]})


@ask.command(short_help="名称から探す")
@click.argument("q", metavar="TEXT")
@paged
@json_option
@common
def search(run: Run, /, as_json: bool, **filters: object) -> None:
    """機関・人・事業・会議体を、名称、略称、英語名、読みから探す。"""
    _list(run, "/search", tables.HITS, as_json, filters)


@ask.command(short_help="ある機関の周り")
@click.argument("name", metavar="ID|NAME")
@click.option("--depth", type=click.IntRange(1, 2), help="たどる深さ。")
@json_option
@common
def neighbourhood(run: Run, name: str, depth: int | None, as_json: bool) -> None:
    """機関の隣にある会議体・機関。"""
    with asking(run, "調べています", "asking") as asked:
        answer = asked.get(f"/organizations/{id_of(asked, 'organizations', name)}/neighbourhood", {"depth": depth})
    if as_json:
        run.write(answer.body)
    else:
        show_record(run, answer.read())


def _records(name: str, path: str, what: str) -> None:
    """Add a command that shows one record."""

    @ask.command(name, short_help=f"{what}を一件見る")
    @click.argument("name", metavar="ID|NAME")
    @json_option
    @common
    def show(run: Run, name: str, as_json: bool) -> None:
        _record(run, path, name, as_json)


def _lists(path: str, what: str, columns: Sequence[Column], *options: Any) -> None:  # noqa: ANN401 -- click's decorators
    """Add a command that shows a list."""

    def show(run: Run, /, as_json: bool, **filters: object) -> None:
        _list(run, f"/{path}", columns, as_json, filters)

    show.__name__ = path
    command = json_option(common(show))
    for option in reversed(options):
        command = option(command)
    ask.command(path, short_help=f"{what}の一覧")(command)


for _singular, _plural, _what in (
    ("organization", "organizations", "機関"),
    ("person", "persons", "人"),
    ("post", "posts", "役職"),
    ("programme", "programmes", "事業・制度"),
    ("consortium", "consortia", "会議体"),
    ("seat", "seats", "席"),
    ("source", "sources", "出典"),
):
    _records(_singular, _plural, _what)
_lists("organizations", "機関", tables.ORGANIZATIONS, selecting, bodies, named, paged)
_lists("persons", "人", tables.PERSONS, selecting, named, paged)
_lists("programmes", "事業・制度", tables.PROGRAMMES, selecting, named, paged)
_lists("consortia", "会議体", tables.CONSORTIA, selecting, named, paged)
_lists("seats", "席", tables.SEATS, selecting, bodies, paged)
_lists("sources", "出典", tables.SOURCES, paged)
ask.add_command(ask_citing.cite)
ask.add_command(ask_citing.snapshot)
ask.add_command(ask_partners.partners)
for _command in (*ask_compare.COMMANDS, *ask_groups.COMMANDS, *ask_overlap.COMMANDS, *ask_paths.COMMANDS):
    ask.add_command(_command)
