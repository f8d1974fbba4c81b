r"""Activations that Theorem 1 allows: functions of u = e^x with their slopes, and leaky ReLUs.

The derivative in x is u times that in u: of p/q it is u(p'q - pq')/q^2, of log(p/q) it is u(p'q - pq')/(pq).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from flint import fmpq, fmpz_poly

from ibverify.activations import named
from ibverify.exact.rational import Exactly, rational
from ibverify.examples.slopes import factor
from ibverify.network import Network, evaluate, layer

Fraction: TypeAlias = tuple[Sequence[int], Sequence[int]]  # the coefficients of p and q, constant ones first

RATIONAL: Mapping[str, Fraction] = MappingProxyType({"sigmoid": ([0, 1], [1, 1]), "tanh": ([-1, 0, 1], [1, 0, 1])})
LOGARITHMS: Mapping[str, Fraction] = MappingProxyType({"softplus": ([1, 1], [1])})
SLOPES = ("1/100", "1/10", "1/2", "3")  # of leaky ReLUs, below 0
PAIRS = ((1, 2), (-1, -2), (1, -2), (0, -3), ("1/7", -2))  # of points, on the same side of 0 and on both


def slope(name: str) -> tuple[fmpz_poly, fmpz_poly]:
    """The derivative as a fraction of polynomials in u: numerator and denominator.

    >>> slope("tanh")
    (4*x^2, x^4 + 2*x^2 + 1)
    """
    top, bottom = RATIONAL.get(name) or LOGARITHMS[name]
    p, q = fmpz_poly(list(top)), fmpz_poly(list(bottom))
    turned = fmpz_poly([0, 1]) * (p.derivative() * q - p * q.derivative())
    return turned, p * q if name in LOGARITHMS else q * q


def slope_at(name: str, u: int) -> fmpq:
    """The derivative at x = log u.

    >>> print(slope_at("sigmoid", 1))
    1/4
    """
    top, bottom = slope(name)
    return fmpq(top(u), bottom(u))


def stretch(below: Exactly, x: Exactly, y: Exactly) -> fmpq:
    """By which factor the leaky ReLU with this slope below 0 changes the distance of two points.

    >>> print(stretch("1/2", 1, -2))  # from 3 to 2
    2/3
    """
    neuron = Network([layer([[1]], None, named("leaky_relu", slope=rational(below)))])
    return factor(lambda z: evaluate(neuron, [z])[0][0], [rational(x)], [rational(y)])
