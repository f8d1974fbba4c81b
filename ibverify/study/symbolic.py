"""Sweeps over one parameter as piecewise expressions of SymPy, which is imported when it is asked for."""

from __future__ import annotations

from typing import Any

from ibverify.errors import UndecidedError
from ibverify.exact import Value
from ibverify.exact.algebraic import Algebraic
from ibverify.exact.value import Enclosed
from ibverify.study.sweep import AtRoot, Point, Sweep


def to_sympy(found: Sweep) -> tuple[Any, Any]:
    """I(X;L) and I(Y;L) as `Piecewise` in `Symbol(parameter)`; exact, at irrational points by radicals or `CRootOf`.

    Raises `UndecidedError` where the value at some point is only enclosed.

    >>> from flint import fmpq
    >>> from ibverify.examples import fig3
    >>> from ibverify.study.sweep import sweep
    >>> to_sympy(sweep(lambda e: fig3.problem("f_I", e), "e", fmpq(1, 100), fmpq(1, 2)))[1]
    Piecewise((-e/2 + log(2), (e >= 1/100) & (e <= 1/2)))
    """
    import sympy

    symbol = sympy.Symbol(found.parameter)
    compression: list[tuple[Any, Any]] = []
    precision: list[tuple[Any, Any]] = []
    for part in found.parts:
        if isinstance(part, Point):
            where = sympy.Eq(symbol, _number(part.at))
        else:
            start, end = _number(part.start), _number(part.end)
            low = symbol >= start if part.closed[0] else symbol > start
            where = sympy.And(low, symbol <= end if part.closed[1] else symbol < end)
        compression.append((_expression(part.terms.compression, symbol), where))
        precision.append((_expression(part.terms.precision, symbol), where))
    return sympy.Piecewise(*compression, evaluate=False), sympy.Piecewise(*precision, evaluate=False)


def _expression(value: Value, symbol: Any) -> Any:
    content = value.content
    if not isinstance(content, Enclosed):
        return value.to_sympy()
    found = 0
    for factor, term in content.terms:
        if not isinstance(term, AtRoot) or not isinstance(term.number, Algebraic):
            raise UndecidedError("", "an enclosed value is no SymPy expression", "ask for the pieces, or an enclosure")
        formula = Value(term.formula).to_sympy()
        found += Value(factor).to_sympy() * formula.subs(symbol, _number(term.number))
    return found + Value(content.form).to_sympy()


def _number(at: Algebraic) -> Any:
    import sympy

    if at.rational is not None:
        return Value(at.rational).to_sympy()
    x = sympy.Dummy()
    polynomial = sympy.Poly([Value(c).to_sympy() for c in reversed(at.polynomial)], x)
    return sympy.rootof(polynomial, at.index)
