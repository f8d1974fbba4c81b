r"""Correlation dimensions of the layers of a problem: estimated from draws, beside what is known of them.

A law that is a mixture of uniform laws on pieces has as correlation dimension the least rank k of a piece: each piece
adds its density on its image, which is bounded, so $\sum p^2$ is of the order $m^{-k}$. A density that is bounded stays
so behind a matrix, in as many directions as its rank, whichever matrix it is. A layer that does not fill its space is
what (14) needs almost every matrix for. Main results: `layer_dimensions`, `expected_dimensions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from math import comb
from typing import TypeAlias

import numpy as np
from flint import fmpq
from numpy.typing import ArrayLike

from ibverify.activations import Activation, is_piecewise_affine, softmax
from ibverify.activations._piecewise import PiecewiseLinear
from ibverify.dimension.correlation import COINCIDENCES, correlation_dimension
from ibverify.dimension.estimate import Estimate
from ibverify.dimension.points import Points, checked, checked_rng, multiplicities
from ibverify.dimension.sampling import draw, flattened, merged, outputs, preactivations
from ibverify.errors import InputError
from ibverify.exact.matrices import rank
from ibverify.exact.rational import integer_row
from ibverify.law import Law
from ibverify.network import Layer, Network
from ibverify.problem import Problem
from ibverify.readouts import is_noise
from ibverify.study.images import images
from ibverify.study.rewrite import preceded

Matrix: TypeAlias = Sequence[Sequence[fmpq]]
Progress: TypeAlias = Callable[[int, float], None]

MAX_CELLS = 20_000
MAX_POINTS = 10_000_000
SATURATED = "floats merge outputs that differ: the layer, or one before it, is saturated; take smaller weights"


@dataclass(frozen=True, slots=True)
class Expected:
    """A correlation dimension, and why it is expected; `sure`: of these weights, not only of almost all.

    `fills`: the layer has a bounded density in its space; `bounded`: its support is bounded.
    """

    value: int
    because: str
    sure: bool = True
    fills: bool = False
    bounded: bool = True


@dataclass(frozen=True, slots=True)
class LayerDimension:
    """The estimate of a layer, 0 for the input, and the dimension expected; None where it is not known."""

    index: int
    width: int
    found: Estimate
    expected: Expected | None

    @property
    def agrees(self) -> bool | None:
        """Whether the interval holds the expected dimension; None where one of them is missing."""
        return None if self.expected is None else self.found.holds(self.expected.value)


def layer_dimensions(
    problem: Problem, *, n: int = 10_000, rng: np.random.Generator | int = 0, level: float = 0.95, n_jobs: int = 1
) -> tuple[LayerDimension, ...]:
    """The correlation dimension of the input and of every layer, from n draws; estimates, never proofs.

    Raises what `correlation_dimension` raises.
    """
    layers = sampled_layers(problem, _checked_points(n), checked_rng(rng), level, n_jobs, None)
    return tuple(layer for layer, _ in layers)


def _checked_points(n: object) -> int:
    if not isinstance(n, (int, np.integer)) or not 1 <= n <= MAX_POINTS:
        raise InputError("n", f"{n!r} is no number of points", f"give an integer from 1 to {MAX_POINTS}")
    return int(n)


def sampled_layers(
    problem: Problem, n: int, rng: np.random.Generator, level: float, n_jobs: int, progress: Progress | None
) -> Iterator[tuple[LayerDimension, Points]]:
    """Each layer with the points that its estimate was made of, (n, width); the input first.

    `progress` is told of a layer and the share of its points that are counted.
    """
    noise = problem.input_noise
    network = problem.network if noise is None else preceded(problem.network, noise)
    front = network.depth - problem.network.depth  # the layers that add noise to the input are none of the problem's
    expected = expected_dimensions(network, problem.law)
    samples, unresolved = outputs(network, draw(problem.law, n, rng), rng), merged(problem.law, n)
    for index in range(problem.network.depth + 1):
        place = index + front if index else 0
        found = _estimate(samples[place], rng, level, n_jobs, progress, index)
        reason = unresolved or _lost(network, samples, place, expected[place], found)
        if reason is not None:
            found = replace(found, estimate=None, interval=None, reason=reason)
        yield LayerDimension(index, network.width(place), found, expected[place]), samples[place]


def _lost(
    network: Network, samples: Sequence[Points], index: int, expected: Expected | None, found: Estimate
) -> str | None:
    """Why a sample of a layer says nothing of its law: floats make another one of it; None if they do not."""
    if found.method == COINCIDENCES and _merged(network, samples, index, expected):
        return SATURATED
    if found.interval is None or expected is None or not expected.sure:
        return None
    return flattened(samples[index], expected.value)


def _merged(network: Network, samples: Sequence[Points], index: int, expected: Expected | None) -> bool:
    """Whether equal points of a layer may come from floats, which merge outputs of an injective activation."""
    if expected is not None and expected.sure:
        return expected.value > 0
    return any(
        layer.activation.facts["injective"] is True
        and len(multiplicities(samples[i])[0]) < len(multiplicities(preactivations(network, samples, i))[0])
        for i, layer in enumerate(network.layers[:index], start=1)
        if not is_noise(layer.activation)
    )


def sampled(
    samples: ArrayLike, rng: np.random.Generator, level: float, n_jobs: int, progress: Progress | None
) -> Iterator[tuple[LayerDimension, Points]]:
    """The same for a sample of which nothing else is known."""
    points = checked(samples)
    yield LayerDimension(0, points.shape[1], _estimate(points, rng, level, n_jobs, progress, 0), None), points


def _estimate(
    points: Points, rng: np.random.Generator, level: float, n_jobs: int, progress: Progress | None, index: int
) -> Estimate:
    told = None if progress is None else partial(progress, index)
    return correlation_dimension(points, rng=rng, level=level, n_jobs=n_jobs, progress=told)


def expected_dimensions(network: Network, law: Law) -> list[Expected | None]:
    """Of the input and of every layer: sure where the rank of the weights or the exact law tells, else (16), else None.

    >>> from ibverify.examples import fig1
    >>> [each.value for each in expected_dimensions(fig1.ramp("1/10", "2/5"), fig1.continuous())]  # flat on one box
    [1, 1, 0]
    """
    found: list[Expected | None] = [_of_law(law)]
    laws, made = _laws(network, law), list[Law | None]()
    for index, layer in enumerate(network.layers, start=1):
        before = [found[s] for s in network.sources(index)]
        known = _of_weights(layer, before[0] if len(before) == 1 else None)
        if known is None or not known.sure:
            made += islice(laws, index - len(made))  # nothing is cut before it is asked for
            image = made[index - 1] if len(made) == index else None
            known = known if image is None else _of_law(image)
        found.append(known)
    return found


def _laws(network: Network, law: Law) -> Iterator[Law | None]:
    """The law of each layer, or of what a bijection maps to it; exact. None where none is made.

    It ends before the first layer that may cut the law into more than `MAX_CELLS` pieces.
    """
    pushed, cut = images(network, law), law
    for layer in network.layers:
        if len(cut.cells) * _regions(layer, cut) > MAX_CELLS:
            return
        image, own = next(pushed)
        cut = image if image is not None and own else cut
        yield image


def _regions(layer: Layer, law: Law) -> int:
    """At most so many pieces are cut out of a cell: the regions of hyperplanes in the space of its chart."""
    activation = layer.activation
    walls = len(layer.weight) * (len(activation.kinks) if isinstance(activation, PiecewiseLinear) else 1)
    dimension = max(cell.dimension for cell in law.cells)
    return sum(comb(walls, i) for i in range(dimension + 1))


def _of_weights(layer: Layer, before: Expected | None) -> Expected | None:
    """What the weights and the activation tell, without the law."""
    activation = layer.activation
    if is_noise(activation):
        return Expected(layer.width, "noise with a density", fills=True, bounded=activation.step is not None)
    if is_piecewise_affine(activation) and activation.values(len(layer.weight)) is not None:
        return Expected(0, "finitely many values")
    weight = _up_to_bijection(activation, layer.weight)
    if weight is None or before is None or not before.bounded:
        return None
    return _after(before, weight, layer.width)


def _of_law(law: Law) -> Expected:
    """Exact: what is bi-Lipschitz on bounded sets keeps the least rank, and a bounded density."""
    ranks = {rank(cell.linear) if cell.dimension else 0 for cell in law.cells}
    return Expected(min(ranks), "exact law", fills=ranks == {law.width})


def _up_to_bijection(activation: Activation, weight: Matrix) -> Matrix | None:
    """The matrix before a map that is bi-Lipschitz on bounded sets: (14) to (16) speak of these; None for others."""
    if activation == softmax.ACTIVATION:
        return [[a - b for a, b in zip(row, weight[-1], strict=True)] for row in weight]
    return weight if activation.facts["injective"] is True and activation.facts["continuous"] is True else None


def _after(before: Expected, weight: Matrix, width: int) -> Expected:
    """Behind this matrix and a bi-Lipschitz map."""
    kept = rank([integer_row(row) for row in weight])
    if kept == 0:
        return Expected(0, "constant")
    if before.fills:
        return Expected(kept, f"a density behind weights of rank {kept}", fills=kept == width)
    if before.sure and (before.value == 0 or kept == len(weight[0])):
        return Expected(before.value, "an atom before" if before.value == 0 else "injective weights")
    full = kept == min(len(weight), len(weight[0]))
    because = "(16), almost all weights" if full else f"almost all weights of rank {kept}"
    return Expected(min(kept, before.value), because, sure=False)
