"""How often intervals for the correlation dimension hold it: `python benchmarks/bench_dimension.py [SET ...]`.

A line for each set of 10,000 points: the truth; for the estimator by correlation sums and for that by quantized
entropies in how many seeds the interval holds the truth, the medians of the estimates and of the intervals' widths, how
many estimates are within 0.05 of the truth and how many are null; and the median errors of scikit-dimension's CorrInt
and TwoNN in a few seeds, where that is installed. A name selects the sets that begin with it. Networks are drawn anew
for every seed. Constants of the intervals were chosen on `SETS` and `SEEN`, and after `HELD_BACK` was first looked at
on `MIXTURES`.

`--large` estimates from 10,000,000 points in 3 dimensions in a memory-mapped file instead, on one thread and on two,
and prints times and peaks of memory. Times beside peers: `pytest benchmarks/bench_dimension.py`.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray
from pytest_benchmark.fixture import BenchmarkFixture
from scipy.spatial import cKDTree

from ibverify.dimension import Estimate, correlation_dimension, quantized_dimension
from ibverify.dimension.pairs import closest
from ibverify.dimension.quantized import collisions

Points: TypeAlias = NDArray[np.float64]
Draw: TypeAlias = Callable[[np.random.Generator, int], Points]

POINTS = 10_000


def cube(dimension: int, rng: np.random.Generator, n: int) -> Points:
    return rng.random((n, dimension))


def self_similar(digits: list[list[float]], base: float, rng: np.random.Generator, n: int) -> Points:
    """Sums of random digits times powers of 1/base."""
    length = math.ceil(36 / math.log(base))
    chosen = np.array(digits)[rng.integers(0, len(digits), (n, length))]
    return np.einsum("ijk,j->ik", chosen, base ** -np.arange(1.0, length + 1))


def orbit(step: Callable[[Points], Points], rng: np.random.Generator, n: int, burn: int = 200) -> Points:
    """Successive points of one orbit of a map of the plane."""
    point, found = rng.uniform(-0.1, 0.1, 2), []
    for _ in range(n + burn):
        point = step(point)
        found.append(point)
    return np.array(found[burn:])


def henon(x: Points) -> Points:
    return np.array([1 - 1.4 * x[0] ** 2 + x[1], 0.3 * x[0]])


def ikeda(x: Points) -> Points:
    turned = 1 + 0.9 * complex(x[0], x[1]) * np.exp(1j * (0.4 - 6 / (1 + x[0] ** 2 + x[1] ** 2)))
    return np.array([turned.real, turned.imag])


def lorenz(rng: np.random.Generator, n: int, orbits: int = 500, step: float = 0.005) -> Points:
    """Points one unit of time apart on many orbits, after a transient, by the classical Runge-Kutta method."""

    def flow(x: Points) -> Points:
        a, b, c = x.T
        return np.stack([10 * (b - a), a * (28 - c) - b, a * b - 8 / 3 * c], axis=1)

    x, found = np.array([0, 0, 25]) + 5 * rng.normal(size=(orbits, 3)), []
    for i in range(4000 + -(-n // orbits) * 200):
        k1 = flow(x)
        k2 = flow(x + step / 2 * k1)
        k3 = flow(x + step / 2 * k2)
        x = x + step / 6 * (k1 + 2 * k2 + 2 * k3 + flow(x + step * k3))
        if i >= 4000 and i % 200 == 0:
            found.append(x)
    return np.concatenate(found)[:n]


ACTIVATIONS: dict[str, Callable[[Points], Points]] = {
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "softplus": lambda z: np.logaddexp(0, z),
    "leaky 1/10": lambda z: np.maximum(z, z / 10),
    "leaky 1/100": lambda z: np.maximum(z, z / 100),
    "leaky 1/30": lambda z: np.maximum(z, z / 30),
    "leaky 3/10": lambda z: np.maximum(z, 0.3 * z),
}


def layer(widths: tuple[int, ...], activation: str, rng: np.random.Generator, n: int) -> Points:
    """The last layer of a network with normal weights of variance 1/inputs, biases 3/10, on a cube."""
    x = rng.uniform(-1, 1, (n, widths[0]))
    for before, after in pairwise(widths):
        weight, bias = rng.normal(size=(before, after)) / math.sqrt(before), 0.3 * rng.normal(size=after)
        x = ACTIVATIONS[activation](x @ weight + bias)
    return x


def layers(activation: str, *networks: tuple[int, ...]) -> dict[str, tuple[Draw, float]]:
    """Every layer of networks of these widths: (16) says that its dimension is the least width so far."""
    return {
        f"{activation} {'-'.join(map(str, widths[: depth + 1]))}": (
            partial(layer, widths[: depth + 1], activation),
            float(min(widths[: depth + 1])),
        )
        for widths in networks
        for depth in range(1, len(widths))
    }


def sphere(rng: np.random.Generator, n: int) -> Points:
    x = rng.normal(size=(n, 3))
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def roll(rng: np.random.Generator, n: int) -> Points:
    t = 1.5 * np.pi * (1 + 2 * rng.random(n))
    return np.stack([t * np.cos(t), 21 * rng.random(n), t * np.sin(t)], axis=1)


def torus(rng: np.random.Generator, n: int) -> Points:
    angles = 2 * np.pi * rng.random((n, 2))
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1)


def helix(rng: np.random.Generator, n: int) -> Points:
    t = 6 * np.pi * rng.random(n)
    return np.stack([np.cos(t), np.sin(t), t / 5], axis=1)


def normal(dimension: int, rng: np.random.Generator, n: int) -> Points:
    return rng.normal(size=(n, dimension))


def simplex(rng: np.random.Generator, n: int) -> Points:
    return rng.dirichlet(np.ones(5), n)


def square_and_side(rng: np.random.Generator, n: int) -> Points:
    x = rng.random((n, 2))
    x[rng.random(n) < 0.5, 1] = 2
    return x


def square_and_atom(rng: np.random.Generator, n: int) -> Points:
    x = rng.random((n, 2))
    x[rng.random(n) < 0.1] = 2
    return x


def mixed(share: float, high: int, low: int, rng: np.random.Generator, n: int) -> Points:
    """A cube, of which a share of the points lies on a face in the middle, of less dimension."""
    x = rng.random((n, high))
    x[rng.random(n) < share, low:] = 0.5
    return x


def turned(share: float, rng: np.random.Generator, n: int) -> Points:
    """A square of which a share of the points lies on a segment across it."""
    return mixed(share, 2, 1, rng, n) @ np.array([[0.8, 0.6], [-0.6, 0.8]])


def curved(share: float, rng: np.random.Generator, n: int) -> Points:
    """A square of which a share of the points lies on an arc."""
    x, angles = rng.random((n, 2)), 3 * rng.random(n)
    arc = 0.5 + 0.4 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.where(rng.random((n, 1)) < share, arc, x)


def dusty(share: float, rng: np.random.Generator, n: int) -> Points:
    """An interval of which a share of the points lies on Cantor's set."""
    x, dust = rng.random((n, 1)), self_similar([[0.0], [2.0]], 3.0, rng, n)
    return np.where(rng.random((n, 1)) < share, dust, x)


def clipped(rng: np.random.Generator, n: int) -> Points:
    """A clipped cube behind a matrix: two faces hold a twentieth each, and the edge between them 1/400."""
    return np.maximum(rng.random((n, 3)), [0.05, 0.05, 0.0]) @ rng.normal(size=(3, 3))


def ball(rng: np.random.Generator, n: int) -> Points:
    x = rng.normal(size=(n, 6))
    return x / np.linalg.norm(x, axis=1, keepdims=True) * rng.random((n, 1)) ** (1 / 6)


def ellipsoid(rng: np.random.Generator, n: int) -> Points:
    return sphere(rng, n) * [1, 3, 10]


def moebius(rng: np.random.Generator, n: int) -> Points:
    angle, across = 2 * np.pi * rng.random(n), rng.uniform(-0.4, 0.4, n)
    radius = 1 + across * np.cos(angle / 2)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle), across * np.sin(angle / 2)], axis=1)


def exponential(rng: np.random.Generator, n: int) -> Points:
    return rng.standard_exponential((n, 3))


def student(rng: np.random.Generator, n: int) -> Points:
    return rng.standard_t(3, (n, 2))


def cantor_times_interval(rng: np.random.Generator, n: int) -> Points:
    return np.hstack([self_similar([[0.0], [2.0]], 3.0, rng, n), rng.random((n, 1))])


def kaplan_yorke(rng: np.random.Generator, n: int) -> Points:
    """The invariant law of (x, y) -> (2x mod 1, y/5 + cos 4 pi x): a past of coin flips for every x."""
    x = rng.random(n)
    past, y = x, np.zeros(n)
    for k in range(25):
        past = (past + rng.integers(0, 2, n)) / 2
        y += 0.2**k * np.cos(4 * np.pi * past)
    return np.stack([x, y], axis=1)


MENGER = [[float(i), float(j), float(k)] for i, j, k in np.ndindex(3, 3, 3) if (i, j, k).count(1) < 2]
CARPET = [[float(i), float(j)] for i in range(3) for j in range(3) if (i, j) != (1, 1)]
SETS: dict[str, tuple[Draw, float]] = {
    **{f"cube {k}": (partial(cube, k), float(k)) for k in (1, 2, 3, 5, 10)},
    "Cantor": (partial(self_similar, [[0.0], [2.0]], 3.0), math.log(2) / math.log(3)),
    "Sierpinski": (partial(self_similar, [[0.0, 0.0], [1.0, 0.0], [0.5, 0.75**0.5]], 2.0), math.log(3) / math.log(2)),
    "Henon": (partial(orbit, henon), 1.22),
    "Lorenz": (lorenz, 2.05),
    **{
        name: made
        for activation in ("tanh", "sigmoid", "softplus", "leaky 1/10", "leaky 1/100")
        for name, made in layers(activation, (10, 7, 5, 3), (2, 8, 8), (3, 3, 3), (1, 4, 4), (5, 5)).items()
    },
}
SEEN: dict[str, tuple[Draw, float]] = {
    "seen: cube 7": (partial(cube, 7), 7.0),
    "seen: sphere": (sphere, 2.0),
    "seen: roll": (roll, 2.0),
    "seen: torus": (torus, 2.0),
    "seen: helix": (helix, 1.0),
    "seen: normal 4": (partial(normal, 4), 4.0),
    "seen: normal 8": (partial(normal, 8), 8.0),
    "seen: simplex": (simplex, 4.0),
    "seen: square and side": (square_and_side, 1.0),
    "seen: square and atom": (square_and_atom, 0.0),
    "seen: Cantor dust": (
        partial(self_similar, [[0.0, 0.0], [0.0, 2.0], [2.0, 0.0], [2.0, 2.0]], 3.0),
        math.log(4) / math.log(3),
    ),
    "seen: carpet": (partial(self_similar, CARPET, 3.0), math.log(8) / math.log(3)),
    "seen: Ikeda": (partial(orbit, ikeda), 1.69),
    **{
        f"seen: {name}": made
        for activation in ("tanh", "softplus", "leaky 1/10", "leaky 3/10", "leaky 1/100")
        for name, made in layers(activation, (4, 6, 4), (8, 4, 2), (2, 3, 2)).items()
    },
}
HELD_BACK: dict[str, tuple[Draw, float]] = {
    "held back: ball 6": (ball, 6.0),
    "held back: ellipsoid": (ellipsoid, 2.0),
    "held back: Moebius strip": (moebius, 2.0),
    "held back: exponential 3": (exponential, 3.0),
    "held back: Student 2": (student, 2.0),
    "held back: Cantor times interval": (cantor_times_interval, 1 + math.log(2) / math.log(3)),
    "held back: Menger": (partial(self_similar, MENGER, 3.0), math.log(20) / math.log(3)),
    "held back: Kaplan-Yorke": (kaplan_yorke, 1 + math.log(2) / math.log(5)),
    **{
        f"held back: {name}": made
        for activation, *networks in (
            ("tanh", (6, 3, 6)),
            ("sigmoid", (12, 6)),
            ("softplus", (5, 9, 2)),
            ("leaky 1/30", (4, 4, 4)),
            ("leaky 1/100", (6, 3, 3)),
        )
        for name, made in layers(activation, *networks).items()
    },
}
SHARES = (
    *((2, 1, share) for share in (0.2, 0.1, 0.05, 0.02, 0.01, 0.001)),
    *((3, 2, share) for share in (0.1, 0.05)),
    *((3, 1, share) for share in (0.1, 0.03, 0.01)),
)
MIXTURES: dict[str, tuple[Draw, float]] = {
    **{
        f"mixture: {share:g} of dimension {low} in {high}": (partial(mixed, share, high, low), float(low))
        for high, low, share in SHARES
    },
    **{
        f"mixture: {share:g} on a slanted segment": (partial(turned, share), 1.0) for share in (0.05, 0.02, 0.01, 0.005)
    },
    **{f"mixture: {share:g} on an arc": (partial(curved, share), 1.0) for share in (0.1, 0.05, 0.02, 0.01)},
    **{
        f"mixture: {share:g} on Cantor's set": (partial(dusty, share), math.log(2) / math.log(3))
        for share in (0.3, 0.2, 0.1, 0.05)
    },
    "mixture: clipped cube, slanted": (clipped, 1.0),
}
ALL = {**SETS, **SEEN, **HELD_BACK, **MIXTURES}


PEERS = ("CorrInt", "TwoNN")
SEEDS_OF_PEERS = 3
MEASURED = ("held", "estimate", "width", "within 0.05", "null")


def numbers(found: Estimate) -> tuple[float, float, float]:
    """The estimate and the ends of the interval; NaN for null."""
    if found.estimate is None or found.interval is None:
        return (math.nan,) * 3
    return found.estimate, *found.interval


def one(name: str, seed: int) -> tuple[float, ...]:
    """What both estimators find."""
    points = ALL[name][0](np.random.default_rng(seed), POINTS)
    return *numbers(correlation_dimension(points)), *numbers(quantized_dimension(points))


def peers(name: str, seed: int) -> list[float]:
    """What estimators of scikit-dimension find, which want two columns; NaN where they refuse."""
    points = ALL[name][0](np.random.default_rng(seed), POINTS)
    points, found = np.pad(points, ((0, 0), (0, points.shape[1] == 1))), []
    for peer in PEERS:
        try:
            found.append(float(getattr(importlib.import_module("skdim.id"), peer)().fit_transform(points)))
        except ValueError:
            found.append(math.nan)
    return found


def measured(truth: float, found: Points) -> list[str]:
    """The columns of an estimator."""
    estimate, low, high = found.T
    held = int(((low - 1e-9 <= truth) & (truth <= high + 1e-9)).sum())
    valid = ~np.isnan(estimate)
    middle, width = (f"{np.median(x[valid]):.3f}" if valid.any() else "-" for x in (estimate, high - low))
    close = int((np.abs(estimate - truth) <= 0.05).sum())
    return [f"{held}/{len(found)}", middle, width, str(close), str(int((~valid).sum()))]


def row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def table(names: list[str], seeds: int, jobs: int) -> None:
    """Print the table, a line as soon as it is found."""
    known = PEERS if importlib.util.find_spec("skdim") else ()
    quantized = [f"quantized: {MEASURED[0]}", *MEASURED[1:]]
    head = ["set", "truth", *MEASURED, *quantized, *(f"error of {peer}" for peer in known)]
    print(row(head), row(["---"] * len(head)), sep="\n")
    with ProcessPoolExecutor(jobs) as pool:
        for name in names:
            truth = ALL[name][1]
            found = np.array(list(pool.map(partial(one, name), range(seeds), chunksize=5)))
            others = (
                np.array(list(pool.map(partial(peers, name), range(SEEDS_OF_PEERS)))) if known else np.empty((1, 0))
            )
            errors = [f"{np.median(np.abs(each - truth)):.3f}" for each in others.T]
            print(
                row([name, f"{truth:.3f}", *measured(truth, found[:, :3]), *measured(truth, found[:, 3:]), *errors]),
                flush=True,
            )


def large(path: Path, n_jobs: int) -> tuple[Estimate, Estimate, float, float, float]:
    """Both estimates from a file, the seconds that they took, and the peak of memory in GiB of this process."""
    points = np.load(path, mmap_mode="r")
    start = time.perf_counter()
    found = correlation_dimension(points, n_jobs=n_jobs, progress=show)
    middle = time.perf_counter()
    quantized = quantized_dimension(points)
    end = time.perf_counter()
    return found, quantized, middle - start, end - middle, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def show(done: float) -> None:
    print(f"\r{done:.0%} of the points" + ("\n" if done == 1 else ""), end="", file=sys.stderr, flush=True)


def large_runs(n: int = 10_000_000) -> None:
    """A fresh process for each number of threads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "points.npy"
        np.save(path, cube(3, np.random.default_rng(0), n))
        for n_jobs in (1, 2):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                found, quantized, *times, memory = pool.submit(large, path, n_jobs).result()
            print(f"{n_jobs} threads: {times[0]:.1f} s, quantized {times[1]:.1f} s, peak {memory:.2f} GiB", flush=True)
            print(f"  {found}\n  {quantized}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", help="beginnings of names; all sets if none")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--large", action="store_true", help="time and memory of 10,000,000 points instead")
    chosen = parser.parse_args()
    if chosen.large:
        large_runs()
    else:
        names = [name for name in ALL if not chosen.sets or name.startswith(tuple(chosen.sets))]
        table(names, chosen.seeds, chosen.jobs)


@pytest.mark.benchmark(group="correlation dimension of 10,000 points of a cube in 3 dimensions")
@pytest.mark.parametrize("tool", ["ibverify", "scikit-dimension's CorrInt"])
def test_cube(benchmark: BenchmarkFixture, tool: str) -> None:
    points = cube(3, np.random.default_rng(0), POINTS)
    if tool == "ibverify":
        assert benchmark(correlation_dimension, points).holds(3)
    else:
        skdim = pytest.importorskip("skdim.id")
        assert abs(benchmark(skdim.CorrInt().fit_transform, points) - 3) < 0.5


@pytest.mark.parametrize("tool", ["ibverify", "SciPy's count_neighbors", "scikit-learn's two_point_correlation"])
@pytest.mark.parametrize("width", [2, 3, 5, 10])
def test_pairs(benchmark: BenchmarkFixture, width: int, tool: str) -> None:
    """The exact numbers of pairs within 40 radii, up to 5 pairs a point; here the pairs are found as well."""
    points = cube(width, np.random.default_rng(0), POINTS)
    benchmark.group = f"pairs of 10,000 points of a cube in {width} dimensions"
    expected = np.unique(np.geomspace(8, 5 * POINTS, 40).astype(int))
    radii = closest(points, 5 * POINTS).distances[expected - 1] * (1 + 1e-12)
    if tool == "ibverify":
        found = benchmark(lambda: np.searchsorted(closest(points, 5 * POINTS).distances, radii))
    elif tool.startswith("SciPy"):
        found = (benchmark(lambda: (tree := cKDTree(points)).count_neighbors(tree, radii)) - POINTS) // 2
    else:
        neighbors = pytest.importorskip("sklearn.neighbors")
        both = benchmark(lambda: neighbors.KDTree(points).two_point_correlation(points, radii))
        found = (both - POINTS) // 2
    assert found.tolist() == expected.tolist()


@pytest.mark.benchmark(group="pairs in a cube of 1,000,000 points in 3 dimensions, all m")
@pytest.mark.parametrize("tool", ["ibverify", "three sorts of the keys", "NumPy's unique, one m"])
def test_collisions(benchmark: BenchmarkFixture, tool: str) -> None:
    """ibverify has all the m that are powers of 2."""
    points, m = cube(3, np.random.default_rng(0), 1_000_000), 128
    if tool == "ibverify":
        benchmark(collisions, points)
    elif tool.startswith("three"):
        keys = np.random.default_rng(0).integers(0, 2**63, len(points))
        benchmark(lambda: [np.sort(keys) for _ in range(3)])
    else:
        counts = benchmark(lambda: np.unique(np.floor(m * points), axis=0, return_counts=True)[1])
        assert (counts * (counts - 1)).sum() // 2 == collisions(points)[7]


if __name__ == "__main__":
    main()
