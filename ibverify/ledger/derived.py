r"""Evidence that is a derivation, and what refutes a statement about every law of a setting.

A derivation is run, its theorem is compared with the statement, its certificate is replayed by the independent checker,
and the statement is tried on finite models of the setting, which would refute a kernel that proves too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from ibverify.certificate import derivation_certificate
from ibverify.exact import Outcome, Status
from ibverify.kernel import ZERO, Calculation, Setting, Statement, Sum, Theorem
from ibverify.kernel.terms import Relation
from ibverify.kernel.text import setting_text, statement_text
from ibverify.ledger.claim import Change, Mutant
from ibverify.ledger.evidence import Check
from ibverify.models import drawable, judge, refutation
from ibverify.models.drawing import sample
from ibverify.recheck import derivations

MODELS = 12  # tried on each derived statement
SEARCHED = 400  # of which one should refute a false one


@dataclass(frozen=True, slots=True)
class Derived:
    """A derivation of `left relation right` for every law of a setting; `by` runs it. Derived.

    `moved` is what print takes to the other side at the end, where it is finite, as the paper subtracts it.
    """

    setting: Setting
    left: Sum
    relation: Relation
    right: Sum
    by: Callable[[], Calculation | Theorem]
    moved: Sum = ZERO
    strength: ClassVar[str] = "derived"
    because: ClassVar[str] = ""

    @property
    def scope(self) -> str:
        """The laws of the setting."""
        return f"every law of {setting_text(self.setting)}"

    @property
    def cites(self) -> Sequence[str]:
        """The published results that the derivation uses."""
        return sorted(self.theorem.cites)

    @property
    def statement(self) -> Statement:
        """What has to be derived."""
        return Statement(self.left, self.relation, self.right)

    @property
    def theorem(self) -> Theorem:
        """What is derived."""
        found = self.by()
        return found if isinstance(found, Theorem) else found.theorem

    def checks(self, random: Random) -> Iterable[Check]:
        """The theorem says this; the independent checker agrees; finite models do not refute it."""
        theorem, says = self.theorem, statement_text(self.statement)
        yield Check("the theorem", _known(_same(theorem, self), statement_text(theorem.statement)))
        yield Check("its certificate, replayed", _replayed(theorem))
        if drawable(self.setting):
            for index, drawn in enumerate(sample(self.setting, random, MODELS), start=1):
                yield Check(says, judge(drawn.model, self.statement), f"finite model {index}")


@dataclass(frozen=True, slots=True)
class Disproved:
    """A derivation of the contrary, for laws that the sentence speaks of `because` of a reason."""

    contrary: Derived
    because: str
    strength: ClassVar[str] = "derived"

    @property
    def scope(self) -> str:
        """The laws of the setting."""
        return self.contrary.scope

    @property
    def cites(self) -> Sequence[str]:
        """The published results that the derivation uses."""
        return self.contrary.cites

    def checks(self, random: Random) -> Iterable[Check]:
        """Refuted, if the contrary passes all that a derivation has to pass."""
        wrong = [check for check in self.contrary.checks(random) if not check.outcome.proved]
        shown = f"derived: {statement_text(self.contrary.statement)}"
        yield wrong[0] if wrong else Check("the contrary", Outcome(Status.REFUTED, shown), self.because)


@dataclass(frozen=True, slots=True)
class Searched:
    """A search for a finite model that refutes `left relation right`; that none is found decides nothing."""

    setting: Setting
    left: Sum
    relation: Relation
    right: Sum
    strict: bool = False  # read < for <=, > for >=
    strength: ClassVar[str] = "tested"
    because: ClassVar[str] = ""
    cites: ClassVar[Sequence[str]] = ()

    @property
    def scope(self) -> str:
        """Finite models."""
        return f"finite models of {setting_text(self.setting)}"

    def checks(self, random: Random) -> Iterable[Check]:
        """Refuted, or unknown."""
        statement = Statement(self.left, self.relation, self.right)
        yield _refuted(self.setting, statement, random, strict=self.strict)


def near_miss(
    changes: Change,
    says: str,
    setting: Setting,
    left: Sum,
    relation: Relation,
    right: Sum,
    *,
    strict: bool = False,
) -> Mutant:
    """The mutant that states `left relation right` for every law of the setting, `strict`: with < or > in its place."""
    statement = Statement(left, relation, right)
    return Mutant(changes, says, lambda: [_refuted(setting, statement, Random(says), strict=strict)])


def _refuted(setting: Setting, statement: Statement, random: Random, *, strict: bool) -> Check:
    found = refutation(setting, statement, random, draws=SEARCHED, strict=strict)
    if found is None:
        return Check("tried", Outcome(Status.UNKNOWN, f"none of {SEARCHED} finite models refutes it"))
    first, *tables = str(found).splitlines()
    return Check(first.partition(" fails: ")[0], found.outcome, ", ".join(tables))


def _same(theorem: Theorem, evidence: Derived) -> bool:
    stated = (evidence.statement, evidence.statement.flipped)
    return theorem.setting == evidence.setting and theorem.statement in stated


def _known(truth: bool, shown: str) -> Outcome:
    return Outcome(Status.PROVED if truth else Status.UNKNOWN, shown)


def _replayed(theorem: Theorem) -> Outcome:
    certificate = derivation_certificate([theorem], None)
    try:
        derivations.check(certificate)
    except ValueError as error:
        return Outcome(Status.UNKNOWN, f"rejected: {error}")
    return Outcome(Status.PROVED, f"{len(certificate['steps'])} steps")
