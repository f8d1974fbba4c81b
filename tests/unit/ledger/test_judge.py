from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import pytest

from ibverify.cli._ledger import ledger_text
from ibverify.errors import ProblemError
from ibverify.exact import Outcome, Status, Value
from ibverify.formats.ledger import ledger_to_dict
from ibverify.ledger import (
    Cases,
    Check,
    Claim,
    Example,
    Instances,
    Mutant,
    Part,
    Statement,
    check,
    judge,
    judge_all,
    on,
)

TRUE = check("one is one", Value(1), "==", Value(1))
FALSE = check("log 4 exceeds 2 log 2", Value("log(4)"), ">", Value("2*log(2)"), "the number 4")
UNKNOWN = Check("open", Outcome(Status.UNKNOWN, "? == ?"))
MUTANT = Mutant("direction", "log 4 exceeds 2 log 2", lambda: [FALSE])


def example(*checks):
    return Example("the number 1", lambda: checks)


def drawn(*checks):
    return Instances("numbers", lambda random: [("the number 7", 7), ("the number 8", 8)], lambda number: checks)


def claim(*evidence, **changes):
    """One part for each piece of evidence."""
    parts = [Part("one is one", each, [MUTANT]) for each in evidence or [example(TRUE)]]
    return replace(Claim(Statement("one is one", "Sec. 0"), parts), **changes)


def only_part(found):
    [part] = found.parts
    return part


def test_what_is_proved_holds():
    found = judge("a", claim())
    assert (found.verdict, found.strength, found.counterexample) == ("holds", "exact", None)
    assert found.is_settled


def test_one_refuted_check_is_a_counterexample():
    found = judge("a", claim(example(TRUE, FALSE, UNKNOWN)))
    assert (found.verdict, found.strength) == ("fails", "exact")
    assert str(found.counterexample) == "log 4 exceeds 2 log 2 reads 2*log(2) > 2*log(2) (the number 4)"


def test_one_unknown_check_leaves_it_undecided():
    found = judge("a", claim(example(TRUE, UNKNOWN)))
    assert (found.verdict, found.strength, found.is_settled) == ("undecided", None, False)


def test_a_claim_is_the_conjunction_of_its_parts():
    verdicts = {
        (TRUE, TRUE): "holds",
        (TRUE, UNKNOWN): "undecided",
        (UNKNOWN, FALSE): "fails",
        (TRUE, FALSE): "fails",
    }
    for (first, second), verdict in verdicts.items():
        found = judge("a", claim(example(first), example(second)))
        assert found.verdict == verdict
    assert [part.found.verdict for part in found.parts] == ["holds", "fails"]
    assert found.parts[0].found.counterexample is None


def test_strength_is_that_of_the_weakest_part():
    assert judge("a", claim(drawn(TRUE))).strength == "tested"
    assert judge("a", claim(Cases("it", lambda: [TRUE], because="it is all"))).strength == "exact"
    assert judge("a", claim(example(TRUE), drawn(TRUE))).strength == "tested"
    assert judge("a", claim(drawn(TRUE), example(FALSE))).strength == "exact"


def test_what_goes_beyond_changes_no_verdict():
    for checks, verdict in (([TRUE], "holds"), ([FALSE], "fails"), ([UNKNOWN], "undecided")):
        part = Part("one is one", example(TRUE), [MUTANT], beyond=drawn(*checks))
        found = judge("a", replace(claim(), parts=[part]))
        assert (found.verdict, found.strength, found.counterexample) == ("holds", "exact", None)
        assert only_part(found).beyond.verdict == verdict
        assert found.instances == 1


def test_instances_are_not_checks():
    [part] = judge("a", claim(drawn(TRUE, TRUE, FALSE))).parts
    assert (len(part.found.instances), part.found.checks) == (4, 6)  # two numbers, and the number 4 under each
    assert judge("a", claim(drawn(TRUE), drawn(TRUE), example(TRUE))).instances == 3


def test_the_first_check_of_each_kind_is_shown():
    [part] = judge("a", claim(drawn(TRUE, FALSE))).parts
    assert [str(check) for check in part.found.shown] == [
        "one is one reads 1 == 1 (the number 7)",
        "log 4 exceeds 2 log 2 reads 2*log(2) > 2*log(2) (the number 7, the number 4)",
    ]


def test_a_mutant_that_survives_is_not_settled():
    part = Part("one is one", example(TRUE), [MUTANT, Mutant("constant", "one is 1", lambda: [TRUE])])
    found = judge("a", replace(claim(), parts=[part]))
    assert (found.verdict, found.is_settled) == ("holds", False)
    assert [m.refuted for m in found.mutants] == [True, False]


def test_a_mutant_is_refuted_by_one_of_its_checks():
    part = Part("one is one", example(TRUE), [Mutant("constant", "more", lambda: [TRUE, FALSE])])
    [mutant] = judge("a", replace(claim(), parts=[part])).mutants
    assert mutant.refuted
    assert mutant.witness == FALSE


def test_strength_is_capped_by_what_a_claim_rests_on():
    claims = {
        "weak": claim(drawn(TRUE)),
        "open": claim(example(UNKNOWN)),
        "wrong": claim(example(FALSE)),
        "a": claim(rests_on=["weak"]),
        "b": claim(rests_on=["open"]),
        "c": claim(rests_on=["wrong"]),
    }
    a, b, c = judge_all(claims, ("a", "b", "c")).judgements
    assert (a.verdict, a.strength) == ("holds", "tested")
    assert (b.verdict, b.strength) == ("undecided", None)
    assert (c.verdict, c.strength) == ("undecided", None)


@dataclass(frozen=True)
class Derivation:
    """A kind of evidence that the judge has never heard of."""

    strength: str = "derived"
    scope: str = "every law"
    because: str = ""
    cites: tuple[str, ...] = ("A theorem of others",)

    def checks(self, random: Random):
        return [TRUE]


def test_whatever_has_the_members_of_evidence_is_evidence():
    assert judge("a", claim(Derivation())).strength == "derived"
    assert judge("a", claim(Derivation(), example(TRUE))).strength == "exact"
    assert judge("a", claim(Derivation(), example(TRUE))).cites == ("A theorem of others",)


PART = Part("one is one", example(TRUE), [MUTANT])


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (example(TRUE), "a, part 1: its Example is no part; give Part"),
        (replace(PART, mutants=[FALSE]), "a, part 1: its Check is no mutant"),
        (replace(PART, evidence=[example(TRUE)]), "a check does not run: AttributeError"),
        (replace(PART, says=" "), "a, part 1: it says nothing"),
        (replace(PART, mutants=[]), "a, part 1: it has no mutants"),
        (
            replace(PART, mutants=[replace(MUTANT, changes="wording")]),
            "a mutant changes 'wording'; name one of constant",
        ),
        (
            replace(PART, mutants=[replace(MUTANT, refuted_by=lambda: [])]),
            "the mutant 'log 4 exceeds .*' has no checks",
        ),
        (replace(PART, evidence=example()), "a, part 1: it has evidence without checks"),
        (replace(PART, evidence=Cases("it", lambda: [], because="none")), "evidence without checks"),
        (replace(PART, evidence=Instances("none", lambda random: [], lambda number: [TRUE])), "without checks"),
        (replace(PART, evidence=Example("", lambda: [TRUE])), "a, part 1: it has evidence without a scope"),
        (replace(PART, beyond=example()), "a, part 1: it has evidence without checks"),
    ],
)
def test_parts_that_are_refused(part: Part, words: str):
    """What a user may forget in a part; the second part is never reached."""
    with pytest.raises(ProblemError, match=words):
        judge("a", claim(parts=[part, PART]))


def test_cases_without_a_reason_are_none():
    with pytest.raises(ProblemError, match="the number 1: cases without a reason"):
        Cases("the number 1", lambda: [TRUE], because=" ")


def test_no_parts_no_verdict():
    with pytest.raises(ProblemError, match="a: it has no parts"):
        judge("a", claim(parts=[]))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda: [1 // 0], "ZeroDivisionError"),
        (lambda: [check("x", 1, "almost", 1)], "ValueError: 'almost' is no relation"),
        (lambda: [check("the loss is small", 1e-13, "<", "1/1000000000")], "TypeError: float is not exact"),
        (lambda: [check("the loss is small", 1e-13 < 1e-9, "==", 1)], "TypeError: a truth value is not a number"),
        (lambda: [True], "TypeError: bool is no check"),
        (lambda: 3, "TypeError"),
        (lambda: [check("x", "1/0", "==", 1)], "NumberError"),
    ],
)
def test_a_check_that_does_not_run_is_no_verdict(broken, words: str):
    """Floats and bare truth values decide nothing, in evidence as in mutants."""
    with pytest.raises(ProblemError, match=f"a, part 1: a check does not run: {words}"):
        judge_all({"a": claim(Example("it", broken))}, ("a",))
    with pytest.raises(ProblemError, match=f"a, part 1: a check does not run: {words}"):
        judge("a", claim(parts=[replace(PART, mutants=[replace(MUTANT, refuted_by=broken)])]))


def test_numbers_may_stand_for_values():
    assert check("one", 1, "==", Value(1)).outcome.proved
    assert check("half", "log(2)", ">", "1/2").outcome.proved


def test_checks_say_where_they_were_decided():
    assert [c.on for c in on("here", [TRUE, FALSE])] == ["here", "here, the number 4"]


def test_what_holds_instead_has_to_be_in_the_ledger_and_hold():
    wrong = claim(example(FALSE), amended="b")
    [found] = judge_all({"a": wrong, "b": claim()}, ("a",)).judgements
    assert (found.verdict, found.amended) == ("fails", "b")
    for other in ({}, {"b": claim(example(FALSE))}, {"b": claim(example(UNKNOWN))}):
        with pytest.raises(ProblemError, match="a: it is amended by 'b', which is no claim of the ledger that holds"):
            judge_all({"a": wrong, **other}, ("a",))


def test_what_holds_names_no_amendment():
    assert judge_all({"a": claim(amended="b"), "b": claim()}, ("a",)).judgements[0].amended is None


def test_circles_and_dangling_supports_are_refused():
    circle = {"a": claim(rests_on=["b"]), "b": claim(rests_on=["a"])}
    with pytest.raises(ProblemError, match="a -> b -> a"):
        judge_all(circle, ("a",))
    with pytest.raises(ProblemError, match="'gone', which is not in the ledger"):
        judge_all({"a": claim(rests_on=["gone"])}, ("a",))


def test_draws_depend_on_seed_and_claim_alone():
    seen: list[int] = []

    def drawing():
        return Instances("numbers", lambda random: [("one", random.randint(0, 10**9))], keep)

    def keep(number: int):
        seen.append(number)
        return [TRUE]

    for id, seed in (("a", 0), ("a", 0), ("b", 0), ("a", 1)):
        judge(id, claim(drawing()), seed=seed)
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3


def test_scope_and_trust_are_printed_beside_the_sentence():
    """The judge cannot tell whether a sentence says more than its checks: a reader has to."""
    far = Cases("the number 1 alone", lambda: [TRUE], because="all numbers are alike")
    part = Part("All numbers are one.", far, [MUTANT], beyond=drawn(FALSE))
    ledger = judge_all({"a": claim(parts=[part], cites=["A. Nobody, 2031"])}, ("a",))
    assert ledger_text(ledger).splitlines()[2:8] == [
        "          1. All numbers are one.",
        "             holds, exact on 1 instance: the number 1 alone; trusted: all numbers are alike",
        "             beyond it, on numbers: fails; counterexample: log 4 exceeds 2 log 2 reads 2*log(2) > 2*log(2)",
        "             (the number 7, the number 4)",
        "          cites: A. Nobody, 2031",
        "",
    ]
    [found] = ledger_to_dict(ledger)["claims"]
    [record] = found["parts"]
    assert (record["scope"], record["because"]) == ("the number 1 alone", "all numbers are alike")
    assert (record["instances"], record["checks"]) == (1, 1)
    assert record["shown"] == ["one is one reads 1 == 1"]
    assert record["beyond"]["verdict"] == "fails"
    assert (found["verdict"], found["instances"], found["mutants"]) == ("holds", 1, {"tried": 1, "refuted": 1})
