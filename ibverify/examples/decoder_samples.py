r"""The two procedures that estimate the cross-entropies of (26) from k samples of a stochastic decoder: their means.

A tuple $(x, \ell, y)$ of some mass has a decoder: probabilities h of outputs $\tilde y$, for each of which q is
$Q(y|\tilde y)$. The means over all sequences of k outputs are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeAlias

from flint import fmpq

from ibverify.exact import Infinite, Value, log_value, total

Decoder: TypeAlias = Sequence[tuple[fmpq, fmpq]]  # pairs h, q
Tuples: TypeAlias = Sequence[tuple[fmpq, Decoder]]  # masses of (x, l, y)

HALF = fmpq(1, 2)
ONE_TUPLE: Tuples = [(fmpq(1), [(HALF, fmpq(1, 4)), (HALF, fmpq(3, 4))])]
TWO_TUPLES: Tuples = [
    (fmpq(1, 3), [(fmpq(1, 3), fmpq(1, 5)), (fmpq(2, 3), fmpq(4, 5))]),
    (fmpq(2, 3), [(fmpq(1, 4), fmpq(1, 2)), (fmpq(1, 4), fmpq(1, 3)), (HALF, fmpq(9, 10))]),
]
DETERMINISTIC: Tuples = [(HALF, [(fmpq(1), fmpq(1, 3))]), (HALF, [(fmpq(1), fmpq(2, 3))])]
ZERO_CELL: Tuples = [(fmpq(1), [(HALF, fmpq(0)), (HALF, fmpq(1))])]
DECODERS = {"one tuple": ONE_TUPLE, "two tuples": TWO_TUPLES}


def log_loss(q: fmpq) -> Value:
    """-log q, infinite for q = 0."""
    return Value(Infinite("a true label has the probability 0")) if q == 0 else -log_value(q)


def loss_of_average(qs: Sequence[fmpq]) -> Value:
    """The first procedure on one tuple: the log loss of the average."""
    return log_loss(sum(qs, fmpq(0)) / len(qs))


def average_of_losses(qs: Sequence[fmpq]) -> Value:
    """The second procedure on one tuple: the average of the log losses."""
    return total(log_loss(q) / len(qs) for q in qs)


def expected(procedure: Callable[[Sequence[fmpq]], Value], tuples: Tuples, k: int) -> Value:
    """The mean of a procedure over tuples and k independent outputs of their decoders; exact.

    >>> expected(loss_of_average, ONE_TUPLE, 2)  # -(log(1/4) + 2 log(1/2) + log(3/4))/4
    Value('3/2*log(2) - 1/4*log(3)')
    """
    found = []
    for mass, decoder in tuples:
        for drawn in product(decoder, repeat=k):
            chance = mass
            for h, _ in drawn:
                chance *= h
            found.append(procedure([q for _, q in drawn]) * chance)
    return total(found)


def of_layer(tuples: Tuples) -> Value:
    r"""$C(P_{Y|L} \| Q_{Y|L})$ with (25): the log loss of the mean of q."""
    return total(log_loss(sum((h * q for h, q in decoder), fmpq(0))) * mass for mass, decoder in tuples)


def of_output(tuples: Tuples) -> Value:
    r"""$C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$: the mean of the log losses."""
    return total(log_loss(q) * (mass * h) for mass, decoder in tuples for h, q in decoder)


def least(tuples: Tuples) -> fmpq:
    """The least q."""
    return min(q for _, decoder in tuples for _, q in decoder)
