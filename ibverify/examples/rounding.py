r"""One neuron on a data set, over the reals and with its output rounded to floats of so many bits.

Main results: `differ`, whether all outputs differ, by balls; `as_computed`, I(X;L) of rounded outputs; `descent`, a
step of gradient descent.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from flint import arb, ctx, fmpq

from ibverify.exact import Value
from ibverify.exact.loglinear import entropy_form

SINGLE, DOUBLE = 24, 53  # bits of a significand
DATA = tuple(range(16))
POINTS = ((1, 0), (2, 0))  # of `descent`: x and what the output should be


def differ(weight: fmpq) -> bool:
    r"""Whether the outputs $\tanh(wx)$ on `DATA` are proved to differ: their balls are disjoint."""
    balls = _outputs(weight)
    return not any(a.overlaps(b) for a, b in combinations(balls, 2))


def as_computed(weight: fmpq, bits: int) -> Value:
    r"""I(X;L) for X uniform on `DATA` and L the float of `bits` bits next to $\tanh(wX)$: as a correct library rounds.

    >>> as_computed(fmpq(1), SINGLE)  # from 10 to 15 all are 1
    Value('29/8*log(2) - 3/8*log(3)')
    """
    counts = Counter(_rounded(ball, bits) for ball in _outputs(weight))
    return Value(entropy_form([fmpq(count, len(DATA)) for count in counts.values()]))


def _outputs(weight: fmpq) -> list[arb]:
    with ctx.workprec(_precision(weight)):
        return [arb(weight * x).tanh() for x in DATA]


def _precision(weight: fmpq) -> int:
    """Bits enough for 1 - tanh(wx), about 2 exp(-2wx)."""
    return 4 * DOUBLE + int(3 * abs(weight) * max(DATA))


def _rounded(ball: arb, bits: int) -> fmpq:
    """The float next to a positive number below 1, or 0; no ties, as tanh is transcendental at rational numbers."""
    if ball == 0:
        return fmpq(0)
    mantissa, power = ball.mid().man_exp()
    shift = arb(2) ** (bits - int(power) - int(mantissa).bit_length())
    with ctx.workprec(8 * DOUBLE + int(mantissa).bit_length()):
        scaled = (ball * shift + arb(1) / 2).floor().unique_fmpz()
    if scaled is None:
        raise ArithmeticError("the ball is too wide to be rounded")
    return fmpq(scaled) * fmpq(2) ** (int(power) + int(mantissa).bit_length() - bits)


def descent(weight: fmpq, bias: fmpq, rate: fmpq) -> tuple[fmpq, fmpq]:
    """The parameters of relu(wx + b) after a step down the gradient of the mean of half the squared errors; exact.

    >>> tuple(map(str, descent(fmpq(1), fmpq(0), fmpq(1, 2))))  # errors 1 at 1 and 2 at 2: the mean gradient (5/2, 3/2)
    ('-1/4', '-3/4')
    """
    active = [(x, weight * x + bias - y) for x, y in POINTS if weight * x + bias > 0]
    n = len(POINTS)
    return (
        weight - rate * sum((x * error for x, error in active), fmpq(0)) / n,
        bias - rate * sum((error for _, error in active), fmpq(0)) / n,
    )
