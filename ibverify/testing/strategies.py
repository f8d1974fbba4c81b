r"""Hypothesis strategies for rationals, laws, networks and whole problems.

Numbers are small rationals that repeat, so that the hard cases are common and not just possible: dead neurons, kinks
that coincide, components that overlap or share a wall, lower-dimensional supports, rank-deficient layers, atoms on
walls, equal masses. `problem_dicts` draws what a problem file holds; the others are made of it. A draw shrinks towards
one atom at the origin and one identity neuron.
"""

from __future__ import annotations

from flint import fmpq
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ibverify.errors import InputError
from ibverify.exact.rational import rational
from ibverify.law import Law
from ibverify.network import Network
from ibverify.problem import Problem
from ibverify.testing._documents import Document, law_from, network_from, problem_from

_COMMON = ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "1/3", "3/4", "-3/2")
_ACTIVATIONS = ("identity", "relu", "abs", "leaky_relu", "step", "hardtanh", "max", "argmax")
_SLOPES = ("1/2", "0", "1", "-1", "-2")
_DEEPEST = 3


def rationals() -> SearchStrategy[fmpq]:
    """Rationals with |numerator| <= 12 and denominator <= 6, a few of them much more often than the others."""
    return st.sampled_from(_COMMON).map(rational) | st.builds(fmpq, st.integers(-12, 12), st.integers(1, 6))


def problem_dicts(*, inputs: int | None = None, min_depth: int = 1) -> SearchStrategy[Document]:
    """Problem files: up to 4 components, a chain of `min_depth` to 3 piecewise-affine layers; JSON without floats.

    `inputs` is the input width; None draws 1 to 3, and now and then 4 or 5. Networks of more inputs are narrower and
    not so deep. Raises `InputError` for a width below 1 and a depth outside of 1 to 3.
    """
    if not 1 <= min_depth <= _DEEPEST:
        raise InputError("min_depth", f"{min_depth} layers", f"ask for 1 to {_DEEPEST}")
    return _problem_dicts(None if inputs is None else _checked("inputs", inputs), min_depth)


def problems(*, inputs: int | None = None, min_depth: int = 1) -> SearchStrategy[Problem]:
    """The problems that `problem_dicts` describes."""
    return problem_dicts(inputs=inputs, min_depth=min_depth).map(problem_from)


def laws(dim: int) -> SearchStrategy[Law]:
    """Joint laws of (Y, X), X in R^dim: mixtures of up to 4 atoms and uniform laws. Raises `InputError` for dim < 1."""
    return _components(_checked("dim", dim)).map(law_from)


def networks(inputs: int) -> SearchStrategy[Network]:
    """Chains of 1 to 3 piecewise-affine layers on R^inputs. Raises `InputError` for inputs < 1."""
    return _chains(_checked("inputs", inputs), 1).map(lambda layers: network_from(inputs, layers))


def _checked(name: str, width: int) -> int:
    if width < 1:
        raise InputError(name, f"{width} coordinates", "ask for at least 1")
    return width


@st.composite
def _problem_dicts(draw: DrawFn, inputs: int | None, min_depth: int) -> Document:
    width = draw(st.sampled_from((1, 2, 1, 2, 2, 3, 3, 4, 5))) if inputs is None else inputs
    components, network = draw(_components(width)), draw(_chains(width, min_depth))
    return {"format": "ibverify-problem/1", "input": components, "network": network}


@st.composite
def _components(draw: DrawFn, dim: int) -> list[Document]:
    shares = [1, *draw(st.lists(st.sampled_from((1, 1, 2, 3, 0)), max_size=3 if dim < 4 else 1))]
    components: list[Document] = []
    for share in shares:
        twin = bool(components) and draw(st.integers(0, 5)) == 5
        shape = draw(st.sampled_from(components))["shape"] if twin else draw(_shapes(dim))
        components.append({"label": draw(st.sampled_from("012")), "mass": str(fmpq(share, sum(shares))), "shape": shape})
    return [{"label": part["label"], "mass": part["mass"], **part["shape"]} for part in components]


def _shapes(dim: int) -> SearchStrategy[Document]:
    point = st.lists(_texts(), min_size=dim, max_size=dim)
    atoms = point.map(lambda at: {"atom": at})
    boxes = st.lists(_intervals(), min_size=dim, max_size=dim).map(lambda sides: {"box": sides})
    points = st.lists(point, min_size=1, max_size=5 if dim < 3 else 4)
    polytopes = points.map(lambda vertices: {"polytope": vertices})
    shapes = atoms | boxes | polytopes if dim < 4 else atoms | boxes
    return shapes | _cut_rectangles() if dim == 2 else shapes


@st.composite
def _cut_rectangles(draw: DrawFn) -> Document:
    """Half-spaces of a rectangle, and one more that keeps a corner of it."""
    (left, right), (low, high) = draw(st.tuples(_intervals(), _intervals()))
    a, b = draw(rationals()), draw(rationals())
    level = a * rational(left) + b * rational(low) + draw(st.sampled_from((0, fmpq(1, 2), 1)))
    sides = [["1", "0", right], ["-1", "0", _negated(left)], ["0", "1", high], ["0", "-1", _negated(low)]]
    return {"halfspaces": [*sides, [str(a), str(b), str(level)]]}


@st.composite
def _chains(draw: DrawFn, inputs: int, min_depth: int) -> list[Document]:
    width, chain = inputs, []
    for _ in range(draw(st.integers(min_depth, max(min_depth, min(_DEEPEST, 5 - inputs))))):
        rows = draw(_rows(width, most=3 if inputs < 4 else 2))
        activation = draw(st.sampled_from(_ACTIVATIONS))
        slope = {"slope": draw(st.sampled_from(_SLOPES))} if activation == "leaky_relu" else {}
        weight, bias = [list(map(str, row[:-1])) for row in rows], [str(row[-1]) for row in rows]
        chain.append({"weight": weight, "bias": bias, "activation": activation, **slope})
        width = 1 if activation in ("max", "argmax") else len(rows)
    return chain


@st.composite
def _rows(draw: DrawFn, width: int, most: int) -> list[list[fmpq]]:
    """Weights and bias of each neuron; now and then none, or a multiple of those of an earlier neuron."""
    rows: list[list[fmpq]] = []
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.integers(0, 7))
        if kind == 6 and rows:
            factor, earlier = draw(st.sampled_from((1, -1, 2))), draw(st.sampled_from(rows))
            rows.append([factor * x for x in earlier])
        else:
            weights = [fmpq(0)] * width if kind == 7 else draw(st.lists(rationals(), min_size=width, max_size=width))
            rows.append([*weights, draw(rationals())])
    return rows


def _intervals() -> SearchStrategy[list[str]]:
    return st.tuples(rationals(), rationals()).map(lambda ends: [str(min(ends)), str(max(ends))])


def _texts() -> SearchStrategy[str]:
    return rationals().map(str)


def _negated(number: str) -> str:
    return str(-rational(number))
