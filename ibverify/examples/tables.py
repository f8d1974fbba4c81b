r"""Small joint laws of named letters: an erased label, a swapped representation, a trait that turns the label round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from flint import fmpq

from ibverify.exact import Value, log_value, total

Joint: TypeAlias = tuple[Sequence[str], Mapping[tuple[int, ...], fmpq]]  # variables; the mass of their letters

ERASED = fmpq(1, 2)  # the probability that a label is erased
PRIOR = (fmpq(1, 3), fmpq(2, 3))
TURNED = 1  # what the trait adds to the label


def erased() -> Iterator[tuple[str, Joint]]:
    """X a fair bit, Y = X or erased (2), L a copy of X that is wrong with some probability."""
    for wrong in (fmpq(0), fmpq(1, 4), fmpq(1, 3), fmpq(1, 2)):
        masses: dict[tuple[int, ...], fmpq] = {
            (x, 2 if gone else x, x ^ flip): fmpq(1, 2)
            * (ERASED if gone else 1 - ERASED)
            * (wrong if flip else 1 - wrong)
            for x, gone, flip in product(range(2), repeat=3)
        }
        yield f"L is wrong with probability {wrong}", (("X", "Y", "L"), masses)


def trait() -> Joint:
    """C and U fair bits, X = (C, U), L = D = U, and Y = U, turned round if C = 1."""
    return ("C", "D", "Y"), {(c, u, (u + c * TURNED) % 2): fmpq(1, 4) for c, u in product(range(2), repeat=2)}


def information(joint: Joint, left: str, right: str) -> Value:
    """I(A;B) of two variables; exact."""
    both, one, other = marginal(joint, left, right), marginal(joint, left), marginal(joint, right)
    return total(p * log_value(p / (one[a,] * other[b,])) for (a, b), p in both.items())


def marginal(joint: Joint, *variables: str) -> dict[tuple[int, ...], fmpq]:
    """The law of some variables: the letters of positive mass."""
    order, masses = joint
    places = [order.index(name) for name in variables]
    found: dict[tuple[int, ...], fmpq] = {}
    for letters, mass in masses.items():
        if mass != 0:
            at = tuple(letters[place] for place in places)
            found[at] = found.get(at, fmpq(0)) + mass
    return found


def divergence(turned: bool) -> Value:
    r"""$E\,D(P_{L|X} \| R)$ for X of the law `PRIOR`, R = `PRIOR`, and L = X, or `turned`: with its letters swapped."""
    return total(-p * log_value(PRIOR[1 - x if turned else x]) for x, p in enumerate(PRIOR))
