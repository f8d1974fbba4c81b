r"""Evidence: what was looked at to decide one sentence, and how far that reaches.

Whatever has the members of `Evidence` is evidence: the judge asks nothing else of it, so a new kind is a class of its
own. `scope` names what the sentence was decided on and `because` what is taken on trust; both are printed beside it,
for no judge can tell whether a sentence says more than its checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import ClassVar, Generic, Protocol, TypeAlias, TypeVar

from ibverify.errors import ProblemError
from ibverify.exact import Outcome, Value, compare
from ibverify.exact.rational import Exactly
from ibverify.kernel import Setting, Statement
from ibverify.models import Model

STRENGTHS = ("estimated", "tested", "exact", "derived")


@dataclass(frozen=True, slots=True)
class Formula:
    """A statement of the kernel, `strict`: with < or >; and the finite model that it was looked at in, if any."""

    setting: Setting
    statement: Statement
    model: Model | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """What was asked, the outcome, and the instance that it was decided on; empty: all that the evidence speaks of.

    `formula` is what was asked, where that is a statement of the kernel; `steps` counts those of a certificate that was
    replayed, and is 0 for any other check.
    """

    says: str
    outcome: Outcome
    on: str = ""
    formula: Formula | None = None
    steps: int = 0

    @property
    def is_of_an_instance(self) -> bool:
        """Whether something was looked at; a theorem, and the replay of its certificate, are of all laws at once."""
        return bool(self.on) or (self.formula is None and self.steps == 0)

    def __str__(self) -> str:
        return f"{self.says} reads {self.outcome.statement}" + (f" ({self.on})" if self.on else "")


def check(says: str, left: Value | Exactly, relation: str, right: Value | Exactly, on: str = "") -> Check:
    """The check that two values are in this relation, exactly; neither a float nor a bare truth value is one.

    >>> str(check("H(L) = log 4", "2*log(2)", "==", "log(4)", "X uniform on T"))
    'H(L) = log 4 reads 2*log(2) == 2*log(2) (X uniform on T)'
    """
    return Check(says, compare(left, relation, right), on)


def on(instance: str, checks: Iterable[Check]) -> Iterator[Check]:
    """The checks, said to be decided on an instance; what they name themselves stands behind it."""
    for each in checks:
        yield replace(each, on=f"{instance}, {each.on}" if each.on else instance)


Checks: TypeAlias = Callable[[], Iterable[Check]]
Member = TypeVar("Member")


class Evidence(Protocol):
    """What decides a sentence."""

    @property
    def strength(self) -> str:
        """One of `STRENGTHS`: what a sentence is worth of which every check is proved."""

    @property
    def scope(self) -> str:
        """What the checks were decided on."""

    @property
    def because(self) -> str:
        """Why they settle all that the sentence speaks of, taken on trust; empty where nothing is."""

    @property
    def cites(self) -> Sequence[str]:
        """The published results that it rests on and that are not proved here."""

    def checks(self, random: Random) -> Iterable[Check]:
        """The checks, each of which the sentence implies."""


@dataclass(frozen=True, slots=True)
class Example:
    """Checks on one example, for a sentence about that example. Exact: the example is all that there is."""

    scope: str
    decided_by: Checks

    strength: ClassVar[str] = "exact"
    because: ClassVar[str] = ""
    cites: ClassVar[Sequence[str]] = ()

    def checks(self, random: Random) -> Iterable[Check]:
        """The checks; nothing is drawn."""
        return self.decided_by()


@dataclass(frozen=True, slots=True)
class Cases:
    """Checks on finitely many cases, for a sentence about a family that they settle `because` of a reason.

    Exact: no member is left out, if the reason is right. Raises `ProblemError` without a reason.
    """

    scope: str
    decided_by: Checks
    because: str

    def __post_init__(self) -> None:
        if not self.because.strip():
            raise ProblemError(self.scope, "cases without a reason", "say why they settle the rest, or test instances")

    strength: ClassVar[str] = "exact"
    cites: ClassVar[Sequence[str]] = ()

    def checks(self, random: Random) -> Iterable[Check]:
        """The checks; nothing is drawn."""
        return self.decided_by()


@dataclass(frozen=True, slots=True)
class Instances(Generic[Member]):
    """Checks on members of a family, for a sentence about the family. Tested: other members were not looked at.

    `members` chooses them, or draws them from the generator it is given, each with its name; `decided_by` checks one.
    """

    scope: str
    members: Callable[[Random], Iterable[tuple[str, Member]]]
    decided_by: Callable[[Member], Iterable[Check]]

    strength: ClassVar[str] = "tested"
    because: ClassVar[str] = ""
    cites: ClassVar[Sequence[str]] = ()

    def checks(self, random: Random) -> Iterable[Check]:
        """The checks on each member, in turn."""
        for name, member in self.members(random):
            yield from on(name, self.decided_by(member))
