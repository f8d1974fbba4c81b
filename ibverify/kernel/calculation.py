r"""Calculations: derivations as people write them, each step with its reason. Not trusted: `infer` checks it all.

A reason is a theorem, or a rule or lemma with its arguments, which proves one in the setting at hand. A step may have
several, applied one after the other: each replaces in the sum what it has on one side by what it has on the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from ibverify.errors import RuleError
from ibverify.kernel.setting import Setting
from ibverify.kernel.terms import Relation, Statement, Sum
from ibverify.kernel.text import statement_text, sum_text
from ibverify.kernel.theorem import Theorem, infer


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule or a lemma with its arguments: `prove` gives its theorem in a setting, `words` name it in print."""

    words: str
    prove: Callable[[Setting], Theorem]


By: TypeAlias = Theorem | Reason


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a printed chain: its relation to the line before, the sum, and the words that justify it.

    `by` are the theorems that it uses, each with the name of the rule or lemma that gave it; none if it was given.
    """

    relation: Relation
    total: Sum
    because: str
    by: tuple[tuple[str, Theorem], ...] = ()


@dataclass(frozen=True, slots=True)
class Calculation:
    """A chain that starts at a sum; `lines` is how it is printed."""

    setting: Setting
    start: Sum
    shown: Theorem | None = None
    lines: tuple[Line, ...] = ()

    @property
    def theorem(self) -> Theorem:
        """That the first sum is in this relation to the last; of a chain without steps, that it equals itself."""
        return self.shown if self.shown is not None else infer("start", self.setting, self.start)

    @property
    def total(self) -> Sum:
        """The sum that it has come to."""
        return self.lines[-1].total if self.lines else self.start

    def equals(self, target: Sum, by: By | Sequence[By], because: str = "") -> Calculation:
        """The next line, equal to the one before. Raises `RuleError` if the reasons do not lead there."""
        return self._to("==", target, by, because)

    def at_most(self, target: Sum, by: By | Sequence[By], because: str = "") -> Calculation:
        """The next line, at least as large as the one before."""
        return self._to("<=", target, by, because)

    def at_least(self, target: Sum, by: By | Sequence[By], because: str = "") -> Calculation:
        """The next line, at most as large as the one before."""
        return self._to(">=", target, by, because)

    def cancelling(self, by: By) -> Theorem:
        """What is left when a term that is bounded by logarithms of cardinalities is taken from both sides."""
        return infer("cancel", self.setting, premises=(self.theorem, _made(by, self.setting)))

    def _to(self, relation: Relation, target: Sum, by: By | Sequence[By], because: str) -> Calculation:
        reasons = by if isinstance(by, Sequence) else (by,)
        theorem, total = self.shown, self.total
        used: list[tuple[str, Theorem]] = []
        shown: Relation = "=="  # what the reasons give, which may be more than was asked for
        for index, reason in enumerate(reasons, start=1):
            known, before = _made(reason, self.setting), total
            used.append(("" if isinstance(reason, Theorem) else reason.words, known))
            said = known.statement
            shown = shown if said.relation == "==" else relation
            rule, factor, total = _replacement(before, said, relation, target if index == len(reasons) else None)
            here = not isinstance(reason, Theorem) or known.setting == self.setting
            if theorem is None and rule == "replace" and said.left == before and here:
                theorem = known  # the chain begins with what the reason says
            else:
                theorem = infer(rule, self.setting, factor, premises=(theorem or self.theorem, known))
        if theorem is None or total != target or theorem.statement.right != target:
            raise RuleError("calculation", f"they lead to {sum_text(total)}", "give the reason that is missing")
        words = because or ", ".join(name or "as shown" for name, _ in used)
        return Calculation(self.setting, self.start, theorem, (*self.lines, Line(shown, target, words, tuple(used))))


def calculation(setting: Setting, start: Sum) -> Calculation:
    """A calculation that starts at a sum."""
    return Calculation(setting, start)


def _replacement(here: Sum, by: Statement, relation: Relation, target: Sum | None) -> tuple[str, int, Sum]:
    """The rule that applies `by` in the direction that fits, how often, and the sum that results."""
    for rule, statement in (("replace", by), ("replace_back", by.flipped)):
        if statement.relation in ("==", relation):
            factor = _factor(here, statement, target)
            if factor > 0:
                with suppress(RuleError):
                    return rule, factor, here.without(factor * statement.left) + factor * statement.right
    what = f"{statement_text(by)} does not apply to {sum_text(here)}"
    raise RuleError("calculation", what, "bring the sum into its form first")


def _factor(here: Sum, known: Statement, target: Sum | None) -> int:
    """How often a replacement may be meant: as the target says, else as often as it fits."""
    before, after = dict(known.left.parts), dict(known.right.parts)
    have, want = dict(here.parts), dict(target.parts) if target is not None else {}
    for term in (*before, *after) if target is not None else ():
        if change := after.get(term, 0) - before.get(term, 0):
            return (want.get(term, 0) - have.get(term, 0)) // change
    return min((have.get(term, 0) // count for term, count in known.left), default=1)


def _made(reason: By, setting: Setting) -> Theorem:
    return reason if isinstance(reason, Theorem) else reason.prove(setting)
