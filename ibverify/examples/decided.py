r"""Decisions swept: of the ramp of Fig. 1 by its start a, and of a function of Fig. 2 by the threshold t."""

from __future__ import annotations

from flint import fmpq

from ibverify.exact.formula import Formula
from ibverify.examples import fig1, fig2
from ibverify.law import Law
from ibverify.problem import Problem
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.sweep import Sweep, sweep


def starts(law: Law) -> Sweep:
    """The decision at 1/5 of the ramp of height 2/5, for all starts a in [0, 1]."""
    rule = threshold(fmpq(1, 5))
    return sweep(lambda a: Problem(law, fig1.ramp(a, "2/5"), rule), "a", fmpq(0), fmpq(1))


def levels(picture: str) -> Sweep:
    """The decision at t, X uniform on T, for all t in [0, 1]."""
    return sweep(lambda t: fig2.problem(picture, level=t), "t", fmpq(0), fmpq(1))


def varying(found: Sweep) -> int:
    """On how many pieces a term is not constant.

    >>> varying(levels("f'_disc")), varying(levels("f'_cont"))
    (0, 2)
    """
    terms = (piece.terms for piece in found.pieces)
    return sum(any(isinstance(t.content, Formula) for t in (own.compression, own.precision)) for own in terms)
