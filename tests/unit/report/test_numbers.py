from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.exact import Infinite, Value, between
from ibverify.report.numbers import of_combination, of_point, of_rational, of_value, with_digits

LONG = fmpq(10**20 + 1, 3 * 10**20)


@pytest.mark.parametrize(
    ("number", "latex"),
    [
        (fmpq(0), "0"),
        (fmpq(-7), "-7"),
        (fmpq(5, 6), r"\tfrac{5}{6}"),
        (LONG, r"0.3333333\ldots"),
        (-LONG, r"-0.3333333\ldots"),
        (fmpq(1, 3**40), r"8.225263 \cdot 10^{-20}\ldots"),
    ],
)
def test_rationals(number: fmpq, latex: str):
    """Digits are cut towards 0: 3**-40 is 8.2252632...e-20."""
    assert of_rational(number) == latex


def test_points_are_cut():
    assert of_point([fmpq(i) for i in range(4)]) == r"(0,\, 1,\, 2,\, 3)"
    assert of_point([fmpq(i) for i in range(5)]) == r"(0,\, 1,\, 2,\, 3,\, \ldots)"
    assert of_point([]) == "()"


def test_combinations():
    assert of_combination([fmpq(-1), fmpq(1), fmpq(-1, 2)], ["", "t", "t^2"]) == r"-1 + t - \tfrac{1}{2}\,t^2"
    assert of_combination([fmpq(0)], [""]) == "0"


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (Value(0), "= 0"),
        (Value(Infinite("mass 1 has dimension 1")), r"= \infty"),
        (between(fmpq(0), fmpq(1, 2), "why"), r"\in [0,\, 0.5]"),
        (between(fmpq(1), None, "why"), r"\in [1,\, \infty)"),
        (Value("log(3)") * LONG, r"\approx 0.366204"),
    ],
)
def test_values(value: Value, latex: str):
    assert of_value(value) == latex
    assert with_digits(value) == latex


def test_irrational_forms_have_digits():
    assert with_digits(-Value("log(2)/2")) == r"= -\frac{1}{2} \log 2 \approx -0.3465735"
