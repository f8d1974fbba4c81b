r"""What can be certified of a layer behind a smooth activation, where laws have no closed form.

At a point where no piecewise activation sits on a kink the network is continuously differentiable; if
its Jacobian there has a minor that balls keep away from 0, its rank is at least that size on a neighbourhood. In the
support of a law with a density such a neighbourhood has positive mass, and by the constant rank theorem its image is
not discrete: $I(X;L)$ is infinite.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flint import arb, ctx, fmpq, fmpq_mat

from ibverify.activations import is_piecewise_affine, is_smooth
from ibverify.activations._piecewise import PiecewiseLinear
from ibverify.exact import Value, between
from ibverify.exact.rational import integer_row
from ibverify.information.layer import Information
from ibverify.law.cell import Cell
from ibverify.network import Layer, Network

BITS = 192
TRIES = 12
MAX_CELLS = 500


@dataclass(frozen=True, slots=True)
class Witness:
    """A point of the input, in the support of a component, around which a layer has at least this rank."""

    point: tuple[fmpq, ...]
    rank: int


def rank_witness(network: Network, index: int, cells: Sequence[Cell]) -> Witness | None:
    """A certified lower bound for the rank of a layer somewhere in the input law; None if no point tried shows rank 1.

    `cells` are the input's. Rigorous: every sign and minor is decided in balls. The points are drawn with a fixed seed.
    """
    best: Witness | None = None
    for cell in cells:
        if cell.dimension == 0:
            continue
        for point in _points(cell):
            rank = _local_rank(network, index, cell, point)
            if rank and (best is None or rank > best.rank):
                best = Witness(cell.image(integer_row([*point, fmpq(1)])), rank)
            if best is not None and best.rank >= min(cell.dimension, network.width(index)):
                return best
    return best


def dimension(network: Network, index: int, cells: Sequence[Cell], before: Sequence[Information], why: str) -> Value:
    r"""The information dimension of a layer behind a smooth activation, as far as it is certain.

    It is the mean of the rank. That is at most the rank of the weight, of what the layer reads (`before`: the input,
    then the layers) and of the values of the activation. On a cell on which the network is analytic, a rank that is
    certain at one point is reached almost everywhere: it adds its share of the mass from below.
    """
    layer, sources = network.layers[index - 1], [before[s] for s in network.sources(index)]
    if is_piecewise_affine(layer.activation) and layer.activation.values(len(layer.weight)) is not None:
        return Value(0)
    most = min(int(fmpq_mat([list(row) for row in layer.weight]).rank()), layer.width)
    upper = min(_ceiling(before[0], most), sum((_ceiling(source, most) for source in sources), fmpq(0)))
    return between(_floor(network, index, cells, most), upper, why)


def _ceiling(found: Information, most: int) -> fmpq:
    """The mean of the rank of a map of this layer whose rank is `most` or less, from above."""
    if found.dimensions is not None:
        return sum((min(rank, most) * mass for rank, mass in found.dimensions.items()), fmpq(0))
    mean = found.information_dimension
    upper = mean.form.constant if mean.is_exact else mean.interval()[1]
    return fmpq(most) if upper is None else min(upper, fmpq(most))


def _floor(network: Network, index: int, cells: Sequence[Cell], most: int) -> fmpq:
    """The mean of the certified ranks if the network is analytic up to this layer, where they are `most` at most; or 0.

    It is 0 as well for so many cells that they are not worth the time.
    """
    if len(cells) > MAX_CELLS or not all(_is_analytic(layer) for layer in network.layers[:index]):
        return fmpq(0)
    ranks = [_rank_on(cell, network, index, min(cell.dimension, most)) for cell in cells]
    if len(set(ranks)) == 1:  # no cell has to be measured
        return fmpq(ranks[0])
    return sum((rank * cell.mass for rank, cell in zip(ranks, cells, strict=True) if rank), fmpq(0))


def _is_analytic(layer: Layer) -> bool:
    activation = layer.activation
    return is_smooth(activation) or (isinstance(activation, PiecewiseLinear) and not activation.kinks)


def _rank_on(cell: Cell, network: Network, index: int, most: int) -> int:
    """The largest rank that is certain at a point of the cell, of those that are tried."""
    best = 0
    for point in _points(cell):
        if best >= most:
            break
        best = max(best, _local_rank(network, index, cell, point))
    return best


def _points(cell: Cell) -> Iterator[tuple[fmpq, ...]]:
    """Points of the interior: means of the vertices with random positive weights."""
    draw = random.Random(0)
    vertices = [[fmpq(x, v[-1]) for x in v[:-1]] for v in cell.polytope.vertices]
    for _ in range(TRIES):
        weights = [fmpq(draw.randint(1, 997)) for _ in vertices]
        whole = sum(weights, fmpq(0))
        columns = zip(*vertices, strict=True)
        yield tuple(sum((w * x for w, x in zip(weights, column, strict=True)), fmpq(0)) / whole for column in columns)


@dataclass(frozen=True, slots=True)
class _Jet:
    """Values and the Jacobian in the chart, a row per neuron."""

    values: tuple[arb, ...]
    jacobian: tuple[tuple[arb, ...], ...]


def _local_rank(network: Network, index: int, cell: Cell, point: tuple[fmpq, ...]) -> int:
    """A rank that the layer certainly has around a point of the chart; 0 also where nothing is certain."""
    with ctx.workprec(BITS):
        image = cell.image(integer_row([*point, fmpq(1)]))
        scale = cell.piece.denominator
        jets = [
            _Jet(
                tuple(arb(x) for x in image),
                tuple(tuple(arb(fmpq(a, scale)) for a in row) for row in cell.linear),
            )
        ]
        for i in range(1, index + 1):
            sources = [jets[s] for s in network.sources(i)]
            values = [x for jet in sources for x in jet.values]
            jacobian = [row for jet in sources for row in jet.jacobian]
            jet = _through(network.layers[i - 1], values, jacobian, cell.dimension)
            if jet is None:
                return 0
            jets.append(jet)
        return _certain_rank([list(row) for row in jets[index].jacobian])


def _through(layer: Layer, values: Sequence[arb], jacobian: Sequence[Sequence[arb]], dimension: int) -> _Jet | None:
    """The jet after a layer; None where a kink may be met, or the activation has no derivative here."""
    before, slopes = [], []
    for row, bias in zip(layer.weight, layer.bias, strict=True):
        used = [(arb(a), j) for j, a in enumerate(row) if a != 0]
        before.append(sum((a * values[j] for a, j in used), arb(bias)))
        slopes.append(tuple(sum((a * jacobian[j][c] for a, j in used), arb(0)) for c in range(dimension)))
    if is_smooth(layer.activation):
        factors: Sequence[arb] | None = layer.activation.derivative(before)
    else:
        factors = _slopes(layer, before)
    if factors is None:
        return None
    scaled = tuple(tuple(f * d for d in row) for f, row in zip(factors, slopes, strict=True))
    return _Jet(layer.activation.ball(before), scaled)


def _slopes(layer: Layer, before: Sequence[arb]) -> list[arb] | None:
    """The slopes of a coordinate-wise piecewise-linear activation, where every ball is inside one segment."""
    if not isinstance(layer.activation, PiecewiseLinear):
        return None
    slopes = []
    for x in before:
        inside = [
            s
            for i, s in enumerate(layer.activation.segments)
            if (s.upto is None or x < arb(s.upto)) and (i == 0 or x > arb(layer.activation.kinks[i - 1]))
        ]
        if len(inside) != 1:
            return None
        slopes.append(arb(inside[0].slope))
    return slopes


def _certain_rank(matrix: list[list[arb]]) -> int:
    """The number of pivots that elimination in balls finds and keeps away from 0: a lower bound of the rank."""
    rank = 0
    columns = len(matrix[0]) if matrix else 0
    for column in range(columns):
        able = [i for i in range(rank, len(matrix)) if not matrix[i][column].contains(0)]
        if not able:
            continue
        pivot = max(able, key=lambda i: float(abs(matrix[i][column]).mid()))
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        head = matrix[rank]
        for i in range(rank + 1, len(matrix)):
            factor = matrix[i][column] / head[column]
            matrix[i] = [x - factor * y for x, y in zip(matrix[i], head, strict=True)]
        rank += 1
    return rank
