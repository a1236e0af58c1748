"""`musubime names quality`: how right parser, comparison, table and links are, against files of right answers."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from musubime_api.asking import to_json
from musubime_api.commands.options import Run, common, json_option

if TYPE_CHECKING:
    from musubime_loaders.quality import Part, Quality

_FAULTS = 20


@click.command(short_help="読み取り・名寄せの質を正解と比べて測る")
@click.argument("folder", type=click.Path(path_type=Path), metavar="GOLD_FOLDER")
@click.option(
    "--register",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="この登録簿で照らす（読み込んだ登録簿の代わりに、この測定だけに使う）。",
)
@json_option
@common
def quality(run: Run, folder: Path, files: tuple[Path, ...], as_json: bool) -> None:
    """正解のファイルがあるフォルダーに対して、規則ごと・区分ごとの適合率と再現率を一つの表にする。

    読むのは parser_cases*.jsonl、name_pairs*.csv、seed_mentions*.csv。登録簿があれば、学校と地方公共団体を
    一つずつ抜いて、ほかの機関に誤って結び付かないかも測る。何も書き込まない。
    """
    with run.working("測っています", "measuring"):
        report = _measured(run, folder, files)
    if as_json:
        run.write(to_json(report))
        return
    for part in report.parts:
        _show(run, part)
    for reason in report.left_out:
        click.echo(run.say(f"測らなかったもの: {reason}", f"left out: {reason}"), err=True)


def _measured(run: Run, folder: Path, files: tuple[Path, ...]) -> "Quality":
    from musubime.registers.opening import open_registers
    from musubime_loaders.quality import quality as measured
    from musubime_loaders.registers.loading import GivenFile, load_registers

    if not files:
        with open_registers(run.settings.store) as registers:
            return measured(folder, registers)
    with tempfile.TemporaryDirectory(prefix="musubime-quality-") as scratch:
        load_registers([GivenFile(file.name, file) for file in files], scratch, lambda *_: None)
        with open_registers(scratch) as registers:
            return measured(folder, registers)


def _show(run: Run, part: "Part") -> None:
    headings = (
        ("区分", "group"),
        ("総数", "total"),
        ("正", "right"),
        ("誤", "wrong"),
        ("確認", "review"),
        ("関係", "related"),
        ("適合率", "precision"),
        ("再現率", "recall"),
        ("確認まで", "with review"),
    )
    table = Table(title=escape(part.title), title_justify="left")
    for place, heading in enumerate(headings):
        table.add_column(run.say(*heading), justify="right" if place else "left", overflow="fold")
    for row in part.rows:
        shares = (
            f"{share:.4f}" if share is not None else "–" for share in (row.precision, row.recall, row.with_review)
        )
        counts = map(str, (row.total, row.right, row.wrong, row.review, row.related))
        table.add_row(escape(row.group), *counts, *shares)
    run.out.print(table)
    for fault in part.faults[:_FAULTS]:
        click.echo("  " + fault)
    if len(part.faults) > _FAULTS:
        more = len(part.faults) - _FAULTS
        click.echo(run.say(f"  ほか {more} 件（--json ですべて見られます）", f"  {more} more (--json shows all)"))
