r"""A law on the grid of side 1/m, $[L]_m = \lfloor mL \rfloor / m$ coordinate by coordinate, and Renyi entropy (8)."""

from __future__ import annotations

import math

from flint import fmpq

from ibverify.activations._piecewise import PiecewiseLinear, facts, piece
from ibverify.errors import UnsupportedLaw
from ibverify.exact import Infinite, Value
from ibverify.exact.loglinear import log
from ibverify.law.cell import Law
from ibverify.law.push import push
from ibverify.law.strata import atoms
from ibverify.network import Network, layer

MAX_STEPS = 4096  # along a coordinate
MAX_CUBES = 100_000


def quantized(law: Law, m: int) -> Law:
    r"""The law of $[L]_m$ with the label; exact, and purely atomic.

    Raises `UnsupportedLaw` for an m that is not positive, or a grid of too many cubes.

    >>> from ibverify.distributions import box
    >>> from ibverify.law import mixture
    >>> unit = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])
    >>> sorted((str(p), str(mass)) for (p,), own in atoms(quantized(unit, 2)).items() for mass in own.values())
    [('0', '1/2'), ('1/2', '1/2')]
    """
    if m < 1:
        raise UnsupportedLaw("quantized", f"m is {m}", "give a positive integer")
    points = [cell.image(vertex) for cell in law.cells for vertex in cell.polytope.vertices]
    # The floor is closed on the left, a segment on the right: -ceil(-x) is the floor.
    low = [math.ceil(-m * max(column)) for column in zip(*points, strict=True)]
    high = [math.ceil(-m * min(column)) for column in zip(*points, strict=True)]
    steps = [b - a + 1 for a, b in zip(low, high, strict=True)]
    if max(steps) > MAX_STEPS or math.prod(steps) > MAX_CUBES:
        raise UnsupportedLaw("quantized", f"a grid of {' x '.join(map(str, steps))} cubes", "take a smaller m")
    ceiling = PiecewiseLinear(
        name="ceiling",
        segments=(*(piece(upto=k, value=k) for k in range(min(low), max(high))), piece(value=max(high))),
        facts=facts(continuous=False, injective=False, lipschitz=None),
        latex=r"\lceil\cdot\rceil",
    )
    n = law.width
    scaled = layer([[-m if i == j else 0 for j in range(n)] for i in range(n)], None, ceiling)
    back = layer([[fmpq(-1, m) if i == j else fmpq(0) for j in range(n)] for i in range(n)])
    return push(Network(n, (scaled, back)), law)[-1]


def collision_entropy(law: Law) -> Value:
    r"""$H^2(L) = -\log P(L = L') = -\log \sum p^2$ over the atoms, (8); infinite where there are none. Exact."""
    squares = sum((sum(own.values(), fmpq(0)) ** 2 for own in atoms(law).values()), fmpq(0))
    return Value(-log(squares)) if squares else Value(Infinite("no two independent copies coincide"))
