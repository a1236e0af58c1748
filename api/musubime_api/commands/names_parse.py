"""`musubime names parse`: printed lines into organization, unit, post, person and role."""

import sys
from pathlib import Path

import click

from musubime.errors import BadInput
from musubime_api.commands.options import Run, common
from musubime_loaders.names.bundled_names import bundled_names
from musubime_loaders.names.lines import parse_lines


@click.command(short_help="印刷された行を、機関・部署・役職・氏名・役割に分ける")
@click.argument("file", metavar="FILE.jsonl")
@common
def parse(run: Run, file: str) -> None:
    """印刷された行を、機関・部署・役職・氏名・役割に分ける。

    FILE.jsonl の 1 行は {"input": "…", "kind": "…"}（kind は省ける）。- は標準入力。
    1 行ごとに {"entries": […]} を標準出力に書く。分からない値は null。推定したことは flags と reasons に、
    正しい名称の候補は candidates に書き、印刷された文字列は printed に残す。
    """
    with run.working("名称を読んでいます", "reading names"):
        lines = parse_lines(_content(file), "標準入力" if file == "-" else file, bundled_names())
    if lines:
        run.write(b"\n".join(lines))


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    path = Path(file)
    if not path.exists():
        raise BadInput("ファイルがありません。パスを確かめてください。", file=file)
    if path.is_dir():
        raise BadInput("フォルダーです。JSON Lines のファイルを指定してください。", file=file)
    return path.read_bytes()
