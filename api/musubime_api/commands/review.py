"""`musubime review`: the queue of names on the terminal."""

from collections.abc import Mapping, Sequence
from typing import cast

import click
from rich.markup import escape
from rich.table import Table

from musubime.errors import BadInput
from musubime_api.commands.door import Door, asking, door
from musubime_api.commands.options import Run, common, json_option
from musubime_api.commands.review_ledger import WORDS, export, import_, judgements, undo

Pair = Mapping[str, object]
_KINDS = click.Choice(["organization", "person", "programme", "consortium", "source"])
_QUEUED = click.Choice(["organization", "person", "consortium"])
_PAGE = 500


@click.group(short_help="確認が必要な名前と、判断の記録", invoke_without_command=True)
@click.pass_context
def review(context: click.Context) -> None:
    """規則だけでは決められない名前の組を見て、判断し、取り消す。副コマンドなしでは一組ずつ尋ねる。"""
    if context.invoked_subcommand is None:
        context.invoke(walk)


for command in (undo, judgements, export, import_):
    review.add_command(command)


@review.command("list", short_help="確認が必要な組の一覧")
@click.option("--rule", metavar="RULE", help="この規則が見つけた組だけ（T1, T3, T4, T6, person, conflict など）。")
@click.option("--kind", type=_QUEUED, help="この種類の組だけ。")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="表示する組の数。")
@json_option
@common
def list_(run: Run, rule: str | None, kind: str | None, limit: int, as_json: bool) -> None:
    """判断するとつながりが多く変わる組から並べる。"""
    with asking(run, "確認が必要な名前を調べています", "looking for names to review") as asked:
        answer = asked.get("/review", {"rule": rule, "kind": kind, "limit": limit})
    if as_json:
        run.write(answer.body)
        return
    found = answer.read()
    items = _items(found)
    if not items:
        click.echo(run.say("確認が必要な名前はありません。", "No name waits for a decision."))
        return
    headings = (("ID", "id"), ("規則", "rule"), ("一方", "one"), ("もう一方", "the other"), ("理由", "reasons"))
    table = Table(*(run.say(*heading) for heading in headings))
    for pair in items:
        reasons = " ".join(cast("Sequence[str]", pair["reasons"]))
        table.add_row(
            *map(escape, (str(pair["id"]), str(pair["rule"]), _name(pair, "left"), _name(pair, "right"), reasons))
        )
    run.out.print(table)
    total = cast("int", found["total"])
    if total > len(items):
        click.echo(run.say(f"全 {total} 組のうち {len(items)} 組です。", f"{len(items)} of {total} pairs."))


@review.command(short_help="一組ずつ尋ねる（a 同じ、r 別、l 保留、u 取り消し、q 終わり）")
@click.option("--rule", metavar="RULE", help="この規則が見つけた組だけ。")
@common
def walk(run: Run, rule: str | None) -> None:
    """確認が必要な組を一つずつ見せ、キー一つで判断する。"""
    made: list[tuple[str, str]] = []
    seen: set[str] = set()
    with door(run.settings) as asked:
        while True:
            with run.working("確認が必要な名前を調べています", "looking for names to review"):
                items = _items(asked.get("/review", {"rule": rule, "limit": _PAGE}).read())
            pair = next((one for one in items if str(one["id"]) not in seen and not one["undecided"]), None)
            if pair is None:
                click.echo(run.say("確認が必要な組はほかにありません。", "No further pair waits for a decision."))
                return
            _show(run, pair)
            key = click.prompt(
                run.say(
                    "a 同じ  r 別  l 保留  u 直前を取り消す  s とばす  q 終わり",
                    "a same  r different  l later  u undo  s skip  q quit",
                ),
                type=click.Choice(list("arlusq")),
                show_choices=False,
            )
            if key == "q":
                return
            if key == "u":
                seen.discard(_undo_last(run, asked, made))
                continue
            seen.add(str(pair["id"]))
            verdict = {"a": "same", "r": "different", "l": "undecided"}.get(key)
            if verdict is not None:
                made.append((_judge(asked, pair, verdict), str(pair["id"])))


def _deciding(name: str, verdict: str, short_help: str, help: str) -> click.Command:
    """Return the command that writes one verdict; the three of them differ in nothing else."""

    @click.command(name, short_help=short_help, help=help)
    @click.argument("pair")
    @click.argument("other", required=False)
    @click.option("--kind", type=_KINDS, default="organization", show_default=True, help="二つの名称を書くときの種類。")
    @click.option("--reason", default="", metavar="TEXT", help="理由。")
    @json_option
    @common
    def decide(run: Run, pair: str, other: str | None, kind: str, reason: str, as_json: bool) -> None:
        _decide(run, pair, other, kind, verdict, reason, as_json)

    return decide


for decision in (
    _deciding("accept", "same", "同じと判断する", "組の ID（pair:…）か、二つの名称・ID を「同じ」とする。"),
    _deciding("reject", "different", "別と判断する", "組の ID（pair:…）か、二つの名称・ID を「別」とする。"),
    _deciding("later", "undecided", "保留にする", "組を列の後ろに回す。つながりは変わらない。"),
):
    review.add_command(decision)


@review.command("all", short_help="一つの規則の組をまとめて判断する")
@click.argument("rule")
@click.argument("verdict", type=click.Choice(list(WORDS)))
@click.option("--kind", type=_QUEUED, default="organization", show_default=True, help="組の種類。")
@click.option("--reason", default="", metavar="TEXT", help="理由。")
@click.option("--yes", is_flag=True, help="確認せずに書き込む。")
@json_option
@common
def all_(run: Run, rule: str, verdict: str, kind: str, reason: str, yes: bool, as_json: bool) -> None:
    """規則 RULE が見つけた組すべてを、何が変わるかを見せてから判断する。"""
    order = {"rule": rule, "kind": kind, "verdict": verdict, "reason": reason or f"review all {rule}"}
    with door(run.settings) as asked:
        with run.working("変わることを調べています", "looking what would change"):
            shown = asked.post("/review", {"dry_run": True}, body=order).read()
        pairs = cast("Sequence[Pair]", shown["pairs"])
        if not pairs:
            raise BadInput("この規則で確認が必要な組はありません。", field="rule", value=rule)
        if not yes:
            for pair in pairs:
                click.echo(f"  {pair['left_name']} | {pair['right_name']}", err=True)
            word = run.say(*WORDS[verdict])
            question = run.say(f"{len(pairs)} 組を「{word}」としますか", f"Judge {len(pairs)} pairs “{word}”?")
            click.confirm(question, abort=True, err=True)
        version = str(shown["graph_version_before"])
        with run.working("書き込んでいます", "writing"):
            answer = asked.post("/review", body=order, if_match=version)
    if as_json:
        run.write(answer.body)
        return
    done = answer.read()
    click.echo(
        run.say(
            f"{len(pairs)} 組を判断しました。変わった記録と関係は {done['changes']} です（{done['graph_version']}）。",
            f"{len(pairs)} pairs judged, {done['changes']} records and ties changed: {done['graph_version']}",
        )
    )


def _decide(run: Run, pair: str, other: str | None, kind: str, verdict: str, reason: str, as_json: bool) -> None:
    with asking(run, "判断を書き込んでいます", "writing the judgement") as asked:
        if other is None:
            found = _pair(asked, pair)
            order = _order(found, verdict, reason)
        else:
            order = {"kind": kind.capitalize(), "left": pair, "right": other, "verdict": verdict, "reason": reason}
        answer = asked.post("/judgements", body=order)
    if as_json:
        run.write(answer.body)
        return
    done = answer.read()
    [judgement] = cast("Sequence[Mapping[str, object]]", done["judgements"]) or [{"id": ""}]
    word = run.say(*WORDS[verdict])
    click.echo(
        run.say(
            f"「{word}」と判断しました。{judgement['id']} で取り消せます。変わった記録と関係: {done['changes']}",
            f"Judged “{word}”; undo with {judgement['id']}. {done['changes']} records and ties changed.",
        )
    )


def _pair(asked: Door, id: str) -> Pair:
    cursor: str | None = None
    while True:
        page = asked.get("/review", {"limit": _PAGE, "cursor": cursor}).read()
        found = next((one for one in _items(page) if one["id"] == id), None)
        if found is not None:
            return found
        cursor = cast("str | None", page["next"])
        if cursor is None:
            raise BadInput(
                "この組は列にありません。musubime review list で ID を確かめるか、二つの名称を書いてください。",
                value=id,
            )


def _order(pair: Pair, verdict: str, reason: str) -> dict[str, object]:
    sides = {side: cast("Mapping[str, object]", pair[side])["id"] for side in ("left", "right")}
    return {"kind": str(pair["kind"]).capitalize(), **sides, "verdict": verdict, "reason": reason}


def _judge(asked: Door, pair: Pair, verdict: str) -> str:
    done = asked.post("/judgements", body=_order(pair, verdict, "")).read()
    [judgement] = cast("Sequence[Mapping[str, object]]", done["judgements"])
    return str(judgement["id"])


def _undo_last(run: Run, asked: Door, made: list[tuple[str, str]]) -> str:
    """Take the last judgement of this walk back and return the id of its pair, which comes again."""
    if not made:
        click.echo(run.say("この回の判断はまだありません。", "Nothing was judged yet."), err=True)
        return ""
    judgement, pair = made.pop()
    asked.post(f"/judgements/{judgement}/undo", body={})
    click.echo(run.say("直前の判断を取り消しました。", "The last judgement was taken back."))
    return pair


def _show(run: Run, pair: Pair) -> None:
    run.out.print(f"\n[bold]{escape(_name(pair, 'left'))}[/bold] | [bold]{escape(_name(pair, 'right'))}[/bold]")
    for reason in cast("Sequence[str]", pair["reasons"]):
        run.out.print("  " + escape(reason))
    for side in ("left", "right"):
        told = cast("Mapping[str, Sequence[Mapping[str, Mapping[str, str]]]]", pair[side])
        for seat in told["seats"]:
            run.out.print(
                f"  {escape(_name(pair, side))}: {escape(str(seat['printed']))} — {escape(seat['consortium']['name'])}"
            )


def _items(answer: Mapping[str, object]) -> Sequence[Pair]:
    return cast("Sequence[Pair]", answer["items"])


def _name(pair: Pair, side: str) -> str:
    return str(cast("Mapping[str, object]", pair[side])["name"])
