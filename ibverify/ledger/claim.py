r"""Claims: a statement as it is printed, its parts with the evidence that decides each, and mutants of each part.

A claim is the conjunction of its parts. No claim holds its verdict: `judge` computes it from checks, each an `Outcome`
of exact values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ibverify.ledger.evidence import Checks, Evidence
from ibverify.ledger.sampled import Sampled

Change: TypeAlias = Literal["constant", "direction", "hypothesis", "quantifier", "subject"]


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of the claim, LaTeX allowed, and where they stand in the paper."""

    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A false statement near a part's sentence; `refuted_by` gives checks that it implies, one of which is refuted.

    `changes` names what it changes: a constant, the direction of a relation, a hypothesis that it drops, a quantifier,
    or the subject, which is what the sentence is said of. That something exists is refuted by no single check.
    """

    changes: Change
    says: str
    refuted_by: Checks


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence, with the hypotheses that it is judged under; its evidence; its mutants.

    `beyond` tries the sentence on what it does not speak of, such as other pictures than the paper's: that is reported
    beside the part and changes no verdict. Nor do `estimates`, from samples.
    """

    says: str
    evidence: Evidence
    mutants: Sequence[Mutant]
    beyond: Evidence | None = None
    estimates: Sampled | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement and the parts that it is the conjunction of.

    `rests_on` names the claims that the evidence uses, `cites` published results; `amended` is the id of the claim that
    holds instead of a false one. `note` says what a reader has to know.
    """

    statement: Statement
    parts: Sequence[Part]
    rests_on: Sequence[str] = ()
    cites: Sequence[str] = ()
    amended: str | None = None
    note: str = ""


def named_by(claim: Claim) -> tuple[str, ...]:
    """The ids of the claims that this one names: what it rests on, and what holds instead."""
    return (*claim.rests_on, *([claim.amended] if claim.amended is not None else []))
