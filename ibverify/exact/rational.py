r"""Exact rationals: the grammar that files use, the one door for floats, and common denominators.

A rational is python-flint's `fmpq`. A number in a file is `-?D+/D+`, or `-?D+(.D+)?` optionally with `e[+-]?D{1,4}`:
no blanks, no leading `+`, no `_`, ASCII digits, denominator not 0, at most `MAX_DIGITS` digits. A small grammar of our
own reads it: no text is ever evaluated.
"""

from __future__ import annotations

import math
import numbers
import operator
import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Protocol, SupportsIndex, cast

from flint import fmpq, fmpz

from ibverify.errors import NumberError, shown
from ibverify.exact.parametric import is_function

MAX_DIGITS = 100_000
_NUMBER = re.compile(r"(-?)([0-9]+)(?:/([0-9]+)|(?:\.([0-9]+))?(?:e([+-]?[0-9]{1,4}))?)", re.ASCII)

Rational = fmpq
Exactly = SupportsIndex | str | numbers.Rational | fmpq


class Floating(Protocol):
    """A float of any width, Python's or NumPy's: finite ones are ratios of integers."""

    def as_integer_ratio(self) -> tuple[int, int]:
        """Its value; ValueError for nan, OverflowError for infinities."""


def parse_rational(text: str, where: str = "") -> fmpq:
    """The rational that a text spells in the grammar of files.

    Exact. Raises `NumberError` (with `where`) for anything else, in time linear in the text.

    >>> parse_rational("-1.25e1"), parse_rational("6/4")
    (-25/2, 3/2)
    """
    if len(text) > MAX_DIGITS + 16:
        raise NumberError(where, f"a number of {len(text)} characters", f"give at most {MAX_DIGITS} digits")
    match = _NUMBER.fullmatch(text)
    if match is None:
        what = f"{shown(text)} is not a number"
        raise NumberError(where, what, "write p/q, an integer or a decimal such as -1.25e-3")
    sign, whole, denominator, decimals, exponent = match.groups()
    if denominator is not None:
        below = fmpz(denominator)
        if below == 0:
            raise NumberError(where, f"{shown(text)} has denominator 0", "give a denominator that is not 0")
        value = fmpq(fmpz(whole), below)
    else:
        power = int(exponent or "0") - len(decimals or "")
        digits = fmpz(whole + (decimals or ""))
        value = fmpq(digits * fmpz(10) ** power) if power >= 0 else fmpq(digits, fmpz(10) ** -power)
    return -value if sign else value


def rational(number: Exactly, where: str = "") -> fmpq:
    """The exact rational of an integer, a fraction or a text; a float is a TypeError: it enters by `from_float`.

    An integer is whatever Python takes as an index, NumPy's among them, but for truth values; a fraction is any number
    that is registered as rational, SymPy's among them.

    >>> rational("1/20") + rational(2)
    41/20
    """
    if isinstance(number, fmpq):
        return number
    if is_function(number):  # it stands where a rational is written
        return cast("fmpq", number)
    if isinstance(number, str):
        return parse_rational(number, where)
    if isinstance(number, bool):
        raise TypeError("a truth value is not a number here")
    if isinstance(number, numbers.Rational):
        return fmpq(int(number.numerator), int(number.denominator))
    try:
        return fmpq(operator.index(number))
    except TypeError:
        kind = type(number).__name__
        raise TypeError(f"{kind} is not exact: give a text, an int or a fraction, or use from_float") from None


def from_float(number: Floating, where: str = "") -> fmpq:
    """The rational that a float is; the one door by which floats enter. Raises `NumberError` for nan and infinities.

    >>> from_float(0.1)
    3602879701896397/36028797018963968
    """
    try:
        return fmpq(*number.as_integer_ratio())
    except (ValueError, OverflowError):
        raise NumberError(where, f"{number} is not a number", "give finite numbers") from None
    except AttributeError:
        raise TypeError(f"{type(number).__name__} is no float: use rational") from None


def common_denominator(numbers: Iterable[fmpq]) -> int:
    """The least common denominator of rationals, as a plain int (1 for none); functions of parameters have 1."""
    return int(reduce(lambda d, x: d.lcm(x.q), (x for x in numbers if not is_function(x)), fmpz(1)))


def multiple(number: fmpq, denominator: int) -> int:
    """A number times a common denominator: an int; a function of parameters stays one."""
    scaled = number * denominator
    return cast("int", scaled) if is_function(scaled) else int(scaled)


def quotient(above: int, below: int) -> fmpq:
    """The quotient of two numbers of the engine: ints, or functions of parameters."""
    try:
        return fmpq(above, below)
    except TypeError:
        return cast("fmpq", above / below)


def integer_row(row: Sequence[fmpq]) -> tuple[int, ...]:
    """The row scaled by a positive factor to coprime integers: the same half-space, in ints.

    >>> integer_row([fmpq(1, 2), fmpq(-3, 4)])
    (2, -3)
    """
    denominator = common_denominator(row)
    integers = [int(x.p * (denominator // x.q)) for x in row]
    factor = math.gcd(*integers) or 1
    return tuple(x // factor for x in integers)
