"""Densities on lines and in the plane, by hand."""

from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import box, polytope
from ibverify.errors import UnsupportedLaw
from ibverify.law import Law, mixture, push, strata
from ibverify.law.chambers import chambers
from ibverify.law.line import intervals
from ibverify.network import Network, layer
from ibverify.polyhedra import bounding_box, volume

HALF = fmpq(1, 2)


def cube(low: int | fmpq, high: int | fmpq, dimension: int):
    return box.support([(fmpq(low), fmpq(high))] * dimension)


def two(first, second) -> Law:
    return mixture([("0", HALF, first), ("1", HALF, second)])


def on_line(law: Law) -> list[tuple[fmpq, fmpq, dict[str, list[fmpq]]]]:
    [stratum] = strata(law).continuous
    return [(i.a, i.b, {y: f.coeffs() for y, f in i.densities.items()}) for i in intervals(stratum)]


def in_plane(law: Law):
    [stratum] = strata(law).continuous
    return chambers(stratum)


def image(weight: list[list[int]], law: Law) -> Law:
    return push(Network(law.width, (layer(weight),)), law)[1]


def test_a_sum_of_two_uniforms_is_a_tent():
    """x + y on the unit square: t, then 2 - t; kept in the variable of the left end."""
    law = mixture([("0", fmpq(1), cube(0, 1, 2))])
    assert on_line(image([[1, 1]], law)) == [(0, 1, {"0": [0, 1]}), (1, 2, {"0": [1, -1]})]


def test_a_sum_of_three_uniforms():
    """t^2/2 on [0, 1]; at 1 it is 1/2 and rises by 1, curving by -2; (3 - t)^2/2 from 2."""
    law = mixture([("0", fmpq(1), cube(0, 1, 3))])
    assert on_line(image([[1, 1, 1]], law)) == [
        (0, 1, {"0": [0, 0, HALF]}),
        (1, 2, {"0": [HALF, 1, -1]}),
        (2, 3, {"0": [HALF, -1, HALF]}),
    ]


def test_labels_that_overlap_and_a_gap():
    """[0, 2] and [1, 3] of mass 1/2 each have density 1/4; [1, 2] holds both; a third lies apart."""
    parts = [("0", 0, 2), ("1", 1, 3), ("0", 4, 5)]
    masses = [fmpq(1, 4), fmpq(1, 4), HALF]
    law = mixture([(y, m, cube(low, high, 1)) for (y, low, high), m in zip(parts, masses, strict=True)])
    eighth = [fmpq(1, 8)]
    assert on_line(law) == [
        (0, 1, {"0": eighth}),
        (1, 2, {"0": eighth, "1": eighth}),
        (2, 3, {"1": eighth}),
        (4, 5, {"0": [HALF]}),
    ]


def test_a_line_in_the_plane_is_measured_in_its_pivot():
    """(x, 2 x) for x in [0, 1] has the density 1 in x; (y/2, y), the same line, as well."""
    first = image([[1], [2]], mixture([("0", fmpq(1), cube(0, 1, 1))]))
    second = image([[1], [2]], push(Network(1, (layer([["1/2"]]),)), mixture([("0", fmpq(1), cube(0, 2, 1))]))[1])
    assert on_line(first) == on_line(second) == [(0, 1, {"0": [1]})]


def test_too_many_corners_in_high_dimension():
    """63 boxes in R^4 have 1008 corners."""
    parts = [(str(i % 2), fmpq(1, 63), cube(i, i + 1, 4)) for i in range(63)]
    with pytest.raises(UnsupportedLaw, match="have 1008 corners, too many to be triangulated; a readout has"):
        on_line(image([[1, 1, 1, 1]], mixture(parts)))


def test_two_squares_meet_in_a_square():
    """[0, 1]^2 and [1/2, 3/2]^2, of density 1/2 each, share a quarter of their area."""
    [chamber] = in_plane(two(cube(0, 1, 2), cube(HALF, fmpq(3, 2), 2)))
    assert bounding_box(chamber.polytope) == ((HALF, 1), (HALF, 1))
    assert {y: f.at(chamber.polytope.vertices[0]) for y, f in chamber.densities.items()} == {"0": HALF, "1": HALF}


def test_a_determinant_divides_the_density():
    """(2 x, y) on two equal squares: the area doubles."""
    [chamber] = in_plane(image([[2, 0], [0, 1]], two(cube(0, 1, 2), cube(0, 1, 2))))
    assert volume(chamber.polytope) == 2
    assert chamber.densities["0"].at(chamber.polytope.vertices[0]) == fmpq(1, 4)


def test_squares_that_touch_do_not_meet():
    assert in_plane(two(cube(0, 1, 2), cube(1, 2, 2))) == []


def test_one_label_alone_has_no_chamber():
    """Two components of label 0 overlap; label 1 lies apart."""
    parts = [("0", cube(0, 1, 2)), ("0", cube(0, 2, 2)), ("1", cube(3, 4, 2))]
    assert in_plane(mixture([(y, fmpq(1, 3), piece) for y, piece in parts])) == []


def test_a_cube_over_the_plane():
    """(x + z, y) of [0, 1]^3 has the density of x + z, which is 1 at (1, y); a triangle of area 1/2 lies under it."""
    triangle = polytope.support([[fmpq(x) for x in p] for p in ((0, 0, 0), (1, 0, 0), (0, 1, 0))])
    law = image([[1, 0, 1], [0, 1, 0]], two(cube(0, 1, 3), triangle))
    parts = in_plane(law)
    assert sum((volume(chamber.polytope) for chamber in parts), fmpq(0)) == HALF
    for chamber in parts:
        for x, y, w in chamber.polytope.vertices:
            point = {label: f.at((x, y, w)) for label, f in chamber.densities.items()}
            assert point == {"0": HALF * fmpq(x, w), "1": 1}


def test_fibres_of_dimension_two_have_no_chambers():
    law = image([[1, 0, 0, 1], [0, 1, 1, 0]], two(cube(0, 1, 4), cube(0, 1, 4)))
    with pytest.raises(UnsupportedLaw, match="the image of dimension 2 has fibres of dimension 2"):
        in_plane(law)


def test_bounding_boxes_only_filter():
    """Two triangles whose boxes overlap, and that do not."""
    left, right = (
        polytope.support([[fmpq(x) for x in p] for p in corners])
        for corners in (((0, 0), (2, 0), (0, 2)), ((2, 2), (2, 1), (1, 2)))
    )
    assert in_plane(two(left, right)) == []


def test_absolute_values_fold_a_square_onto_itself():
    """[-1, 1]^2 of mass 1/2 under |.| has the density 1/2 on [0, 1]^2, as the unit square of mass 1/2 has."""
    law = two(cube(-1, 1, 2), cube(0, 1, 2))
    folded = push(Network(2, (layer([[1, 0], [0, 1]], None, named("abs")),)), law)[1]
    parts = in_plane(folded)
    assert sum((volume(chamber.polytope) for chamber in parts), fmpq(0)) == 1
    for chamber in parts:
        assert {y: f.at(chamber.polytope.vertices[0]) for y, f in chamber.densities.items()} == {"0": HALF, "1": HALF}
