from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass
from fractions import Fraction

import pytest
from flint import fmpq, fmpz
from hypothesis import given

from ibverify.errors import NumberError, RefutedError, UndecidedError
from ibverify.exact import (
    Enclosed,
    Infinite,
    LogLinear,
    Value,
    between,
    clipped,
    compare,
    from_float,
    log_value,
    rational,
)
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
def test_the_enclosure_holds_the_value_and_is_narrow(form: LogLinear):
    low, high = (rational(x) for x in Value(form).enclosure())
    assert compare(Value(low), "<=", Value(form)).proved
    assert compare(Value(form), "<=", Value(high)).proved
    assert (high - low) * 10**15 < max(abs(low), abs(high)) or low == high == 0


@pytest.mark.parametrize("value", [Value("log(2) - 1/20"), OO, THIRD, between(fmpq(0), None, "unknown")])
def test_values_survive_pickling_and_copying(value: Value):
    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert repr(other) == repr(value)


def test_reprs_of_the_other_kinds():
    """Infinity evaluates back with its reason; what is enclosed has no text that would, and does not pretend to."""
    assert eval(repr(OO), {"Value": Value, "Infinite": Infinite}).reason == "a reason"  # noqa: S307
    assert repr(OO) == "Value(Infinite(reason='a reason'))"
    assert repr(THIRD) == "<Value in [0.33333333333333333, 0.33333333333333334]: made for a test>"
    assert repr(compare(Value(1), "<", Value(2))) == "<Outcome proved: 1 < 2>"


def test_strings_and_latex():
    value = Value("log(2)") * Fraction(3, 2) - "1/20"
    assert str(value) == "3/2*log(2) - 1/20"
    assert value._repr_latex_() == r"$\frac{3}{2} \log 2 - \frac{1}{20}$"
    assert str(Value(0)) == "0"
    assert str(OO) == "oo"


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


def test_the_interval_of_zero_is_sharp():
    """It has logarithms, whose ball is wide; a value that is not 0 keeps its ball."""
    zero = Value(LogLinear(fmpq(0), ((2, fmpq(-2)), (4, fmpq(1)))))
    assert zero.interval() == (0, 0)
    low, high = (zero + "1e-40").interval()
    assert low < 0 < high


def test_a_value_is_true_if_it_is_not_zero():
    assert [bool(v) for v in (Value("log(2)"), Value("log(4) - 2*log(2)"), Value(0), OO)] == [True, False, False, True]
    assert bool(THIRD)
    with pytest.raises(UndecidedError, match="not decided"):
        bool(between(fmpq(0), fmpq(1), "why"))


def test_ends_that_are_known_from_elsewhere():
    """1 - x for an unknown x in [0, 2], which is known to be in [0, 1/2]; its double forgets that, and may be -2."""
    unknown = Value(1) - between(fmpq(0), fmpq(2), "why")
    known = clipped(unknown, fmpq(0), fmpq(1, 2))
    assert (unknown.interval(), known.interval(), (2 * known).interval()) == ((-1, 1), (0, fmpq(1, 2)), (-2, 2))
    assert compare(known, ">=", 0).proved
    assert compare(unknown, ">=", 0).unknown
    assert compare(known, ">", "1/2").refuted
    assert compare(known, "<=", 1).proved  # no end says that better than the difference
    assert pickle.loads(pickle.dumps(known)).interval() == known.interval()
    assert clipped(unknown, fmpq(1), fmpq(1)) == 1
    assert clipped(Value("log(2)"), fmpq(1), None) == "log(2)"


def test_equal_bounds_are_a_value():
    assert between(fmpq(0), fmpq(0), "why").is_exact


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
