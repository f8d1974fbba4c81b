"""Fibre lengths against tents: the density of a projected polytope, by its facets and by its simplices."""

from __future__ import annotations

import pytest
from flint import fmpq, fmpq_mat, fmpz_mat
from hypothesis import assume, given
from hypothesis import strategies as st

from ibverify.law.fibres import fibre_lengths
from ibverify.polyhedra import box, cut, simplex_volume, triangulate, volume
from tests.routes.tents import tent

COORDINATES = st.integers(-3, 3)
SCALE = 101  # points of denominator 101 lie on no wall but by chance


def value_of_tents(polytope, rows, denominator, at):
    """The density at a point that lies on no wall of any tent, by barycentric coordinates."""
    total = fmpq(0)
    images = [
        tuple(fmpq(sum(a * x for a, x in zip(row, v, strict=True)), denominator * v[-1]) for row in rows)
        for v in polytope.vertices
    ]
    for indices in triangulate(polytope):
        mass = simplex_volume([polytope.vertices[i] for i in indices])
        for piece in tent([images[i] for i in indices], mass):
            weights = barycentric(piece.vertices, at)
            assume(0 not in weights)
            if all(w > 0 for w in weights):
                total += sum((w * v for w, v in zip(weights, piece.values, strict=True)), fmpq(0))
    return total


def barycentric(vertices, at):
    matrix = fmpq_mat([[*column] for column in zip(*vertices, strict=True)] + [[fmpq(1)] * len(vertices)])
    solution = matrix.solve(fmpq_mat(len(at) + 1, 1, [*at, fmpq(1)]))
    return [solution[i, 0] for i in range(len(vertices))]


def is_inside(polytope, vertex):
    signs = [sum(a * x for a, x in zip(row, vertex, strict=True)) for row in polytope.halfspaces]
    assume(0 not in signs)
    return all(s > 0 for s in signs)


def integral(pieces):
    total = fmpq(0)
    for piece in pieces:
        for indices in triangulate(piece.polytope):
            corners = [piece.polytope.vertices[i] for i in indices]
            total += simplex_volume(corners) * sum((piece.length.at(v) for v in corners), fmpq(0)) / len(corners)
    return total


@pytest.mark.parametrize("rank", [1, 2, 3])
@given(data=st.data())
def test_lengths_of_fibres_are_sums_of_tents(rank: int, data: st.DataObject):
    """They agree at a random point, and integrate to the volume of the polytope."""
    row = st.tuples(*[COORDINATES] * (rank + 2))
    polytope = box([(fmpq(-1), fmpq(2))] * (rank + 1))
    for wall in data.draw(st.lists(row.filter(lambda r: any(r[:-1])), max_size=3)):
        polytope = data.draw(st.sampled_from([part for part in cut(polytope, wall) if part is not None]))
    rows = data.draw(st.lists(row, min_size=rank, max_size=rank))
    assume(fmpz_mat([r[:-1] for r in rows]).rank() == rank)
    denominator = data.draw(st.integers(1, 3))
    pieces = list(fibre_lengths(polytope, rows, denominator))
    assert integral(pieces) == volume(polytope)
    vertex = (*data.draw(st.tuples(*[st.integers(-400, 400)] * rank)), SCALE)
    found = [piece.length.at(vertex) for piece in pieces if is_inside(piece.polytope, vertex)]
    assert len(found) <= 1
    at = [fmpq(x, SCALE) for x in vertex[:-1]]
    assert sum(found, fmpq(0)) == value_of_tents(polytope, rows, denominator, at)
