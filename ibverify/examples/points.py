"""Data sets: finitely many points with labels before a network, and what the partition by outputs says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from random import Random
from typing import TypeAlias

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom
from ibverify.exact import Value, log_value, rational, total
from ibverify.exact.rational import Exactly
from ibverify.law import mixture
from ibverify.network import Network, evaluate, layer
from ibverify.problem import Problem

Matrix: TypeAlias = Sequence[Sequence[Exactly]]
LayerData: TypeAlias = tuple[Matrix, Sequence[Exactly], str]
DataSet: TypeAlias = Sequence[tuple[Sequence[Exactly], str]]

TWO_COINCIDE: DataSet = [([0], "0"), ([0], "0"), ([1], "1")]
DISTINCT: DataSet = [([0], "0"), ([1], "0"), ([2], "1")]


def rows_of_three(draw: Random) -> Iterator[tuple[str, DataSet]]:
    """Three rows: distinct points, and two that coincide."""
    yield "distinct points", DISTINCT
    yield "a point twice", TWO_COINCIDE


def problem(data: DataSet, layers: Iterable[LayerData] = ()) -> Problem:
    """The empirical law of a data set, each row with the same mass, before layers of (weight, bias, activation)."""
    rows = [(y, fmpq(1, len(data)), atom.support([rational(x) for x in point])) for point, y in data]
    law = mixture(rows)
    return Problem(law, Network(law.width, tuple(layer(w, b, named(name)) for w, b, name in layers)))


def by_partition(data: DataSet, layers: Sequence[LayerData]) -> tuple[Value, Value]:
    """H(L) and I(Y;L) from the network's outputs at the points alone: only which of them coincide matters."""
    network = problem(data, layers).network
    outputs = [evaluate(network, [rational(x) for x in point])[-1] for point, _ in data]
    labels = [y for _, y in data]
    pairs = list(zip(labels, outputs, strict=True))
    return entropy(outputs), entropy(labels) + entropy(outputs) - entropy(pairs)


def entropy(values: Sequence[Hashable]) -> Value:
    """The entropy of equally likely values, repeated ones together: log n - sum k log(k) / n."""
    n = len(values)
    return log_value(n) - total(fmpq(k, n) * log_value(k) for k in Counter(values).values())


Trained: TypeAlias = tuple[DataSet, Sequence[LayerData]]


def drawn(draw: Random) -> Iterator[tuple[str, Trained]]:
    """Data sets of 2 to 6 points in the plane with repetitions, and networks with ReLU, steps and leaky ReLU."""
    for index in range(6):
        size = draw.randint(2, 6)
        data = [([draw.randint(-1, 1), draw.randint(-1, 1)], draw.choice("01")) for _ in range(size)]
        kinds = [draw.choice(["relu", "step", "leaky_relu"]) for _ in range(2)]
        widths = [2, draw.randint(1, 3), draw.randint(1, 2)]
        layers = [
            ([[draw.randint(-2, 2) for _ in range(before)] for _ in range(after)], [draw.randint(-2, 2)] * after, kind)
            for before, after, kind in zip(widths, widths[1:], kinds, strict=False)
        ]
        yield f"data set {index + 1}", (data, layers)
