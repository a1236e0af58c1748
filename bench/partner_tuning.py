"""`python -m bench.partner_tuning [pairs a seed]`: forms of the ranking of partners on the tuning half; no other."""

import sys
from collections.abc import Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bench.partner_baselines import Baselines
from bench.partner_evaluation import METRICS, SEEDS, TESTS, Scoring, over_seeds
from musubime.analytics.partner_ranking import acquainted, blended, partner_graph, walked

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
WALKS = (0.7, 0.8)
ROSTER_POWERS = (1.0, 2.0)
HUB_POWERS = (0.0, 0.2)
SUM_POWERS = (1.0, 2.0)
SHARES = (0.5,)


def scoring(training: csr_array) -> Scoring:
    """Return the scores of the baselines and of every form of ours on one training graph."""
    baselines, graph = Baselines(training), partner_graph(training)
    degrees = np.maximum(np.diff(training.indptr), 1)

    def scores(askers: Indices) -> Mapping[str, Floats]:
        found = {name: np.array(each) for name, each in baselines.scores(askers).items()}
        for n, asker in enumerate(askers.tolist()):
            for name, each in _forms(asker).items():
                found.setdefault(name, np.zeros((len(askers), training.shape[0])))[n] = each
        return found

    def _forms(asker: int) -> Mapping[str, Floats]:
        forms: dict[str, Floats] = {}
        every = np.arange(training.shape[0], dtype=np.intp)
        said = {power: acquainted(graph, asker, every, power) for power in ROSTER_POWERS}
        for alpha in WALKS:
            walk, between = walked(graph, asker, alpha)
            far = between != 1
            for power, hub, again, share in product(ROSTER_POWERS, HUB_POWERS, SUM_POWERS, SHARES):
                score = np.zeros(len(walk))
                score[far] = blended(
                    walk[far], said[power][far], degrees[far], hub_power=hub, sum_power=again, walk_share=share
                )
                forms[f"walk {alpha}, hubs {hub}, powers {power} {again}, share {share}"] = score
        return forms

    return scores


def main(tests: int) -> None:
    """Print each form's means, and its smallest ratio to the best baseline."""
    found = over_seeds("tuning", scoring, SEEDS, tests)
    means = {name: np.mean(each, axis=0) for name, each in found.items()}
    best = np.max([mean for name, mean in means.items() if not name.startswith("walk ")], axis=0)
    print(f"{'':54}" + "  ".join(METRICS) + "  smallest ratio")
    for name, mean in sorted(means.items(), key=lambda row: -float(np.min(row[1] / best))):
        print(f"{name:54}" + "  ".join(f"{value:.4f}" for value in mean) + f"  {np.min(mean / best):.4f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TESTS)
