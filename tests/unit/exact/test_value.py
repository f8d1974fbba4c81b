from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass
from fractions import Fraction

import pytest
import sympy
from flint import fmpq, fmpz
from hypothesis import given

from ibverify.errors import NumberError, RefutedError, UndecidedError
from ibverify.exact import Enclosed, Infinite, LogLinear, Value, between, compare, from_float, log_value, rational
from ibverify.exact.sympy_bridge import from_sympy
from ibverify.exact.value import total
from tests.unit.exact.test_loglinear import FORMS

OO = Value(Infinite("a reason"))


@dataclass(frozen=True, slots=True)
class Shrinking:
    """A term around 1/3 that gets narrower with the precision."""

    why: str = "made for a test"

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        width = fmpq(1, 2**bits)
        return fmpq(1, 3) - width, fmpq(1, 3) + width


THIRD = Value(Enclosed(LogLinear(), ((fmpq(1), Shrinking()),)))


@given(FORMS)
def test_repr_evaluates_back(form: LogLinear):
    value = Value(form)
    assert eval(repr(value), {"Value": Value}) == value  # noqa: S307


@given(FORMS)
def test_sympy_and_back(form: LogLinear):
    assert from_sympy(Value(form).to_sympy()) == Value(form)


@given(FORMS)
def test_the_enclosure_holds_the_value_and_is_narrow(form: LogLinear):
    low, high = (rational(x) for x in Value(form).enclosure())
    assert compare(Value(low), "<=", Value(form)).proved
    assert compare(Value(form), "<=", Value(high)).proved
    assert (high - low) * 10**15 < max(abs(low), abs(high)) or low == high == 0


@pytest.mark.parametrize("value", [Value("log(2) - 1/20"), OO, THIRD, between(fmpq(0), None, "unknown")])
def test_values_survive_pickling_and_copying(value: Value):
    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert repr(other) == repr(value)


def test_reprs_of_the_other_kinds_evaluate_back():
    names = {"Value": Value, "Infinite": Infinite, "Enclosed": Enclosed, "LogLinear": LogLinear, "Shrinking": Shrinking}
    assert eval(repr(OO), names).reason == "a reason"  # noqa: S307
    assert repr(OO) == "Value(Infinite(reason='a reason'))"


def test_strings_and_latex():
    value = Value("log(2)") * Fraction(3, 2) - "1/20"
    assert str(value) == "3/2*log(2) - 1/20"
    assert value._repr_latex_() == r"$\frac{3}{2} \log 2 - \frac{1}{20}$"
    assert str(Value(0)) == "0"
    assert str(OO) == "oo"


def test_bits():
    """log 8 is 3 bits, log 6 is 1 + log 3/log 2, and 1 nat is 1/log 2 bits."""
    assert str(Value("log(8)").in_bits()) == "3"
    assert str(Value("log(6)").in_bits()) == "1 + log(3)/log(2)"
    assert str(Value(1).in_bits()) == "1/log(2)"
    shown = str((Value("log(6)") - "1/20").in_bits())
    assert sympy.simplify(sympy.sympify(shown) - (sympy.log(6) - sympy.Rational(1, 20)) / sympy.log(2)) == 0
    assert Value("log(6)").in_bits().enclosure(6) == ("2.58496", "2.58497")


def test_floats_enter_by_one_door():
    for made in (lambda: Value(0.5), lambda: Value(1) + 0.5, lambda: Value(1) * 0.5, lambda: Value(1) == 0.5):
        with pytest.raises(TypeError):
            made()
    assert Value(from_float(0.5)) == Value("1/2")
    with pytest.raises(NumberError, match="nan is not a number"):
        from_float(float("nan"))


def test_equality_with_plain_numbers():
    for half in (fmpq(1, 2), Fraction(1, 2), "1/2"):
        assert Value("1/2") == half
    for two in (2, fmpz(2), fmpq(2), Fraction(2)):
        assert Value(2) == two
        assert Value("log(2)") != two


def test_infinity():
    assert Value(Infinite("another")) == OO
    assert Value(10**100) < OO
    assert (OO + Value(1)).reason == "a reason"
    assert (OO * fmpq(1, 2)).is_infinite
    for impossible in (lambda: OO - OO, lambda: OO * 0, lambda: Value(1) - OO):
        with pytest.raises(ValueError, match="infinity"):
            impossible()
    assert OO.enclosure() is None
    assert float(OO) == float("inf")


def test_an_enclosed_value_is_compared_by_refinement():
    assert compare(THIRD, "<", Value(fmpq(1, 3) + fmpq(1, 10**60))).proved
    assert compare(THIRD, ">=", Value("1/2")).refuted
    assert compare(THIRD, "==", Value("1/3")).unknown
    assert THIRD.reason == "made for a test"


def test_bounds_decide_what_they_can():
    half = between(fmpq(0), fmpq(1, 2), "why")
    assert compare(half, "<=", Value("1/2")).proved
    assert compare(half, "<", Value("1/2")).unknown
    assert compare(half, ">", Value("1/2")).refuted
    assert compare(between(fmpq(1), None, "why"), "==", OO).unknown
    assert compare(between(fmpq(1), fmpq(2), "why"), "<", OO).proved


def test_an_outcome_has_no_truth_value():
    outcome = compare(Value("log(2)"), "<", Value("7/10"))
    with pytest.raises(TypeError, match="require"):
        bool(outcome)
    outcome.require()
    with pytest.raises(RefutedError, match=r"log\(2\) > 7/10 is false"):
        compare(Value("log(2)"), ">", Value("7/10")).require()
    with pytest.raises(UndecidedError, match="not decided"):
        compare(THIRD, "==", Value("1/3")).require()
    with pytest.raises(UndecidedError):
        _ = Value("1/3") == THIRD
    with pytest.raises(ValueError, match="no relation"):
        compare(Value(1), "~", Value(1))


def test_the_enclosure_of_a_rational_is_sharp():
    assert Value("log(4) - 2*log(2)").enclosure() == ("0", "0")
    assert Value("log(4) - 2*log(2) + 1/4").enclosure() == ("0.25", "0.25")
    assert Value("log(8)").in_bits().enclosure() == ("3", "3")


def test_two_unknown_numbers_with_equal_bounds_do_not_cancel():
    one, other = (between(fmpq(0), fmpq(1), "why") for _ in range(2))
    assert (one - other).interval() == (-1, 1)
    assert compare(one, "==", other).unknown
    assert one - one == Value(0)
    copied = pickle.loads(pickle.dumps(one))
    assert compare(one, "==", copied).unknown


def test_equal_terms_are_one_number():
    assert compare(THIRD + Value("log(2)"), ">", THIRD).proved
    assert THIRD + Value(1) == Value(1) + THIRD


def test_terms_cancel_in_a_sum():
    assert total([THIRD, -THIRD]) == Value(0)
    assert log_value("1/2") + log_value(2) == Value(0)


def test_values_are_immutable_and_not_hashable():
    with pytest.raises(AttributeError, match="immutable"):
        Value(1)._content = LogLinear()
    with pytest.raises(TypeError, match="unhashable"):
        hash(Value(1))
