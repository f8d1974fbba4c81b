from __future__ import annotations

import pytest
from flint import fmpz_mat

from ibverify.polyhedra import cut, refine
from ibverify.polyhedra.fan import fan


@pytest.mark.parametrize("dimension", [1, 2, 3, 4])
def test_a_fan_is_made_of_cones_that_its_masks_describe(dimension: int):
    cones = fan(dimension)
    assert len(cones) == dimension + 1
    for cone in cones:
        assert abs(fmpz_mat(cone.vertices).det()) == 1
        assert cone.vertices[-1] == (0,) * dimension + (1,)
        for vertex, mask in zip(cone.vertices, cone.masks, strict=True):
            values = [sum(map(int.__mul__, row, vertex)) for row in cone.halfspaces]
            assert min(values) >= 0
            assert mask == sum(1 << i for i, value in enumerate(values) if value == 0)


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_each_direction_is_in_one_cone(dimension: int):
    """Directions in general position: coordinates 5, -7, 11 with signs."""
    for signs in range(2**dimension):
        point = [(5, -7, 11)[i] * (1 if signs >> i & 1 else -1) for i in range(dimension)]
        holding = [
            cone
            for cone in fan(dimension)
            if all(sum(map(int.__mul__, row, (*point, 1))) > 0 for row in cone.halfspaces)
        ]
        assert len(holding) == 1


def test_a_cut_leaves_an_unbounded_part():
    """The half-line x >= 0 at 3: [0, 3], and the ray from 3."""
    _, right = fan(1)
    below, above = cut(right, (1, -3))
    assert below is not None
    assert above is not None
    assert sorted(below.vertices) == [(0, 1), (3, 1)]
    assert sorted(above.vertices) == [(1, 0), (3, 1)]


def test_a_form_without_variables_has_the_sign_of_its_constant():
    [(signs, _)] = refine(fan(2)[0], [(0, 0, 5), (0, 0, -5)])
    assert signs == (1, -1)


def test_the_lines_of_an_arrangement_cut_the_plane_into_seven():
    """x = 1, y = 1, x + y = 3 in general position: 1 + 3 + 3 regions, told apart by their signs."""
    rows = [(1, 0, -1), (0, 1, -1), (1, 1, -3)]
    assert len({signs for cone in fan(2) for signs, _ in refine(cone, rows)}) == 7
