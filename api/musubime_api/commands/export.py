"""`musubime export`: a selection as a file for another tool."""

from pathlib import Path
from typing import Any, cast

import click

from musubime.exports.formats import FORMATS
from musubime_api.commands.door import asking
from musubime_api.commands.files import written
from musubime_api.commands.filters import selecting
from musubime_api.commands.options import Run, common


@click.command(short_help="表・図・グラフのファイルに書き出す")
@click.argument("format", type=click.Choice(list(FORMATS)))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="書き出すファイル。",
)
@selecting
@click.option(
    "--projection", type=click.Choice(["newman", "count"]), help="機関どうしの線にする（graphml・gexf・csv）。"
)
@click.option("--raw", is_flag=True, help="機械用の CSV にする（csv・incidence）。")
@common
def export(run: Run, /, format: str, output: Path, **filters: object) -> None:
    """席を選んで書き出す。ファイルは全部書けたときだけできる。"""
    with (
        asking(run, "書き出しています", "exporting") as asked,
        asked.stream("GET", f"/exports/{format}", cast("dict[str, Any]", filters)) as parts,
    ):
        size = written(output, parts, force=True)
    click.echo(run.say(f"{output} に書き出しました（{size:,} バイト）。", f"{output}: {size:,} bytes"), err=True)
