"""The hard cases are found among 500 draws and shrunk to one layer: what a test is not given it does not test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import find, given, settings
from hypothesis.errors import NoSuchExample

from ibverify.activations._piecewise import PiecewiseLinear
from ibverify.errors import InputError
from ibverify.information import information
from ibverify.law import Cell, Law, Point, Stratum, push, strata
from ibverify.network import Layer, Network
from ibverify.polyhedra import intersect
from ibverify.problem import Problem
from ibverify.testing import laws, networks, problem_dicts, problems, rationals

DRAWS = settings(max_examples=500, derandomize=True, database=None)


def corners(cell: Cell) -> list[Point]:
    return [cell.image(v) for v in cell.polytope.vertices]


def neurons(problem: Problem) -> Iterator[tuple[Layer, list[tuple[Cell, list[Point]]]]]:
    """Every layer with the pre-activations at the corners of every cell that it reads."""
    for layer, law in zip(problem.network.layers, push(problem.network, problem.law), strict=False):
        yield layer, [(cell, [layer.preactivation(x) for x in corners(cell)]) for cell in law.cells]


def kinks(layer: Layer) -> tuple[fmpq, ...]:
    return layer.activation.kinks if isinstance(layer.activation, PiecewiseLinear) else ()


def of_two_labels(law: Law) -> Iterator[tuple[Cell, Cell]]:
    return ((a, b) for a, b in combinations(law.cells, 2) if a.label != b.label)


def met(problem: Problem) -> Iterator[Stratum]:
    """The strata of all layers on which two labels have mass."""
    for law in push(problem.network, problem.law)[1:]:
        yield from (stratum for stratum in strata(law).continuous if len(stratum.labels) > 1)


# The hard cases.


def dead_unit(problem: Problem) -> bool:
    """A ReLU neuron with weights that is 0 on the whole support."""
    return any(
        layer.activation.name == "relu" and any(row) and all(z[j] <= 0 for _, at in cells for z in at)
        for layer, cells in neurons(problem)
        for j, row in enumerate(layer.weight)
    )


def no_weights(problem: Problem) -> bool:
    """A neuron that reads nothing."""
    return any(not any(row) for layer in problem.network.layers for row in layer.weight)


def coinciding_kinks(problem: Problem) -> bool:
    """Two neurons of a layer that bend along the same hyperplane."""
    return any(
        fmpq_mat([[*a, s - u], [*b, t - v]]).rank() == 1 and any(a) and any(b)
        for layer in problem.network.layers
        for (a, s), (b, t) in combinations(list(zip(layer.weight, layer.bias, strict=True)), 2)
        for u in kinks(layer)
        for v in kinks(layer)
    )


def on_its_kink(problem: Problem) -> bool:
    """A neuron with weights that is at its kink on a whole segment or more."""
    return any(
        cell.dimension and any(row) and any(all(z[j] == t for z in at) for t in kinks(layer))
        for layer, cells in neurons(problem)
        for cell, at in cells
        for j, row in enumerate(layer.weight)
    )


def atom_on_wall(problem: Problem) -> bool:
    """An atom at the kink of a neuron with weights."""
    return any(
        not cell.dimension and any(row) and at[0][j] in kinks(layer)
        for layer, cells in neurons(problem)
        for cell, at in cells
        for j, row in enumerate(layer.weight)
    )


def tie(problem: Problem) -> bool:
    """Two candidates of an arg max that are equal on a whole segment or more."""
    return any(
        layer.activation.name == "argmax" and cell.dimension and all(z[i] == z[j] for z in at)
        for layer, cells in neurons(problem)
        for cell, at in cells
        for i, j in combinations(range(len(layer.weight)), 2)
    )


def rank_deficient(problem: Problem) -> bool:
    """A square weight that is neither 0 nor invertible."""
    return any(
        1 < len(layer.weight) == layer.inputs and 0 < fmpq_mat([list(row) for row in layer.weight]).rank() < layer.inputs
        for layer in problem.network.layers
    )


def shared_wall(problem: Problem) -> bool:
    """Supports of two labels with an axis along which one ends where the other begins, overlapping in the others."""

    def touch(a: Cell, b: Cell) -> bool:
        ends = [
            (min(x), max(x), min(y), max(y))
            for x, y in zip(zip(*corners(a), strict=True), zip(*corners(b), strict=True), strict=True)
        ]
        walls = [high == low for _, high, low, _ in ends]
        return sum(walls) == 1 and all(w or max(p, r) < min(q, s) for w, (p, q, r, s) in zip(walls, ends, strict=True))

    full = [(a, b) for a, b in of_two_labels(problem.law) if a.dimension == b.dimension == problem.law.width]
    return any(touch(a, b) or touch(b, a) for a, b in full)


def overlap(problem: Problem) -> bool:
    """Supports of two labels that share a part with interior."""
    return any(
        a.dimension == b.dimension == problem.law.width and intersect(a.polytope, b.polytope) is not None
        for a, b in of_two_labels(problem.law)
    )


def repeated_masses(problem: Problem) -> bool:
    """Atoms of two labels with one mass."""
    return any(not a.dimension and not b.dimension and a.mass == b.mass for a, b in of_two_labels(problem.law))


def lower_dimensional(problem: Problem) -> bool:
    """A support with neither interior nor a single point."""
    return any(0 < cell.dimension < problem.law.width for cell in problem.law.cells)


def mixed(problem: Problem) -> bool:
    """A layer with an atom and a part with a density, from an input without atoms."""
    last = strata(push(problem.network, problem.law)[-1])
    return all(cell.dimension for cell in problem.law.cells) and bool(last.atoms and last.continuous)


def polygon_densities(problem: Problem) -> bool:
    """Two labels that meet in an image of dimension 2 or more."""
    return any(stratum.rank > 1 for stratum in met(problem))


def tents(problem: Problem) -> bool:
    """Two labels that meet in the plane, from cells in space."""
    return any(s.rank > 1 and any(cell.dimension == s.rank + 1 for cell in s.cells) for s in met(problem))


def no_closed_form(problem: Problem) -> bool:
    """A layer whose information is enclosed only."""
    return any(not information(law).precision.is_exact for law in push(problem.network, problem.law))


def five_inputs(problem: Problem) -> bool:
    """A full-dimensional support in five dimensions."""
    return any(cell.dimension == 5 for cell in problem.law.cells)


HARD = [
    dead_unit,
    no_weights,
    coinciding_kinks,
    on_its_kink,
    atom_on_wall,
    tie,
    rank_deficient,
    shared_wall,
    overlap,
    repeated_masses,
    lower_dimensional,
    mixed,
    polygon_densities,
    tents,
    no_closed_form,
    five_inputs,
]


@pytest.mark.parametrize("hard", HARD, ids=lambda hard: hard.__name__)
def test_problems_reach(hard: Callable[[Problem], bool]):
    assert find(problems(), hard, settings=DRAWS).network.depth == 1


def test_what_does_not_exist_is_not_found():
    """The search fails where it has to."""
    with pytest.raises(NoSuchExample):
        find(problems(), lambda problem: sum(problem.law.label_masses.values(), fmpq(0)) != 1, settings=DRAWS)
