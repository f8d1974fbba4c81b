r"""Refutations: a finite model in which a statement fails, made as simple as it can be while the statement still fails.

A counterexample is exact. That none is found says nothing: what only continuous laws break, as statements on dimensions
are, has none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ibverify.errors import ProblemError
from ibverify.exact import Outcome
from ibverify.kernel import Setting, Statement
from ibverify.kernel.text import sum_text
from ibverify.models.drawing import Drawn, rebuild, redrawn, sample
from ibverify.models.model import Model
from ibverify.models.text import tables_text, widths_text
from ibverify.models.values import STRICT, holds, judge, relation

_AGAIN = 200  # tables that are tried for a smaller alphabet


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A model of a setting in which a statement fails; its text is the witness: both values, and the tables."""

    model: Model
    statement: Statement
    outcome: Outcome
    strict: bool = False

    def __str__(self) -> str:
        left, right = sum_text(self.statement.left), sum_text(self.statement.right)
        says = f"{left} {relation(self.statement, self.strict)} {right} fails: {self.outcome.statement}"
        return "\n".join([says, *tables_text(self.model), *widths_text(self.model, self.statement)])


def refutation(
    setting: Setting, statement: Statement, random: Random, *, draws: int = 200, strict: bool = False
) -> Counterexample | None:
    """A model of the setting that refutes a statement; None if none of so many random ones does.

    Exact. `strict` reads < for <=, and > for >=. Of the least degeneracy that was met: constants, and channels that
    do not depend on their parents, are the last resort. Raises
    `UnsupportedLaw` where `drawable` is false, `ProblemError` for a strict equality, or for a statement that names what
    the setting does not have.

    >>> from ibverify.kernel import H, channel, setting, source
    >>> print(refutation(setting(X=source(), L=channel("X")), Statement(H("L"), "<=", H("X", "L")), Random(0)))
    H(L) <= H(X|L) fails: log(2) <= 0
    P(X) = 1/2 1/2
    L = f(X): 0 1
    """
    setting.check(statement)
    if strict and statement.relation not in STRICT:
        raise ProblemError("refutation", "an equality is not strict", "give <= or >=, or leave strict out")
    found: Drawn | None = None
    for drawn in sample(setting, random, draws):
        better = found is None or drawn.model.degeneracy < found.model.degeneracy
        found = drawn if better and not holds(drawn.model, statement, strict) else found
        if found and not found.model.degeneracy:
            break
    if found is None:
        return None
    least = found.model.degeneracy

    def still(model: Model) -> bool:
        kept = model.degeneracy <= least and not holds(model, statement, strict)
        return kept and all(holds(model, hypothesis) for hypothesis in setting.hypotheses)

    model = _simplest(setting, _smallest(setting, found, random, still), still).model
    return Counterexample(model, statement, judge(model, statement, strict), strict)


def _smallest(setting: Setting, drawn: Drawn, random: Random, still: Callable[[Model], bool]) -> Drawn:
    """Lower the size of one alphabet after the other and draw the tables again, until none can be lowered."""
    before = None
    while before is not drawn:
        before = drawn
        for key in drawn.choices:
            for lower in range(drawn.choices.get(key, 0) if key[1] in ("size", "spare") else 0):
                again = (redrawn(setting, {**drawn.choices, key: lower}, random) for _ in range(_AGAIN))
                if smaller := next((other for other in again if still(other.model)), None):
                    drawn = smaller
                    break
    return drawn


def _simplest(setting: Setting, drawn: Drawn, still: Callable[[Model], bool]) -> Drawn:
    """Make the simplest choices for one table after the other, then lower single ones, until none can be lowered."""
    before = None
    while before is not drawn:
        before = drawn
        for key in drawn.choices:
            table = {other: 0 for other in drawn.choices if other[0] == key[0] and other[1] not in ("size", "spare")}
            lower = ({key: choice} for choice in range(drawn.choices.get(key, 0)))
            trials = (rebuild(setting, {**drawn.choices, **simpler}) for simpler in (table, *lower))
            drawn = next((trial for trial in trials if trial != drawn and still(trial.model)), drawn)
    return drawn
