r"""Functions that agree with $f'_{disc}$ of Fig. 2 on T and change just outside of it, over intervals of any width d.

For d = 1/420 this is $f'''_{disc}$. All of them have one joint law of (X, Y, L), for every law of X on T. Main results:
`jumping`; `margin`, `value_at`, as functions of d.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from ibverify.exact.rational import Exactly, rational
from ibverify.examples import fig2
from ibverify.network import evaluate

WIDEST = "1/7"  # that of the gaps
VALUES = ("0", "2/3", "1/3", "1")


def jumping(d: Exactly) -> fig2.Knots:
    """The function that has the values `VALUES` on the strips, and reaches the next one at distance d from each.

    >>> jumping("1/420") == fig2.knots("f'''_disc")
    True
    """
    width, (first, *others) = rational(d), map(rational, VALUES)
    knots, before = [], first
    for (_, end, _), value in zip(fig2.STRIPS[:-1], others, strict=True):
        knots += [(rational(end), before), (rational(end) + width, value)]
        before = value
    return tuple(knots)


def margin(d: fmpq) -> fmpq:
    """The margin of the decision at 1/2, for the support T."""
    return fig2.margin(jumping(d))


def value_at(x: Exactly) -> Callable[[fmpq], fmpq]:
    """The function at this $x_1$; as there is no knot within a strip, its ends tell all of it."""

    def value(d: fmpq) -> fmpq:
        [output] = evaluate(fig2.interpolation(jumping(d)), [rational(x), fmpq(0)])[-1]
        return output

    return value
