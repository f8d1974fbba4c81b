"""Measures on a line: one form for each, images, moments, and the integral by primitives."""

from __future__ import annotations

import pickle
from math import factorial

import pytest
from flint import fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from ibverify.integrals.line_measure import LineMeasure, line_measure

numbers = st.builds(fmpq, st.integers(-6, 6), st.integers(1, 4))
nonzero = numbers.filter(lambda x: x != 0)
Pieces = list[tuple[fmpq, fmpq, fmpq_poly]]


@st.composite
def pieces(draw: st.DrawFn) -> Pieces:
    """Polynomials on up to three intervals, which may overlap."""
    drawn = []
    for _ in range(draw(st.integers(0, 3))):
        a, length = draw(numbers), abs(draw(nonzero))
        drawn.append((a, a + length, fmpq_poly(draw(st.lists(numbers, min_size=1, max_size=3)))))
    return drawn


atoms = st.lists(st.tuples(numbers, nonzero), max_size=3)
measures = st.builds(line_measure, atoms, pieces())


def monomial_integral(parts: Pieces, power: int) -> fmpq:
    """The integral of x^r, piece by piece, from an antiderivative in the variable x - a."""
    total = fmpq(0)
    for a, b, density in parts:
        primitive = (density * fmpq_poly([a, 1]) ** power).integral()
        total += primitive(b - a) - primitive(fmpq(0))
    return total


@given(pieces(), st.integers(0, 3))
def test_moments_are_the_integrals_of_powers(parts: Pieces, order: int):
    """The sum over knots is the integral over intervals; exact."""
    assert line_measure([], parts).moment(order) == monomial_integral(parts, order) / factorial(order)


@given(measures, nonzero, numbers)
def test_moments_of_an_image(measure: LineMeasure, slope: fmpq, shift: fmpq):
    """E[1] stays and E[x] becomes slope E[x] + shift E[1], mirrored or not."""
    image = measure.pushed(slope, shift)
    assert image.moment(0) == measure.moment(0)
    assert image.moment(1) == slope * measure.moment(1) + shift * measure.moment(0)


@given(measures, nonzero, numbers)
def test_an_image_is_undone(measure: LineMeasure, slope: fmpq, shift: fmpq):
    """The inverse map gives the same tuples back."""
    assert measure.pushed(slope, shift).pushed(1 / slope, -shift / slope) == measure


@given(measures)
def test_times_x(measure: LineMeasure):
    """The density x raises the order of a moment: the mass becomes the mean."""
    assert measure.times_x().moment(0) == measure.moment(1)
    assert measure.times_x().moment(1) == 2 * measure.moment(2)


@given(measures, measures)
def test_sums_cancel(left: LineMeasure, right: LineMeasure):
    """A sum less one summand is the other, in the same form."""
    assert left + right + right.scaled(fmpq(-1)) == left


def test_equal_measures_are_equal():
    """Two halves of an interval, an atom in two parts, and a density that vanishes in between."""
    one = fmpq_poly([1])
    whole = line_measure([(fmpq(3), fmpq(1))], [(fmpq(0), fmpq(2), one)])
    halves = [(fmpq(1), fmpq(2), one), (fmpq(0), fmpq(1), one)]
    assert line_measure([(fmpq(3), fmpq(1, 3)), (fmpq(3), fmpq(2, 3))], halves) == whole
    assert line_measure([], [(fmpq(0), fmpq(1), one), (fmpq(0), fmpq(1), -one)]) == LineMeasure((), ())
    assert whole.support == (0, 3)


def test_it_is_a_key():
    measure = line_measure([(fmpq(3), fmpq(1))], [(fmpq(0), fmpq(2), fmpq_poly([1]))])
    again = pickle.loads(pickle.dumps(measure))
    assert {measure: 1}[again] == 1


@pytest.mark.parametrize("order", [0, 1, 2])
def test_a_mirrored_ramp(order: int):
    """2x on [0, 1] mirrored is -2x on [-1, 0]: its moments are 1, -2/3 and (1/2)/2."""
    ramp = line_measure([], [(fmpq(0), fmpq(1), fmpq_poly([0, 2]))])
    mirrored = line_measure([], [(fmpq(-1), fmpq(0), fmpq_poly([2, -2]))])
    assert ramp.pushed(fmpq(-1)) == mirrored
    assert mirrored.moment(order) == (fmpq(1), fmpq(-2, 3), fmpq(1, 4))[order]
