r"""The functions of Fig. 2 with other activations than ReLU: the same everywhere, the same on T, or close on T.

For a leaky ReLU s of slope a, relu(z) is (s(z) + a s(-z)) / (1 - a^2). Steps in the middle of the gaps give the values
of f'_disc and f''_disc on T; so do steep sigmoids there, up to an error, and tanh z = 2 sigmoid(2z) - 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flint import arb, ctx, fmpq

from ibverify.activations import Activation, named
from ibverify.exact.rational import Exactly, rational
from ibverify.exact.value import ball_ends
from ibverify.examples.fig2 import STRIPS, interpolation, knots, law
from ibverify.law import Law
from ibverify.network import Network, evaluate, layer

STEEPNESS = 100
BITS = 128


def around() -> Law:
    """X uniform on [-1, 2] x [0, 1], a neighbourhood of T along the first coordinate."""
    return law([(-1, 2, "0")])


def with_leaky_relus(function: str, slope: Exactly) -> Network:
    """A function of Fig. 2: two leaky ReLUs of a slope other than 1 and -1 in place of each ReLU."""
    a, (hidden, [turns]) = rational(slope), _parts(interpolation(knots(function)))
    scaled = [turn / (1 - a**2) for turn in turns]
    both = layer([[1, 0]] * len(hidden) + [[-1, 0]] * len(hidden), [*hidden, *(-b for b in hidden)], _leaky(a))
    return Network([both, layer([[*scaled, *(a * w for w in scaled)]], [knots(function)[0][1]])])


def leaky_in_place(function: str, slope: Exactly) -> Network:
    """The network of a function of Fig. 2 with a leaky ReLU in place of each ReLU: another function."""
    hidden, last = _parts(interpolation(knots(function)))
    first = layer([[1, 0]] * len(hidden), hidden, _leaky(rational(slope)))
    return Network([first, layer(last, [knots(function)[0][1]])])


def with_steps(function: str, activation: str = "step") -> Network:
    """Steps, sigmoids or tanhs in the middle of the gaps, that rise by what the function rises from strip to strip."""
    values = [evaluate(interpolation(knots(function)), [rational(low), fmpq(0)])[-1][0] for low, _, _ in STRIPS]
    middles = [(rational(high) + rational(low)) / 2 for (_, high, _), (low, _, _) in pairwise(STRIPS)]
    rises, first = [after - before for before, after in pairwise(values)], values[0]
    steep = rational(STEEPNESS)
    if activation == "tanh":
        steep, rises, first = steep / 2, [rise / 2 for rise in rises], first + sum(rises, fmpq(0)) / 2
    hidden = layer([[steep, 0]] * len(middles), [-steep * x for x in middles], activation)
    return Network([hidden, layer([rises], [first])])


def image(network: Network, strip: int) -> tuple[fmpq, fmpq]:
    """An enclosure of what a network of one hidden layer and one output gives out on a strip, numbered from 1."""
    low, high, _ = STRIPS[strip - 1]
    hidden, last = network.layers
    with ctx.workprec(BITS):
        x = arb(rational(low)).union(arb(rational(high)))
        before = [arb(row[0]) * x + arb(b) for row, b in zip(hidden.weight, hidden.bias, strict=True)]
        after = hidden.activation.ball(before)
        terms = (arb(w) * y for w, y in zip(last.weight[0], after, strict=True))
        return ball_ends(sum(terms, arb(last.bias[0])))


def _parts(network: Network) -> tuple[Sequence[fmpq], Sequence[Sequence[fmpq]]]:
    """The biases of the hidden layer, which reads the first coordinate, and the weight of the last."""
    hidden, last = network.layers
    return hidden.bias, last.weight


def _leaky(slope: fmpq) -> Activation:
    return named("leaky_relu", slope=slope)
