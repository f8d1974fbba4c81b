r"""A step neuron on a line: $L = \mathbb I[wX > a]$ tells one bit, of entropy h(P(wX > a))."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from ibverify.exact import Value, log_value, total
from ibverify.exact.rational import Exactly, rational
from ibverify.examples.counterexamples import UNIT
from ibverify.law import Law
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.study.analyze import analyze

ACTIVATION = "step"
FROM_0_TO_HALF = tuple(fmpq(k, 32) for k in range(1, 17))


def compression(threshold: Exactly, law: Law | None = None, weight: Exactly = 1) -> Value:
    """I(X;L) of one neuron, X uniform on [0, 1] if no law is given; exact."""
    neuron = Network([layer([[weight]], [-rational(threshold)], ACTIVATION)])
    return analyze(Problem(UNIT if law is None else law, neuron)).layers[0].compression


def entropy(*masses: Exactly) -> Value:
    """The entropy of these masses; h(p) of p and 1 - p.

    >>> print(entropy("1/2", "1/2", 0))
    log(2)
    """
    return total(-p * log_value(p) for p in map(rational, masses) if p)


def distinct(values: Sequence[Value]) -> int:
    """How many values there are, those that are equal counted once."""
    return sum(value not in values[:i] for i, value in enumerate(values))
