r"""Layers of random networks, sampled: the dimensions that Sec. 8 states, beside intervals for them.

Weights are drawn, so that almost all of them is what is met. What is stated of a layer is computed from the widths, by
the formula of the paper; the samples know nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from random import Random

from flint import fmpq

from ibverify.distributions import box
from ibverify.law import Law, mixture
from ibverify.ledger import Interval, Sampled
from ibverify.network import Layer, Network, layer
from ibverify.problem import Problem

LEVEL = 0.95
POINTS = 2000
SHAPES = ((1, 2, 2), (2, 3, 1), (3, 2, 3))  # widths, the input first


def cube(dimension: int) -> Law:
    """The uniform law on a cube."""
    return mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))] * dimension))])


def of_interval(random: Random) -> Iterator[Interval]:
    """(9): d2(X) = 1."""
    yield from _intervals(Problem(cube(1), Network(1, ())), random, [1], _said(1), from_layer=0)


def of_inputs(random: Random) -> Iterator[Interval]:
    """Lemma 1: d2(X) = N."""
    for dimension in (1, 2, 3):
        problem = Problem(cube(dimension), Network(dimension, ()))
        yield from _intervals(problem, random, [dimension], _said(dimension), from_layer=0)


def after_matrices(random: Random) -> Iterator[Interval]:
    """(14): d2(Z) = min(|A|, |Z|, d2(A)) for a curved surface A in space, of dimension 2."""
    yield from _after_surface(random, "identity", "Z = W'A + b")


def after_activations(random: Random) -> Iterator[Interval]:
    """(15): the same behind a bi-Lipschitz activation of Z."""
    yield from _after_surface(random, "softplus", "softplus of Z = W'A + b")


def _after_surface(random: Random, activation: str, name: str) -> Iterator[Interval]:
    for width in (1, 2, 3):
        network = Network([_drawn(random, 2, 3, "tanh"), _drawn(random, 3, width, activation)])
        stated = [2, 2, min(3, width, 2)]
        on = f"{name}, |Z| = {width}, A = tanh(W'X + b) on R^3, {_said(2)}"
        yield from _intervals(Problem(cube(2), network), random, stated, on, from_layer=2)


def of_layers(random: Random) -> Iterator[Interval]:
    """(16): d2 of a layer is the least width on the way."""
    for widths, activation in zip(SHAPES, ("tanh", "sigmoid", "leaky_relu"), strict=True):
        problem = Problem(cube(widths[0]), _network(random, widths, activation))
        on = f"{_said(widths[0])}, {activation} layers of widths {', '.join(map(str, widths[1:]))}"
        yield from _intervals(problem, random, list(accumulate(widths, min)), on, from_layer=1)


INPUT = Sampled("d2(X)", f"{POINTS} points", LEVEL, of_interval)
INPUTS = Sampled("d2(X)", f"{POINTS} points of each law", LEVEL, of_inputs)
MATRICES = Sampled("d2(Z)", f"{POINTS} points each, W drawn", LEVEL, after_matrices)
ACTIVATIONS = Sampled("d2(B)", f"{POINTS} points each, W drawn", LEVEL, after_activations)
LAYERS = Sampled("d2(L)", f"{POINTS} points each, weights drawn", LEVEL, of_layers)


def _intervals(
    problem: Problem, random: Random, stated: Sequence[int], on: str, *, from_layer: int
) -> Iterator[Interval]:
    from ibverify.dimension.layers import layer_dimensions  # SciPy is loaded where something is drawn

    found = layer_dimensions(problem, n=POINTS, rng=random.getrandbits(64), level=LEVEL)
    for each in found[from_layer:]:
        yield Interval(f"layer {each.index}: {on}" if each.index else on, stated[each.index], each.found.interval)


def _said(dimension: int) -> str:
    return "X uniform on [0, 1]" + (f"^{dimension}" if dimension > 1 else "")


def _network(random: Random, widths: Sequence[int], activation: str) -> Network:
    return Network([_drawn(random, before, after, activation) for before, after in pairwise(widths)])


def _drawn(random: Random, inputs: int, outputs: int, activation: str) -> Layer:
    weight = [[fmpq(random.randint(-150, 150), 100) for _ in range(inputs)] for _ in range(outputs)]
    return layer(weight, [fmpq(random.randint(-50, 50), 100) for _ in range(outputs)], activation)
