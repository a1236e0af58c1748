"""`musubime ask communities`, `ask community`, `ask programme-map` and `ask support-map`."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import quote

import click

from musubime_api.commands.door import asking
from musubime_api.commands.filters import paged, selecting
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.tables import (
    NAME,
    SECTOR,
    Column,
    Item,
    field,
    names,
    number,
    show_more,
    show_record,
    show_table,
)

_VERDICTS = {
    "stable": ("安定", "stable"),
    "doubtful": ("やや不安定", "doubtful"),
    "unstable": ("不安定", "unstable"),
}
_KINDS = {
    "organization": ("機関", "organization"),
    "person": ("人", "person"),
    "consortium": ("会議体", "consortium"),
}
_MISSING = {
    "issue": ("課題", "issue"),
    "phase": ("段階", "phase"),
    "issue_and_phase": ("課題と段階", "issue and phase"),
}
_TYPES = {
    "FOLLOWED_BY": ("のあとに続くのは", "is followed by"),
    "PART_OF": ("が含まれるのは", "is part of"),
    "COORDINATES_WITH": ("が連携するのは", "coordinates with"),
}
_RESOLUTION = click.option(
    "--resolution", type=click.FloatRange(0.1, 10), help="解像度（初期値 1。大きいほど細かいグループ）。"
)
_COMMUNITIES = (
    Column("順位", "rank", field("rank"), right=True),
    NAME,
    Column("機関", "organizations", field("organizations_total"), right=True),
    Column("会議体", "consortia", field("consortia_total"), right=True),
    Column("安定度", "stability", number("stability"), right=True),
    Column("判定", "verdict", field("said")),
    Column("都道府県", "prefecture", names("prefecture_names")),
    Column("ID", "id", field("id")),
)
_MEMBERS = (
    NAME,
    Column("種類", "kind", field("said")),
    SECTOR,
    Column("安定度", "stability", number("stability"), right=True),
    Column("外へのつながり", "ties outside", field("ties_outside"), right=True),
)
_CELLS = (
    Column("政策課題", "issue", field("issue")),
    Column("段階", "phase", field("label")),
    Column("事業", "programmes", names("programmes")),
)
_RELATIONS = (
    Column("事業", "from", field("from")),
    Column("関係", "relationship", field("said")),
    Column("事業", "to", field("to")),
    Column("手段", "means", names("means")),
)
_APART = (NAME, Column("記載のない項目", "not recorded", field("said")), Column("政策課題", "issues", names("issues")))


def _asked(run: Run, path: str, filters: Mapping[str, object], as_json: bool) -> dict[str, Any] | None:
    """Return the answer to a question; None where it was written as it came."""
    with asking(run, "調べています", "asking") as asked:
        answer = asked.get(path, cast("dict[str, Any]", filters))
    if as_json:
        run.write(answer.body)
        return None
    return answer.read()


def _said(run: Run, items: Sequence[Item], words: Mapping[str, tuple[str, str]], key: str) -> list[Item]:
    return [{**item, "said": run.say(*words[str(item[key])])} for item in items]


@click.command("communities", short_help="機関と会議体のグループ（安定度つき）")
@selecting
@_RESOLUTION
@paged
@json_option
@common
def communities(run: Run, /, as_json: bool, **filters: object) -> None:
    """つながりの濃いグループを、安定度とともに大きい順に見る。"""
    page = _asked(run, "/communities", filters, as_json)
    if page is None:
        return
    verdict = page["verdict"]
    shown = ("communities", "components", "single_consortium", "consortia_left_out", "runs", "modularity")
    whole = {
        **{key: page[key] for key in shown},
        "adjusted_rand": page["adjusted_rand"],
        "verdict": run.say(*_VERDICTS[verdict]) if verdict else None,
    }
    show_record(run, whole)
    show_table(run, _COMMUNITIES, _said(run, page["items"], _VERDICTS, "verdict"))
    show_more(run, page)


@click.command("community", short_help="一つのグループの構成")
@click.argument("id", metavar="ID")
@selecting
@_RESOLUTION
@paged
@json_option
@common
def community(run: Run, /, id: str, as_json: bool, **filters: object) -> None:
    """グループの会議体と機関を、それぞれの安定度とともに見る。ID は ask communities の答えにある。"""
    page = _asked(run, "/communities/" + quote(id, safe=":"), filters, as_json)
    if page is None:
        return
    found = page["community"]
    shown = ("name", "rank", "size", "stability", "ties_inside", "ties_outside")
    show_record(run, {**{key: found[key] for key in shown}, "verdict": run.say(*_VERDICTS[found["verdict"]])})
    show_table(run, _MEMBERS, _said(run, page["items"], _KINDS, "kind"))
    show_more(run, page)


_PROGRAMMES = (
    click.option("--prefecture", multiple=True, metavar="CODE|NAME", help="事業またはその会議体の都道府県。"),
    click.option("--programme", multiple=True, metavar="ID|NAME", help="事業・制度。"),
    click.option("--owner", multiple=True, metavar="ID|NAME", help="事業の所管。"),
    click.option("--consortium", multiple=True, metavar="ID|NAME", help="事業の下にある会議体。"),
    click.option("--roster", multiple=True, metavar="ID", help="事業を記載する名簿。"),
    click.option("--within", is_flag=True, default=None, help="下位・後継の事業も含める。"),
)


def _choosing(command: Any) -> Any:  # noqa: ANN401 -- click's decorators
    for option in reversed(_PROGRAMMES):
        command = option(command)
    return command


@click.command("programme-map", short_help="政策課題と段階で見る事業")
@_choosing
@json_option
@common
def programme_map(run: Run, /, as_json: bool, **filters: object) -> None:
    """政策課題 × 段階の升目、升目に入らない事業、何のあとに何が続くか。"""
    found = _asked(run, "/programme-map", {**filters, "lang": run.say("ja", "en")}, as_json)
    if found is None:
        return
    labels = {column["phase"]: column["label"] for column in found["phases"]}
    tables = (
        (_CELLS, [{**cell, "label": labels[cell["phase"]]} for cell in found["cells"]]),
        (_RELATIONS, _said(run, found["relations"], _TYPES, "type")),
        (_APART, _said(run, found["apart"], _MISSING, "missing")),
    )
    for columns, items in tables:
        if items:
            show_table(run, columns, items)
    counts = ("total", "placed", "without_issue", "without_phase", "without_both")
    show_record(run, {key: found[key] for key in counts})


@click.command("support-map", short_help="自治体と支援の類型で見る施策")
@_choosing
@json_option
@common
def support_map(run: Run, /, as_json: bool, **filters: object) -> None:
    """自治体 × 支援の類型。記載のない升目は「記載なし」。"""
    found = _asked(run, "/support-map", {**filters, "lang": run.say("ja", "en")}, as_json)
    if found is None:
        return
    gap = run.say("記載なし", "not recorded")
    columns = [NAME] + [
        Column(kind["label"], kind["label"], field(kind["support_type"])) for kind in found["support_types"]
    ]
    rows: list[Item] = [
        {
            "name": row["name"],
            **{cell["support_type"]: "、".join(one["name"] for one in cell["schemes"]) or gap for cell in row["cells"]},
        }
        for row in found["municipalities"]
    ]
    sums: Item = {
        "name": run.say("記載のある自治体", "municipalities with a record"),
        **{kind["support_type"]: kind["municipalities"] for kind in found["support_types"]},
    }
    show_table(run, columns, [*rows, sums])
    show_record(run, {key: found[key] for key in ("total", "gaps")})


COMMANDS = (communities, community, programme_map, support_map)
