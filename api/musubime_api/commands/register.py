"""`musubime register`: reference registers for linking, beside the store; no store is needed."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, cast

import click
import orjson
from rich.markup import escape
from rich.table import Table

from musubime.errors import BadInput, NoStore
from musubime.registers.opening import open_registers
from musubime.store.opening import check_place
from musubime.store.port import Store
from musubime_api.commands.door import Upload, asking, running
from musubime_api.commands.options import Run, common, json_option
from musubime_api.keys import now
from musubime_api.opening import opened

Rows = list[dict[str, object]]
_ACTOR = "command line"


@click.group(short_help="名寄せに使う登録簿を読み込む・見る・取り除く")
def register() -> None:
    """名寄せに使う登録簿（法人番号、EDINET、学校コード、ROR）。グラフのそばに置き、グラフには入れない。"""


@register.command(short_help="登録簿のファイルを読み込む")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--full", "nature", flag_value="full", help="法人番号のファイルを全件として読む。")
@click.option("--difference", "nature", flag_value="difference", help="法人番号のファイルを差分として読む。")
@json_option
@common
def load(run: Run, files: tuple[Path, ...], nature: Literal["full", "difference"] | None, as_json: bool) -> None:
    """法人番号（全件・差分）、EDINET コードリスト、学校コード一覧、ROR を、配布されたままのファイルで読み込む。

    形は中身で見分ける。全件は登録簿を置き換え、差分は更新する。ストアがなくてもよい。
    """
    _check_files(files)
    if _through_server(run):
        with asking(run, "登録簿を読み込んでいます", "loading registers") as asked, contextlib.ExitStack() as stack:
            uploads: list[Upload] = [
                ("files", (_names(files)[n], cast(BinaryIO, stack.enter_context(file.open("rb")))))
                for n, file in enumerate(files)
            ]
            data = {"action": "load", **({"nature": nature} if nature else {})}
            body = asked.post("/admin/registers", data=data, files=uploads).body
    else:
        body = _loaded_here(run, files, nature)
    if as_json:
        run.write(body)
        return
    _show_load(run, orjson.loads(body))


@register.command("list", short_help="読み込んだ登録簿の一覧")
@json_option
@common
def list_(run: Run, as_json: bool) -> None:
    """読み込んだ登録簿と、それぞれの出所の表示を見る。"""
    if run.settings.server:
        with asking(run, "登録簿を調べています", "asking") as asked:
            body = asked.get("/registers").body
        items = cast(Rows, orjson.loads(body)["items"])
    else:
        # one file beside the store, which may be read while a server runs
        infos = open_registers(run.settings.store).infos()
        items = [info.model_dump(mode="json") for info in infos]
    if as_json:
        run.write(orjson.dumps({"items": items, "total": len(items)}))
        return
    if not items:
        click.echo(
            run.say("登録簿はまだありません。musubime register load で読み込めます。", "no registers yet"), err=True
        )
    table = Table(
        "id", run.say("名称", "title"), run.say("機関", "bodies"), run.say("名称の数", "names"),
        run.say("全件", "complete"), run.say("読み込み", "loaded"),
    )  # fmt: skip
    for item in items:
        complete = run.say("はい", "yes") if item["complete"] else run.say("いいえ", "no")
        cells = (item["id"], item["title"], f"{item['entries']:,}", f"{item['names']:,}", complete, item["loaded_at"])
        table.add_row(*(escape(str(cell)) for cell in cells))
    run.out.print(table)
    for item in items:
        click.echo(str(item["attribution_en" if run.english and item["attribution_en"] else "attribution"]))


@register.command(short_help="登録簿を取り除く")
@click.argument("id")
@json_option
@common
def remove(run: Run, id: str, as_json: bool) -> None:
    """登録簿を一つ取り除く。グラフは変わらない。"""
    if _through_server(run):
        with asking(run, "登録簿を取り除いています", "removing") as asked:
            body = asked.post("/admin/registers", data={"action": "remove", "id": id}).body
        answer = orjson.loads(body)
    else:
        from musubime_loaders.registers.loading import remove_register

        with run.working("登録簿を取り除いています", "removing"), _store_if_any(run) as store:
            answer = {"id": id, "removed": remove_register(id, run.settings.store)}
            _audited(store, "register remove", id)
    if as_json:
        run.write(orjson.dumps(answer))
        return
    removed = answer["removed"]
    click.echo(run.say(f"{id}（{removed:,} 件）を取り除きました。", f"removed {id} ({removed:,} bodies)"), err=True)


def _through_server(run: Run) -> bool:
    return bool(run.settings.server) or running(run.settings) is not None


def _check_files(files: tuple[Path, ...]) -> None:
    for file in files:
        if not file.exists():
            raise BadInput("ファイルがありません。パスを確かめてください。", file=str(file))
        if not file.is_file():
            raise BadInput("ふつうのファイルではありません。ファイルに保存してから指定してください。", file=str(file))


def _names(files: tuple[Path, ...]) -> list[str]:
    """Return a name for each file that tells it from the others."""
    plain = [file.name for file in files]
    return [f"{n}/{name}" if plain.count(name) > 1 else name for n, name in enumerate(plain)]


def _loaded_here(run: Run, files: tuple[Path, ...], nature: Literal["full", "difference"] | None) -> bytes:
    # slow to import, and not needed where a server answers
    from musubime_loaders.registers.loaded import GivenFile
    from musubime_loaders.registers.loading import load_registers

    given = [GivenFile(name, file) for name, file in zip(_names(files), files, strict=True)]
    with run.working("登録簿を読み込んでいます", "loading registers") as progress, _store_if_any(run) as store:
        loaded = load_registers(given, run.settings.store, progress, nature=nature)
        _audited(store, "register load", ", ".join(item.info.id for item in loaded.items))
    return loaded.model_dump_json().encode()


@contextlib.contextmanager
def _store_if_any(run: Run) -> Iterator[Store | None]:
    """Give the store for its audit, so that nobody else writes meanwhile; None where there is none yet."""
    with contextlib.ExitStack() as stack:
        try:
            store = stack.enter_context(opened(run.settings, create=False))
        except NoStore:
            check_place(run.settings.store)
            store = None
        yield store


def _audited(store: Store | None, action: str, subject: str) -> None:
    if store is not None:
        store.audit(now().isoformat(timespec="milliseconds"), _ACTOR, action, subject)


def _show_load(run: Run, answer: dict[str, object]) -> None:
    table = Table(
        "id", run.say("名称", "title"), run.say("読み方", "as"), run.say("前", "before"), run.say("後", "after"),
        run.say("追加", "added"), run.say("変更", "changed"), run.say("削除", "removed"),
    )  # fmt: skip
    full, difference = run.say("全件", "whole"), run.say("差分", "difference")
    for item in cast(Rows, answer["items"]):
        info = cast("dict[str, object]", item["info"])
        whole = item["nature"] == "full"
        counts = ["", "", ""] if whole else [f"{item[name]:,}" for name in ("added", "changed", "removed")]
        numbers = [f"{item['before']:,}", f"{info['entries']:,}", *counts]
        cells = [info["id"], info["title"], full if whole else difference, *numbers]
        table.add_row(*(escape(str(cell)) for cell in cells))
    run.out.print(table)
    for reason, count in cast("dict[str, int]", answer["left_out"]).items():
        click.echo(f"{reason}: {count:,}", err=True)
    for note in cast(Rows, answer["notes"])[:10]:
        row = run.say(f"{note['row']} 行目", f"row {note['row']}") if note["row"] else ""
        place = " ".join(str(part) for part in (note["file"], row, note["field"] or "") if part)
        click.echo(f"  {place}: {note['value'] or note['what']}", err=True)
