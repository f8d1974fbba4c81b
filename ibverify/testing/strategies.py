r"""Hypothesis strategies for rationals, laws, networks and whole problems.

Numbers are small rationals that repeat, so that the hard cases are common and not just possible: dead neurons, kinks
that coincide, components that overlap or share a wall, lower-dimensional supports, rank-deficient layers, atoms on
walls, equal masses. `problem_dicts` draws what a problem file holds; the others are made of it. Draws shrink towards
an atom at the origin and a neuron that is the identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from flint import fmpq
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ibverify.errors import InputError
from ibverify.exact.rational import parse_rational
from ibverify.law import Law
from ibverify.loaders.json_problem import problem_from_dict
from ibverify.network import Network
from ibverify.problem import Problem

Document = dict[str, Any]
Interval = tuple[fmpq, fmpq]

_COMMON = ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "1/3", "3/4", "-3/2")
_ACTIVATIONS = ("identity", "relu", "abs", "leaky_relu", "hardtanh", "max", "step", "argmax", "relu", "identity")
_SLOPES = ("1/2", "0", "1", "-1", "-2")
_DEEPEST = 3


@cache
def rationals() -> SearchStrategy[fmpq]:
    """Rationals with |numerator| <= 12 and denominator <= 6, a few of them much more often than the others."""
    small = {fmpq(p, q) for p, q in product(range(-12, 13), range(1, 7))}
    common = [parse_rational(text) for text in _COMMON]
    return st.sampled_from([*common * 10, *sorted(small, key=lambda x: (int(x.q), abs(x), x < 0))])


def problem_dicts(*, inputs: int | None = None, min_depth: int = 1) -> SearchStrategy[Document]:
    """Problem files as `json.loads` gives them: up to 4 components, a chain of up to 3 piecewise-affine layers.

    `inputs` is the input width, None for 1 to 3 and now and then 4 or 5. The more inputs, the smaller the problem.
    Raises `InputError` for a width below 1 or a least depth outside of 1 to 3.
    """
    if not 1 <= min_depth <= _DEEPEST:
        raise InputError("min_depth", f"{min_depth} layers", f"ask for 1 to {_DEEPEST}")
    widths = st.sampled_from((1, 2, 1, 2, 2, 3, 3, 4, 5)) if inputs is None else st.just(_positive(inputs, "inputs"))
    return _documents(widths, min_depth)


def problems(*, inputs: int | None = None, min_depth: int = 1) -> SearchStrategy[Problem]:
    """The problems of `problem_dicts`."""
    return problem_dicts(inputs=inputs, min_depth=min_depth).map(_problem)


def laws(dim: int) -> SearchStrategy[Law]:
    """Joint laws of (Y, X), X in R^dim: mixtures of up to 4 atoms and uniform laws. Raises `InputError` for dim < 1."""
    return problem_dicts(inputs=_positive(dim, "dim")).map(lambda document: _problem(document).law)


def networks(inputs: int) -> SearchStrategy[Network]:
    """Chains of 1 to 3 piecewise-affine layers on R^inputs. Raises `InputError` for inputs < 1."""
    return problem_dicts(inputs=_positive(inputs, "inputs")).map(lambda document: _problem(document).network)


def _positive(width: int, name: str) -> int:
    if width < 1:
        raise InputError(name, f"{width} coordinates", "ask for at least 1")
    return width


def _problem(document: Document) -> Problem:
    return problem_from_dict(document, Path())


@st.composite
def _documents(draw: DrawFn, widths: SearchStrategy[int], min_depth: int) -> Document:
    inputs = draw(widths)
    components, network = draw(_components(inputs)), draw(_chains(inputs, min_depth))
    fixed = [(i, side[0]) for c in components for i, side in enumerate(c.get("box", ())) if side[0] == side[1]]
    if fixed and draw(st.integers(0, 2)) == 2:
        axis, value = fixed[draw(st.integers(0, len(fixed) - 1))]
        _put_on_kink(network[0], axis, parse_rational(value))
    return {"format": "ibverify-problem/1", "input": components, "network": network}


def _put_on_kink(layer: Document, axis: int, value: fmpq) -> None:
    """The first neuron becomes x_axis - value, which is 0 on a flat component."""
    layer["weight"][0] = [str(int(i == axis)) for i in range(len(layer["weight"][0]))]
    layer["bias"][0] = str(-value)


# Strategies are made once and kept: making one takes longer than drawing from it.


@cache
def _components(dim: int) -> SearchStrategy[list[Document]]:
    share, relabelled, again = map(st.sampled_from, ((1, 1, 2, 1, 3, 1, 0), (0, 0, 1), (0, 0, 0, 0, 1)))
    drawn = st.tuples(_shapes(dim), share, relabelled, again)
    most = 4 if dim < 4 else 2
    return (st.lists(drawn, min_size=1, max_size=most) | st.lists(drawn, min_size=2, max_size=most)).map(_mixed)


def _mixed(drawn: Sequence[tuple[Document, int, int, int]]) -> list[Document]:
    """Components of different labels, but for some that have the first one's, or the support of the one before."""
    shares = [drawn[0][1] or 1, *(share for _, share, _, _ in drawn[1:])]
    shapes: list[Document] = []
    for shape, _, _, again in drawn:
        shapes.append(shapes[-1] if shapes and again else shape)
    labels = ["0" if relabelled else str(i % 3) for i, (_, _, relabelled, _) in enumerate(drawn)]
    return [
        {"label": label, "mass": str(fmpq(share, sum(shares))), **shape}
        for label, share, shape in zip(labels, shares, shapes, strict=True)
    ]


def _shapes(dim: int) -> SearchStrategy[Document]:
    """Supports that the oracle of `recheck` reads as well: in space no polytope but simplices and flat ones."""
    point = st.tuples(*[rationals()] * dim).map(_spelt)
    corners = 5 if dim < 3 else 4
    atoms = point.map(lambda at: {"atom": at})
    boxes = st.tuples(*[_sides()] * dim).map(lambda sides: {"box": [_spelt(side) for side in sides]})
    hulls = st.lists(point, min_size=min(dim + 1, corners), max_size=corners) | st.lists(point, min_size=1, max_size=2)
    polytopes = hulls.map(lambda points: {"polytope": points})
    cut = st.tuples(_intervals(), _intervals(), rationals(), rationals(), st.integers(0, 2)).map(_cut_rectangle)
    return st.one_of(atoms, boxes, cut if dim == 2 else boxes, polytopes)


def _cut_rectangle(drawn: tuple[Interval, Interval, fmpq, fmpq, int]) -> Document:
    """The half-spaces of a rectangle, and one more that keeps its lower left corner."""
    (left, right), (low, high), a, b, margin = drawn
    corner = a * left + b * low
    rows: list[Sequence[fmpq | int]] = [(1, 0, right), (-1, 0, -left), (0, 1, high), (0, -1, -low)]
    rows.append((a, b, corner + margin))
    return {"halfspaces": [_spelt(row) for row in rows]}


@st.composite
def _chains(draw: DrawFn, inputs: int, min_depth: int) -> list[Document]:
    width, chain = inputs, []
    for _ in range(draw(_depths(inputs, min_depth))):
        layer = draw(_layers(width, 3 if inputs < 4 else 6 - inputs))
        chain.append(layer)
        width = 1 if layer["activation"] in ("max", "argmax") else len(layer["bias"])
    return chain


@cache
def _depths(inputs: int, least: int) -> SearchStrategy[int]:
    return st.integers(least, max(least, min(_DEEPEST, 5 - inputs)))


@cache
def _layers(width: int, most: int) -> SearchStrategy[Document]:
    factor, multiple = st.sampled_from((1, 1, 1, 1, 1, 0)), st.sampled_from((0, 0, 0, 1, 2))
    neuron = st.tuples(st.tuples(*[rationals()] * (width + 1)), factor, multiple)
    neurons = st.lists(neuron, min_size=1, max_size=most)
    return st.tuples(neurons, st.sampled_from(_ACTIVATIONS), st.sampled_from(_SLOPES)).map(_layer)


def _layer(drawn: tuple[Sequence[tuple[tuple[fmpq, ...], int, int]], str, str]) -> Document:
    """Neurons without weights where the factor is 0, and multiples of the one before where the multiple is positive."""
    neurons, activation, slope = drawn
    rows: list[tuple[fmpq, ...]] = []
    for row, factor, multiple in neurons:
        if rows and multiple > 0:
            rows.append(tuple(multiple * x for x in rows[-1]))
        else:
            rows.append((*(factor * x for x in row[:-1]), row[-1]))
    layer = {"weight": [_spelt(row[:-1]) for row in rows], "bias": _spelt([row[-1] for row in rows])}
    return {**layer, "activation": activation, **({"slope": slope} if activation == "leaky_relu" else {})}


@cache
def _intervals() -> SearchStrategy[Interval]:
    return st.tuples(rationals(), rationals()).map(lambda ends: (min(ends), max(ends)))


@cache
def _sides() -> SearchStrategy[Interval]:
    """Intervals, one in five of length 0."""
    flat = st.sampled_from((False, False, False, False, True))
    return st.tuples(_intervals(), flat).map(lambda drawn: (drawn[0][0],) * 2 if drawn[1] else drawn[0])


def _spelt(numbers: Sequence[fmpq | int]) -> list[str]:
    return [str(x) for x in numbers]
