from __future__ import annotations

import pickle

import pytest
import sympy
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact import LogLinear, Value
from ibverify.study.quotient import Quotient, quotient
from ibverify.testing.strategies import rationals

BIG = 1_000_003 * 1_000_033  # two primes beyond the small ones


def of(above: str, below: str) -> Quotient:
    return quotient(Value(above).form, Value(below).form)


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("log(2)", "1/20", "20*log(2)"),
        ("-log(2)", "-1/20", "20*log(2)"),
        ("3/4", "9/2", "1/6"),
        ("2*log(2)", "log(2)", "2"),
        ("log(8)", "log(4)", "3/2"),
        ("log(6) - 1", "3*log(6) - 3", "1/3"),
        (f"log({BIG}) + log(2)", "log(1000003) + log(1000033) + log(2)", "1"),
        ("log(1000003) + log(1000033)", f"2*log({BIG})", "1/2"),
        ("log(2)", "log(3)", "log(2)/log(3)"),
        ("log(2)", "2*log(3)", "log(2)/(2*log(3))"),
        ("1/20", "log(2)", "1/20/log(2)"),
        ("log(6) - 1", "3*log(6) - 2", "(log(2) + log(3) - 1)/(3*log(2) + 3*log(3) - 2)"),
        (f"log({BIG})", "log(1000003)", "(log(1000003) + log(1000033))/log(1000003)"),
        ("-log(3)", "1/20 - log(2)", "log(3)/(log(2) - 1/20)"),
    ],
)
def test_a_quotient_is_divided_as_far_as_that_can_be_written(above: str, below: str, text: str):
    """Compared as numbers, for a long composite is not factored."""
    found = of(above, below)
    if found.value is not None:
        assert found.value == text
    else:
        assert sympy.simplify(sympy.sympify(f"{found} - ({text})", rational=True)) == 0
    if str(BIG) not in above:
        assert str(found) == text


def test_the_text_is_an_expression_of_sympy():
    """Brackets stand where a product or a sum divides: log(2)/(2*log(3)) is not log(2)/2*log(3)."""
    found = sympy.sympify(str(of("log(2)", "2*log(3)")), rational=True)
    assert found == sympy.log(2) / (2 * sympy.log(3))


@pytest.mark.parametrize(("number", "sign"), [("63/100", -1), ("64/100", 1)])
def test_numbers_lie_on_a_side(number: str, sign: int):
    """log 2 / log 3 = 0.6309..."""
    assert of("log(2)", "log(3)").sign_of(Value(number).form.constant) == sign


def test_a_rational_quotient_is_met():
    assert of("log(8)", "log(4)").sign_of(fmpq(3, 2)) == 0


def test_enclosures_are_narrow_however_small_the_denominator():
    """log(10**40 + 1) - log(10**40) is 1e-40: a ball of 64 bits cannot tell it from 0."""
    found = of("log(2)", f"log({10**40 + 1}) - log({10**40})")
    low, high = (Value(end).form.constant for end in found.enclosure())
    assert 0 < high - low < low / 10**16
    assert found.interval(64)[0] > 0


def test_what_is_pickled_has_the_same_value():
    found = pickle.loads(pickle.dumps(of("log(2)", "1/20")))
    assert found.value == "20*log(2)"


@given(rationals(), rationals(), rationals(), st.sampled_from((2, 3, 4, 6)), st.sampled_from((2, 3, 4, 6)))
def test_what_is_multiplied_is_divided_again(a: fmpq, b: fmpq, ratio: fmpq, n: int, m: int):
    """r(a log n + b log m + 1) over a log n + b log m + 1 is r."""
    form = LogLinear(fmpq(1)) + Value(f"log({n})").form.scaled(a) + Value(f"log({m})").form.scaled(b)
    if ratio > 0 and form.sign() != 0:
        assert quotient(form.scaled(ratio), form).value == ratio
