"""`musubime serve`: open the store, fill an empty one, answer until somebody stops it."""

from contextlib import ExitStack

import click

from musubime_api.commands.options import Run, common


@click.command(short_help="ストアを開いてサーバーを動かす")
@click.option("--host", metavar="ADDRESS", help="待ち受けるアドレス（初期値 127.0.0.1）。")
@click.option("--port", type=click.IntRange(0, 65535), help="待ち受けるポート（初期値 8000）。")
@click.option("--empty", is_flag=True, help="空のストアに同梱の名簿を読み込まない。")
@click.option("--read-only", is_flag=True, default=None, help="書き込みをすべて断る。")
@common
def serve(run: Run, empty: bool) -> None:
    """ストアを開くか作り、空なら同梱の名簿を読み込み、サーバーを動かす。Ctrl-C か SIGTERM で止まる。"""
    from musubime_api.serving import server_of

    with ExitStack() as stack:
        with run.working("ストアを準備しています", "preparing the store") as progress:
            server = stack.enter_context(server_of(run.settings, empty=empty, progress=progress))
        told = run.say(
            f"結び目: {server.url} で動いています（Ctrl-C で停止）", f"Musubime: {server.url} (Ctrl-C stops it)"
        )
        click.echo(told, err=True)
        server.run()
