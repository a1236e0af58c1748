"""`musubime names link`: a column of names, each linked to the loaded registers with its rule and its evidence."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
import orjson

from musubime_api.commands.door import asking
from musubime_api.commands.names_input import sheet_bytes
from musubime_api.commands.options import Run, common, json_option

if TYPE_CHECKING:
    from musubime_loaders.names.name_rows import NameSheet

NEEDED = ("name",)
ADDED = ("verdict", "id", "rule", "score", "evidence", "candidates")
_AT_ONCE = 500
_LINES = 1_000

Answer = Mapping[str, object]


@click.command(short_help="名称を登録簿の機関と照らす")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option(
    "--similar",
    type=click.IntRange(0, 50),
    default=0,
    metavar="N",
    help="見つからない名称に似た名称を N 件まで候補に挙げる（遅い。自動にはしない）。",
)
@click.option("--cautious", is_flag=True, help="県の手がかりがない会社は、まれな名称のときだけ自動にする。")
@json_option
@common
def link(run: Run, file: Path, similar: int, cautious: bool, as_json: bool) -> None:
    """各行の name を読み込んだ登録簿と照らし、verdict、id、rule、score、evidence、candidates を付けて CSV で書く。

    verdict は auto（決まった規則で一つに決まる）、review（人が決める）、none（見つからない）。
    似ているだけでは auto にしない。列 prefecture（コードか名前）、date、number があれば使う。number は名称と
    一致するときだけ信じる。ほかの列はそのまま残し、付ける列と同じ名前の列は input_ を付けて残す。
    FILE.csv の代わりに - で標準入力を読む。
    """
    # slow to import, and needed by this command alone
    from musubime_loaders.names.name_rows import read_name_sheet

    name, content = sheet_bytes(file)
    sheet = read_name_sheet(content, name, NEEDED)
    answers = (
        _asked(run, sheet, similar, cautious) if run.settings.server else _here(run, sheet, name, similar, cautious)
    )
    with run.working("登録簿と照らしています", "linking names"):
        lines = _json_lines(sheet, answers) if as_json else _csv_lines(sheet, answers)
        while part := b"".join(islice(lines, _LINES)):
            run.write(part)


def _here(run: Run, sheet: "NameSheet", file: str, similar: int, cautious: bool) -> Iterator[Answer]:
    from musubime.registers.opening import open_registers
    from musubime_loaders.names.linked import linked

    with open_registers(run.settings.store) as registers:
        for row in linked(sheet.rows, file, registers, similar=similar, cautious=cautious):
            yield row.model_dump(mode="json")


def _asked(run: Run, sheet: "NameSheet", similar: int, cautious: bool) -> Iterator[Answer]:
    with asking(run, "登録簿と照らしています", "linking names") as asked:
        for start in range(0, len(sheet.rows), _AT_ONCE):
            rows = [dict(cells) for _, cells in sheet.rows[start : start + _AT_ONCE]]
            body = {"action": "link", "rows": rows, "similar": similar, "cautious": cautious}
            yield from cast("list[Answer]", asked.post("/admin/names", body=body).read()["items"])


def _kept(columns: Sequence[str]) -> list[str]:
    return [f"input_{column}" if column in ADDED else column for column in columns]


def _json_lines(sheet: "NameSheet", answers: Iterator[Answer]) -> Iterator[bytes]:
    kept = _kept(sheet.columns)
    for (_, cells), answer in zip(sheet.rows, answers, strict=True):
        yield orjson.dumps({**dict(zip(kept, cells.values(), strict=True)), **answer}, option=orjson.OPT_APPEND_NEWLINE)


def _csv_lines(sheet: "NameSheet", answers: Iterator[Answer]) -> Iterator[bytes]:
    yield _line([*_kept(sheet.columns), *ADDED])
    for (_, cells), answer in zip(sheet.rows, answers, strict=True):
        candidates = cast("list[Mapping[str, str]]", answer["candidates"])
        shown = "; ".join(f"{each['id']} {each['name']}" for each in candidates)
        yield _line(
            [*cells.values(), *(answer[column] if answer[column] is not None else "" for column in ADDED[:-1]), shown]
        )


def _line(cells: Sequence[object]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()
