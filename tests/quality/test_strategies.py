"""The hard cases are found among 1500 draws and shrunk to one layer: what is not drawn is not tested."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import Phase, find, settings
from hypothesis.errors import NoSuchExample

from ibverify.activations._piecewise import PiecewiseLinear
from ibverify.information import information
from ibverify.law import Cell, Law, Point, Stratum, push, strata
from ibverify.network import Layer, Network, layer
from ibverify.polyhedra import intersect
from ibverify.problem import Problem
from ibverify.testing import problems

DRAWS = settings(max_examples=1500, derandomize=True, database=None, phases=[Phase.generate, Phase.shrink])

# What the first layer does to the cells of the input.


def corners(cell: Cell) -> list[Point]:
    return [cell.image(v) for v in cell.polytope.vertices]


def first(problem: Problem) -> Layer:
    return problem.network.layers[0]


def neurons(problem: Problem) -> list[tuple[Point, fmpq]]:
    """The weights and the bias of each neuron."""
    return list(zip(first(problem).weight, first(problem).bias, strict=True))


def kinks(problem: Problem) -> tuple[fmpq, ...]:
    activation = first(problem).activation
    return activation.kinks if isinstance(activation, PiecewiseLinear) else ()


def preactivations(problem: Problem) -> Iterator[tuple[Cell, list[Point]]]:
    """For each cell, those at its corners."""
    return ((cell, [first(problem).preactivation(x) for x in corners(cell)]) for cell in problem.law.cells)


def of_two_labels(problem: Problem) -> Iterator[tuple[Cell, Cell]]:
    return ((a, b) for a, b in combinations(problem.law.cells, 2) if a.label != b.label)


def image(problem: Problem) -> Law:
    return push(Network(problem.network.inputs, problem.network.layers[:1]), problem.law)[-1]


def met(problem: Problem) -> Iterator[Stratum]:
    """The strata of the image on which two labels have mass."""
    return (stratum for stratum in strata(image(problem)).continuous if len(stratum.labels) > 1)


# The hard cases.


def dead_unit(problem: Problem) -> bool:
    """A ReLU neuron with weights that is 0 on the whole support."""
    cells = list(preactivations(problem))
    return first(problem).activation.name == "relu" and any(
        any(row) and all(z[j] <= 0 for _, at in cells for z in at) for j, (row, _) in enumerate(neurons(problem))
    )


def no_weights(problem: Problem) -> bool:
    """A neuron that reads nothing."""
    return any(not any(row) for row, _ in neurons(problem))


def coinciding_kinks(problem: Problem) -> bool:
    """Two neurons that bend along the same hyperplane."""
    bends = [[*row, bias - t] for row, bias in neurons(problem) if any(row) for t in kinks(problem)]
    return any(fmpq_mat([a, b]).rank() == 1 for a, b in combinations(bends, 2))


def on_its_kink(problem: Problem) -> bool:
    """A neuron with weights that is at its kink on a whole segment or more."""
    return any(
        cell.dimension and any(row) and any(all(z[j] == t for z in at) for t in kinks(problem))
        for cell, at in preactivations(problem)
        for j, (row, _) in enumerate(neurons(problem))
    )


def atom_on_wall(problem: Problem) -> bool:
    """An atom at the kink of a neuron with weights."""
    return any(
        not cell.dimension and any(row) and at[0][j] in kinks(problem)
        for cell, at in preactivations(problem)
        for j, (row, _) in enumerate(neurons(problem))
    )


def tie(problem: Problem) -> bool:
    """Two candidates of an arg max that are equal on a whole segment or more."""
    return first(problem).activation.name == "argmax" and any(
        cell.dimension and all(z[i] == z[j] for z in at)
        for cell, at in preactivations(problem)
        for i, j in combinations(range(len(neurons(problem))), 2)
    )


def rank_deficient(problem: Problem) -> bool:
    """A square weight that is neither 0 nor invertible."""
    rows = [list(row) for row, _ in neurons(problem)]
    return len(rows) == len(rows[0]) and 0 < fmpq_mat(rows).rank() < len(rows)


def shared_wall(problem: Problem) -> bool:
    """Supports of two labels with an axis along which one ends where the other begins, overlapping in the others."""

    def touch(a: Cell, b: Cell) -> bool:
        ends = [
            (min(x), max(x), min(y), max(y))
            for x, y in zip(zip(*corners(a), strict=True), zip(*corners(b), strict=True), strict=True)
        ]
        walls = [high == low for _, high, low, _ in ends]
        return sum(walls) == 1 and all(w or max(p, r) < min(q, s) for w, (p, q, r, s) in zip(walls, ends, strict=True))

    return any(touch(a, b) or touch(b, a) for a, b in full_dimensional(problem))


def overlap(problem: Problem) -> bool:
    """Supports of two labels that share a part with interior."""
    return any(intersect(a.polytope, b.polytope) is not None for a, b in full_dimensional(problem))


def full_dimensional(problem: Problem) -> Iterator[tuple[Cell, Cell]]:
    return ((a, b) for a, b in of_two_labels(problem) if a.dimension == b.dimension == problem.law.width)


def repeated_masses(problem: Problem) -> bool:
    """Atoms of two labels with one mass."""
    return any(not a.dimension and not b.dimension and a.mass == b.mass for a, b in of_two_labels(problem))


def lower_dimensional(problem: Problem) -> bool:
    """A support with neither interior nor a single point."""
    return any(0 < cell.dimension < problem.law.width for cell in problem.law.cells)


def mixed(problem: Problem) -> bool:
    """An atom and a part with a density, from an input without atoms."""
    if not all(cell.dimension for cell in problem.law.cells):
        return False
    parts = strata(image(problem))
    return bool(parts.atoms and parts.continuous)


def polygons(problem: Problem) -> bool:
    """Two labels that meet in an image of dimension 2 or more."""
    return any(stratum.rank > 1 for stratum in met(problem))


def tents(problem: Problem) -> bool:
    """Two labels that meet in the plane, from a cell in space."""
    return any(s.rank > 1 and any(cell.dimension == s.rank + 1 for cell in s.cells) for s in met(problem))


def no_closed_form(problem: Problem) -> bool:
    """Information that is enclosed only."""
    return not information(image(problem)).precision.is_exact


def five_inputs(problem: Problem) -> bool:
    """A support with interior in five dimensions."""
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
    polygons,
    tents,
    no_closed_form,
    five_inputs,
]

INPUTS = {shared_wall: 1, polygons: 2, tents: 3, no_closed_form: 3, five_inputs: 5}


@pytest.mark.parametrize("hard", HARD, ids=lambda hard: hard.__name__)
def test_problems_reach(hard: Callable[[Problem], bool]):
    assert find(problems(inputs=INPUTS.get(hard)), hard, settings=DRAWS).network.depth == 1


def test_the_smallest_problem_is_an_atom_and_the_identity():
    [cell], network = (smallest := find(problems(), lambda _: True, settings=DRAWS)).law.cells, smallest.network
    assert (cell.dimension, corners(cell)) == (0, [(0,)])
    assert network == Network(1, (layer([[0]]),))


def test_what_does_not_exist_is_not_found():
    """The search fails where it has to."""
    with pytest.raises(NoSuchExample):
        find(problems(), lambda problem: problem.network.depth > 3, settings=settings(DRAWS, max_examples=200))
