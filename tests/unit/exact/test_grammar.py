from __future__ import annotations

import time

import pytest
import sympy
from flint import fmpq

from ibverify.errors import NumberError
from ibverify.exact import Value, parse_rational
from ibverify.exact.grammar import parse_value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", fmpq(3)),
        ("-3/6", fmpq(-1, 2)),
        ("0.10", fmpq(1, 10)),
        ("-1.5e-2", fmpq(-3, 200)),
        ("2e3", fmpq(2000)),
        ("-0", fmpq(0)),
    ],
)
def test_numbers(text: str, number: fmpq):
    assert parse_rational(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "+1",
        "1_000",
        "1/-2",
        "1//2",
        "0x10",
        ".5",
        "5.",
        "1e",
        "1e12345",
        "1/2e3",
        "١",
        "nan",
        "inf",
        "1,5",
        "--1",
        "1\n",
    ],
)
def test_what_is_no_number(text: str):
    with pytest.raises(NumberError, match="is not a number"):
        parse_rational(text)


def test_a_denominator_of_zero():
    with pytest.raises(NumberError, match="denominator 0"):
        parse_rational("1/0")


def test_a_number_may_be_long_but_not_endless():
    assert parse_rational("7" * 100_000).q == 1
    start = time.perf_counter()
    with pytest.raises(NumberError, match="1000000 characters"):
        parse_rational("7" * 1_000_000)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "text",
    [
        "log(2) - 1/20",
        "-(log(12) - log(3))/2 + 2**-2",
        "3/2*log(5/3)",
        "log(2)*3/4",
        "2*(1/3 + log(7))",
        "--1",
        "log(2**10)/10",
        "1.5e1",
    ],
)
def test_values_are_what_sympy_reads(text: str):
    """A value string is a SymPy expression; SymPy is trusted with our own texts only."""
    exact = sympy.sympify(text, rational=True)
    assert sympy.simplify(parse_value(text).to_sympy() - exact) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "its end"),
        ("log(2", "its end"),
        ("log(2))", r"'\)' where 'its end'"),
        ("log(-1)", "logarithm of"),
        ("log(0)", "logarithm of"),
        ("log(log(2))", "stands in a logarithm"),
        ("log(2)*log(3)", "is multiplied by a logarithm"),
        ("1/log(2)", "divides"),
        ("1/0", "divides by 0"),
        ("2**(1/2)", "exponent"),
        ("2**999999", "too large"),
        ("2**99999999", "exponent"),
        ("0**-1", "too large"),
        ("pi", "'p' where a value goes on"),
        ("__import__('os')", "'_' where a value goes on"),
        ("1 2", "'2' where 'its end'"),
        ("oo - oo", "'oo' where a number"),
        ("(" * 200 + "1" + ")" * 200, "nested more than 100 deep"),
        ("-" * 5000 + "1", "nested more than 100 deep"),
    ],
)
def test_what_is_no_value(text: str, words: str):
    with pytest.raises(NumberError, match=words):
        parse_value(text)


def test_infinity_is_read():
    assert parse_value("oo").is_infinite
    assert Value("oo") == Value("oo")
