"""SymPy in and out: what is equal there is equal here, on either side of ==, and nothing is ever evaluated."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sympy
from hypothesis import given

from ibverify.errors import NumberError
from ibverify.exact import Infinite, LogLinear, Value, compare, from_sympy, log_value
from tests.unit.exact.test_loglinear import FORMS

HALF = sympy.Rational(1, 2)


@given(FORMS)
def test_sympy_and_back(form: LogLinear):
    """A value comes back, and is equal to its expression on both sides."""
    value = Value(form)
    expression = value.to_sympy()
    assert from_sympy(expression) == value
    assert value == expression
    assert expression == value


@pytest.mark.parametrize(
    ("value", "expression"),
    [
        (log_value(4), sympy.log(4)),
        (log_value(4), 2 * sympy.log(2)),
        (log_value(6), sympy.log(2) + sympy.log(3)),
        (log_value("2/3"), sympy.log(sympy.Rational(2, 3))),
        (Value("1/2"), HALF),
        (Value(3), sympy.Integer(3)),
    ],
)
def test_equality_is_decided_on_both_sides(value: Value, expression: sympy.Expr):
    """SymPy compares trees: there log(4) is not 2 log(2)."""
    assert value == expression
    assert expression == value
    assert [value != expression, expression != value] == [False, False]
    more = value + "1e-40"
    assert more != expression
    assert expression != more
    assert expression < more
    assert more > expression
    assert compare(more, "<=", expression).refuted


def test_infinity_is_infinity():
    assert Value(Infinite("a reason")) == sympy.oo
    assert from_sympy(sympy.oo).is_infinite


def test_arithmetic_gives_values_on_both_sides():
    sums = (log_value(2) + sympy.log(3), sympy.log(3) + log_value(2), sympy.log(6) - Value(0))
    assert all(isinstance(s, Value) and s == log_value(6) for s in sums)
    assert HALF * log_value(4) == log_value(4) * HALF == log_value(2)


def test_sympy_does_not_take_the_float():
    """A value has a float, and SymPy would take it."""
    with pytest.raises(sympy.SympifyError):
        sympy.Eq(log_value(2), sympy.log(2))
    assert sympy.sympify(log_value(2)) == log_value(2)


@pytest.mark.parametrize(
    "expression",
    [
        sympy.Mul(1, sympy.log(2), evaluate=False),
        sympy.Mul(sympy.Rational(2, 3), sympy.Rational(3, 2), sympy.log(2), evaluate=False),
        sympy.Mul(HALF, sympy.log(4, evaluate=False), evaluate=False),
        sympy.Mul(2, sympy.log(2) + 1, evaluate=False) - sympy.log(2) - 2,
        sympy.log(sympy.Mul(HALF, 4, evaluate=False), evaluate=False),
    ],
)
def test_expressions_need_not_be_evaluated(expression: sympy.Expr):
    """Five ways to write log 2."""
    assert from_sympy(expression) == log_value(2)


@pytest.mark.parametrize(
    "expression",
    [
        sympy.pi,
        sympy.Symbol("a"),
        sympy.log(2) ** 2,
        sympy.log(2) * sympy.log(3),
        sympy.log(3, 2),
        sympy.log(-2),
        sympy.log(sympy.sqrt(2), evaluate=False),
        sympy.log(sympy.log(2)),
        -sympy.oo,
        sympy.zoo,
        sympy.nan,
        sympy.true,
    ],
)
def test_what_is_not_log_linear_is_refused(expression: sympy.Basic):
    with pytest.raises(NumberError, match="not log-linear; give a rational combination"):
        from_sympy(expression)


@pytest.mark.parametrize("data", ["log(2)", 3, 0.5, None, [sympy.log(2)]])
def test_only_expressions_of_sympy_are_taken(data: object):
    with pytest.raises(TypeError, match="is no SymPy expression"):
        from_sympy(data)


def test_a_text_is_not_run(tmp_path: Path):
    target = tmp_path / "run"
    with pytest.raises(TypeError, match="str is no SymPy expression"):
        from_sympy(f"__import__('pathlib').Path({str(target)!r}).touch()")
    assert not target.exists()


@pytest.mark.parametrize("number", [sympy.Float(0.5), sympy.Float(0.5) + sympy.log(2)])
def test_its_floats_are_floats(number: sympy.Expr):
    for use in (lambda: from_sympy(number), lambda: Value("1/2") == number, lambda: Value(1) < number):
        with pytest.raises(TypeError, match="Float of SymPy is not exact"):
            use()
    with pytest.raises(TypeError, match="Float of SymPy is not exact"):
        _ = number == Value("1/2")


def test_comparing_does_not_import_sympy():
    code = "import sys, ibverify as ib; assert ib.log(4) == 2 * ib.log(2) != None; print('sympy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
