"""The three-prefecture table as a graph, read from the bundled roster."""

from functools import cache

from musubime.resolution.resolve import resolve
from musubime.types.graph import Graph
from musubime_loaders.bundled import bundled_aliases, bundled_judgements, bundled_rosters
from musubime_loaders.roster_folder import read_roster_folder


@cache
def three_prefectures() -> Graph:
    """Return the graph of the bundled three-prefecture table."""
    edition = read_roster_folder(bundled_rosters()["three-prefecture-table"])
    return resolve([edition], bundled_judgements(), bundled_aliases())
