"""Output layers: a softmax on a line, and outputs that are read as probabilities of a label."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.exact import Value, log_value, rational, total
from ibverify.exact.rational import Exactly
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem

ACTIVATION = "softmax"
READ = ("1/4", "3/4")  # P(Y = 1) as two outputs say, of class 0 and of class 1


def on_a_line(weights: Sequence[Exactly]) -> Problem:
    """X uniform on [0, 2], the label 1 above 1, before a softmax of these multiples of X."""
    halves = [("0", (0, 1)), ("1", (1, 2))]
    law = mixture([(y, fmpq(1, 2), box.support([(fmpq(a), fmpq(b))])) for y, (a, b) in halves])
    return Problem(law, Network(1, (layer([[w] for w in weights], None, named(ACTIVATION)),)))


def classes(turned: bool = False) -> Problem:
    """The two outputs, equally likely, each of one class; `turned`: t becomes 1 - t, a bijection."""
    law = mixture([(y, fmpq(1, 2), atom.support([rational(t)])) for y, t in zip("01", READ, strict=True)])
    return Problem(law, Network(1, (layer([[-1]], [1]) if turned else layer([[1]]),)))


def cross_entropy(turned: bool = False) -> Value:
    """C(P || Q) of these outputs, read as the probability of the label 1."""
    said = [1 - rational(t) if turned else rational(t) for t in READ]
    right = [1 - said[0], said[1]]  # what is said of the true label
    return total(-fmpq(1, 2) * log_value(q) for q in right)
