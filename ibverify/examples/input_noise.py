r"""Uniform noise on $x_1$ before a function of Fig. 2: $f(X_1 + wU)$, U uniform on $[-1, 1]$, of all half-widths.

For P4: two functions that agree on the support of X differ beside it, and noise at the input is what goes there.
Main results: `swept`; `with_noise`, one half-width; `steepened`, a function that is steep beside the strips.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from flint import fmpq

from ibverify.distributions import box
from ibverify.exact.rational import Exactly, rational
from ibverify.examples.fig2 import STRIPS, Knots, interpolation, knots, problem
from ibverify.law import mixture
from ibverify.network import Network
from ibverify.problem import Problem
from ibverify.readouts.noise import readout as noise
from ibverify.study.sweep import Sweep, sweep

STEP = fmpq(1, 420)  # how far beside a strip a steepened function has changed
ENDS = {rational(high) for _, high, _ in STRIPS[:-1]}


def swept(picture: str | Knots, widest: Exactly) -> Sweep:
    """I(Y; f(X + wU)) for 0 <= w <= widest, X uniform on T; exact. The compression is that of (X, U), not of X."""
    network = interpolation(knots(picture) if isinstance(picture, str) else picture)
    hidden, output = network.layers
    sides = [(label, [(rational(low), rational(high)), (fmpq(-1), fmpq(1))]) for low, high, label in STRIPS]
    law = mixture((label, fmpq(1, 4), box.support(place)) for label, place in sides)

    def family(width: fmpq) -> Problem:
        noisy = replace(hidden, weight=tuple((fmpq(1), width) for _ in hidden.weight))
        return Problem(law, Network(2, (noisy, output)))

    return sweep(family, "w", fmpq(0), rational(widest))


def with_noise(picture: str | Knots, half_width: Exactly, level: Exactly | None = None) -> Problem:
    """A function on T, thresholded at a level if one is given, with noise of one half-width on the input."""
    return replace(problem(picture, None, level), input_noise=noise({"uniform": rational(half_width)}))


def steepened(picture: str) -> Knots:
    """The same function on the strips; in each gap it changes within `STEP` beside the left strip."""
    points: list[tuple[fmpq, fmpq]] = []
    for (x, y), (_, following) in pairwise(knots(picture)):
        points += [(x, y), (x + STEP, following)] if x in ENDS else [(x, y)]
    return (*points, knots(picture)[-1])
