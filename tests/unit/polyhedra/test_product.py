from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.polyhedra import Polytope, box, cut, irredundant, simplex, triangulate, volume
from ibverify.polyhedra.product import cube, factors, product

UNIT = (fmpq(0), fmpq(1))
TRIANGLE = simplex([[fmpq(0), fmpq(0)], [fmpq(1, 2), fmpq(0)], [fmpq(0), fmpq(1, 3)]])


def same(one: Polytope, other: Polytope) -> bool:
    """The same vertices and the same facets."""
    pairs = [(frozenset(p.vertices), frozenset(p.halfspaces)) for p in map(irredundant, (one, other))]
    return pairs[0] == pairs[1]


def valid(polytope: Polytope) -> bool:
    """Every bit of every mask says whether the halfspace is tight there; none is violated."""
    for vertex, mask in zip(polytope.vertices, polytope.masks, strict=True):
        for i, row in enumerate(polytope.halfspaces):
            value = sum(a * x for a, x in zip(row, vertex, strict=True))
            if value < 0 or (value == 0) != bool(mask >> i & 1):
                return False
    return True


def test_a_product_of_boxes_is_a_box():
    sides = [(fmpq(0), fmpq(1, 2)), (fmpq(-1), fmpq(1, 3)), (fmpq(2), fmpq(3))]
    assert same(product(box(sides[:1]), box(sides[1:])), box(sides))


def test_with_a_point():
    point = box([])
    assert product(point, TRIANGLE) == TRIANGLE
    assert product(TRIANGLE, point) == TRIANGLE


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_the_cube(n: int):
    assert volume(cube(n)) == 2**n


@given(st.integers(1, 3), st.fractions(min_value="1/9", max_value="2/9", max_denominator=50))
def test_volumes_multiply(n: int, at: object):
    """The triangle, cut, times a cube has the product of the volumes, and its masks are right."""
    x = fmpq(at.numerator, at.denominator)  # type: ignore[attr-defined]
    part, _ = cut(TRIANGLE, (int(x.q), int(x.q), -int(x.p)))
    assert part is not None
    prism = product(part, cube(n))
    assert volume(prism) == volume(part) * 2**n
    assert valid(prism)
    assert len(triangulate(prism)) >= n + 1


@pytest.mark.parametrize("kept", [[], [0, 1], [0, 1, 2], [2], [2, 3]])
def test_factors_of_a_prism(kept: list[int]):
    prism = product(TRIANGLE, cube(2))
    found = factors(prism, kept)
    assert found is not None
    assert all(map(valid, found))
    assert volume(found[0]) * volume(found[1]) == volume(prism)
    if kept == [0, 1]:
        assert same(found[0], TRIANGLE)
        assert same(found[1], cube(2))


def test_a_triangle_is_no_prism():
    assert factors(TRIANGLE, [0]) is None
    assert factors(product(TRIANGLE, cube(1)), [0, 2]) is None


def test_a_redundant_halfspace_is_no_obstacle():
    """x + y <= 3 touches the square nowhere: it says nothing about its factors."""
    square = box([UNIT, UNIT])
    wide = Polytope(2, square.vertices, square.masks, (*square.halfspaces, (-1, -1, 3)))
    assert factors(wide, [1]) is not None
