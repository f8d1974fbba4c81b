"""The plug-in entropy of a layer beside `np.unique(axis=0)`; `python benchmarks/bench_estimators.py`: coverage.

The table says in how many of 200 seeds intervals at 95 percent hold I(X; L + G), which is enclosed on a line, and how
wide they are in the median. Those of a data set are from an inequality that is not sharp; those of a sample rest on
normal limits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pytest
from flint import fmpq
from numpy.typing import NDArray
from pytest_benchmark.fixture import BenchmarkFixture

from ibverify.distributions import atom, box
from ibverify.estimators.bins import equal_bins
from ibverify.estimators.estimate import InformationEstimate
from ibverify.estimators.monte_carlo import noisy_information, sampled_noisy_information
from ibverify.estimators.plugin import entropy
from ibverify.information.gaussian import gaussian_information
from ibverify.law import Law, mixture

SEEDS = 200
Floats = NDArray[np.float64]


def layer() -> Floats:
    draw = np.random.default_rng(0)
    return np.tanh(2 * draw.random((100_000, 12)) @ draw.standard_normal((12, 4)))


def unique(rows: NDArray[np.int64]) -> float:
    counts = np.unique(rows, axis=0, return_counts=True)[1] / len(rows)
    return float(-(counts * np.log(counts)).sum())


@pytest.mark.parametrize("tool", ["ibverify", "np.unique"])
def test_the_entropy_of_binned_rows(benchmark: BenchmarkFixture, tool: str) -> None:
    benchmark.group = "H of 100,000 rows of 4 bin numbers"
    rows = equal_bins(layer(), 30, -1, 1)
    found = benchmark(entropy if tool == "ibverify" else unique, rows)
    assert math.isclose(found, unique(rows), abs_tol=1e-9)


def on_data(places: list[int], seed: int) -> InformationEstimate:
    return noisy_information(places, 1, draws=2000, rng=seed)


def on_draws(length: int, seed: int) -> InformationEstimate:
    draw = np.random.default_rng(seed)
    return sampled_noisy_information(draw.random(2000) * length, 1, block=50, rng=draw)


def cases() -> Iterator[tuple[str, Law, Callable[[int], InformationEstimate]]]:
    """A name, the law of L, and the estimate of a seed."""
    for name, places in (("{0, 1}", [0, 1]), ("{0, 1, 3, 10}", [0, 1, 3, 10])):
        law = mixture((str(x), fmpq(1, len(places)), atom.support([fmpq(x)])) for x in places)
        yield f"data set {name}", law, partial(on_data, places)
    for length in (1, 4):
        law = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(length))]))])
        yield f"2000 draws of [0, {length}]", law, partial(on_draws, length)


def main() -> None:
    """Print the table."""
    print("| L | I(X; L + G) | held, of 200 | median width |\n|---|---|---|---|")
    for name, law, estimate in cases():
        true = float(gaussian_information(law, fmpq(1))[0])
        found = [estimate(seed) for seed in range(SEEDS)]
        width = float(np.median([high - low for low, high in (each.interval for each in found)]))
        print(f"| {name} | {true:.4f} | {sum(each.holds(true) for each in found)} | {width:.3f} |", flush=True)


if __name__ == "__main__":
    main()
