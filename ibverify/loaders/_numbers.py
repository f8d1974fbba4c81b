r"""Numbers of a file: texts in the grammar of rationals, JSON integers, doubles, polynomials in fixed parameters.

Main results: `number`; `Double`, a JSON number by its text; `displayed`, a piece of data as an error shows it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flint import fmpq, fmpz

from ibverify.errors import NumberError, shown
from ibverify.exact.rational import from_float, parse_rational, rational
from ibverify.loaders._polynomial import has_name, polynomial

_DECIMAL = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?)([0-9]+))?", re.ASCII)
_NO_PARAMETERS: Mapping[str, fmpq] = {}


@dataclass(frozen=True, slots=True)
class Double:
    """A JSON number that is not an integer: the double nearest to its text."""

    text: str

    @property
    def value(self) -> fmpq:
        """The rational that the double is. Raises `NumberError` for one that is not finite."""
        number = float(self.text)
        if math.isfinite(number):
            return from_float(number)
        if not self.text[-1].isdigit():
            raise NumberError("", f"{self.text} is not a number", "give a finite number")
        raise NumberError("", f"{shown(self.text)} is larger than every double", "put the number in quotes")

    @property
    def is_rounded(self) -> bool:
        """Whether the text spells another finite number than the double is. Any exponent takes linear time.

        >>> Double("0.1").is_rounded, Double("0.375e0").is_rounded, Double("1e-1000000000").is_rounded
        (True, False, True)
        """
        match, number = _DECIMAL.fullmatch(self.text), float(self.text)
        if match is None or not math.isfinite(number):
            return False
        whole, decimals, sign, exponent = match.groups(default="")
        digits = (whole + decimals).strip("0")
        if not digits or number == 0:
            return bool(digits)
        # The double is finite and not 0, so the exponent cannot exceed the length of the text by more than 324.
        power = int(fmpz(exponent or "0")) * (-1 if sign == "-" else 1) - len(decimals)
        spelled = fmpq(fmpz(whole + decimals)) * fmpq(10) ** power
        return spelled != abs(from_float(number))


def number(data: Any, parameters: Mapping[str, fmpq] = _NO_PARAMETERS) -> fmpq:
    """The exact number that a piece of data stands for; with parameters, a text with names is a polynomial in them.

    Raises `NumberError`, without a place, for anything else.

    >>> number("-a**2 + 1/2", {"a": fmpq(1, 2)}), number(fmpq(3)), number(Double("0.25"))
    (1/4, 3, 1/4)
    """
    if isinstance(data, str):
        return polynomial(data, parameters) if parameters and has_name(data) else parse_rational(data)
    if isinstance(data, Double):
        return data.value
    if not isinstance(data, bool):
        with suppress(TypeError):
            return rational(data)
        with suppress(TypeError):
            return from_float(data)
    raise NumberError("", f"{displayed(data)} is not a number", 'write a number such as "1/3" here')


def displayed(data: object) -> str:
    """A piece of data on one line, for an error."""
    if isinstance(data, str):
        return shown(data)
    if isinstance(data, Double):
        return data.text[:60]
    if data is None or isinstance(data, bool):
        return {None: "null", True: "true", False: "false"}[data]
    if isinstance(data, list | dict):
        return "a list" if isinstance(data, list) else "an object"
    return shown(fmpz(data) if isinstance(data, int) else data).replace("'", "")
