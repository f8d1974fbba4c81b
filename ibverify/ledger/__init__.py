"""The ledger: claims with their evidence and mutants, and the judge that computes verdicts."""

from ibverify.ledger.claim import Cases, Check, Claim, Example, Instances, Mutant, Statement, check, fact
from ibverify.ledger.judge import Judgement, Ledger, judge, judge_all

__all__ = [
    "Cases",
    "Check",
    "Claim",
    "Example",
    "Instances",
    "Judgement",
    "Ledger",
    "Mutant",
    "Statement",
    "check",
    "fact",
    "judge",
    "judge_all",
]
