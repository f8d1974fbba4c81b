"""Quantities: values with their unit, compared, printed, and turned into floats in that unit."""

from __future__ import annotations

import pytest
import sympy
from flint import fmpq
from hypothesis import given

from ibverify.errors import InputError, UndecidedError
from ibverify.exact import Infinite, LogLinear, Quantity, Value, between, from_sympy, log_value, unit_named
from tests.unit.exact.test_loglinear import FORMS

OO = Value(Infinite("a reason"))


def test_bits():
    """log 8 is 3 bits, log 6 is 1 + log 3/log 2, and 1 nat is 1/log 2 bits."""
    assert str(Value("log(8)").in_bits()) == "3"
    assert str(Value("log(6)").in_bits()) == "1 + log(3)/log(2)"
    assert str(Value(1).in_bits()) == "1/log(2)"
    assert Value("log(6)").in_bits().enclosure(6) == ("2.58496", "2.58497")
    assert Value("log(8)").in_bits().enclosure() == ("3", "3")


def test_equality_is_decided():
    assert log_value(9).in_bits() == (2 * log_value(3)).in_bits()
    assert log_value(9).in_bits() != log_value(3).in_bits()
    assert log_value(8).in_bits() == 3 == log_value(8).in_bits()
    assert log_value(8).in_bits() == "3"
    assert log_value(8).in_nats() != 3
    assert Value("1/2").in_nats() == fmpq(1, 2)
    assert OO.in_bits() == OO.in_bits()


def test_order_is_decided():
    assert log_value(3).in_bits() < log_value(4).in_bits() <= 2
    assert log_value(5).in_bits() > 2
    assert log_value(4).in_bits() >= 2
    assert OO.in_bits() > log_value(4).in_bits()
    with pytest.raises(UndecidedError):
        _ = between(fmpq(0), fmpq(1), "why").in_bits() < 1


@pytest.mark.parametrize(
    "other",
    [
        log_value(8).in_nats(),
        log_value(8),
        3.0,
        sympy.Float(3),
        sympy.log(8) / sympy.log(2),
        True,
    ],
    ids=["another unit", "a value", "a float", "a Float", "an expression", "a truth value"],
)
def test_anything_else_is_an_error_and_not_false(other: object):
    quantity = log_value(8).in_bits()
    for compared in (lambda: quantity == other, lambda: other == quantity, lambda: quantity < other):
        with pytest.raises(TypeError):
            compared()


def test_none_is_different():
    assert log_value(8).in_bits() != None  # noqa: E711
    assert bool(log_value(8).in_bits())
    assert not Value(0).in_bits()
    with pytest.raises(TypeError, match="unhashable"):
        hash(log_value(8).in_bits())


@given(FORMS)
def test_repr_evaluates_back(form: LogLinear):
    """To an equal quantity, in both units."""
    for quantity in (Value(form).in_bits(), Value(form).in_nats()):
        again = eval(repr(quantity), {"Value": Value})  # noqa: S307
        assert (again, again.unit) == (quantity, quantity.unit)


def test_reprs_of_the_other_kinds():
    assert repr(OO.in_bits()) == "Value(Infinite(reason='a reason')).in_bits()"
    assert repr(between(fmpq(0), None, "why").in_bits()) == "<Quantity in [0, oo] bits: why>"


@given(FORMS)
def test_bits_of_sympy(form: LogLinear):
    """The number of bits times log 2 is the value."""
    bits = Value(form).in_bits().to_sympy()
    assert from_sympy(sympy.expand(bits * sympy.log(2))) == Value(form)


def test_floats():
    """log2 6 = 2.584962500721156."""
    assert float(log_value(6).in_bits()) == 2.584962500721156
    assert float(log_value(8).in_bits()) == 3.0
    assert float(OO.in_bits()) == float("inf")
    assert float(between(fmpq(0), None, "why").in_bits()) == float("inf")
    assert float(Value("1/3").in_nats()) == 1 / 3


def test_latex():
    assert (log_value(6) - "1/20").in_bits()._repr_latex_() == r"$1 + \log_2 3 - \frac{1}{20} \log_2 e$"
    assert (log_value(6) - "1/20").in_nats()._repr_latex_() == r"$\log 2 + \log 3 - \frac{1}{20}$"
    assert Value(0).in_bits()._repr_latex_() == "$0$"
    assert OO.in_bits()._repr_latex_() == r"$\infty$"
    assert between(fmpq(0), None, "why").in_bits()._repr_latex_() == r"$\left[0,\, \infty\right]$"


def test_units_have_plurals():
    assert [unit_named(name) for name in ("nat", "nats", "bit", "bits")] == ["nat", "nat", "bit", "bit"]
    with pytest.raises(InputError, match=r"^'ban' is no unit here; use one of nat, nats, bit, bits$"):
        unit_named("ban")
    assert Quantity(Value(0), unit_named("bits")) == 0
