"""The graph version of the bundled rosters: what is typed, how it is resolved and how it is written down, in one hash.

It changes when a fact, an alias, a judgement or a rule changes; then look at the difference, and write the new one.
"""

from collections import Counter

from musubime.resolution.resolve import resolve
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, read_bundled


def test_the_bundled_rosters_have_this_graph_version() -> None:
    graph = resolve(read_bundled(), bundled_judgements(), bundled_aliases())
    assert Counter(node.node_kind.label_en for node in graph.nodes()) == {
        "organization": 194,
        "person": 35,
        "programme": 94,
        "consortium": 166,
        "seat": 282,
        "source": 65,
    }
    assert graph.version == "g33ec6b9c60275bd20b366b67"
