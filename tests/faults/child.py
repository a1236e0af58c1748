"""A process of its own that loads into a store: what it prints is acknowledged, whatever becomes of it then."""

import sys

from musubime.store.opening import open_store
from musubime.types.graph import Graph
from tests.contract.values import COMMITTEE, TABLE, load, organization, seat, with_nodes

SEATS_A_LOAD = 3
LONG = "長い説明文。" * 3_400
"""About 20 kB in the ledger's JSON characters; every third load carries it with each of its seats."""


def after_load(before: Graph, number: int) -> Graph:
    """Return the graph after load `number`: an organization and its seats, every third with long texts."""
    holder = organization(f"o{number}", f"機関{number}")
    note = LONG if number % 3 == 0 else None
    seats = [seat(f"s{number}-{n}", f"o{number}", "committee", note=note) for n in range(SEATS_A_LOAD)]
    ground = () if before.consortia else (TABLE, COMMITTEE)
    return with_nodes(before, *ground, holder, *seats)


def main(folder: str) -> None:
    """Load until somebody ends this; one line of output is one load that is in for good."""
    store = open_store(folder, create=True, floor=0)
    print("open", flush=True)
    graph = store.record().graph
    number = store.ledger_seq()
    while True:
        number += 1
        after = after_load(graph, number)
        done = store.apply(load(graph, after, id=f"child:{number}"))
        print(f"{done.seq} {after.version}", flush=True)
        graph = after


if __name__ == "__main__":
    main(sys.argv[1])
