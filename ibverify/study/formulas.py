"""What infima and crossings share: the formula of a value, formulas of several runs together, values at roots.

Main results: `formula_of`, `moved`, `value_at`, `terms_at`, `closed_form`, `number_text`.
"""

from __future__ import annotations

from typing import cast

from flint import fmpq, fmpq_mpoly_ctx

from ibverify.exact import LogLinear, Value
from ibverify.exact.algebraic import Algebraic, Root
from ibverify.exact.formula import Formula, add_all
from ibverify.exact.germs import fraction
from ibverify.exact.isolated import Number
from ibverify.exact.parametric import Function, Place, is_function
from ibverify.exact.printing import decimals
from ibverify.exact.value import Enclosed
from ibverify.study.quotient import quotient
from ibverify.study.sweep import AtRoot, Piece, Sweep, Terms


def formula_of(value: Value) -> Formula | None:
    """The formula that a value is, or of which it is the value at a root; None where it is infinite or only bounded."""
    match value.content:
        case Formula() as formula:
            return formula
        case LogLinear() as form:
            return Formula.of(form)
        case Enclosed(form, terms) if all(isinstance(term, AtRoot) for _, term in terms):
            return add_all([form, *(cast("AtRoot", term).formula.scaled(factor) for factor, term in terms)])
    return None


def moved(formula: Formula, place: Place) -> Formula:
    """The same formula at another place, where what its logarithms are of is positive too."""

    def at_place(number: fmpq) -> fmpq:
        if not is_function(number):
            return number
        function = cast("Function", number)
        return cast("fmpq", Function(function.numerator, function.denominator, place))

    normal = formula.normal
    return Formula(at_place(normal.constant), tuple((at_place(c), at_place(x)) for c, x in normal.logs))


def place_of(at: Algebraic, parameter: str) -> Root:
    """The place of functions at a number."""
    return Root(fmpq_mpoly_ctx.get([parameter], "lex"), at)


def value_at(formula: Formula, at: Number) -> Value:
    """The value of a formula at a number at which it is defined: exact at a rational one, else an enclosure."""
    if isinstance(at, Algebraic) and at.rational is not None and (form := formula.at([at.rational])) is not None:
        return Value(form)
    return Value(Enclosed(LogLinear(), ((fmpq(1), AtRoot(formula, at)),)))


def terms_at(sweep: Sweep, at: Algebraic) -> Terms:
    """The two terms at a number of the interval: values at a rational one, formulas at another."""
    if at.rational is not None:
        return sweep(at.rational)
    of_point = next((point.terms for point in sweep.points if point.at == at), None)
    return of_point or next(piece.terms for piece in sweep.pieces if _holds(piece, at))


def _holds(piece: Piece, at: Algebraic) -> bool:
    inside = piece.start < at < piece.end
    return inside or (piece.start == at and piece.closed[0]) or (piece.end == at and piece.closed[1])


def closed_form(number: Number) -> str | None:
    """The number as a SymPy expression where it is rational, or a root of A + B a with logarithms of integers in A, B.

    >>> from ibverify.exact.isolated import Isolated
    >>> from ibverify.exact.parametric import Sample
    >>> [a] = Sample.of(["a"], [fmpq(1)]).parameters
    >>> closed_form(Isolated(Formula(-a / 2, ((fmpq(1), fmpq(2)),)), fmpq(1), fmpq(2), -1))  # log(2) - a/2
    '2*log(2)'
    """
    if isinstance(number, Algebraic):
        return None if number.rational is None else str(number.rational)
    normal = number.formula.normal
    coefficients = [fraction(c) for c in (normal.constant, *(c for c, _ in normal.logs))]
    is_linear = all(above.degree() <= 1 and below.degree() < 1 for above, below in coefficients)
    at_zero, at_one = normal.at([fmpq(0)]), normal.at([fmpq(1)])
    if at_zero is None or at_one is None or not is_linear or any(is_function(x) for _, x in normal.logs):
        return None
    rise = at_one - at_zero
    return f"-({quotient(at_zero, rise)})" if at_zero.sign() == rise.sign() else str(quotient(at_zero, -rise))


def number_text(number: Number) -> str:
    """A number for people: in closed form, or by its first digits."""
    low, _ = decimals(number.interval, 6) or ("?", "?")
    return closed_form(number) or f"{low}..."
