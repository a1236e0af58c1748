"""GraphML: our streaming writer beside networkx's, on the three-prefecture table and on a large made graph."""

import io
import random
from collections import deque
from collections.abc import Iterator

import networkx  # type: ignore[import-untyped]

from bench.measuring import Row, cpu_once, median_cpu, peak_megabytes
from bench.seed import three_prefectures
from musubime.analytics.snapshot import Snapshot
from musubime.exports.graphml import graphml
from musubime.exports.selection import whole
from musubime.types.evidence import Statement
from musubime.types.graph import Graph, graph_of
from musubime.types.nodes import Consortium, Organization, Seat, Source
from musubime.types.vocabulary import ConsortiumForm, Sector

ACTORS, BODIES, SEATS = 70_000, 30_000, 300_000


def rows() -> Iterator[Row]:
    """Yield one row for each graph."""
    seed = three_prefectures()
    size = f"{len(seed.consortia) + 66} nodes, {len(seed.seats)} edges"
    snapshot = Snapshot(seed, "g0")
    theirs = _networkx_graph(snapshot)
    yield Row(
        "GraphML of the three-prefecture table",
        size,
        median_cpu(lambda: _write(snapshot)),
        median_cpu(lambda: networkx.write_graphml(theirs, io.BytesIO())),
        "networkx.write_graphml",
    )
    made = Snapshot(_made_graph(), "g0")
    theirs = _networkx_graph(made)
    ours = median_cpu(lambda: _write(made), repeats=3)
    plain, _, _ = cpu_once(lambda: networkx.write_graphml(theirs, _Nowhere()))
    yield Row(
        "GraphML of a large made graph",
        f"{theirs.number_of_nodes():,} nodes, {theirs.number_of_edges():,} edges",
        ours,
        plain,
        "networkx.write_graphml",
        "≥ 15×",
        f"peak of the writer {peak_megabytes(lambda: _write(made)):.0f} MB (goal 10)",
    )


class _Nowhere(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return len(data) if isinstance(data, (bytes, bytearray, memoryview)) else 0


def _write(snapshot: Snapshot) -> None:
    deque(graphml(whole(snapshot)), maxlen=0)


def _networkx_graph(snapshot: Snapshot) -> networkx.MultiGraph:
    document = b"".join(graphml(whole(snapshot)))
    return networkx.read_graphml(io.BytesIO(document), force_multigraph=True)


def _made_graph() -> Graph:
    chance = random.Random(3)
    said = (Statement(source="src:1", locator="表1", printed="株式会社結び目", roster="made", series="made"),)
    return graph_of(
        [
            Source(id="src:1", name="作成したグラフ"),
            *(
                Organization(id=f"org:{n:06}", name=f"株式会社結び目{n}", sector=Sector.INDUSTRY, prefecture=("39",))
                for n in range(ACTORS)
            ),
            *(
                Consortium(id=f"consortium:{n:06}", name=f"第{n}会議", form=ConsortiumForm.COUNCIL, reported="listed")
                for n in range(BODIES)
            ),
            *(
                Seat(
                    id=f"seat:{n:06}",
                    organization=f"org:{n % ACTORS:06}",
                    consortium=f"consortium:{chance.randrange(BODIES):06}",
                    post="代表取締役",
                    statements=said,
                )
                for n in range(SEATS)
            ),
        ],
        [],
    )
