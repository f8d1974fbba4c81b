r"""Exact values as text: value strings, outward-rounded decimals, LaTeX.

A value string is a sum of `c*log(n)` and a rational, over a coprime base of the integers with the small primes split
off; it is also a SymPy expression.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flint import fmpq, fmpz

from ibverify.exact.formula import Formula
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.parametric import is_function
from ibverify.exact.value import Enclosed, Infinite

if TYPE_CHECKING:
    from ibverify.exact.value import Value

Bounds = Callable[[int], tuple[fmpq | None, fmpq | None]]
MAX_BITS = 1 << 20


def form_text(form: LogLinear) -> str:
    """The value string of a form, in nats.

    >>> form_text(LogLinear(fmpq(-1, 20), ((4, fmpq(1, 2)),)))
    'log(2) - 1/20'
    """
    normal = form.normal
    parts = [(c, f"log({fmpz(n)})") for n, c in normal.logs]
    if normal.constant != 0 or not parts:
        parts.append((normal.constant, ""))
    return joined(parts)


def joined(parts: list[tuple[fmpq, str]]) -> str:
    """The signed sum of rational multiples of symbols; the symbol "" is 1."""
    text = ""
    for c, symbol in parts:
        size = abs(c)
        body = str(size) if not symbol else symbol if size == 1 else f"{size}*{symbol}"
        text += f" {'-' if c < 0 else '+'} {body}" if text else f"{'-' if c < 0 else ''}{body}"
    return text


def latex(value: Value) -> str:
    r"""The value in LaTeX: `\log 2 - \frac{1}{20}`, `\infty`, or an interval."""
    match value.content:
        case Infinite():
            return r"\infty"
        case Enclosed():
            return interval_latex(value.enclosure())
        case Formula():
            return str(_sympy().latex(value.to_sympy()))
        case LogLinear() as form:
            normal = form.normal
            return joined_latex([*((c, rf"\log {fmpz(n)}") for n, c in normal.logs), (normal.constant, "")])


def _sympy() -> Any:
    import sympy

    return sympy


def joined_latex(parts: list[tuple[fmpq, str]]) -> str:
    """The signed sum of rational multiples of symbols; the symbol "" is 1."""
    text = ""
    for c, symbol in parts:
        if c == 0:
            continue
        size = abs(c)
        number = str(size.p) if size.q == 1 else rf"\frac{{{size.p}}}{{{size.q}}}"
        body = number if not symbol else symbol if size == 1 else rf"{number} {symbol}"
        text += f" {'-' if c < 0 else '+'} {body}" if text else f"{'-' if c < 0 else ''}{body}"
    return text or "0"


def interval_latex(ends: tuple[str, str] | None) -> str:
    """An enclosure in brackets."""
    low, high = ends or ("-oo", "oo")
    return rf"\left[{low},\, {high}\right]".replace("oo", r"\infty")


def decimals(bounds: Bounds, digits: int) -> tuple[str, str] | None:
    """Two decimals of at least this many significant digits around a number known by its bounds; None for infinity.

    Outward rounded. The bounds are refined until they agree to the digits, or no longer get closer.
    """
    bits, previous = 64 + 4 * digits, None
    while True:
        low, high = bounds(bits)
        if low is None:
            return None
        if high is None:
            return _rounded(low, digits, up=False), "oo"
        width = high - low
        if width == 0 or width * fmpz(10) ** (digits + 1) <= max(abs(low), abs(high)) or bits > MAX_BITS:
            break
        if previous is not None and 2 * width > previous:
            break
        previous, bits = width, 2 * bits
    return _rounded(low, digits, up=False), _rounded(high, digits, up=True)


def short(number: fmpq, length: int = 24) -> str:
    """A rational for people: as it is, or its first digits when that is too long.

    >>> short(fmpq(1, 3)), short(fmpq(10**30, 3 * 10**30 + 1))
    ('1/3', '0.33333...')
    """
    text = str(number)
    if len(text) <= length or is_function(number):
        return text
    low, high = decimals(lambda _: (number, number), 5) or (text, text)
    return f"{low if number > 0 else high}..."


def brief(value: Value) -> str:
    """A value on one line, in nats: its string, cut where it is long, or its enclosure."""
    text = str(value) if value.is_exact else "[{}, {}]".format(*(value.enclosure() or ("?", "?")))
    return text if len(text) <= 200 else f"{text[:100]}... ({len(text)} characters)"


def midpoint(ends: tuple[str, str] | None) -> float:
    """A double within the rounding of an enclosure, of 17 digits or more; inf for infinity, and for no upper end."""
    if ends is None or ends[1] == "oo":
        return float("inf")
    return (float(ends[0]) + float(ends[1])) / 2


def _rounded(number: fmpq, digits: int, *, up: bool) -> str:
    """The nearest decimal of so many significant digits that is not larger (`up`: not smaller)."""
    if number == 0:
        return "0"
    size = abs(number)
    exponent = len(str(size.p)) - len(str(size.q))
    if size < _power(exponent):
        exponent -= 1
    shift = digits - 1 - exponent
    scaled = number * _power(shift)
    whole = scaled.ceil() if up else scaled.floor()
    return _decimal(int(whole), shift)


def _power(exponent: int) -> fmpq:
    return fmpq(fmpz(10) ** exponent) if exponent >= 0 else 1 / fmpq(fmpz(10) ** -exponent)


def _decimal(whole: int, shift: int) -> str:
    """whole * 10**-shift, without trailing zeros; in exponent notation when far from 1."""
    sign, figures = ("-" if whole < 0 else ""), str(abs(whole))
    point = len(figures) - shift
    if not -4 <= point <= 20:
        mantissa = f"{figures[0]}.{figures[1:]}".rstrip("0").rstrip(".")
        return f"{sign}{mantissa}e{point - 1}"
    if point <= 0:
        figures, point = "0" * (1 - point) + figures, 1
    figures = figures.ljust(point, "0")
    fraction = figures[point:].rstrip("0")
    return f"{sign}{figures[:point]}{'.' if fraction else ''}{fraction}"
