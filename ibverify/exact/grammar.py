"""The grammar of value strings: rationals, + - * /, integer powers `**`, `log(...)`, `oo`, brackets.

    value  = term (("+" | "-") term)*        term = factor (("*" | "/") factor)*
    factor = "-" factor | atom ["**" integer] atom = number | "oo" | "log(" value ")" | "(" value ")"

Read by recursive descent into log-linear forms: what is multiplied by a logarithm, what divides, and what a logarithm
or a power is taken of has to be rational. Nothing is evaluated by Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flint import fmpq

from ibverify.errors import NumberError, shown
from ibverify.exact.loglinear import LogLinear, log
from ibverify.exact.rational import MAX_DIGITS, parse_rational
from ibverify.exact.value import Infinite, Value

MAX_LENGTH = 2_000_000
MAX_DEPTH = 100
_MAX_POWER_BITS = 400_000
_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,4})?)|(\*\*|[-+*/()]|log|oo))", re.ASCII)
_HINT = "write a value such as log(2) - 1/20, 3/2*log(3) or oo"


def parse_value(text: str, where: str = "") -> Value:
    """The value that a value string spells; exact. Raises `NumberError` for anything else.

    >>> parse_value("-(log(12) - log(3))/2 + 2**-2")
    Value('-log(2) + 1/4')
    """
    if len(text) > MAX_LENGTH:
        raise NumberError(where, f"a value of {len(text)} characters", f"give at most {MAX_LENGTH}")
    if text.strip() == "oo":
        return Value(Infinite("stated"))
    reader = _Reader(text, where)
    form = reader.sum(0)
    reader.expect("")
    return Value(form)


class _Reader:
    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where
        self.tokens = self._tokens()
        self.next = next(self.tokens)

    def _tokens(self) -> Iterator[str]:
        at, end = 0, len(self.text.rstrip())
        while at < end:
            match = _TOKEN.match(self.text, at)
            if match is None:
                raise self.error(f"{shown(self.text)} has {self.text[at:].lstrip()[:1]!r} where a value goes on")
            number = match[1]
            if number is not None and len(number) > MAX_DIGITS:
                raise self.error(f"a number of {len(number)} digits")
            yield number or match[2]
            at = match.end()
        while True:
            yield ""

    def error(self, what: str) -> NumberError:
        return NumberError(self.where, what, _HINT)

    def take(self, *tokens: str) -> str | None:
        if self.next in tokens:
            taken, self.next = self.next, next(self.tokens)
            return taken
        return None

    def expect(self, token: str) -> None:
        if self.next != token:
            found, wanted = self.next or "its end", token or "its end"
            raise self.error(f"{shown(self.text)} has {found!r} where {wanted!r} was expected")
        if token:
            self.next = next(self.tokens)

    def sum(self, depth: int) -> LogLinear:
        if depth > MAX_DEPTH:
            raise self.error(f"{shown(self.text)} is nested more than {MAX_DEPTH} deep")
        form = self.product(depth)
        while sign := self.take("+", "-"):
            term = self.product(depth)
            form = form + term if sign == "+" else form - term
        return form

    def product(self, depth: int) -> LogLinear:
        form = self.factor(depth)
        while operator := self.take("*", "/"):
            other = self.factor(depth)
            if operator == "/":
                divisor = self.rational(other, "divides")
                if divisor == 0:
                    raise self.error(f"{shown(self.text)} divides by 0")
                form = form.scaled(1 / divisor)
            elif not form.logs:
                form = other.scaled(form.constant)
            else:
                form = form.scaled(self.rational(other, "is multiplied by a logarithm"))
        return form

    def factor(self, depth: int) -> LogLinear:
        if depth > MAX_DEPTH:
            raise self.error(f"{shown(self.text)} is nested more than {MAX_DEPTH} deep")
        if self.take("-"):
            return -self.factor(depth + 1)
        form = self.atom(depth)
        if self.take("**"):
            minus = bool(self.take("-"))
            exponent = self.next
            if not exponent.isdecimal() or len(exponent) > 6:
                raise self.error(f"{shown(self.text)} has the exponent {exponent[:12]!r}")
            self.next = next(self.tokens)
            base, power = self.rational(form, "is raised to a power"), int(exponent)
            if power * base.height_bits() > _MAX_POWER_BITS or (minus and base == 0):
                raise self.error(f"{shown(self.text)} has a power that is too large")
            return LogLinear(base**-power if minus else base**power)
        return form

    def atom(self, depth: int) -> LogLinear:
        if self.take("("):
            form = self.sum(depth + 1)
            self.expect(")")
            return form
        if self.take("log"):
            self.expect("(")
            argument = self.rational(self.sum(depth + 1), "stands in a logarithm")
            self.expect(")")
            if argument <= 0:
                raise self.error(f"{shown(self.text)} has the logarithm of {shown(argument)}")
            return log(argument)
        number = self.next
        if not number[:1].isdecimal():
            raise self.error(f"{shown(self.text)} has {number or 'its end'!r} where a number was expected")
        self.next = next(self.tokens)
        return LogLinear(parse_rational(number, self.where))

    def rational(self, form: LogLinear, role: str) -> fmpq:
        if form.logs:
            if not form.is_rational():
                raise self.error(f"{shown(self.text)} is not log-linear: a logarithm {role}")
            return form.constant
        return form.constant
