"""Formulas in parameters: a vector space, with a normal form that decides equality, evaluated at points."""

from __future__ import annotations

import pytest
import sympy
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact import Value, from_sympy
from ibverify.exact.formula import Formula, add_all
from ibverify.exact.loglinear import LogLinear, log, total
from ibverify.exact.parametric import Sample

AT = (fmpq(1, 3), fmpq(2, 5))
SAMPLE = Sample.of(["a", "b"], AT)
A, B = SAMPLE.parameters
POSITIVE = [A, B, A + B, 1 - A, 2 * A, A * B, (A + 1) / (2 - B), fmpq(6), fmpq(2, 3), 2 - 2 * A, (1 - A) ** 2]
FACTORS = [fmpq(1), fmpq(-1, 2), A, -B, A * B - 1, 1 / (1 + A), fmpq(0)]
FORMULAS = st.builds(
    lambda constant, logs: Formula(constant, tuple(logs)),
    st.sampled_from(FACTORS),
    st.lists(st.tuples(st.sampled_from(FACTORS), st.sampled_from(POSITIVE)), max_size=5),
)
POINTS = st.tuples(st.sampled_from([fmpq(1, 3), fmpq(1, 2), fmpq(7, 9)]), st.sampled_from([fmpq(2, 5), fmpq(3, 7)]))


def number(formula: Formula, at: tuple[fmpq, ...]) -> LogLinear:
    """The value, term by term."""
    value = lambda x: x if isinstance(x, fmpq) else x.at(at)  # noqa: E731
    return total([(value(c), value(x)) for c, x in formula.logs], value(formula.constant))


@given(FORMULAS, POINTS)
def test_the_normal_form_has_the_same_values(formula: Formula, at: tuple[fmpq, fmpq]):
    """At every point where the terms can be evaluated; so has the formula itself."""
    assert formula.at(at) == number(formula, at)
    assert formula.normal.at(at) == number(formula, at)


@given(FORMULAS, FORMULAS, POINTS)
def test_sums_and_multiples(one: Formula, other: Formula, at: tuple[fmpq, fmpq]):
    """They are those of the values, for numbers and functions as factors."""
    assert (one + other).at(at) == number(one, at) + number(other, at)
    assert (one - other).at(at) == number(one, at) - number(other, at)
    assert one.scaled(A).at(at) == number(one, at).scaled(at[0])
    assert add_all([one, other, one]).at(at) == number(one, at).scaled(fmpq(2)) + number(other, at)


@given(FORMULAS, FORMULAS)
def test_equality_is_that_of_functions(one: Formula, other: Formula):
    """What is left of a sum after its parts is 0; equal formulas of two places are the same."""
    assert (one + other - other - one).is_zero
    assert (one + other).same_as(other + one)
    again = Sample.of(["a", "b"], [fmpq(1, 7), fmpq(1, 9)])
    assert Formula(fmpq(0), ((again.parameters[0], fmpq(2)),)).same_as(Formula(fmpq(0), ((A, fmpq(2)),)))


def test_the_product_rule_of_logarithms_is_seen():
    """log(2a - 2a^2) = log 2 + log a + log(1 - a)."""
    left = Formula(fmpq(0), ((fmpq(1), 2 * A - 2 * A * A),))
    right = Formula(fmpq(0), ((fmpq(1), fmpq(2)), (fmpq(1), A), (fmpq(1), 1 - A)))
    assert left.same_as(right)
    assert not left.same_as(right + log(fmpq(3)))
    assert not left.is_zero
    assert str(left) == "log(-a + 1) + log(2) + log(a)"


@given(FORMULAS, POINTS)
def test_strings_are_expressions_of_sympy(formula: Formula, at: tuple[fmpq, fmpq]):
    """The string, and the way to SymPy, evaluate to the value."""
    names = {name: sympy.Symbol(name) for name in "ab"}
    values = {names[name]: sympy.Rational(int(x.p), int(x.q)) for name, x in zip("ab", at, strict=True)}
    for expression in (sympy.sympify(str(formula), locals=names, rational=True), Value(formula).to_sympy()):
        assert from_sympy(expression.subs(values)) == Value(number(formula, at))


@given(FORMULAS, POINTS)
def test_balls_hold_the_values(formula: Formula, at: tuple[fmpq, fmpq]):
    """And overlap with balls of the numbers."""
    ball = formula.ball([arb(x) for x in at], 100)
    assert ball.overlaps(number(formula, at).ball(100))


@pytest.mark.parametrize("at", [(fmpq(0), fmpq(1)), (fmpq(1), fmpq(1)), (fmpq(-1), fmpq(1)), (fmpq(2), fmpq(2))])
def test_no_value_without_a_logarithm(at: tuple[fmpq, fmpq]):
    """a log a at 0, log(1 - a) at 1, where a logarithm is of a negative number, at a pole."""
    formula = Formula(1 / (2 - A), ((A, A), (A - 1, 1 - A)))
    assert formula.at(at) is None


def test_constants():
    assert Formula(fmpq(1), ((fmpq(2), fmpq(3)),)).is_constant
    assert Formula(A - A + 1, ((A / A, 2 * A), (fmpq(-1), A))).is_constant
    assert not Formula(A, ()).is_constant
