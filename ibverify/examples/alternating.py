r"""A bit that changes at every point: I(X;L) = log 2, whatever the number of points, and a network that gives it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flint import fmpq

from ibverify.distributions import atom
from ibverify.examples.fig2 import interpolation
from ibverify.law import Law, mixture
from ibverify.network import Network, evaluate, layer

COUNTS = (4, 8, 16, 32)
HIGH = 1


def uniform(count: int) -> Law:
    """X uniform on the points 0, 1, ..., with one label."""
    return mixture(("0", fmpq(1, count), atom.support([fmpq(k)])) for k in range(count))


def network(count: int) -> Network:
    """The output is 0 at even points and `HIGH` at odd ones: linear between, with a hidden ReLU for each point."""
    return interpolation(tuple((fmpq(k), fmpq(HIGH * (k % 2))) for k in range(count)), inputs=1)


def threshold(count: int) -> Network:
    """One step neuron that is 1 at the upper half of the points: as many outputs 0 and 1 as `network` has."""
    return Network([layer([[1]], [fmpq(1, 2) - fmpq(count, 2)], "step")])


def turns(outputs: Sequence[fmpq]) -> int:
    """How often a sequence changes from rising to falling, or the reverse.

    >>> turns([fmpq(0), fmpq(1), fmpq(0), fmpq(1)])
    2
    """
    rising = [after > before for before, after in pairwise(outputs) if after != before]
    return sum(one != other for one, other in pairwise(rising))


def outputs(network: Network, count: int) -> list[fmpq]:
    """The output at each of the points."""
    return [evaluate(network, [fmpq(k)])[-1][0] for k in range(count)]
