"""Values to SymPy and back. SymPy is imported here alone, and only when it is asked for."""

from __future__ import annotations

from functools import reduce
from typing import Any, cast

from flint import fmpq, fmpq_mpoly

from ibverify.errors import NumberError, UndecidedError, shown
from ibverify.exact.formula import Formula
from ibverify.exact.loglinear import LogLinear, add_all, log
from ibverify.exact.parametric import Function, is_function
from ibverify.exact.value import Infinite, Value, is_expression

_ONE = LogLinear(fmpq(1))


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
        case Formula() as formula:
            terms = (_number(c) * sympy.log(_number(x)) for c, x in formula.normal.logs)
            return sympy.Add(_number(formula.normal.constant), *terms)
        case _:
            raise UndecidedError("", "an enclosed value is no SymPy expression", "use interval() or enclosure()")


def from_sympy(expression: Any) -> Value:
    """The value of a SymPy expression made of rationals, their logarithms, sums and rational multiples; exact.

    Raises TypeError for what is no object of SymPy, a text among others (nothing is ever evaluated), and for a float;
    `NumberError` for an expression that is not log-linear.

    >>> import sympy
    >>> from_sympy(sympy.log(8) / 2 - sympy.Rational(1, 20))
    Value('3/2*log(2) - 1/20')
    """
    if not is_expression(expression):
        kind = type(expression).__name__
        raise TypeError(f"{kind} is no SymPy expression: give one, or make a Value of a text or an exact number")
    import sympy

    return Value(Infinite("stated")) if expression is sympy.oo else Value(_form(expression))


def _form(expression: Any) -> LogLinear:
    import sympy

    if isinstance(expression, sympy.Float):
        raise TypeError("a Float of SymPy is not exact: give a Rational, or use from_float")
    if isinstance(expression, sympy.Rational):
        return LogLinear(fmpq(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Add):
        return add_all(map(_form, expression.args))
    if isinstance(expression, sympy.Mul):
        return reduce(lambda form, part: _product(form, _form(part), expression), expression.args, _ONE)
    if isinstance(expression, sympy.log) and len(expression.args) == 1:
        argument = _form(expression.args[0])
        if argument.is_rational() and argument.normal.constant > 0:
            return log(argument.normal.constant)
    raise _not_log_linear(expression)


def _product(one: LogLinear, other: LogLinear, expression: Any) -> LogLinear:
    if not one.is_rational():
        one, other = other, one
    if not one.is_rational():
        raise _not_log_linear(expression)
    return other.scaled(one.normal.constant)


def _not_log_linear(expression: Any) -> NumberError:
    return NumberError("", f"{shown(expression)} is not log-linear", "give a rational combination of 1 and log(p/q)")


def _number(number: fmpq) -> Any:
    """A rational, or a function of parameters, whose names become symbols."""
    if not is_function(number):
        return _rational(number)
    function = cast("Function", number)
    above = _polynomial(function.numerator)
    return above if function.denominator is None else above / _polynomial(function.denominator)


def _polynomial(polynomial: fmpq_mpoly) -> Any:
    import sympy

    names = [sympy.Symbol(name) for name in polynomial.context().names()]
    return sympy.Add(
        *(
            _rational(c) * sympy.Mul(*(name ** int(power) for name, power in zip(names, powers, strict=True)))
            for powers, c in polynomial.to_dict().items()
        )
    )


def _rational(number: fmpq) -> Any:
    import sympy

    return sympy.Rational(int(number.p), int(number.q))
