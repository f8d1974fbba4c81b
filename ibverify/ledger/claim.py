r"""Claims: a statement as it is printed, the evidence that decides it, and mutants that the evidence must refute.

No claim holds its verdict: `judge` computes it from checks, each an `Outcome` of exact values. What the evidence covers
decides how strong a proof it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from ibverify.exact import Outcome, Status, Value, compare
from ibverify.exact.rational import Exactly


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of the claim, LaTeX allowed, and where they stand in the paper."""

    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Check:
    """One sentence of a statement with its outcome, and the instance that it was decided on."""

    says: str
    outcome: Outcome
    on: str = ""

    def __str__(self) -> str:
        return f"{self.says}: {self.outcome.statement}" + (f" ({self.on})" if self.on else "")


Checks: TypeAlias = Callable[[], Iterable[Check]]
Drawn: TypeAlias = Callable[[Random], Iterable[Check]]


@dataclass(frozen=True, slots=True)
class Example:
    """Evidence for a statement about one example: the checks are all that it says. Exact."""

    checks: Checks

    @property
    def strength(self) -> str:
        """Exact: nothing is left out."""
        return "exact"


@dataclass(frozen=True, slots=True)
class Cases:
    """Evidence for a statement about a family that finitely many cases exhaust, `because` of a reason. Exact."""

    checks: Checks
    because: str

    @property
    def strength(self) -> str:
        """Exact: no member is left out."""
        return "exact"


@dataclass(frozen=True, slots=True)
class Instances:
    """Evidence for a statement about a family: exact checks on members chosen or drawn from a seed. Tested."""

    drawn: Drawn

    @property
    def strength(self) -> str:
        """Tested: other members were not looked at; a single refuted check still refutes the statement."""
        return "tested"


Evidence: TypeAlias = Example | Cases | Instances


@dataclass(frozen=True, slots=True)
class Mutant:
    """A statement near the claim that is false: `refuted_by` gives the check that has to refute it."""

    name: str
    says: str
    refuted_by: Callable[[], Check]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with its evidence and mutants.

    `evidence` covers the whole statement; `beyond` tries more than it says, such as other pictures than the paper's: it
    can refute the claim, and adds nothing to its strength. `rests_on` names the claims that the evidence uses, `cites`
    published results; `amended` is the id of the claim that holds instead of a false one. `note` says what a reader has
    to know.
    """

    statement: Statement
    evidence: Sequence[Evidence]
    mutants: Sequence[Mutant]
    beyond: Sequence[Instances] = ()
    rests_on: Sequence[str] = ()
    cites: Sequence[str] = ()
    amended: str | None = None
    note: str = ""


def check(says: str, left: Value | Exactly, relation: str, right: Value | Exactly, on: str = "") -> Check:
    """The check that two values are in this relation."""
    return Check(says, compare(left, relation, right), on)


def fact(says: str, truth: bool, shown: str, on: str = "") -> Check:
    """A check that was decided exactly by other means than a comparison of values; `shown` is what was found."""
    return Check(says, Outcome(Status.PROVED if truth else Status.REFUTED, shown), on)
