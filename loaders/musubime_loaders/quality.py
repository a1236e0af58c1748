"""How right the names are: the parser, the comparison, the table and the links, against right answers in files."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from musubime.errors import BadInput
from musubime.registers.reading import RegisterFile
from musubime.resolution.linking.leave_one_out import leave_one_out
from musubime.resolution.names.scoring import ScoreRow, by_category, by_tier, gold_pairs, judged
from musubime.resolution.resolve import resolve
from musubime.types.base import Frozen, described
from musubime.types.prefectures import BY_CODE
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, bundled_rosters
from musubime_loaders.names.scoring import read_cases, score
from musubime_loaders.roster_folder import read_roster_folder

CASES, PAIRS, MENTIONS = "parser_cases", "name_pairs", "seed_mentions"
_NEEDED = ("prefecture", "programme_owner", "mention_as_printed", "canonical_name")
_COLUMN = {"地方大学": "CAO", "共創の場": "MEXT", "都道府県": "MIC"}
"""Columns of the three-prefecture table, by the first words of the programme that heads them."""
_SCHOOLS = ("university", "大学", "短期大学", "高等専門学校")
Key = tuple[str, str, str]
"""A printed member: prefecture, column of the table, text as printed."""
_LOCAL = ("local_government", "地方公共団体")


class Row(Frozen):
    """One line of the report; shares are None where there is nothing to divide by."""

    group: str = described("区分", "Kind, category, rule or part")
    total: int = described("総数", "Cases, pairs or bodies")
    right: int = described("正", "Fully right, or joined rightly")
    wrong: int = described("誤", "Wrong, or joined wrongly")
    review: int = described("確認", "Sent to somebody", 0)
    related: int = described("関係", "Tied by a relation and not joined", 0)
    precision: float | None = described("適合率", "Right among what was decided automatically", None)
    recall: float | None = described("再現率", "Right among what belongs together", None)
    with_review: float | None = described("確認まで含む再現率", "Joined, related or sent to review", None)


class Part(Frozen):
    """One table of the report."""

    title: str = described("表", "What is measured")
    rows: tuple[Row, ...] = described("行", "Its lines")
    faults: tuple[str, ...] = described("誤りの内訳", "What was wrong, one sentence each", ())


class Quality(Frozen):
    """The whole report; a part whose right answers are not there is named in `left_out`."""

    parts: tuple[Part, ...] = described("表", "The tables")
    left_out: tuple[str, ...] = described("測らなかったもの", "Parts without right answers or registers", ())


def quality(folder: Path, registers: RegisterFile) -> Quality:
    """Return the report for the right answers in a folder; files are known by how their names begin.

    Raises BadInput where the folder holds none of them, and where a file cannot be read as what its name says.
    """
    if not folder.is_dir():
        raise BadInput("正解のフォルダーがありません。パスを確かめてください。", file=str(folder))
    parts: list[Part] = []
    left_out: list[str] = []
    for name, measure in ((MENTIONS, _mentions), (CASES, _cases), (PAIRS, _pairs)):
        files = sorted(folder.glob(f"{name}*"))
        parts += [part for file in files for part in measure(file)]
        if not files:
            left_out.append(f"{name}*: このフォルダーにありません")
    if not parts:
        raise BadInput(
            f"正解のファイル（{CASES}*.jsonl、{PAIRS}*.csv、{MENTIONS}*.csv）が一つもありません。", file=str(folder)
        )
    if registers:
        parts.append(_left_out_one_by_one(registers))
    else:
        left_out.append("登録簿の一つ抜き: 登録簿がまだ読み込まれていません（musubime register load）")
    return Quality(parts=tuple(parts), left_out=tuple(left_out))


def _cases(file: Path) -> list[Part]:
    found = score(read_cases(file))
    rows = [
        Row(group=kind.kind.value, total=kind.total, right=kind.right, wrong=kind.total - kind.right)
        for kind in found.kinds
    ]
    rows.append(Row(group="計", total=found.total, right=found.right, wrong=found.total - found.right))
    faults = [f"{failure.case.id}: {failure.why}" for failure in found.failures]
    faults += [f"{id}: 注意の印なしに機関を「{name}」と読んだ" for id, name in found.wrong_without_flag]
    return [Part(title=f"読み取り（{file.name}）", rows=tuple(rows), faults=tuple(faults))]


def _pairs(file: Path) -> list[Part]:
    rows = judged(gold_pairs(file))
    faults = [
        f"{row.pair.pair_id}: 「{row.pair.a.name}」と「{row.pair.b.name}」を {row.answer.rule} で同じとした"
        f"（正解 {row.pair.label}、{row.pair.decidable_by}）"
        for row in rows
        if row.wrongly_joined
    ]
    return [
        Part(
            title=f"名称の組、区分ごと（{file.name}）", rows=tuple(map(_row, by_category(rows))), faults=tuple(faults)
        ),
        Part(title=f"名称の組、規則ごと（{file.name}）", rows=tuple(map(_row, by_tier(rows)))),
    ]


def _row(row: ScoreRow) -> Row:
    return Row(
        group=row.group,
        total=row.pairs,
        right=row.same - row.wrong,
        wrong=row.wrong,
        review=row.review,
        related=row.related,
        precision=row.precision,
        recall=row.recall,
        with_review=row.with_review,
    )


def _mentions(file: Path) -> list[Part]:
    """Pairwise and B³ precision and recall of the three-prefecture table (Bagga & Baldwin 1998)."""
    gold = _gold_mentions(file)
    ours = _own_mentions()
    both = sorted(gold.keys() & ours.keys())
    pairs = list(combinations(both, 2))
    together = [ours[a] == ours[b] for a, b in pairs]
    truly = [gold[a] == gold[b] for a, b in pairs]
    right = sum(a and b for a, b in zip(together, truly, strict=True))
    b3 = [_b_cubed(mention, ours, gold, both) for mention in both]
    faults = [f"{' '.join(mention)}: 名簿にない記載" for mention in sorted(gold.keys() - ours.keys())]
    rows = (
        Row(
            group=f"組ごと: {len(both)} 記載 → {len({ours[m] for m in both})} 機関",
            total=sum(truly),
            right=right,
            wrong=sum(together) - right,
            precision=_share(right, sum(together)),
            recall=_share(right, sum(truly)),
        ),
        Row(
            group="B³",
            total=len(both),
            right=sum(precision == recall == 1 for precision, recall in b3),
            wrong=sum(precision < 1 for precision, _ in b3),
            precision=_share(sum(precision for precision, _ in b3), len(b3)),
            recall=_share(sum(recall for _, recall in b3), len(b3)),
        ),
    )
    return [Part(title=f"三県の表（{file.name}）", rows=rows, faults=tuple(faults))]


def _b_cubed(mention: Key, ours: Mapping[Key, str], gold: Mapping[Key, str], all: Sequence[Key]) -> tuple[float, float]:
    cluster = {other for other in all if ours[other] == ours[mention]}
    truth = {other for other in all if gold[other] == gold[mention]}
    return len(cluster & truth) / len(cluster), len(cluster & truth) / len(truth)


def _gold_mentions(file: Path) -> dict[Key, str]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        missing = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            raise BadInput("列がありません。列名を確かめてください。", file=str(file), row=1, field=missing[0])
        return {
            (row["prefecture"], row["programme_owner"], row["mention_as_printed"]): row["canonical_name"]
            or row["mention_as_printed"]
            for row in reader
        }


def _own_mentions() -> dict[Key, str]:
    edition = read_roster_folder(bundled_rosters()["three-prefecture-table"])
    graph = resolve([edition], bundled_judgements(), bundled_aliases())
    heads = {tie.from_id: graph.programmes[tie.to_id].name[:4] for tie in graph.ties.values() if tie.type == "UNDER"}
    found: dict[Key, str] = {}
    for seat in graph.seats.values():
        consortium = graph.consortia[seat.consortium]
        places = [BY_CODE[code].name for code in consortium.prefecture]
        column = _COLUMN.get(heads.get(consortium.id, ""))
        if places and column and seat.organization:
            found[places[0], column, seat.statements[0].printed or ""] = seat.organization
    return found


def _left_out_one_by_one(registers: RegisterFile) -> Part:
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, name, kind in registers.bodies():
        if id.startswith("mext:") or kind.startswith(_SCHOOLS):
            parts["学校"].append((id, name))
        elif kind in _LOCAL:
            parts["地方公共団体"].append((id, name))
    rows: list[Row] = []
    faults: list[str] = []
    for group in sorted(parts):
        found = leave_one_out(registers, parts[group])
        wrong = len(found.false_links)
        rows.append(Row(group=group, total=found.bodies, right=found.bodies - wrong, wrong=wrong))
        faults += [f"{one.name}（{one.prefecture}）: {one.link.id} に結んだ" for one in found.false_links]
    return Part(title="登録簿から一つずつ抜いて照らす（誤った自動の結び付け）", rows=tuple(rows), faults=tuple(faults))


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
