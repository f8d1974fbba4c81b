"""The cells of random ReLU networks, each with its vertices and its affine map, beside the Parma Polyhedra Library.

Both compose the same integer maps with FLINT, sort out the neurons that change no sign on a cell before anything is
cut, and copy a polyhedron only where it is cut; closed polyhedra, which are faster here than PPL's NNC ones, and
`relation_with` for the signs, which is faster than a loop over the generators. PPL finds vertices when it is asked:
without that last line it would not know them.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from flint import fmpq, fmpz_mat
from ppl import C_Polyhedron, Constraint_System, Linear_Expression, Poly_Con_Relation, Variable
from pytest_benchmark.fixture import BenchmarkFixture

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.law import Cell, mixture, push
from ibverify.network import Layer, Network

UNIT = 64
SHAPES = ("2-8-8", "2-16-16-16", "3-8-8", "3-16-16", "5-8-8")
Row = tuple[int, ...]
Found = list[tuple[C_Polyhedron, list[Row]]]
Shown = tuple[frozenset[Row], tuple[Row, ...]]  # the vertices of a cell and the rows of its map


def network(shape: str) -> Network:
    """Weights and biases k/64 in [-1, 1]."""
    draw = Random(1)
    first, *widths = map(int, shape.split("-"))
    layers: list[Layer] = []
    for width in widths:
        inputs = layers[-1].width if layers else first
        weight, bias = (
            [[fmpq(draw.randint(-UNIT, UNIT), UNIT) for _ in range(columns)] for _ in range(width)]
            for columns in (inputs, 1)
        )
        layers.append(Layer(tuple(map(tuple, weight)), tuple([b for [b] in bias]), named("relu")))
    return Network(first, tuple(layers))


def of_ibverify(net: Network) -> tuple[Cell, ...]:
    return push(net, mixture([("0", fmpq(1), box.support([(fmpq(-1), fmpq(1))] * net.inputs))]))[-1].cells


def of_ppl(net: Network) -> Found:
    dimension, scale = net.inputs, 1
    cube = Constraint_System()
    for i in range(dimension):
        cube.insert(Variable(i) >= -1)
        cube.insert(Variable(i) <= 1)
    zero = (0,) * (dimension + 1)
    identity = [tuple([int(i == j) for j in range(dimension + 1)]) for i in range(dimension)]
    cells: Found = [(C_Polyhedron(cube), identity)]
    for layer in net.layers:
        rows = zip(layer.weight, layer.bias, strict=True)
        matrix = fmpz_mat([[int(x * UNIT) for x in (*row, bias)] for row, bias in rows])
        before, cells = cells, []
        for polyhedron, outputs in before:
            product = matrix * fmpz_mat([*outputs, (*zero[1:], scale)])
            cells += behind_relu(polyhedron, [tuple(map(int, row)) for row in product.tolist()], zero)
        scale *= UNIT
    for polyhedron, _ in cells:
        polyhedron.minimized_generators()
    return cells


def behind_relu(polyhedron: C_Polyhedron, rows: list[Row], zero: Row) -> Found:
    included = Poly_Con_Relation.is_included()
    forms = [Linear_Expression(row[:-1], row[-1]) for row in rows]
    done: Found = []
    waiting = [(polyhedron, [zero] * len(rows), list(range(len(rows))))]
    while waiting:
        part, outputs, undecided = waiting.pop()
        crossing = []
        for i in undecided:
            if part.relation_with(forms[i] <= 0).implies(included):
                continue
            if part.relation_with(forms[i] >= 0).implies(included):
                outputs[i] = rows[i]
            else:
                crossing.append(i)
        if not crossing:
            done.append((part, outputs))
            continue
        i = crossing.pop()
        above = C_Polyhedron(part)
        above.add_constraint(forms[i] >= 0)
        part.add_constraint(forms[i] <= 0)
        active = outputs.copy()
        active[i] = rows[i]
        waiting += [(above, active, crossing), (part, outputs, crossing)]
    return done


def vertices(polyhedron: C_Polyhedron) -> frozenset[Row]:
    points = polyhedron.minimized_generators()
    return frozenset((*map(int, point.coefficients()), int(point.divisor())) for point in points)


def shown(cells: tuple[Cell, ...]) -> list[Shown]:
    return [(frozenset(cell.polytope.vertices), cell.piece.rows) for cell in cells]


def shown_by_ppl(cells: Found) -> list[Shown]:
    return [(vertices(polyhedron), tuple(rows)) for polyhedron, rows in cells]


TOOLS: dict[str, tuple[Callable[[Network], Any], Callable[[Any], list[Shown]]]] = {
    "ibverify": (of_ibverify, shown),
    "PPL": (of_ppl, shown_by_ppl),
}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_cells(benchmark: BenchmarkFixture, shape: str, tool: str) -> None:
    net, (run, show) = network(shape), TOOLS[tool]
    expected = shown(of_ibverify(net))
    benchmark.group = f"cells of {shape} ({len(expected)})"
    found = show(benchmark(run, net))
    assert len(found) == len(expected)
    assert set(found) == set(expected)
