"""Data sets: finitely many points with labels before a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import TypeAlias

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom
from ibverify.exact import rational
from ibverify.exact.rational import Exactly
from ibverify.examples import relu
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem

Matrix: TypeAlias = Sequence[Sequence[Exactly]]
LayerData: TypeAlias = tuple[Matrix, Sequence[Exactly], str]
DataSet: TypeAlias = Sequence[tuple[Sequence[Exactly], str]]

TWO_COINCIDE: DataSet = [([0], "0"), ([0], "1"), ([1], "1")]
DISTINCT: DataSet = [([0], "0"), ([1], "0"), ([2], "1")]


def rows_of_three(draw: Random) -> Iterator[tuple[str, DataSet]]:
    """Three rows: distinct points, and two that coincide."""
    yield "distinct points", DISTINCT
    yield "a point with two labels", TWO_COINCIDE


def problem(data: DataSet, layers: Iterable[LayerData] = ()) -> Problem:
    """The empirical law of a data set, each row with the same mass, before layers of (weight, bias, activation)."""
    rows = [(y, fmpq(1, len(data)), atom.support([rational(x) for x in point])) for point, y in data]
    law = mixture(rows)
    return Problem(law, Network(law.width, tuple(layer(w, b, named(name)) for w, b, name in layers)))


def neurons() -> Iterator[tuple[str, int, Sequence[LayerData]]]:
    """For each cell of its parameters two neurons on `DISTINCT`, and at how many of the points both are 0.

    The lines w = 0 and b = -wx, x = 0, 1, 2, cut the plane of (w, b) into eight cells.
    """
    for w in (1, -1):
        for below, twice in enumerate((-1, 1, 3, 5)):  # the neuron turns at half of it
            for scale, moved in ((1, 0), (3, fmpq(1, 4))):
                turn = fmpq(twice, 2) + moved
                neuron = ([[scale * w]], [-scale * w * turn], relu.ACTIVATION)
                yield f"w = {scale * w}, b = {-scale * w * turn}", below if w > 0 else 3 - below, [neuron]
