"""A load's difference as a steward reads it on the terminal."""

from collections.abc import Mapping, Sequence
from typing import cast

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from musubime.types.reading_flags import ReadingFlag
from musubime_api.commands.options import Run

_SHOWN = 20
_COUNTED = (
    ("added", "新しい席", "new seats"),
    ("ended", "終わった席", "ended seats"),
    ("changed", "役職・役割の変わった席", "seats with another post or role"),
    ("changed_holders", "人の替わった席", "seats with another holder"),
    ("past", "過去の版だけの席", "seats of the past only"),
    ("review", "確認が必要な名前", "names to review"),
)
_STATUS = {
    "unchanged": ("変更はありません", "nothing changes"),
    "shown": ("まだ書き込んでいません", "nothing is written yet"),
    "applied": ("適用しました", "applied"),
}
Item = Mapping[str, object]


def show_differences(run: Run, answer: Item, *, to_stderr: bool = False) -> None:
    """Print the differences of an answer, with the seats and names that change."""
    out = run.err if to_stderr else run.out
    for item in cast(Sequence[Item], answer["items"]):
        _show(run, out, item)
    if any(item["status"] != "unchanged" for item in cast(Sequence[Item], answer["items"])):
        for reading in cast(Sequence[Item], answer.get("readings") or ()):
            _unread(run, out, reading)


def _unread(run: Run, out: Console, reading: Item) -> None:
    """Print what was left unread of the files: sheets, columns and single values, each with the reason."""
    notes = [*_rows(reading, "issues"), *_rows(reading, "ignored")]
    if not notes:
        return
    headings = (("場所", "place"), ("列", "field"), ("値", "value"), ("理由", "why"))
    title = run.say("読まなかったもの", "left unread")
    table = Table(*(run.say(*heading) for heading in headings), title=title, title_justify="left")
    for note in notes[:_SHOWN]:
        row = run.say(f" {note['row']} 行目", f" line {note['row']}") if note.get("row") else ""
        cells = (f"{note['file']}{row}", note["field"], note["value"], note["what"])
        table.add_row(*(escape(str(cell)) for cell in cells))
    out.print(table)
    _rest(run, out, notes)


def _show(run: Run, out: Console, item: Item) -> None:
    status = _STATUS[str(item["status"])]
    date = f" {item['edition_date']}" if item.get("edition_date") else ""
    out.print(f"[bold]{escape(str(item['title']))}[/bold]{escape(date)}: {run.say(*status)}")
    if item["status"] == "unchanged":
        return
    counts = [(run.say(ja, en), len(_rows(item, key))) for key, ja, en in _COUNTED if key != "past" or _rows(item, key)]
    kept = f"{run.say('変わらない席', 'kept seats')} {item['kept']}"
    if item.get("not_restated"):
        kept += (
            f", {run.say('この版にない席（終わりとはしない）', 'seats not in it, not ended')} {item['not_restated']}"
        )
    out.print("  " + ", ".join([*(f"{label} {count}" for label, count in counts), kept]), soft_wrap=True)
    _row_account(run, out, item)
    _replaced(run, out, item)
    for key, ja, en in _COUNTED[:5]:
        _seats(run, out, run.say(ja, en), _rows(item, key))
    _review(run, out, _rows(item, "review"))
    if item.get("projection") == "behind":
        out.print(
            run.say(
                "記録は済みましたが、グラフへの反映が遅れています。musubime rebuild で追いつきます。",
                "The load is recorded; the graph has to catch up (musubime rebuild).",
            )
        )


def _row_account(run: Run, out: Console, item: Item) -> None:
    """Print where the rows of the file went, and why some made nothing."""
    rows = cast("Item | None", item.get("rows"))
    if not rows:
        return
    reasons = cast("Mapping[str, int]", rows["reasons"])
    line = run.say(
        f"読んだ行 {rows['read']} = 席になった行 {rows['with_seats']}（席 {rows['seats']}）"
        f" + 席以外 {rows['other']} + 使わない {sum(reasons.values())}",
        f"rows read {rows['read']} = with seats {rows['with_seats']} ({rows['seats']} seats)"
        f" + other {rows['other']} + left out {sum(reasons.values())}",
    )
    told = "、".join(f"{reason} {count}" for reason, count in reasons.items())
    out.print("  " + escape(line + (f"（{told}）" if told else "")), soft_wrap=True)


def _replaced(run: Run, out: Console, item: Item) -> None:
    replaced = cast("Item | None", item.get("replaces"))
    if not replaced:
        return
    sentence = run.say(
        "同じ名簿・同じ日付の版を、中身の違うファイルで置き換えます"
        f"（席 {replaced['seats_before']} → {replaced['seats']}）。"
        "次の版なら --edition-date か roster.toml の edition_date で日付を付けてください。",
        f"This replaces the same edition, read before from another file (seats {replaced['seats_before']} → "
        f"{replaced['seats']}). If it is a later one, give its date with --edition-date.",
    )
    out.print(f"  [bold]{escape(sentence)}[/bold]", soft_wrap=True)


def _rows(item: Item, key: str) -> Sequence[Item]:
    return cast(Sequence[Item], item.get(key) or ())


def _seats(run: Run, out: Console, title: str, rows: Sequence[Item]) -> None:
    if not rows:
        return
    headings = (("会議体", "consortium"), ("機関・人", "holder"), ("役職・役割", "post, role"))
    table = Table(*(run.say(*heading) for heading in headings), title=title, title_justify="left")
    for row in rows[:_SHOWN]:
        table.add_row(escape(str(row["consortium"])), escape(_holder(run, row)), escape(_place(row)))
    out.print(table)
    _rest(run, out, rows)


def _holder(run: Run, row: Item) -> str:
    names = [str(row[key]) for key in ("organization", "person") if row.get(key)]
    if not row.get("person_before"):
        return " ".join(names)
    if not row.get("person"):
        names.append(run.say("空席または記載なし", "vacant or not stated"))
    return " ".join(names) + run.say(f"（前: {row['person_before']}）", f" (before: {row['person_before']})")


def _place(row: Item) -> str:
    parts = []
    for key in ("post", "role"):
        now, before = row.get(key), row.get(f"{key}_before")
        if before and before != now:
            parts.append(f"{before} → {now or '—'}")
        elif now:
            parts.append(str(now))
    return " / ".join(parts)


def _review(run: Run, out: Console, rows: Sequence[Item]) -> None:
    if not rows:
        return
    headings = (
        ("印刷のまま", "printed"),
        ("読み取り", "read as"),
        ("候補", "candidates"),
        ("注意", "flags"),
        ("理由", "why"),
    )
    title = run.say("確認が必要な名前", "names to review")
    table = Table(*(run.say(*heading) for heading in headings), title=title, title_justify="left")
    for row in rows[:_SHOWN]:
        candidates = ", ".join(cast(Sequence[str], row["candidates"]))
        flags = ", ".join(_flag(run, flag) for flag in cast(Sequence[str], row["flags"]))
        reason = row.get("reason") or ""
        table.add_row(*(escape(str(text)) for text in (row["printed"], row["name"], candidates, flags, reason)))
    out.print(table)
    _rest(run, out, rows)


def _flag(run: Run, flag: str) -> str:
    return next((known.label(run.settings.lang) for known in ReadingFlag if known.value == flag), flag)


def _rest(run: Run, out: Console, rows: Sequence[Item]) -> None:
    if len(rows) > _SHOWN:
        more = len(rows) - _SHOWN
        out.print(run.say(f"  ほか {more} 件（--json ですべて見られます）", f"  {more} more (--json shows all)"))
