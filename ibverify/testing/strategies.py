r"""Hypothesis strategies for rationals, laws, networks and whole problems.

Numbers are small rationals that repeat, so that the hard cases are common and not just possible: dead neurons, kinks
that coincide, components that overlap or share a wall, lower-dimensional supports, rank-deficient layers, atoms on
walls, equal masses. `problem_dicts` draws what a problem file holds; the others are made of it. Draws shrink towards
an atom at the origin and a neuron that is the identity.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flint import fmpq
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ibverify.errors import InputError
from ibverify.exact.rational import rational
from ibverify.law import Law
from ibverify.loaders.json_problem import problem_from_dict
from ibverify.network import Network
from ibverify.problem import Problem

Document = dict[str, Any]

_COMMON = ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "1/3", "3/4", "-3/2")
_ACTIVATIONS = ("identity", "relu", "abs", "leaky_relu", "hardtanh", "max", "step", "relu", "identity", "argmax")
_SLOPES = ("1/2", "0", "1", "-1", "-2")
_DEEPEST = 3


def rationals() -> SearchStrategy[fmpq]:
    """Rationals with |numerator| <= 12 and denominator <= 6, a few of them much more often than the others."""
    return st.sampled_from(_COMMON).map(rational) | st.builds(fmpq, st.integers(-12, 12), st.integers(1, 6))


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
    return {"format": "ibverify-problem/1", "input": components, "network": network}


@st.composite
def _components(draw: DrawFn, dim: int) -> list[Document]:
    count = draw(st.sampled_from((1, 2, 3, 2, 4) if dim < 4 else (1, 2)))
    shares = [1, *draw(st.lists(st.sampled_from((1, 1, 2, 1, 3, 1, 2, 0)), min_size=count - 1, max_size=count - 1))]
    shapes: list[Document] = []
    for _ in shares:
        again = bool(shapes) and draw(st.integers(0, 5)) == 5
        shapes.append(draw(st.sampled_from(shapes) if again else _shapes(dim)))
    labels = [str(draw(st.sampled_from((i, i, 0))) % 3) for i in range(count)]
    return [
        {"label": label, "mass": str(fmpq(share, sum(shares))), **shape}
        for label, share, shape in zip(labels, shares, shapes, strict=True)
    ]


def _shapes(dim: int) -> SearchStrategy[Document]:
    """Supports that the oracle of `recheck` reads as well: in space no polytope but simplices and flat ones."""
    point = st.lists(_texts(), min_size=dim, max_size=dim)
    atoms = st.builds(lambda at: {"atom": at}, point)
    boxes = st.builds(lambda sides: {"box": sides}, st.lists(_intervals(), min_size=dim, max_size=dim))
    corners = max(4, 6 - dim)
    polytopes = st.builds(
        lambda points: {"polytope": points},
        st.lists(point, min_size=min(dim + 1, corners), max_size=corners) | st.lists(point, min_size=1, max_size=2),
    )
    return atoms | boxes | polytopes | (_cut_rectangles() if dim == 2 else boxes)


@st.composite
def _cut_rectangles(draw: DrawFn) -> Document:
    """The half-spaces of a rectangle, and one more that keeps a corner of it."""
    (left, right), (low, high) = draw(st.tuples(_intervals(), _intervals()))
    a, b = draw(st.tuples(rationals(), rationals()))
    level = a * rational(left) + b * rational(low) + draw(st.sampled_from((0, 1, 2)))
    sides = [["1", "0", right], ["-1", "0", _negated(left)], ["0", "1", high], ["0", "-1", _negated(low)]]
    return {"halfspaces": [*sides, [str(a), str(b), str(level)]]}


@st.composite
def _chains(draw: DrawFn, inputs: int, min_depth: int) -> list[Document]:
    deepest = max(min_depth, _DEEPEST if inputs < 3 else 5 - inputs)
    width, chain = inputs, []
    for _ in range(draw(st.integers(min_depth, max(1, deepest)))):
        rows = draw(_rows(width, most=3 if inputs < 4 else 6 - inputs))
        layer = {"weight": [_spelt(row[:-1]) for row in rows], "bias": _spelt([row[-1] for row in rows])}
        activation = draw(st.sampled_from(_ACTIVATIONS))
        slope = {"slope": draw(st.sampled_from(_SLOPES))} if activation == "leaky_relu" else {}
        chain.append({**layer, "activation": activation, **slope})
        width = 1 if activation in ("max", "argmax") else len(rows)
    return chain


@st.composite
def _rows(draw: DrawFn, width: int, most: int) -> list[list[fmpq]]:
    """Weights and bias of each neuron; now and then no weights, or a multiple of an earlier neuron's."""
    rows: list[list[fmpq]] = []
    for _ in range(draw(st.sampled_from((1, 2, 2, 3)[: most + 1]))):
        kind = draw(st.integers(0, 7))
        if kind == 7 and rows:
            factor, earlier = draw(st.sampled_from((1, -1, 2))), draw(st.sampled_from(rows))
            rows.append([factor * x for x in earlier])
        else:
            weights = [fmpq(0)] * width if kind == 6 else draw(st.lists(rationals(), min_size=width, max_size=width))
            rows.append([*weights, draw(rationals())])
    return rows


def _intervals() -> SearchStrategy[list[str]]:
    return st.builds(lambda a, b: _spelt([min(a, b), max(a, b)]), rationals(), rationals())


def _texts() -> SearchStrategy[str]:
    return rationals().map(str)


def _spelt(numbers: list[fmpq]) -> list[str]:
    return [str(x) for x in numbers]


def _negated(number: str) -> str:
    return str(-rational(number))
