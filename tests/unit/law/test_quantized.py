r"""$[L]_m$ and its Renyi entropy, against counts by hand and against the independent oracle."""

from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.distributions import atom, box, polytope
from ibverify.errors import UnsupportedLaw
from ibverify.exact import Value, log_value, parse_rational
from ibverify.law import Law, mixture
from ibverify.law.quantized import collision_entropy, quantized
from ibverify.law.strata import atoms
from ibverify.recheck import laws

UNIT = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])


def masses(law: Law) -> dict[tuple[fmpq, ...], fmpq]:
    return {point: sum(own.values(), fmpq(0)) for point, own in atoms(law).items()}


@pytest.mark.parametrize("m", [1, 2, 3, 7, 100])
def test_the_unit_interval(m: int):
    """m cells of mass 1/m: H2 = log m, so d2 = 1 for every m, not only in the limit."""
    assert masses(quantized(UNIT, m)) == {(fmpq(k, m),): fmpq(1, m) for k in range(m)}
    assert collision_entropy(quantized(UNIT, m)) == log_value(m)


def test_a_cube_is_closed_on_the_left():
    """An atom on a wall belongs to the cube above it, and a segment in a wall to the cubes above."""
    law = mixture(
        [("0", fmpq(1, 2), atom.support([fmpq(1, 2), fmpq(-1)])), ("1", fmpq(1, 2), atom.support([fmpq(0)] * 2))]
    )
    assert masses(quantized(law, 2)) == {(fmpq(1, 2), fmpq(-1)): fmpq(1, 2), (fmpq(0), fmpq(0)): fmpq(1, 2)}
    wall = mixture([("0", fmpq(1), box.support([(fmpq(1, 2), fmpq(1, 2)), (fmpq(0), fmpq(1))]))])
    assert masses(quantized(wall, 2)) == {(fmpq(1, 2), fmpq(0)): fmpq(1, 2), (fmpq(1, 2), fmpq(1, 2)): fmpq(1, 2)}


def test_a_triangle():
    """Half of the square: m = 2 has one full cube of mass 1/2 and two halves of mass 1/4."""
    corners = [[fmpq(0), fmpq(0)], [fmpq(1), fmpq(0)], [fmpq(0), fmpq(1)]]
    law = quantized(mixture([("0", fmpq(1), polytope.support(corners))]), 2)
    assert sorted(masses(law).values()) == [fmpq(1, 4), fmpq(1, 4), fmpq(1, 2)]
    assert collision_entropy(law) == log_value(fmpq(8, 3))


def test_labels_are_kept():
    law = mixture([(y, fmpq(1, 2), box.support([(fmpq(0), fmpq(1))])) for y in "ab"])
    assert atoms(quantized(law, 1)) == {(0,): {"a": fmpq(1, 2), "b": fmpq(1, 2)}}


def test_without_atoms_it_is_infinite():
    assert collision_entropy(UNIT).is_infinite
    assert collision_entropy(mixture([("0", fmpq(1), atom.support([fmpq(3)]))])) == Value(0)


@pytest.mark.parametrize(("m", "why"), [(0, "positive"), (-3, "positive"), (5000, "smaller m")])
def test_a_grid_that_is_refused(m: int, why: str):
    with pytest.raises(UnsupportedLaw, match=why):
        quantized(UNIT, m)


def test_against_the_oracle():
    """The bisected simplices of `recheck` find the same masses on a grid of side 1/4 in [0, 1]^2."""
    corners = [["0", "0"], ["1", "1/3"], ["1/5", "1"]]
    problem = {
        "format": "ibverify-problem/1",
        "input": [{"label": "0", "mass": "1", "polytope": corners}],
        "network": [{"weight": [["1", "0"], ["0", "1"]], "bias": ["0", "0"], "activation": "identity"}],
        "readout": {"quantizer": {"levels": 4, "range": ["0", "1"]}},
    }
    found = laws.laws(problem)["readout"]["atoms"]
    points = [[parse_rational(x) for x in corner] for corner in corners]
    exact = quantized(mixture([("0", fmpq(1), polytope.support(points))]), 4)
    assert sorted(parse_rational(atom["mass"]["0"]) for atom in found) == sorted(masses(exact).values())
