"""The expectations of a problem, each decided against the analysis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ibverify.errors import InputError, ProblemError
from ibverify.exact import Outcome, Value, compare
from ibverify.information import Information
from ibverify.problem import QUANTITIES, Expectation, Problem
from ibverify.study.analyze import Analysis


@dataclass(frozen=True, slots=True)
class Checked:
    """An expectation with the value found and the outcome of `found == expected`."""

    expectation: Expectation
    found: Value
    outcome: Outcome


def check(problem: Problem, analysis: Analysis) -> Iterator[Checked]:
    """Every expectation, decided: proved, refuted or unknown. Raises `ProblemError` for a layer that is not there."""
    for i, expectation in enumerate(problem.expect):
        try:
            found = value_of(analysis[expectation.layer], expectation.quantity)
        except (InputError, KeyError):
            what = f"there is no {expectation.quantity} at layer {expectation.layer!r}"
            advice = f'use a layer from 0 to {len(analysis.layers)} or "readout", and one of {", ".join(QUANTITIES)}'
            raise ProblemError(f"expect[{i}]", what, advice) from None
        yield Checked(expectation, found, compare(found, "==", expectation.value))


def value_of(found: Information, quantity: str) -> Value:
    """The quantity of this name. Raises KeyError."""
    return {"H(L)": found.entropy, "I(X;L)": found.compression, "I(Y;L)": found.precision}[quantity]
