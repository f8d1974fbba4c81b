"""Polynomials in parameters, read by recursive descent at the values of these: nothing is evaluated by Python.

A value is a number, or, in a sweep, a function.

sum    = product (("+" | "-") product)*        product = factor (("*" | "/") factor)*
factor = "-" factor | atom ["**" digits]       atom    = number | name | "(" sum ")"
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from typing import cast

from flint import fmpq, fmpq_mpoly

from ibverify.errors import NumberError, shown
from ibverify.exact.parametric import Function, is_function
from ibverify.exact.rational import parse_rational

MAX_LENGTH = 10_000
MAX_DEPTH = 100
MAX_BITS = 400_000
MAX_DEGREE = 100  # of functions: they are factored
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*", re.ASCII)
_START = re.compile(r"(?<![\w.])[A-Za-z_]", re.ASCII)
_TOKEN = re.compile(
    rf" *(?:(?P<number>[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]{{1,4}})?)|(?P<name>{_NAME.pattern})|\*\*|[-+*/()])", re.ASCII
)
_HINT = "write a polynomial such as -a + 2*b**2 - 1/20"


def has_name(text: str) -> bool:
    """Whether a name begins somewhere in the text: the e of 1e5 does not begin one."""
    return _START.search(text) is not None


def is_name(text: str) -> bool:
    """Whether a parameter can have this name: an identifier in ASCII, no word of Python, and not `log` or `oo`."""
    return bool(_NAME.fullmatch(text)) and not keyword.iskeyword(text) and text not in ("log", "oo")


def polynomial(text: str, values: Mapping[str, fmpq]) -> fmpq:
    """The value of a polynomial in the names; exact. Raises `NumberError`, without a place.

    Division is by anything that is not 0 at these values. No intermediate result has more than `MAX_BITS` bits, nor, as
    a function, a degree above `MAX_DEGREE`.

    >>> polynomial("-(a + 1/2)**2 * 2", {"a": fmpq(1)})
    -9/2
    """
    if len(text) > MAX_LENGTH:
        raise NumberError("", f"a polynomial of {len(text)} characters", f"give at most {MAX_LENGTH}")
    reader = _Reader(text, values)
    value = reader.sum(0)
    reader.expect("")
    return value


class _Reader:
    def __init__(self, text: str, values: Mapping[str, fmpq]) -> None:
        self.text, self.values = text, values
        self.tokens = self._tokens()
        self.at = 0

    def _tokens(self) -> list[str]:
        tokens, at, end = [], 0, len(self.text.rstrip(" "))
        while at < end:
            match = _TOKEN.match(self.text, at)
            if match is None:
                raise self.error(f"has {self.text[at:].lstrip(' ')[:1]!r} where a polynomial goes on")
            tokens.append(match[0].strip(" "))
            at = match.end()
        return [*tokens, ""]

    def error(self, what: str) -> NumberError:
        return NumberError("", f"{shown(self.text)} {what}", _HINT)

    def take(self, *wanted: str) -> str | None:
        token = self.tokens[self.at]
        if token not in wanted:
            return None
        self.at += 1
        return token

    def expect(self, wanted: str) -> None:
        found = self.tokens[self.at]
        if found != wanted:
            raise self.error(f"has {_token(found)} where {_token(wanted)} is expected")
        self.at += 1

    def bounded(self, value: fmpq) -> fmpq:
        if _bits(value) > MAX_BITS:
            raise self.error(f"has a value of more than {MAX_BITS} bits")
        if _degree(value) > MAX_DEGREE:
            raise self.error(f"has a degree above {MAX_DEGREE} in what is swept")
        return value

    def sum(self, depth: int) -> fmpq:
        value = self.product(depth)
        while operator := self.take("+", "-"):
            term = self.product(depth)
            value = self.bounded(value + term if operator == "+" else value - term)
        return value

    def product(self, depth: int) -> fmpq:
        value = self.factor(depth)
        while operator := self.take("*", "/"):
            other = self.factor(depth)
            if operator == "/" and other == 0:
                raise self.error("divides by 0")
            value = self.bounded(value * other if operator == "*" else value / other)
        return value

    def factor(self, depth: int) -> fmpq:
        if depth > MAX_DEPTH:
            raise self.error(f"is nested more than {MAX_DEPTH} deep")
        if self.take("-"):
            return -self.factor(depth + 1)
        base = self.atom(depth)
        if not self.take("**"):
            return base
        exponent = self.tokens[self.at]
        if not exponent.isdecimal():
            raise self.error(f"has the exponent {shown(exponent)}")
        self.at += 1
        if len(exponent) > 6 or int(exponent) * _bits(base) > MAX_BITS or int(exponent) * _degree(base) > MAX_DEGREE:
            raise self.error("has a power that is too large")
        return self.bounded(base ** int(exponent))

    def atom(self, depth: int) -> fmpq:
        if self.take("("):
            value = self.sum(depth + 1)
            self.expect(")")
            return value
        token = self.tokens[self.at]
        if token[:1].isdecimal():
            self.at += 1
            return parse_rational(token)
        if token in self.values:
            self.at += 1
            return self.values[token]
        if is_name(token):
            raise NumberError("", f"{shown(self.text)} has {shown(token)}, which is no parameter", self._names())
        raise self.error(f"has {_token(token)} where a number or a name is expected")

    def _names(self) -> str:
        return f"use {', '.join(self.values)}, or give it a value under parameters"


def _bits(value: fmpq) -> int:
    """The size of a number; of a function, that of its coefficients together."""
    if not is_function(value):
        return value.height_bits()
    coefficients: list[fmpq] = [c for part in _parts(value) for c in part.to_dict().values()]
    return sum(c.height_bits() for c in coefficients)


def _degree(value: fmpq) -> int:
    """The degree of a function in lowest terms; 0 for a number."""
    return max((int(part.total_degree()) for part in _parts(value)), default=0) if is_function(value) else 0


def _parts(value: fmpq) -> list[fmpq_mpoly]:
    function = cast("Function", value)
    return [part for part in (function.numerator, function.denominator) if part is not None]


def _token(token: str) -> str:
    return shown(token) if token else "its end"
