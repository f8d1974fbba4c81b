"""What Theorem 1 and the steps of its proof leave out, and the checks by which it refutes statements that do not."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.exact import Infinite, Value
from ibverify.law import Law, mixture
from ibverify.ledger import Check, check
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.study.analyze import analyze

UNIT = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])


def neuron(law: Law, weight: Sequence[int], activation: str) -> Problem:
    """One neuron without bias."""
    return Problem(law, Network(law.width, (layer([list(weight)], None, named(activation)),)))


def is_infinite(activation: str, weight: int) -> Iterator[Check]:
    """I(X;L) = oo for X uniform on [0, 1] and a neuron with this weight."""
    found = analyze(neuron(UNIT, [weight], activation)).layers[0]
    infinite = Value(Infinite("as Theorem 1 says"))
    yield check("I(X;L) = oo", found.compression, "==", infinite, f"X uniform on [0, 1], {activation}, w = {weight}")


def keeps_two_points(weight: Sequence[int]) -> Iterator[Check]:
    """I(X;L) = H(X) for X uniform on two points in the plane that the first two weights take to the same sum."""
    first, second, *_ = weight
    points = [(fmpq(0), fmpq(0)), (fmpq(-second), fmpq(first))]
    law = mixture((str(y), fmpq(1, 2), atom.support(list(point))) for y, point in enumerate(points))
    given = analyze(neuron(law, weight, "leaky_relu"))
    on = f"W = ({first}, {second}), X uniform on (0, 0) and ({-second}, {first})"
    yield check("I(X;L) = H(X)", given.layers[0].compression, "==", given.input.entropy, on)


def fills_its_space(*widths: int) -> Iterator[Check]:
    """d2(L) = |L| for the last of some layers of leaky ReLUs, X uniform on a cube; the last one is wider than another.

    The weights are powers of 2, 3, ..., so any square part of a matrix is regular.
    """
    first, *layers = widths
    law = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))] * first))])
    shapes = itertools.pairwise(widths)
    rows = [[[(i + 2) ** j for j in range(before)] for i in range(after)] for before, after in shapes]
    network = Network(first, tuple(layer(weight, None, named("leaky_relu")) for weight in rows))
    found = analyze(Problem(law, network)).layers[-1]
    on = f"X uniform on [0, 1]^{first}, widths {', '.join(map(str, layers))}, leaky ReLUs"
    yield check("|L| <= d(L), as d2(L) <= d(L)", found.width, "<=", found.information_dimension, on)
