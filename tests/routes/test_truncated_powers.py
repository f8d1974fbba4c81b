r"""Boxes onto a line against mpmath, to 30 digits: sums of independent uniform variables by truncated powers.

For X uniform on a box with sides from l_i to l_i + a_i, and weights w_i > 0, the density of w X is

    1 / ((d - 1)! prod_i w_i a_i) * sum over subsets S of (-1)^|S| (t - w l - sum_{i in S} w_i a_i)_+^(d - 1),

the d-fold difference of a truncated power. Source: W. Feller, An introduction to probability theory II, I.9.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from math import factorial, prod
from pathlib import Path

import mpmath
import pytest

from ibverify.information import information
from ibverify.law import push
from ibverify.loaders.json_problem import problem_from_dict

WEIGHTS = [Fraction(text) for text in ("1", "1/2", "2/3", "3/2", "1/5")]
BOXES = [[("0", "1")] * 5, [("1/3", "4/3"), ("-1", "1"), ("0", "1/2"), ("1/4", "2"), ("0", "3")]]
MASSES = ["2/5", "3/5"]


def corners(sides: list[tuple[Fraction, Fraction]]) -> list[tuple[int, Fraction]]:
    """The places of the truncated powers, with their signs."""
    start = sum(w * low for w, (low, _) in zip(WEIGHTS, sides, strict=False))
    steps = [w * (high - low) for w, (low, high) in zip(WEIGHTS, sides, strict=False)]
    chosen = (subset for size in range(len(steps) + 1) for subset in combinations(steps, size))
    return [((-1) ** len(subset), start + sum(subset)) for subset in chosen]


def density(sides: list[tuple[Fraction, Fraction]], mass: Fraction, t: mpmath.mpf) -> mpmath.mpf:
    degree = len(sides) - 1
    scale = mass / factorial(degree) / prod(w * (high - low) for w, (low, high) in zip(WEIGHTS, sides, strict=False))
    powers = ((sign, t - mpmath.mpf(at.numerator) / at.denominator) for sign, at in corners(sides))
    return sum(sign * x**degree for sign, x in powers if x > 0) * scale.numerator / scale.denominator


def xlogx(x: mpmath.mpf) -> mpmath.mpf:
    return x * mpmath.log(x) if x > mpmath.mpf(10) ** -60 else mpmath.mpf(0)


def second_route(dimension: int) -> mpmath.mpf:
    """I(Y;L) in nats."""
    boxes = [[(Fraction(low), Fraction(high)) for low, high in sides[:dimension]] for sides in BOXES]
    masses = [Fraction(mass) for mass in MASSES]

    def lost(t: mpmath.mpf) -> mpmath.mpf:
        own = [density(sides, mass, t) for sides, mass in zip(boxes, masses, strict=True)]
        return xlogx(sum(own)) - sum(map(xlogx, own))

    ends = sorted({at for sides in boxes for _, at in corners(sides)})
    exact = [mpmath.mpf(at.numerator) / at.denominator for at in ends]
    prior = [mpmath.mpf(mass.numerator) / mass.denominator for mass in masses]
    return -sum(map(xlogx, prior)) - sum(mpmath.quad(lost, [a, b]) for a, b in pairwise(exact))


@pytest.mark.parametrize("dimension", [1, 2, 3, 4, 5])
def test_information_agrees(dimension: int):
    """Log-linear for one and two inputs; the roots of the densities of more are irrational, and enclosed in balls."""
    components = [
        {"label": str(i), "mass": mass, "box": [list(side) for side in sides[:dimension]]}
        for i, (mass, sides) in enumerate(zip(MASSES, BOXES, strict=True))
    ]
    layer = {"weight": [[str(w) for w in WEIGHTS[:dimension]]], "bias": ["0"], "activation": "identity"}
    problem = problem_from_dict({"format": "ibverify-problem/1", "input": components, "network": [layer]}, Path())
    value = information(push(problem.network, problem.law)[1]).precision
    with mpmath.workdps(45):
        low, high = (mpmath.mpf(int(x.p)) / int(x.q) for x in value.interval(140))
        expected = second_route(dimension)
        assert high - low < mpmath.mpf(10) ** -35
        assert abs(expected - (low + high) / 2) < mpmath.mpf(10) ** -30
    assert value.is_exact == (dimension <= 2)
