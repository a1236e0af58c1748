"""`python -m bench.linking_rs`: link the organizations of 行政事業レビュー 2024, corporate number as truth.

A fifth of the register is removed, so that "not there" is a right answer. Prints Markdown tables; ships no data.
`--judge FILE` writes a fixed sample of 100 automatic links of names without a number, to be judged by hand;
`--wrong FILE` writes every wrong automatic link with what the whole register says of both numbers.
"""

import argparse
import csv
import hashlib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import linking_baselines as plain
from bench.linking_data import (
    Named,
    Row,
    every_other,
    loaded,
    named,
    registry,
    with_a_fifth_removed,
    without_the_review,
)
from bench.loading import reference
from musubime.registers.opening import open_registers
from musubime.resolution.linking.linker import Linker
from musubime.resolution.linking.mentions import Link, Mention
from musubime.types.prefectures import BY_NAME

_SEED, _SAMPLE = "20240401", 100
_HEAD = "| Way | Precision | where there | Recall | Review | Auto right | wrong | no number | Review | None |"


class Judged(NamedTuple):
    """One answer against the truth."""

    verdict: str
    outcome: str
    """right, wrong, unnumbered (linked to a row that states no number: not judged), review, none."""
    there: bool
    rule: str


def judged(names: Sequence[Named], answers: Sequence[tuple[str, str, str]], numbers: set[str]) -> list[Judged]:
    """Return the answers (verdict, number found, rule) against the numbers that the review states."""
    out = []
    for each, (verdict, number, rule) in zip(names, answers, strict=True):
        outcome = verdict
        if verdict == "auto":
            outcome = "right" if number == each.number else "wrong" if number else "unnumbered"
        out.append(Judged(verdict, outcome, each.number in numbers, rule))
    return out


def line(way: str, rows: Sequence[Judged]) -> str:
    """Return one line of the table."""
    count = Counter(row.outcome for row in rows)
    there = [row for row in rows if row.there]
    right_there = sum(row.outcome == "right" for row in there)
    wrong_there = sum(row.outcome == "wrong" for row in there)
    linked = count["right"] + count["wrong"]
    shares = (
        count["right"] / linked if linked else 0.0,
        right_there / (right_there + wrong_there) if there else 0.0,
        right_there / len(there) if there else 0.0,
        count["review"] / len(rows),
    )
    shown = " | ".join(f"{share:.2%}" for share in shares)
    counts = " | ".join(f"{count[name]:,}" for name in ("right", "wrong", "unnumbered", "review", "none"))
    return f"| {way} | {shown} | {counts} |"


def linked(address: str, mentions: Sequence[Mention], *, cautious: bool = False) -> tuple[list[Link], float]:
    """Return the links of the mentions and the CPU seconds they took."""
    with open_registers(address) as index:
        start = time.process_time()
        links = Linker(index, cautious=cautious).link(mentions)
        return links, time.process_time() - start


def told(links: Sequence[Link]) -> list[tuple[str, str, str]]:
    """Return verdict, number and rule of each link."""
    return [(link.verdict.value, link.id[3:] if link.id.startswith("cn:") else "", link.rule.value) for link in links]


def part(title: str, names: Sequence[Named], rows: Sequence[Row], whole: Sequence[Row], folder: Path) -> list[Link]:
    """Print one part of the experiment and return the links without prefectures."""
    folder.mkdir()
    address = loaded(rows, folder)
    numbers = {row["corporate_number"] for row in rows if row["corporate_number"]}
    stated = {row["corporate_number"]: row["pref"] for row in whole if row["pref"] in BY_NAME}
    given = list(every_other([each.number in stated for each in names]))
    bare = [Mention(each.name) for each in names]
    placed = [
        mention._replace(prefectures=(BY_NAME[stated[each.number]].code,)) if has else mention
        for each, mention, has in zip(names, bare, given, strict=True)
    ]
    print(
        f"\n## {title}\n\n{len(rows):,} rows, {len(numbers):,} with a number; {len(names):,} names, "
        f"{sum(each.number in numbers for each in names):,} of them there; "
        f"prefecture given for {sum(given):,} ({sum(given) / len(names):.0%})\n"
    )
    print(_HEAD)
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    links, seconds = linked(address, bare)
    outcomes = judged(names, told(links), numbers)
    print(line("Musubime", outcomes))
    placed_links, _ = linked(address, placed)
    placed_outcomes = judged(names, told(placed_links), numbers)
    print(line("Musubime, prefecture for half", placed_outcomes))
    print(
        line(
            "Musubime --cautious, prefecture for half",
            judged(names, told(linked(address, placed, cautious=True)[0]), numbers),
        )
    )
    texts = [each.name for each in names]
    for way, answers in (
        ("exact under NFKC", plain.by_key(texts, rows, plain.nfkc)),
        ("legal form stripped", plain.by_key(texts, rows, plain.stripped)),
        ("edit ratio ≥ 90", plain.by_ratio(texts, rows)),
    ):
        print(line(way, judged(names, [(*answer, "") for answer in answers], numbers)))
    print(f"\nMusubime: {len(names) / seconds:,.0f} names per CPU second\n")
    _by_kind(names, rows, outcomes, placed_outcomes)
    _by_rule(outcomes, placed_outcomes)
    return placed_links


def _by_kind(names: Sequence[Named], rows: Sequence[Row], *runs: Sequence[Judged]) -> None:
    """Print identical, variant and absent names apart."""
    registered = {row["corporate_number"]: plain.nfkc(row["name"]) for row in rows if row["corporate_number"]}
    print("| Name | prefecture | names | right | wrong | no number | review | none |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for kind in ("identical", "variant", "absent"):
        for run, label in zip(runs, ("none", "half"), strict=True):
            count = Counter(
                row.outcome for each, row in zip(names, run, strict=True) if kind == _kind(each, registered)
            )
            counts = " | ".join(f"{count[name]:,}" for name in ("right", "wrong", "unnumbered", "review", "none"))
            print(f"| {kind} | {label} | {count.total():,} | {counts} |")


def _kind(each: Named, registered: Mapping[str, str]) -> str:
    if each.number not in registered:
        return "absent"
    return "identical" if plain.nfkc(each.name) == registered[each.number] else "variant"


def _by_rule(*runs: Sequence[Judged]) -> None:
    print("\n| Rule | prefecture | right | wrong | no number | review |")
    print("|---|---|---:|---:|---:|---:|")
    for run, label in zip(runs, ("none", "half"), strict=True):
        for rule in sorted({row.rule for row in run if row.verdict != "none"}):
            count = Counter(row.outcome for row in run if row.rule == rule)
            counts = " | ".join(f"{count[name]:,}" for name in ("right", "wrong", "unnumbered", "review"))
            print(f"| {rule} | {label} | {counts} |")


def write_wrong(path: Path, names: Sequence[Named], links: Sequence[Link], whole: Sequence[Row]) -> None:
    """Write every automatic link to another number than the review's, with both rows of the whole register."""
    rows = {row["corporate_number"]: row for row in whole if row["corporate_number"]}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "rule", "number of the review", "its row", "src", "linked number", "its row", "src"])
        for each, link in zip(names, links, strict=True):
            number = link.id.removeprefix("cn:")
            if link.id.startswith("cn:") and number != each.number:
                right, wrong = rows.get(each.number, {}), rows.get(number, {})
                known = (each.number, right.get("name"), right.get("src"))
                writer.writerow([each.name, link.rule.value, *known, number, wrong.get("name"), wrong.get("src")])


def write_sample(path: Path, names: Sequence[Named], address: str, whole: Sequence[Row]) -> None:
    """Write a fixed sample of automatic links of names that carry no number, to be judged by hand."""
    links, _ = linked(address, [Mention(each.name) for each in names])
    automatic = [(each, link) for each, link in zip(names, links, strict=True) if link.id]
    verdicts = Counter(link.verdict.value for link in links)
    print(
        f"\n## (c) names without a number\n\n{len(names):,} names: "
        + ", ".join(f"{verdict} {count:,}" for verdict, count in sorted(verdicts.items()))
    )
    rows = {row["key"]: row for row in whole}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "rule", "id", "registered name", "prefecture", "address", "aliases", "evidence"])
        for each, link in sorted(automatic, key=lambda pair: _drawn(pair[0].name))[:_SAMPLE]:
            row = rows[link.id]
            place = (row["pref"], row["address"], row["aliases"][:200])
            writer.writerow([each.name, link.rule.value, link.id, row["name"], *place, link.evidence])


def _drawn(name: str) -> str:
    """Return where a name stands in the draw: by its hash, so that a changed rule moves no other name in or out."""
    return hashlib.sha256(f"{_SEED} {name}".encode()).hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Print the experiment; 1 where the reference folder is absent."""
    parser = argparse.ArgumentParser(prog="python -m bench.linking_rs", description=__doc__)
    parser.add_argument("--reference", type=Path, default=reference())
    parser.add_argument("--judge", type=Path)
    parser.add_argument("--wrong", type=Path)
    options = parser.parse_args(arguments)
    if options.reference is None:
        print("no reference folder: name it with --reference", file=sys.stderr)
        return 1
    names, whole = named(options.reference), registry(options.reference)
    numbered = [each for each in names if each.number]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        first = part("(a) a fifth removed", numbered, with_a_fifth_removed(whole), whole, home / "a")
        part("(b) and without what it knows from the review", numbered, without_the_review(whole), whole, home / "b")
        if options.wrong:
            write_wrong(options.wrong, numbered, first, whole)
        if options.judge:
            write_sample(options.judge, [each for each in names if not each.number], str(home / "a" / "store"), whole)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
