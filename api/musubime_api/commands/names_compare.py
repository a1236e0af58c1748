"""`musubime names compare`: two columns of names, each pair with a verdict, a rule and a score."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
import orjson

from musubime_api.commands.door import asking
from musubime_api.commands.names_input import sheet_bytes
from musubime_api.commands.options import Run, common, json_option

if TYPE_CHECKING:
    from musubime_loaders.names.name_rows import NameSheet

NEEDED = ("name_a", "name_b")
ADDED = ("verdict", "rule", "score")
_READ = (*NEEDED, "prefecture_a", "prefecture_b", "date_a", "date_b")
_AT_ONCE = 500

Answer = Mapping[str, object]


@click.command(short_help="二つの名称を比べる")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--no-registers", is_flag=True, help="読み込んだ登録簿を使わない。")
@json_option
@common
def compare(run: Run, file: Path, no_registers: bool, as_json: bool) -> None:
    """各行の name_a と name_b を比べ、verdict、rule、score を付けて CSV で書く。

    verdict は same、part_of、operates、successor、different、review、none のどれか。same は決まった規則だけが出し、
    似ているだけの組は review になる。列 prefecture_a、prefecture_b、date_a、date_b があれば使う。
    ほかの列はそのまま残し、verdict、rule、score の列は書き直す。FILE.csv の代わりに - で標準入力を読む。
    ストアは要らない。
    """
    # slow to import, and needed by this command alone
    from musubime_loaders.names.name_rows import read_name_sheet

    name, content = sheet_bytes(file)
    sheet = read_name_sheet(content, name, NEEDED)
    with run.working("名称を比べています", "comparing names"):
        answers = list(
            _asked(run, sheet, name, not no_registers)
            if run.settings.server
            else _here(run, sheet, name, not no_registers)
        )
    if as_json:
        _write_json(run, sheet, answers)
    else:
        _write_csv(run, sheet, answers)


def _here(run: Run, sheet: "NameSheet", file: str, with_registers: bool) -> Iterator[Answer]:
    from musubime.registers.opening import open_registers
    from musubime_loaders.names.compared import compared

    with open_registers(run.settings.store) as registers:
        for answer in compared(sheet.rows, file, registers if with_registers else None):
            yield answer.model_dump(mode="json")


def _asked(run: Run, sheet: "NameSheet", file: str, with_registers: bool) -> Iterator[Answer]:
    from musubime_loaders.names.name_rows import named_body

    for row, cells in sheet.rows:  # so that a cell that cannot be used is named by its row in the file
        for suffix in ("_a", "_b"):
            named_body(cells, suffix, file, row)
    with asking(run, "名称を比べています", "comparing names") as asked:
        for start in range(0, len(sheet.rows), _AT_ONCE):
            part = sheet.rows[start : start + _AT_ONCE]
            rows = [{column: cells[column] for column in _READ if column in cells} for _, cells in part]
            body = {"action": "compare", "rows": rows, "registers": with_registers}
            yield from cast("list[Answer]", asked.post("/admin/names", body=body).read()["items"])


def _write_json(run: Run, sheet: "NameSheet", answers: list[Answer]) -> None:
    for (_, cells), answer in zip(sheet.rows, answers, strict=True):
        run.write(orjson.dumps({**cells, **answer}))


def _write_csv(run: Run, sheet: "NameSheet", answers: list[Answer]) -> None:
    """Write the rows as they were read, cells unchanged, with the three columns of the answer last."""
    kept = [column for column in sheet.columns if column not in ADDED]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*kept, *ADDED])
    for (_, cells), answer in zip(sheet.rows, answers, strict=True):
        writer.writerow([*(cells[column] for column in kept), *(answer[column] for column in ADDED)])
    run.write(text.getvalue().encode())
