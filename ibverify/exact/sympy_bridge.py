"""Values to SymPy and back. SymPy is imported here alone, when it is asked for."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from ibverify.errors import NumberError, UndecidedError, shown
from ibverify.exact.loglinear import LogLinear, log
from ibverify.exact.value import Infinite, Value


def to_sympy(value: Value) -> Any:
    """The SymPy expression of an exact or infinite value. Raises `UndecidedError` for an enclosed one.

    >>> to_sympy(Value("log(2) - 1/20"))
    -1/20 + log(2)
    """
    import sympy

    match value.content:
        case Infinite():
            return sympy.oo
        case LogLinear() as form:
            normal = form.normal
            logs = (_rational(c) * sympy.log(sympy.Integer(n)) for n, c in normal.logs)
            return sympy.Add(_rational(normal.constant), *logs)
        case _:
            raise UndecidedError("", "an enclosed value is no SymPy expression", "use interval() or enclosure()")


def from_sympy(expression: Any) -> Value:
    """The value of a SymPy expression made of rationals, their logarithms, sums and rational multiples; exact.

    Raises `NumberError` for what is not log-linear, floats included.

    >>> import sympy
    >>> from_sympy(sympy.log(8) / 2 - sympy.Rational(1, 20))
    Value('3/2*log(2) - 1/20')
    """
    import sympy

    if expression is sympy.oo:
        return Value(Infinite("stated"))
    return Value(_form(sympy.sympify(expression)))


def _form(expression: Any) -> LogLinear:
    import sympy

    if isinstance(expression, sympy.Rational):
        return LogLinear(fmpq(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Add):
        form = LogLinear()
        for part in expression.args:
            form += _form(part)
        return form
    if isinstance(expression, sympy.Mul):
        factor, rest = expression.as_coeff_Mul()
        if isinstance(factor, sympy.Rational) and factor != 1:
            return _form(rest).scaled(_form(factor).constant)
    if isinstance(expression, sympy.log) and expression.args[0].is_Rational and expression.args[0] > 0:
        return log(_form(expression.args[0]).constant)
    raise NumberError("", f"{shown(expression)} is not log-linear", "give a rational combination of 1 and log(p/q)")


def _rational(number: fmpq) -> Any:
    import sympy

    return sympy.Rational(int(number.p), int(number.q))
