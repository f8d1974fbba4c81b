"""Judgements: what the judge found of a claim, part by part, as values that formats and prints read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ibverify.ledger.evidence import Check
from ibverify.ledger.sampled import Interval


@dataclass(frozen=True, slots=True)
class Finding:
    """What a piece of evidence found, on which instances; `shown` has the first check of each kind.

    `instances` are what was looked at, finite models for a derivation; `steps` counts those of its certificate, and is
    0 where nothing was replayed.
    """

    verdict: str
    strength: str | None
    scope: str
    because: str
    instances: frozenset[str]
    checks: int
    steps: int
    shown: tuple[Check, ...]
    counterexample: Check | None


@dataclass(frozen=True, slots=True)
class MutantRecord:
    """What a mutant changes and says, whether it was refuted, and by which check."""

    changes: str
    says: str
    refuted: bool
    witness: Check


@dataclass(frozen=True, slots=True)
class EstimatesRecord:
    """The intervals from samples for a quantity that a part states, meant to hold at `level`; they decide nothing."""

    quantity: str
    scope: str
    level: float
    intervals: tuple[Interval, ...]

    @property
    def held(self) -> int:
        """How many intervals hold the number that is stated."""
        return sum(interval.holds for interval in self.intervals)

    def __str__(self) -> str:
        count = f"{self.held} of {len(self.intervals)} intervals, meant to hold {self.quantity} at {self.level:g}, do"
        return f"{count}: {self.scope}"


@dataclass(frozen=True, slots=True)
class PartRecord:
    """A part's sentence, what its evidence found, what was found beyond it, and estimates beside it."""

    says: str
    found: Finding
    beyond: Finding | None
    mutants: tuple[MutantRecord, ...]
    estimates: EstimatesRecord | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim with its verdict, as the ledger prints it."""

    id: str
    source: str
    statement: str
    verdict: str
    strength: str | None
    rests_on: tuple[str, ...]
    cites: tuple[str, ...]
    parts: tuple[PartRecord, ...]
    amended: str | None
    note: str

    @property
    def counterexample(self) -> Check | None:
        """The refuted check of the first part that fails."""
        return next((p.found.counterexample for p in self.parts if p.found.counterexample is not None), None)

    @property
    def instances(self) -> int:
        """How many instances were looked at."""
        return len(frozenset[str]().union(*(part.found.instances for part in self.parts)))

    @property
    def mutants(self) -> tuple[MutantRecord, ...]:
        """The mutants of all parts."""
        return tuple(mutant for part in self.parts for mutant in part.mutants)

    @property
    def is_settled(self) -> bool:
        """Decided, with every mutant refuted."""
        return self.verdict != "undecided" and all(m.refuted for m in self.mutants)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Judgements in the order asked for, and the seconds that each took."""

    judgements: tuple[Judgement, ...]
    timing: Mapping[str, float]
