"""`evaluate`: the outputs of every layer at given points, exactly; enclosed behind a smooth activation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, fmpq

from ibverify.errors import ProblemError
from ibverify.law import Point
from ibverify.network import Network, evaluate_balls

BITS = 192


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A point, and the outputs of every layer there: rationals, or balls where they are not rational."""

    point: Point
    layers: tuple[tuple[fmpq | arb, ...], ...]


def evaluate(network: Network, point: Sequence[fmpq]) -> Evaluation:
    """The outputs of every layer at a point. Raises `ProblemError` if it has another width than the input."""
    if len(point) != network.inputs:
        what = f"a point of {len(point)} coordinates for a network of {network.inputs} inputs"
        raise ProblemError("--at", what, f"give {network.inputs} numbers")
    return Evaluation(tuple(point), evaluate_balls(network, point, BITS))
