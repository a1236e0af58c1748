"""A process that loads one small roster after another and says each as soon as it is acknowledged.

`python -m tests.faults.writer STORE FIRST LONG` loads rosters FIRST, FIRST+1, … until it is killed; with LONG = 1
each carries a text of 20 kB.
"""

import datetime
import sys

from musubime.store.opening import open_store
from musubime.types.edition import RosterEdition
from musubime_loaders.loading import load
from tests.resolution.editions import edition

LONG_TEXT = "徳島県" * 2_300


def roster(number: int, *, long: bool) -> RosterEdition:
    """Return the roster with this number: three seats on one council of its own."""
    made = edition(
        [("徳島大学", "学長", None), ("徳島県", None, None), (f"第{number}研究室", None, None)],
        roster=f"r{number:05d}",
        series=f"r{number:05d}",
        council=f"第{number}協議会",
    )
    return made if not long else with_text(made, LONG_TEXT)


def with_text(made: RosterEdition, text: str) -> RosterEdition:
    """Return the roster with a long summary of its council."""
    (council,) = made.consortia
    return made.model_copy(update={"consortia": (council.model_copy(update={"summary": text}),)})


def now() -> datetime.datetime:
    """Return the time of a load."""
    return datetime.datetime.now(datetime.UTC)


def main(address: str, first: int, long: bool) -> None:
    """Load rosters for ever."""
    store = open_store(address, create=True)
    print("open", flush=True)
    number = first
    while True:
        load(store, roster(number, long=long), (), actor="writer", clock=now)
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "1")
