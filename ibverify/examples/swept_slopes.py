r"""Where a term of a sweep rises and falls: the proved signs of its slope. Main result: `slopes`."""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq

from ibverify.exact import Value, between
from ibverify.exact.sign_table import sign_table, stretches
from ibverify.study.crossing import By
from ibverify.study.formulas import formula_of
from ibverify.study.sweep import Piece, Sweep


def slopes(found: Sweep, by: By) -> tuple[Value, ...]:
    """The sign of the slope on each stretch of each piece, from left to right, neighbours of one sign as one.

    Exact; between -1 and 1 where a sign is not known. Inside of a stretch a slope that is not 0 has isolated zeros.

    >>> from ibverify.examples import fig3
    >>> from ibverify.study.sweep import sweep
    >>> found = sweep(lambda e: fig3.problem("f_I", e), "e", fmpq(1, 100), fmpq(1, 2))
    >>> slopes(found, lambda terms: terms.precision)  # log 2 - e/2
    (Value('-1'),)
    """
    signs = [sign for piece in found.pieces for sign in _signs(piece, by)]
    return tuple(sign for i, sign in enumerate(signs) if not i or sign != signs[i - 1])


def _signs(piece: Piece, by: By) -> Iterator[Value]:
    formula = formula_of(by(piece.terms))
    if formula is None:
        yield between(fmpq(-1), fmpq(1), "there is no formula")
    elif formula.is_constant:
        yield Value(0)
    else:
        for stretch in stretches(sign_table(formula.derivative, piece.start, piece.end)):
            unknown = between(fmpq(-1), fmpq(1), "the sign is not known close to a zero")
            yield unknown if stretch.slope is None else Value(stretch.slope)
