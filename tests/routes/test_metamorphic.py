"""Changes of a problem that leave its information as it is, or turn one activation into another; decided exactly."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import assume, given
from hypothesis import strategies as st

from ibverify.activations import Activation, named
from ibverify.activations._piecewise import PiecewiseLinear
from ibverify.distributions import box
from ibverify.exact import compare
from ibverify.information import Information, information
from ibverify.law import Cell, Law, mixture, push
from ibverify.network import Layer, Matrix, Network, layer
from ibverify.polyhedra import barycentre, cut
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.testing import problems, rationals

ZERO = fmpq(0)
LOW, HIGH = (fmpq(-1), ZERO), (ZERO, fmpq(1))


def layers(problem: Problem) -> list[Information]:
    """The information of the input and of every layer."""
    return [information(law) for law in push(problem.network, problem.law)]


def same(left: Information, right: Information) -> bool:
    """Equal atoms, dimensions and values; of enclosed values, that they are not told apart."""
    if (left.atoms, left.dimensions) != (right.atoms, right.dimensions):
        return False
    outcomes = (compare(left.entropy, "==", right.entropy), compare(left.precision, "==", right.precision))
    exact = left.precision.is_exact and right.precision.is_exact
    return all(o.proved or (o.unknown and not exact) for o in outcomes)


def all_same(left: list[Information], right: list[Information]) -> bool:
    return all(same(a, b) for a, b in zip(left, right, strict=True))


def changed(problem: Problem, *, law: Law | None = None, chain: list[Layer] | None = None) -> Problem:
    law = problem.law if law is None else law
    chain = list(problem.network.layers) if chain is None else chain
    return Problem(law, Network(law.width, tuple(chain)))


def product(left: Matrix, right: Matrix) -> Matrix:
    columns = list(zip(*right, strict=True))
    return tuple(tuple(sum((a * b for a, b in zip(row, c, strict=True)), ZERO) for c in columns) for row in left)


@st.composite
def invertible(draw: st.DrawFn, size: int) -> Matrix:
    """A permutation of the rows of a triangular matrix without 0 on its diagonal."""
    entries = rationals()
    rows = [
        [draw(entries) if j < i else draw(entries.filter(bool)) if j == i else ZERO for j in range(size)]
        for i in range(size)
    ]
    return tuple(tuple(row) for row in draw(st.permutations(rows)))


def inverse(matrix: Matrix) -> Matrix:
    found = fmpq_mat([list(row) for row in matrix]).inv()
    return tuple(tuple(found[i, j] for j in range(len(matrix))) for i in range(len(matrix)))


# Of the representation.


@given(problems(), st.data())
def test_an_invertible_map_at_the_end(problem: Problem, data: Any):
    """I(X;L), I(Y;L), the atoms and the dimensions are those before the map."""
    width = problem.network.width(problem.network.depth)
    bias = tuple(data.draw(rationals()) for _ in range(width))
    more = changed(problem, chain=[*problem.network.layers, Layer(data.draw(invertible(width)), bias)])
    *_, before, after = layers(more)
    assert same(before, after)


@given(problems(), st.sampled_from(["tanh", "sigmoid", "softplus"]))
def test_a_smooth_bijection_at_the_end(problem: Problem, name: str):
    """The layer has the values that it has with the identity."""
    *chain, last = problem.network.layers
    smooth, plain = (
        analyze(changed(problem, chain=[*chain, replace(last, activation=named(a))])) for a in (name, "identity")
    )
    assert same(smooth[len(chain) + 1], plain[len(chain) + 1])


@given(problems(), st.data())
def test_neurons_in_another_order(problem: Problem, data: Any):
    """Permuting the neurons of the first layer, and the columns that read them, changes nothing."""
    first, *rest = problem.network.layers
    assume(first.activation.name not in ("max", "argmax"))
    order = data.draw(st.permutations(range(first.width)))
    first = replace(first, weight=tuple(first.weight[i] for i in order), bias=tuple(first.bias[i] for i in order))
    rest = [replace(r, weight=tuple(tuple(row[i] for i in order) for row in r.weight)) for r in rest[:1]] + rest[1:]
    assert all_same(layers(problem), layers(changed(problem, chain=[first, *rest])))


@given(problems(), rationals())
def test_a_dead_neuron_more(problem: Problem, weight: fmpq):
    """A neuron without weights is constant; at 0 it may be read with any weight."""
    first, *rest = problem.network.layers
    assume(isinstance(first.activation, PiecewiseLinear))
    first = replace(first, weight=(*first.weight, (ZERO,) * first.inputs), bias=(*first.bias, ZERO))
    rest = [replace(r, weight=tuple((*row, weight) for row in r.weight)) for r in rest[:1]] + rest[1:]
    assert all_same(layers(problem), layers(changed(problem, chain=[first, *rest])))


@given(problems(), rationals())
def test_a_neuron_twice(problem: Problem, share: fmpq):
    """What reads a neuron may read a part of it from a copy."""
    first, *rest = problem.network.layers
    assume(first.activation.name not in ("max", "argmax"))
    first = replace(first, weight=(*first.weight, first.weight[0]), bias=(*first.bias, first.bias[0]))
    rest = [
        replace(r, weight=tuple(((1 - share) * row[0], *row[1:], share * row[0]) for row in r.weight)) for r in rest[:1]
    ] + rest[1:]
    assert all_same(layers(problem), layers(changed(problem, chain=[first, *rest])))


# Of the input.


@given(problems(), st.permutations("012"))
def test_other_names_of_labels(problem: Problem, names: list[str]):
    """A bijection of the labels changes nothing."""
    new = dict(zip("012", names, strict=True))
    cells = tuple(replace(cell, label=new[cell.label]) for cell in problem.law.cells)
    masses = {new[label]: mass for label, mass in problem.law.label_masses.items()}
    assert all_same(
        layers(problem), layers(changed(problem, law=replace(problem.law, cells=cells, label_masses=masses)))
    )


def halves(cell: Cell) -> list[Cell]:
    """Two cells with the density of the one, cut through its middle across the first axis."""
    if not cell.dimension:
        return [replace(cell, density=cell.density / 2)] * 2
    level = barycentre(cell.polytope)[0]
    parts = cut(cell.polytope, (int(level.q), *(0 for _ in range(cell.dimension - 1)), -int(level.p)))
    return [replace(cell, piece=replace(cell.piece, polytope=part)) for part in parts if part is not None]


@given(problems(), st.booleans())
def test_components_in_two_parts(problem: Problem, thin: bool):
    """Each component as two of its halves, or as two on top of each other with half of the density each."""
    cells: list[Cell] = []
    for cell in problem.law.cells:
        cells += [replace(cell, density=cell.density / 2)] * 2 if thin else halves(cell)
    assert all_same(layers(problem), layers(changed(problem, law=replace(problem.law, cells=tuple(cells)))))


@given(problems(), st.data())
def test_other_coordinates_of_the_input(problem: Problem, data: Any):
    """An affine bijection of the input, with its inverse in the first layer, changes nothing."""
    first, *rest = problem.network.layers
    matrix = data.draw(invertible(problem.law.width))
    shift = tuple(data.draw(rationals()) for _ in range(problem.law.width))
    moved = push(Network(problem.law.width, (Layer(matrix, shift),)), problem.law)[1]
    weight = product(first.weight, inverse(matrix))
    before = Layer(weight, first.bias).preactivation([-x for x in shift])
    there = changed(problem, law=moved, chain=[replace(first, weight=weight, bias=before), *rest])
    assert all_same(layers(problem), layers(there))


# Of the activation.


def with_activation(problem: Problem, activation: Activation) -> list[Law]:
    chain = [replace(layer, activation=activation) for layer in problem.network.layers]
    assume(all(a.width == b.inputs for a, b in pairwise(chain)))
    return list(push(changed(problem, chain=chain).network, problem.law))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (named("leaky_relu", slope=fmpq(1)), named("identity")),
        (named("leaky_relu", slope=ZERO), named("relu")),
        (named("leaky_relu", slope=fmpq(-1)), named("abs")),
        (named("clip", lower=fmpq(-1), upper=fmpq(1)), named("hardtanh")),
    ],
    ids=["identity", "relu", "abs", "hardtanh"],
)
@given(problem=problems())
def test_one_activation_under_two_names(left: Activation, right: Activation, problem: Problem):
    found, expected = ([information(law) for law in with_activation(problem, a)] for a in (left, right))
    assert all_same(found, expected)


def test_a_change_of_information_is_seen():
    """On [-1, 1] with a label for each half, a map that folds at 0 loses what one that does not fold keeps."""
    halves_of_line = [(label, fmpq(1, 2), box.support([ends])) for label, ends in (("0", LOW), ("1", HIGH))]
    law = mixture(halves_of_line)
    folded, whole = (layers(Problem(law, Network(1, (layer([[1]], None, named(a)),)))) for a in ("abs", "identity"))
    assert not all_same(folded, whole)
