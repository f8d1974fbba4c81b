"""The ledger: claims in parts, with their evidence and mutants, and the judge that computes verdicts."""

from ibverify.ledger.claim import Claim, Mutant, Part, Statement
from ibverify.ledger.derived import Derived, Disproved, Searched, near_miss
from ibverify.ledger.evidence import Cases, Check, Evidence, Example, Formula, Instances, check, on
from ibverify.ledger.judge import judge, judge_all
from ibverify.ledger.judgement import EstimatesRecord, Finding, Judgement, Ledger, MutantRecord, PartRecord
from ibverify.ledger.sampled import Interval, Sampled

__all__ = [
    "Cases",
    "Check",
    "Claim",
    "Derived",
    "Disproved",
    "EstimatesRecord",
    "Evidence",
    "Example",
    "Finding",
    "Formula",
    "Instances",
    "Interval",
    "Judgement",
    "Ledger",
    "Mutant",
    "MutantRecord",
    "Part",
    "PartRecord",
    "Sampled",
    "Searched",
    "Statement",
    "check",
    "judge",
    "judge_all",
    "near_miss",
    "on",
]
