r"""Evidence that is a derivation, and what refutes a statement about every law of a setting.

A derivation is run, its theorem is compared with the statement, its certificate is replayed by the independent checker,
and the statement is tried on finite models of the setting, which would refute a kernel that proves too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import ClassVar

from ibverify.certificate import derivation_certificate
from ibverify.errors import ProblemError
from ibverify.exact import Outcome, Status
from ibverify.kernel import INFINITY, ZERO, Calculation, Setting, Statement, Sum, Theorem
from ibverify.kernel.terms import Relation
from ibverify.kernel.text import setting_text, statement_text
from ibverify.ledger.claim import Change, Mutant
from ibverify.ledger.evidence import Check, Formula
from ibverify.models import Model, drawable, judge, refutation
from ibverify.models.drawing import sample
from ibverify.models.text import tables_text
from ibverify.models.values import value
from ibverify.recheck import derivations

MODELS = 40  # tried on each derived statement
SEARCHED = 400  # of which one should refute a false one


@dataclass(frozen=True, slots=True)
class Derived:
    """A derivation of `left relation right` for every law of a setting; `by` runs it.

    `moved` is what print takes to the other side at the end, where it is finite, as the paper subtracts it. `because`
    is what leads from the statement to a sentence that says more, taken on trust: then it is exact, and not derived.
    """

    setting: Setting
    left: Sum
    relation: Relation
    right: Sum
    by: Callable[[], Calculation | Theorem]
    moved: Sum = ZERO
    because: str = ""

    @property
    def strength(self) -> str:
        """Derived, if nothing is taken on trust."""
        return "exact" if self.because else "derived"

    @property
    def scope(self) -> str:
        """The laws of the setting."""
        return setting_text(self.setting)

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
        theorem = self.theorem
        same = _known(_same(theorem, self), statement_text(theorem.statement))
        yield Check("the theorem", same, formula=Formula(theorem.setting, theorem.statement))
        yield _replayed(theorem)
        yield from self._inhabited(random)
        models = [drawn.model for drawn in sample(self.setting, random, MODELS)] if drawable(self.setting) else []
        for model in sorted(models, key=self._shows_little):
            yield _tried(model, self.statement)

    def _inhabited(self, random: Random) -> Iterable[Check]:
        """That some finite model satisfies the hypotheses; of those that say H(V) = oo, which none does, the others."""
        some = [h for h in self.setting.hypotheses if h.relation != "==" or INFINITY not in (h.left, h.right)]
        inside = replace(self.setting, hypotheses=tuple(some))
        if some and drawable(inside) and not any(True for _ in sample(inside, random, SEARCHED)):
            unknown = Outcome(Status.UNKNOWN, f"none of {SEARCHED} finite models satisfies them")
            yield Check("the hypotheses are met by some law", unknown)

    def _shows_little(self, model: Model) -> tuple[bool, int]:
        """Whether a side is 0 that need not be, and how many variables are constant or independent: those come last."""
        return any(value(model, side) == 0 for side in (self.left, self.right) if side.parts), model.degeneracy


@dataclass(frozen=True, slots=True)
class Disproved:
    """A derivation of the contrary, for laws that the sentence speaks of `because` of a reason."""

    contrary: Derived
    because: str
    strength: ClassVar[str] = "derived"

    def __post_init__(self) -> None:
        if not self.because.strip():
            raise ProblemError(
                "Disproved", "it has no reason", "say why the sentence speaks of the laws of the setting"
            )

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
        checks, contrary = list(self.contrary.checks(random)), self.contrary
        if wrong := next((check for check in checks if not check.outcome.proved), None):
            yield wrong
            return
        outcome = Outcome(Status.REFUTED, statement_text(contrary.statement))
        steps = max(check.steps for check in checks)
        yield Check(
            f"the contrary, derived in {steps} steps,",
            outcome,
            self.because,
            Formula(contrary.setting, contrary.statement),
        )


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
    """The mutant that states `left relation right` for every law of the setting, `strict`: with < or > in its place.

    A degenerate model, with a constant or with a channel that ignores its parents, does not count as refuting it.
    """
    statement = Statement(left, relation, right)
    return Mutant(changes, says, lambda: [_refuted(setting, statement, Random(says), strict=strict)])


def _refuted(setting: Setting, statement: Statement, random: Random, *, strict: bool) -> Check:
    found = refutation(setting, statement, random, draws=SEARCHED, strict=strict)
    if found is None:
        return Check("tried", Outcome(Status.UNKNOWN, f"none of {SEARCHED} finite models refutes it"))
    first, *tables = str(found).splitlines()
    if found.model.degeneracy:
        unknown = Outcome(Status.UNKNOWN, f"of {SEARCHED} finite models only degenerate ones refute it")
        return Check("tried", unknown, ", ".join(tables))
    formula = Formula(setting, statement, found.model, strict)
    return Check(first.partition(" fails: ")[0], found.outcome, ", ".join(tables), formula)


def _tried(model: Model, statement: Statement) -> Check:
    on = ", ".join(tables_text(model))
    return Check(statement_text(statement), judge(model, statement), on, Formula(model.setting, statement, model))


def _same(theorem: Theorem, evidence: Derived) -> bool:
    stated = (evidence.statement, evidence.statement.flipped)
    return theorem.setting == evidence.setting and theorem.statement in stated


def _known(truth: bool, shown: str) -> Outcome:
    return Outcome(Status.PROVED if truth else Status.UNKNOWN, shown)


def _replayed(theorem: Theorem) -> Check:
    certificate = derivation_certificate([theorem], None)
    steps = len(certificate["steps"])
    try:
        derivations.check(certificate)
    except ValueError as error:
        outcome = Outcome(Status.UNKNOWN, f"rejected: {error}")
    else:
        outcome = Outcome(Status.PROVED, f"{steps} steps")
    return Check("its certificate, replayed", outcome, steps=steps)
