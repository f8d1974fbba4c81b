r"""Layers and networks: affine maps with exact rational weights, each followed by an activation.

Shapes follow PyTorch and ONNX: `weight` is (n_out, n_in), the transpose of the $\mathbf W$ of (2). A layer reads the
concatenation of its `sources`, indices of earlier layers where 0 is the input; in a chain, the layer before it.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import SupportsIndex

from flint import arb, ctx, fmpq

from ibverify.activations import Activation, is_piecewise_affine, named
from ibverify.activations.identity import ACTIVATION as IDENTITY
from ibverify.errors import ProblemError, UnsupportedNetwork
from ibverify.exact.rational import Exactly, rational

Matrix = tuple[tuple[fmpq, ...], ...]
Point = tuple[fmpq, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """`activation(weight x + bias)`; `sources` None means the layer before.

    Raises `ProblemError` if the shapes do not fit each other.
    """

    weight: Matrix
    bias: Point
    activation: Activation = IDENTITY
    name: str | None = None
    sources: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        if not self.weight or not self.weight[0]:
            raise ProblemError("weight", "a matrix without entries", "give at least one row and one column")
        widths = sorted({len(row) for row in self.weight})
        if len(widths) > 1:
            raise ProblemError("weight", f"rows of {widths[0]} and of {widths[-1]} entries", "give rows of one length")
        if len(self.bias) != len(self.weight):
            what = f"{len(self.bias)} entries for the {len(self.weight)} rows of weight"
            raise ProblemError("bias", what, "give one bias for each neuron")

    def __repr__(self) -> str:
        rows = [[str(x) for x in row] for row in self.weight]
        parts = [repr(rows), repr([str(b) for b in self.bias])]
        if self.activation != IDENTITY:
            parts.append(_spelled(self.activation))
        parts += [f"{k}={v!r}" for k, v in (("name", self.name), ("sources", self.sources)) if v is not None]
        return f"layer({', '.join(parts)})"

    @property
    def inputs(self) -> int:
        """The number of columns of the weight."""
        return len(self.weight[0])

    @property
    def width(self) -> int:
        """The number of outputs."""
        return self.activation.width(len(self.weight))

    def preactivation(self, point: Sequence[fmpq]) -> Point:
        """`weight x + bias`, exactly."""
        return tuple(
            sum((a * x for a, x in zip(row, point, strict=True) if a != 0), b)
            for row, b in zip(self.weight, self.bias, strict=True)
        )


def layer(
    weight: Sequence[Sequence[Exactly]],
    bias: Sequence[Exactly] | None = None,
    activation: Activation | str = IDENTITY,
    *,
    name: str | None = None,
    sources: Sequence[int] | None = None,
) -> Layer:
    """A layer from exact numbers; no bias is the bias 0, an activation may be given by its name.

    >>> layer([["1/2", 1]], activation="relu")
    layer([['1/2', '1']], ['0'], 'relu')
    """
    if isinstance(activation, str):
        activation = named(activation)
    rows = tuple(tuple(rational(x) for x in row) for row in weight)
    biases = tuple(rational(b) for b in bias) if bias is not None else (fmpq(0),) * len(rows)
    return Layer(rows, biases, activation, name, None if sources is None else tuple(sources))


def unit_layer(width: int, activation: Activation) -> Layer:
    """An activation as a layer: its weight is the unit matrix, its bias 0."""
    weight = tuple(tuple(fmpq(int(i == j)) for j in range(width)) for i in range(width))
    return Layer(weight, (fmpq(0),) * width, activation)


def _spelled(activation: Activation) -> str:
    """How Python spells an activation; in angle brackets where no name stands for it."""
    name, parameters = activation.name, activation.parameters
    with suppress(ProblemError):
        if named(name, **parameters) == activation:
            given = "".join(f", {k}={str(v)!r}" for k, v in parameters.items())
            return f"activation({name!r}{given})" if given else repr(name)
    return f"<{name}>"


@dataclass(frozen=True, slots=True, init=False)
class Network:
    """A feed-forward network on R^inputs: `Network(inputs, layers)`, or `Network(layers)`, as many as the first reads.

    Raises `ProblemError` where the width of a layer does not fit its sources.

    >>> Network([layer([[1, 2]])]) == Network(2, [layer([[1, 2]])])
    True
    """

    inputs: int
    layers: tuple[Layer, ...]

    def __init__(self, inputs: SupportsIndex | Iterable[Layer], layers: Iterable[Layer] | None = None) -> None:
        """From the number of inputs and the layers, or from the layers alone."""
        width, given = (inputs, layers) if isinstance(inputs, SupportsIndex) else (None, inputs)
        chain = tuple(given or ())
        if not all(isinstance(each, Layer) for each in chain):
            raise ProblemError("network", "something in it is no layer", "make each by layer(weight, bias, activation)")
        if given is None or (width is None and not chain):
            raise ProblemError("network", "no layers are given", "give a list of them")
        object.__setattr__(self, "inputs", chain[0].inputs if width is None else operator.index(width))
        object.__setattr__(self, "layers", chain)
        self._check()

    def _check(self) -> None:
        for i, layer in enumerate(self.layers, start=1):
            sources = self.sources(i)
            if any(not 0 <= s < i for s in sources):
                raise ProblemError(f"network[{i}]", f"sources {sources}", "name earlier layers, or 0 for the input")
            width = sum(self.width(s) for s in sources)
            if layer.inputs != width:
                what = f"weight has {layer.inputs} columns for an input of width {width}"
                raise ProblemError(f"network[{i}]", what, f"give {width} columns")

    @property
    def depth(self) -> int:
        """The number of layers."""
        return len(self.layers)

    def width(self, index: int) -> int:
        """The width of a layer; 0 is the input."""
        return self.layers[index - 1].width if index else self.inputs

    def sources(self, index: int) -> tuple[int, ...]:
        """The layers that this one reads."""
        sources = self.layers[index - 1].sources
        return (index - 1,) if sources is None else sources

    def last_use(self, index: int) -> int:
        """The last layer that reads this one; the layer itself if none does."""
        return max((i for i in range(index + 1, self.depth + 1) if index in self.sources(i)), default=index)


def evaluate(network: Network, point: Sequence[fmpq]) -> tuple[Point, ...]:
    """The output of every layer at a point of R^inputs, exactly; the input is not repeated.

    Raises `UnsupportedNetwork` for an activation that is not rational: use `evaluate_balls`.

    >>> from ibverify.activations import named
    >>> ramp = Network(1, (layer([[1], [1]], ["-1/4", "-1/2"], named("relu")), layer([[1, -1]])))
    >>> evaluate(ramp, [fmpq(3, 8)])
    ((1/8, 0), (1/8,))
    """
    outputs: list[Point] = [tuple(point)]
    for i, each in enumerate(network.layers, start=1):
        if not is_piecewise_affine(each.activation):
            where = f"network[{i}]"
            raise UnsupportedNetwork(where, f"{each.activation.name} has irrational values", "enclose it in balls")
        outputs.append(each.activation.at(each.preactivation([x for s in network.sources(i) for x in outputs[s]])))
    return tuple(outputs[1:])


def evaluate_balls(network: Network, point: Sequence[fmpq], bits: int) -> tuple[tuple[fmpq | arb, ...], ...]:
    """The output of every layer: rationals as long as they are exact, rigorous balls after that."""
    outputs: list[tuple[fmpq | arb, ...]] = [tuple(point)]
    with ctx.workprec(bits):
        for i, each in enumerate(network.layers, start=1):
            values = [x for s in network.sources(i) for x in outputs[s]]
            outputs.append(_output(each, values))
    return tuple(outputs[1:])


def _output(layer: Layer, values: Sequence[fmpq | arb]) -> tuple[fmpq | arb, ...]:
    exact = [x for x in values if isinstance(x, fmpq)]
    if len(exact) == len(values):
        before = layer.preactivation(exact)
        if is_piecewise_affine(layer.activation):
            return layer.activation.at(before)
        balls = [arb(x) for x in before]
    else:
        balls = [
            sum((arb(a) * x for a, x in zip(row, values, strict=True) if a != 0), arb(b))
            for row, b in zip(layer.weight, layer.bias, strict=True)
        ]
    return layer.activation.ball(balls)
