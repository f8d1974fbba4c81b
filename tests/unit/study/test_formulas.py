"""Formulas of values, at one place, and their values at numbers."""

from __future__ import annotations

import pytest
from flint import fmpq, fmpq_poly

from ibverify.exact import Enclosed, Infinite, LogLinear, Value, between
from ibverify.exact.algebraic import Algebraic, roots
from ibverify.exact.formula import Formula
from ibverify.exact.isolated import Isolated
from ibverify.exact.parametric import Sample
from ibverify.study.formulas import closed_form, formula_of, moved, number_text, place_of, terms_at, value_at
from ibverify.study.sweep import AtRoot, Piece, Sweep, Terms

SAMPLES = [Sample.of(["a"], [fmpq(1, 3)]), Sample.of(["a"], [fmpq(2, 3)])]
[A], [B] = (sample.parameters for sample in SAMPLES)
ONE, HALF = fmpq(1), Algebraic.of(fmpq(1, 2))
MIDDLE = list(roots(fmpq_poly([fmpq(-1, 2), 0, 1])))[1]  # sqrt(2)/2
SQUARE = Formula(2 * A * A, ())
FOUND = Sweep("a", (Piece(Algebraic.of(fmpq(0)), Algebraic.of(ONE), (True, True), Terms(Value(SQUARE), Value(0))),), ())


def test_terms_are_values_at_a_rational_number_and_formulas_at_another():
    assert terms_at(FOUND, HALF).compression == fmpq(1, 2)
    assert terms_at(FOUND, MIDDLE).compression.content is SQUARE
    assert terms_at(FOUND, Algebraic.of(ONE)).compression == 2


def test_a_value_at_an_irrational_number_is_enclosed():
    assert value_at(SQUARE, HALF) == fmpq(1, 2)
    low, high = value_at(SQUARE, MIDDLE).interval(100)
    assert low <= 1 <= high
    assert high - low < fmpq(1, 2**90)


def test_the_formula_of_a_value():
    assert formula_of(Value(SQUARE)) is SQUARE
    assert str(formula_of(Value("log(2)"))) == "log(2)"
    at_root = Value(Enclosed(LogLinear(ONE), ((fmpq(3), AtRoot(SQUARE, MIDDLE)),)))
    assert str(formula_of(at_root)) == "6*a**2 + 1"
    assert formula_of(Value(Infinite("why"))) is None
    assert formula_of(between(fmpq(0), ONE, "why")) is None


def test_formulas_of_two_runs_are_subtracted_at_one_place():
    other = Formula(2 * B * B, ((B, 1 + B),))
    with pytest.raises(ValueError, match="two places"):
        str(SQUARE - other)
    place = place_of(MIDDLE, "a")
    assert str(moved(SQUARE, place) - moved(other, place)) == "-a*log(a + 1)"


@pytest.mark.parametrize(
    ("number", "form", "digits"),
    [
        (Algebraic.of(fmpq(1, 3)), "1/3", ""),
        (MIDDLE, None, "0.707106..."),
        (Isolated(Formula(-A / 2, ((ONE, fmpq(2)),)), ONE, fmpq(2), -1), "2*log(2)", ""),
        (Isolated(Formula(A, ((ONE, fmpq(2)),)), fmpq(-1), fmpq(0), 1), "-(log(2))", ""),
        (
            Isolated(Formula(fmpq(0), ((A, fmpq(3)), (-ONE, fmpq(2)))), fmpq(0), ONE, 1),
            "log(2)/log(3)",
            "log(2)/log(3)",
        ),
        (Isolated(Formula(A * A, ((-ONE, fmpq(2)),)), fmpq(0), ONE, 1), None, "0.832554..."),  # the root of log(2)
        (Isolated(Formula(-A, ((ONE, 1 + A), (ONE, fmpq(2)))), ONE, fmpq(2), -1), None, "1.67834..."),
    ],
)
def test_numbers_in_closed_form_or_by_their_digits(number, form, digits):
    assert closed_form(number) == form
    assert number_text(number) == (form or digits)
