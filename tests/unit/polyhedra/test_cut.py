from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import comb

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.exact.rational import integer_row, rational
from ibverify.polyhedra import Polytope, box, cut, from_points, volume


def cube(dimension):
    return box([(fmpq(-1), fmpq(1))] * dimension)


def cells(polytope, rows):
    """All cells of the arrangement of the rows within a polytope."""
    found = [polytope]
    for row in rows:
        found = [part for cell in found for part in cut(cell, row) if part is not None]
    return found


def corners(halfspaces):
    """All vertices of {rows >= 0}, each from every k of its hyperplanes that meet in a point: the second route."""
    dimension = len(halfspaces[0]) - 1
    found = set()
    for chosen in combinations(halfspaces, dimension):
        matrix = fmpq_mat([[fmpq(a) for a in row[:-1]] for row in chosen])
        if matrix.rank() == dimension:
            point = matrix.solve(fmpq_mat([[fmpq(-row[-1])] for row in chosen])).entries()
            if all(sum((a * x for a, x in zip(row, point, strict=False)), fmpq(row[-1])) >= 0 for row in halfspaces):
                found.add(tuple(point))
    return found


def points(polytope):
    return {tuple(fmpq(x, v[-1]) for x in v[:-1]) for v in polytope.vertices}


def described(polytope):
    """A polytope up to the order of its vertices."""
    if polytope is None:
        return None
    return sorted(zip(polytope.vertices, polytope.masks, strict=True)), polytope.halfspaces


@st.composite
def cubes_and_rows(draw, dimensions=(1, 2, 3, 4), size=6):
    """Small coefficients, so that hyperplanes meet in few points, touch corners and coincide."""
    dimension = draw(st.sampled_from(dimensions))
    row = st.tuples(*[st.integers(-3, 3)] * (dimension + 1)).filter(any)
    return cube(dimension), draw(st.lists(row, max_size=size))


@given(cubes_and_rows())
def test_parts_are_polytopes_whose_volumes_sum_up(broken, case):
    """Every cell of an arrangement is a polytope by definition, and their volumes sum to that of the cube."""
    polytope, rows = case
    found = cells(polytope, rows)
    assert [broken(cell) for cell in found] == [""] * len(found)
    assert sum((volume(cell) for cell in found), fmpq(0)) == 2**polytope.dimension


@given(cubes_and_rows(dimensions=(1, 2, 3), size=4))
def test_vertices_are_those_of_the_brute_force(case):
    """The vertices of a cell are the points in which k of its hyperplanes meet and that satisfy all rows."""
    polytope, rows = case
    for cell in cells(polytope, rows):
        assert points(cell) == corners(cell.halfspaces)


@given(cubes_and_rows(size=1))
def test_a_cut_turned_round_swaps_the_parts(case):
    """cut(P, -f) is cut(P, f) with its parts swapped."""
    polytope, rows = case
    for row in rows:
        low, high = cut(polytope, row)
        turned = cut(polytope, tuple(-a for a in row))
        assert [described(part) for part in turned] == [described(high), described(low)]


@given(cubes_and_rows(dimensions=(2, 3, 4), size=5))
def test_a_second_cut_by_the_same_row_changes_nothing(case):
    """Parts lie on one side of the hyperplane that made them, and come back as the same object."""
    polytope, rows = case
    for row in rows:
        low, high = cut(polytope, row)
        if low is not None:
            same, nothing = cut(low, row)
            assert same is low
            assert nothing is None
        if high is not None:
            nothing, same = cut(high, row)
            assert nothing is None
            assert same is high


@pytest.mark.parametrize("row", [(1, 0, 1), (1, 1, 2), (1, 0, 5), (0, 0, 1)])
def test_touching_is_not_cutting(row):
    square = cube(2)
    nothing, same = cut(square, row)
    assert nothing is None
    assert same is square
    same, nothing = cut(square, tuple(-a for a in row))
    assert same is square
    assert nothing is None


@pytest.mark.parametrize("dimension", range(4))
def test_the_zero_row_is_refused(dimension):
    with pytest.raises(ValueError, match="vanishes on the whole polytope cuts nothing; treat the zero row beforehand"):
        cut(cube(dimension), (0,) * (dimension + 1))


def test_a_point_lies_on_one_side():
    point = box([])
    assert cut(point, (3,)) == (None, point)
    assert cut(point, (-3,)) == (point, None)


def test_a_chord_is_no_edge(broken):
    """Both diagonals of a square through the centre: four triangles, each of area 1."""
    found = cells(cube(2), [(1, 1, 0), (1, -1, 0)])
    assert [volume(cell) for cell in found] == [1, 1, 1, 1]
    assert [len(cell.vertices) for cell in found] == [3, 3, 3, 3]


@given(st.integers(2, 9), st.integers(1, 12), st.integers(1, 12))
def test_lines_through_one_point_make_sectors(broken, count, x, y):
    """n lines through one inner (non-dyadic) point cut a square into 2n cells, however many share the vertex."""
    centre = fmpq(x, 13), fmpq(y, 13)
    rows = [(13, 13 * slope, -(x + slope * y)) for slope in range(count)]
    found = cells(box([(fmpq(0), fmpq(1))] * 2), rows)
    assert len(found) == 2 * count
    assert all(centre in points(cell) for cell in found)
    assert [broken(cell) for cell in found] == [""] * len(found)
    assert sum((volume(cell) for cell in found), fmpq(0)) == 1


@pytest.mark.parametrize("dimension", [3, 4, 5])
def test_the_braid_arrangement_has_a_cell_for_each_order(dimension, broken):
    """The hyperplanes x_i = x_j cut the cube into k! congruent simplices, all around one diagonal."""
    rows = [tuple((i == n) - (j == n) for n in range(dimension + 1)) for i, j in combinations(range(dimension), 2)]
    found = cells(box([(fmpq(0), fmpq(1))] * dimension), rows)
    factorial = 1
    for n in range(1, dimension + 1):
        factorial *= n
    assert len(found) == factorial
    assert {(len(cell.vertices), str(volume(cell))) for cell in found} == {(dimension + 1, f"1/{factorial}")}
    assert [broken(cell) for cell in found] == [""] * len(found)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.integers(-6, 6)).filter(any), min_size=1, max_size=8)
)
def test_cells_of_generic_lines_are_counted_by_euler(rows):
    """1 + lines + crossings, where no three lines meet in one point, inside or on the boundary of the square."""
    inside = [row for row in rows if len(cells(cube(2), [row])) == 2]
    crossings = []
    for (a, b, c), (d, e, f) in combinations(inside, 2):
        determinant = a * e - b * d
        if determinant == 0:
            return
        x, y = Fraction(b * f - c * e, determinant), Fraction(c * d - a * f, determinant)
        if max(abs(x), abs(y)) == 1:
            return
        if max(abs(x), abs(y)) < 1:
            crossings.append((x, y))
    if len(set(crossings)) == len(crossings):
        assert len(cells(cube(2), inside)) == 1 + len(inside) + len(crossings)


@pytest.mark.parametrize(("dimension", "count"), [(2, 7), (3, 6), (4, 6)])
def test_generic_hyperplanes_near_the_centre_reach_the_upper_bound(dimension, count):
    """m hyperplanes in general position, all crossings inside: the sum of binomials (m choose i), i <= k."""
    rows = [(*(t**i for i in range(dimension)), t**dimension) for t in range(-(count // 2), count - count // 2)]
    wide = box([(fmpq(-(10**6)), fmpq(10**6))] * dimension)
    assert len(cells(wide, rows)) == sum(comb(count, i) for i in range(dimension + 1))


class Fixed:
    """A number with the arithmetic of a field and a sign, which counts what it is asked; no comparison, no hash."""

    __slots__ = ("hidden", "notes")
    __hash__ = None

    def __init__(self, hidden, notes):
        self.hidden, self.notes = hidden, notes

    def __add__(self, other):
        return Fixed(self.hidden + other.hidden, self.notes)

    def __sub__(self, other):
        return Fixed(self.hidden - other.hidden, self.notes)

    def __mul__(self, other):
        return Fixed(self.hidden * other.hidden, self.notes)

    def __truediv__(self, other):
        return Fixed(self.hidden / other.hidden, self.notes)

    def __neg__(self):
        return Fixed(-self.hidden, self.notes)

    def sign(self):
        self.notes.append(self.hidden)
        return (self.hidden > 0) - (self.hidden < 0)

    def _refuse(self, *_):
        raise TypeError("a decision that did not ask for a sign")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __abs__ = __floordiv__ = _refuse
    __index__ = __int__ = __float__ = _refuse


def lifted(polytope, notes):
    vertices = tuple(tuple(Fixed(Fraction(x), notes) for x in v) for v in polytope.vertices)
    rows = tuple(tuple(Fixed(Fraction(x), notes) for x in row) for row in polytope.halfspaces)
    return Polytope(polytope.dimension, vertices, polytope.masks, rows)


def lowered(polytope):
    vertices = tuple(integer_row([rational(x.hidden) for x in v]) for v in polytope.vertices)
    rows = tuple(tuple(int(x.hidden) for x in row) for row in polytope.halfspaces)
    return Polytope(polytope.dimension, vertices, polytope.masks, rows)


@given(cubes_and_rows(size=4))
def test_a_cut_decides_by_signs_alone(case):
    """On numbers that refuse comparison and hashing the cells are the same, for one sign per vertex."""
    polytope, rows = case
    notes = []
    abstract, concrete, expected = [lifted(polytope, notes)], [polytope], 0
    for row in rows:
        expected += sum(len(cell.vertices) for cell in concrete)
        fixed = tuple(Fixed(Fraction(a), notes) for a in row)
        abstract = [part for cell in abstract for part in cut(cell, fixed) if part is not None]
        concrete = [part for cell in concrete for part in cut(cell, row) if part is not None]
    assert [lowered(cell) for cell in abstract] == concrete
    assert len(notes) == expected


def test_the_planted_numbers_refuse_decisions():
    one = Fixed(Fraction(1), [])
    for decision in (bool, hash, lambda x: x == x, lambda x: x < x, lambda x: [x].index(one), lambda x: {x}, float):
        with pytest.raises(TypeError, match=r"ask for a sign|unhashable"):
            decision(Fixed(Fraction(1), []))


def test_parts_of_a_cyclic_polytope_fit_together(broken):
    """Seven points of the moment curve in 4-D: no vertex is simple, and all pairs of vertices are edges."""
    _, cyclic = from_points([[fmpq(t**i) for i in range(1, 5)] for t in range(7)])
    assert [len(cyclic.vertices), len(cyclic.halfspaces)] == [7, 14]
    found = cells(cyclic, [(10, -7, 1, 0, -1), (-3, 8, -2, 0, -5), (24, -50, 35, -10, 1)])
    assert [broken(cell) for cell in found] == [""] * len(found)
    assert sum((volume(cell) for cell in found), fmpq(0)) == volume(cyclic)


def test_the_diagonal_of_a_face_is_no_edge(broken):
    """In the 4-D cross-polytope opposite vertices share no face; a cut between them adds the twelve true crossings."""
    _, cross = from_points([[fmpq(s * (i == j)) for j in range(4)] for i in range(4) for s in (-1, 1)])
    low, high = cut(cross, (1, 1, 1, 1, 0))  # four vertices on each side: 4 * 4 pairs, 4 of them opposite
    assert len(low.vertices) == len(high.vertices) == 4 + 12
    assert [broken(low), broken(high)] == ["", ""]
    assert volume(low) == volume(high) == fmpq(1, 3)
