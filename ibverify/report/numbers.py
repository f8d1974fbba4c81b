r"""Exact numbers and values in LaTeX, cut where they would fill pages: what is cut ends in dots."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from ibverify.exact import Value
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.printing import decimals, latex

LONGEST = 16  # characters of a rational
MOST_NUMBERS = 17  # of a closed form: 8 logarithms, their factors and a constant
MOST_COORDINATES = 4
DIGITS = 7


def of_rational(number: fmpq) -> str:
    r"""A rational as a fraction; a long one by its first digits.

    >>> of_rational(fmpq(-1, 3)), of_rational(fmpq(2, 10**30))
    ('-\\tfrac{1}{3}', '2 \\cdot 10^{-30}\\ldots')
    """
    size = abs(number)
    if len(str(size)) > LONGEST:
        return _first_digits(decimals(lambda _: (number, number), DIGITS) or ("", "")) + r"\ldots"
    body = str(size.p) if size.q == 1 else rf"\tfrac{{{size.p}}}{{{size.q}}}"
    return f"-{body}" if number < 0 else body


def of_point(point: Sequence[fmpq]) -> str:
    r"""A point by its coordinates, a long one by the first of them; a point of the line is a number.

    >>> of_point([fmpq(1), fmpq(1, 2)]), of_point([fmpq(3)])
    ('(1,\\, \\tfrac{1}{2})', '3')
    """
    if len(point) == 1:
        return of_rational(point[0])
    shown = [*map(of_rational, point[:MOST_COORDINATES]), *([r"\ldots"] if len(point) > MOST_COORDINATES else [])]
    return "(" + r",\, ".join(shown) + ")"


def of_combination(coefficients: Sequence[fmpq], symbols: Sequence[str]) -> str:
    r"""The sum of rationals times symbols; the symbol "" is 1.

    >>> of_combination([fmpq(1), fmpq(0), fmpq(-2)], ["", "t", "t^2"])
    '1 - 2\\,t^2'
    """
    text = ""
    for coefficient, symbol in zip(coefficients, symbols, strict=True):
        if coefficient != 0:
            size = abs(coefficient)
            body = symbol if symbol and size == 1 else of_rational(size) + (rf"\,{symbol}" if symbol else "")
            minus = coefficient < 0
            text += f" {'-' if minus else '+'} {body}" if text else f"{'-' if minus else ''}{body}"
    return text or "0"


def of_value(value: Value) -> str:
    r"""What a value is, with its relation: a closed form, digits in place of a long one, an interval, or infinity.

    >>> of_value(Value("log(2) - 1/20"))
    '= \\log 2 - \\frac{1}{20}'
    """
    ends = value.enclosure(DIGITS)
    if ends is None:
        return r"= \infty"
    if not value.is_exact:
        low, high = map(_decimal, ends)
        return rf"\in [{low},\, {high}{')' if ends[1] == 'oo' else ']'}"
    return f"= {latex(value)}" if _is_short(value.form.normal) else rf"\approx {_first_digits(ends)}"


def with_digits(value: Value) -> str:
    r"""The same, and the first digits of an irrational closed form.

    >>> with_digits(Value("log(2) - 1/20")), with_digits(Value("1/2"))
    ('= \\log 2 - \\frac{1}{20} \\approx 0.6431471', '= \\frac{1}{2}')
    """
    ends, shown = value.enclosure(DIGITS), of_value(value)
    if ends is None or not shown.startswith("=") or value.form.is_rational():
        return shown
    return rf"{shown} \approx {_first_digits(ends)}"


def _is_short(form: LogLinear) -> bool:
    """Whether a closed form fits into a few lines: it can be broken at its signs only."""
    numbers = [str(form.constant), *(text for n, c in form.logs for text in (str(n), str(c)))]
    return len(numbers) <= MOST_NUMBERS and all(len(number) <= LONGEST for number in numbers)


def _first_digits(ends: tuple[str, str]) -> str:
    """The digits of the end that is nearer to 0, which are those of the number."""
    low, high = ends
    return _decimal(high if low.startswith("-") else low)


def _decimal(text: str) -> str:
    mantissa, _, exponent = text.replace("oo", r"\infty").partition("e")
    return rf"{mantissa} \cdot 10^{{{exponent}}}" if exponent else mantissa
