"""Estimates beside evidence are recorded and printed, and decide nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from ibverify.cli._ledger import ledger_text
from ibverify.errors import ProblemError
from ibverify.exact import Outcome, Status, Value
from ibverify.formats.ledger import ledger_to_dict
from ibverify.ledger import (
    Check,
    Claim,
    Example,
    Instances,
    Interval,
    Mutant,
    Part,
    Sampled,
    Statement,
    check,
    judge,
    judge_all,
)

TRUE = check("one is one", Value(1), "==", Value(1))
FALSE = check("one is two", Value(1), "==", Value(2))
UNKNOWN = Check("open", Outcome(Status.UNKNOWN, "? == ?"))
HOLDS, MISSES, NOTHING = Interval("a", 2, (1.5, 2.0)), Interval("b", 2, (0.5, 1.0)), Interval("c", 2, None)


def claim(*intervals: Interval, decided_by: Check = TRUE) -> Claim:
    sampled = Sampled("d2(X)", "three samples", 0.95, lambda random: intervals)
    part = Part("d2(X) = 2", Example("X", lambda: [decided_by]), [Mutant("constant", "1", lambda: [FALSE])])
    return Claim(Statement("d2(X) = 2", "Sec. 0"), [replace(part, estimates=sampled)])


def test_an_interval_holds_its_ends():
    assert [each.holds for each in (HOLDS, MISSES, NOTHING)] == [True, False, False]
    assert [str(each) for each in (HOLDS, MISSES, NOTHING)] == [
        "2 in [1.500, 2.000] (a)",
        "2 not in [0.500, 1.000] (b)",
        "2: no interval (c)",
    ]


@pytest.mark.parametrize("intervals", [[HOLDS], [MISSES], [NOTHING], [MISSES] * 20, [HOLDS, MISSES, NOTHING]])
@pytest.mark.parametrize(
    ("decided_by", "verdict", "strength"),
    [(TRUE, "holds", "exact"), (FALSE, "fails", "exact"), (UNKNOWN, "undecided", None)],
)
def test_estimates_decide_nothing(intervals: list[Interval], decided_by: Check, verdict: str, strength: str | None):
    """Whether they hold or miss: neither the verdict, nor the strength, nor what was counted."""
    found = judge("a", claim(*intervals, decided_by=decided_by))
    plain = judge("a", replace(claim(), parts=[replace(claim(decided_by=decided_by).parts[0], estimates=None)]))
    assert (found.verdict, found.strength) == (plain.verdict, plain.strength) == (verdict, strength)
    assert (found.instances, found.mutants, found.counterexample) == (
        plain.instances,
        plain.mutants,
        plain.counterexample,
    )
    [part] = found.parts
    assert part.estimates.held == intervals.count(HOLDS)


def test_estimates_are_no_evidence():
    """They have no checks: a part cannot be given them in place of evidence."""
    sampled = claim(HOLDS).parts[0].estimates
    with pytest.raises(ProblemError, match="a check does not run: AttributeError"):
        judge("a", Claim(Statement("d2(X) = 2", "Sec. 0"), [replace(claim(HOLDS).parts[0], evidence=sampled)]))


def test_a_weak_part_stays_weak():
    tested = Instances("numbers", lambda random: [("7", 7)], lambda number: [TRUE])
    found = judge("a", replace(claim(), parts=[replace(claim(HOLDS).parts[0], evidence=tested)]))
    assert found.strength == "tested"


def test_estimates_are_drawn_with_the_seed_of_the_ledger():
    def drawn(random: Random):
        yield Interval("a", 2, (random.random(), 2.0))

    part = replace(claim(HOLDS).parts[0], estimates=Sampled("d2(X)", "a sample", 0.95, drawn))
    own = replace(claim(), parts=[part])
    first, again, other = (judge("a", own, seed=seed).parts[0].estimates for seed in (0, 0, 1))
    assert first == again != other


def test_estimates_are_printed():
    ledger = judge_all({"a": claim(HOLDS, MISSES)}, ("a",))
    [part] = ledger_to_dict(ledger)["claims"][0]["parts"]
    assert part["estimates"] == {
        "quantity": "d2(X)",
        "scope": "three samples",
        "level": 0.95,
        "tried": 2,
        "held": 1,
        "shown": ["2 in [1.500, 2.000] (a)", "2 not in [0.500, 1.000] (b)"],
    }
    line = "estimated, which decides nothing: 1 of 2 intervals, meant to hold d2(X) at 0.95, do: three samples"
    assert line in " ".join(ledger_text(ledger).split())


def test_broken_estimates_are_an_error_of_the_claim():
    with pytest.raises(ProblemError, match="a, part 1: it has estimates without intervals"):
        judge("a", claim())
    with pytest.raises(ProblemError, match="a sampled interval does not run: TypeError: Check is no sampled interval"):
        judge("a", claim(TRUE))
