"""`python -m bench [part…]`: print the table; the parts are the keys of `PARTS`."""

import platform
import sys
from collections.abc import Callable, Iterator

import psutil  # type: ignore[import-untyped]

from bench import (
    answers,
    change,
    communities,
    linking,
    loading,
    measures,
    overlap,
    parsing,
    partners,
    paths,
    registers,
    reviewing,
    serving,
    snapshots,
    writing,
)
from bench.measuring import Row

PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "answers": answers.rows,
    "measures": measures.rows,
    "snapshots": snapshots.rows,
    "overlap": overlap.rows,
    "communities": communities.rows,
    "change": change.rows,
    "writing": writing.rows,
    "loading": loading.rows,
    "parsing": parsing.rows,
    "linking": linking.rows,
    "partners": partners.rows,
    "paths": paths.rows,
    "registers": registers.rows,
    "reviewing": reviewing.rows,
    "serving": serving.rows,
}


def main(names: list[str]) -> int:
    """Print one Markdown table of the named parts, all of them by default."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{psutil.cpu_count()} cores; CPU time of the process, medians; ratios of one run\n"
    )
    print("| What | Size | Ours | Plain way | Ratio | Goal | Note |")
    print("|---|---|---:|---:|---:|---|---|")
    for name in names or PARTS:
        for row in PARTS[name]():
            plain = f"{_time(row.plain)} ({row.plain_way})" if row.plain is not None else ""
            ratio = f"{row.ratio:.1f}×" if row.ratio is not None else ""
            print(
                f"| {row.what} | {row.size} | {_time(row.ours)} | {plain} | {ratio} | {row.goal} | {row.note} |",
                flush=True,
            )
    return 0


def _time(seconds: float) -> str:
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
