"""Cells and mixtures: masses, densities, images, and what is refused."""

from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.distributions import atom, box, polytope
from ibverify.errors import ProblemError
from ibverify.law import mixture

THIRD = fmpq(1, 3)


def interval(low: int, high: int):
    return box.support([(fmpq(low), fmpq(high))])


def test_a_mixture_has_the_masses_of_its_labels():
    """[0, 2] of mass 1/3 has the density 1/6; two components of label b sum to 2/3."""
    law = mixture([("a", THIRD, interval(0, 2)), ("b", THIRD, interval(1, 2)), ("b", THIRD, atom.support([fmpq(5)]))])
    assert [cell.density for cell in law.cells] == [fmpq(1, 6), THIRD, THIRD]
    assert [cell.mass for cell in law.cells] == [THIRD] * 3
    assert law.label_masses == {"a": THIRD, "b": fmpq(2, 3)}
    assert law.width == 1


def test_the_density_of_a_support_in_space_is_that_of_its_chart():
    """The triangle (0,0,1), (1,0,0), (0,1,0) has the area 1/2 in the chart of its first two coordinates."""
    corners = [[fmpq(x) for x in corner] for corner in ((0, 0, 1), (1, 0, 0), (0, 1, 0))]
    [cell] = mixture([("", fmpq(1), polytope.support(corners))]).cells
    assert (cell.dimension, cell.density, cell.mass) == (2, 2, 1)
    assert sorted(cell.image(v) for v in cell.polytope.vertices) == sorted(map(tuple, corners))


def test_labels_are_sorted_by_code_point():
    names = ["é", "b", "10", "9", "B"]
    law = mixture([(name, fmpq(1, 5), interval(0, 1)) for name in names])
    assert law.labels == ("10", "9", "B", "b", "é")


def test_components_without_mass_are_left_out():
    law = mixture([("a", fmpq(1), interval(0, 1)), ("b", fmpq(0), interval(0, 1))])
    assert len(law.cells) == 1
    assert law.labels == ("a",)


@pytest.mark.parametrize(
    ("components", "sentence"),
    [
        ([("", fmpq(-1, 2), 1)], r"^input\[0\].mass: the mass -1/2 is negative; give masses from 0 to 1$"),
        ([("", fmpq(11, 12), 1)], "^input: the masses sum to 11/12, not 1; add the missing 1/12$"),
        ([("", fmpq(1), 1), ("", fmpq(1, 4), 1)], "^input: the masses sum to 5/4, not 1; take away 1/4$"),
        ([("", THIRD, 1), ("", 1 - THIRD, 2)], r"^input\[1\]: a component of 2 coordinates after one of 1; give"),
    ],
)
def test_what_is_no_mixture_is_refused(components: list[tuple[str, fmpq, int]], sentence: str):
    with pytest.raises(ProblemError, match=sentence):
        mixture([(label, mass, atom.support([fmpq(0)] * width)) for label, mass, width in components])
