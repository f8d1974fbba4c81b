r"""Fig. 2: six functions of $x_1$ on four vertical strips $S_k = I_k \times [0, 1]$ with labels 0, 1, 0, 1.

The scan has no picture: this is a reconstruction that meets every sentence of the text about it. Each function is
piecewise linear through its knots and constant outside them, realised by one hidden ReLU layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.exact.rational import Exactly, rational
from ibverify.law import Law, mixture
from ibverify.network import Layer, Network
from ibverify.problem import Problem
from ibverify.readouts.threshold import readout as threshold

STRIPS = (("0", "1/7"), ("2/7", "3/7"), ("4/7", "5/7"), ("6/7", "1"))
LABELS = ("0", "1", "0", "1")
QUARTERS = ("1/4", "1/4", "1/4", "1/4")

_KNOTS = {
    "f'_disc": "4/21:0 5/21:2/3 10/21:2/3 11/21:1/3 16/21:1/3 17/21:1",
    "f''_disc": "4/21:0 5/21:1/3 10/21:1/3 11/21:2/3 16/21:2/3 17/21:1",
    "f'''_disc": "1/7:0 61/420:2/3 3/7:2/3 181/420:1/3 5/7:1/3 43/60:1",
    "f'_cont": "0:0 1/7:1/5 2/7:3/5 3/7:4/5 4/7:1/5 5/7:2/5 6/7:4/5 1:1",
    "f''_cont": "0:0 1/7:1/5 2/7:1/5 3/7:2/5 4/7:3/5 5/7:4/5 6/7:4/5 1:1",
    "f'''_cont": "0:0 1/7:1/10 2/7:4/5 3/7:9/10 4/7:1/10 5/7:1/5 6/7:9/10 1:1",
}
FUNCTIONS = tuple(_KNOTS)


def knots(function: str) -> tuple[tuple[fmpq, fmpq], ...]:
    """The (x1, value) pairs of one of `FUNCTIONS`."""
    pairs = (pair.split(":") for pair in _KNOTS[function].split())
    return tuple((rational(x), rational(y)) for x, y in pairs)


def interpolation(points: Sequence[tuple[fmpq, fmpq]], inputs: int = 2) -> Network:
    """The piecewise-linear function of $x_1$ through these points, constant outside: a hidden ReLU neuron for each.

    >>> from ibverify.network import evaluate
    >>> evaluate(interpolation(knots("f'_disc")), [fmpq(3, 14), fmpq(0)])[-1]
    (1/3,)
    """
    slopes = [(y - y0) / (x - x0) for (x0, y0), (x, y) in pairwise(points)]
    turns = [after - before for before, after in zip([fmpq(0), *slopes], [*slopes, fmpq(0)], strict=True)]
    first = (fmpq(1), *(fmpq(0) for _ in range(inputs - 1)))
    hidden = Layer(tuple(first for _ in points), tuple(-x for x, _ in points), named("relu"))
    return Network(inputs, (hidden, Layer((tuple(turns),), (points[0][1],))))


def strips(masses: Sequence[Exactly] = QUARTERS, margin: Exactly = 0) -> Law:
    """X uniform on each strip with these masses; `margin` widens each strip by so much to the left and right."""
    wide = rational(margin)
    return mixture(
        (label, rational(mass), box.support([(rational(low) - wide, rational(high) + wide), (fmpq(0), fmpq(1))]))
        for (low, high), label, mass in zip(STRIPS, LABELS, masses, strict=True)
    )


def problem(function: str, law: Law | None = None, level: Exactly | None = None) -> Problem:
    """A function of Fig. 2, on the strips unless another law is given, thresholded at a level if one is given."""
    readout = None if level is None else threshold(rational(level))
    return Problem(strips() if law is None else law, interpolation(knots(function)), readout)


def crossings(function: str, level: Exactly) -> tuple[fmpq, ...]:
    """The places on the line where the function passes the level, in order; exact."""
    at, found = rational(level), []
    for (x0, y0), (x1, y1) in pairwise(knots(function)):
        if (y0 - at) * (y1 - at) < 0:
            found.append(x0 + (at - y0) / (y1 - y0) * (x1 - x0))
        elif y1 == at != y0:
            found.append(x1)
    return tuple(found)


def margin(function: str, supports: Sequence[tuple[Exactly, Exactly]], level: Exactly = "1/2") -> fmpq:
    """The distance of the decision boundary I[f > level] from vertical strips over these intervals of $x_1$: P4.

    Exact, and the same in every norm, for the boundary is vertical too; 0 if it cuts a strip.
    """
    places = crossings(function, level)
    ends = [(rational(low), rational(high)) for low, high in supports]
    return min(max(low - x, x - high, fmpq(0)) for low, high in ends for x in places)
