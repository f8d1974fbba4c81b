from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ibverify.errors import FileError, ProblemError
from ibverify.exact import Outcome, Status, Value
from ibverify.ledger import Cases, Check, Claim, Example, Instances, Mutant, Statement, check, fact, judge, judge_all
from ibverify.ledger.find import find, id_of, load

TRUE = check("one is one", Value(1), "==", Value(1))
FALSE = check("log 4 exceeds 2 log 2", Value("log(4)"), ">", Value("2*log(2)"), "the number 4")
UNKNOWN = Check("open", Outcome(Status.UNKNOWN, "? == ?"))
CLAIM = Claim(
    statement=Statement(says="one is one", source="Sec. 0"),
    evidence=[Example(lambda: [TRUE])],
    mutants=[Mutant("more", "log 4 exceeds", lambda: FALSE)],
)


def with_evidence(*evidence, **changes):
    return replace(CLAIM, evidence=list(evidence), **changes)


def test_what_is_proved_holds():
    found = judge("a", CLAIM)
    assert (found.verdict, found.strength, found.counterexample) == ("holds", "exact", None)
    assert found.is_settled


def test_one_refuted_check_is_a_counterexample():
    found = judge("a", with_evidence(Example(lambda: [TRUE, FALSE, UNKNOWN]), amended="a-amended"))
    assert found.verdict == "fails"
    assert found.counterexample == "log 4 exceeds 2 log 2: 2*log(2) > 2*log(2) (the number 4)"
    assert found.amended == "a-amended"


def test_what_holds_names_no_amendment():
    assert judge("a", replace(CLAIM, amended="a-amended")).amended is None


def test_one_unknown_check_leaves_it_undecided():
    found = judge("a", with_evidence(Example(lambda: [TRUE, UNKNOWN])))
    assert (found.verdict, found.strength, found.is_settled) == ("undecided", None, False)


def test_instances_only_test_and_cases_are_all():
    assert judge("a", with_evidence(Instances(lambda random: [TRUE]))).strength == "tested"
    assert judge("a", with_evidence(Cases(lambda: [TRUE], because="it is all"))).strength == "exact"
    both = with_evidence(Example(lambda: [TRUE]), Instances(lambda random: [TRUE]))
    assert judge("a", both).strength == "tested"


def test_what_goes_beyond_refutes_and_adds_nothing():
    assert judge("a", replace(CLAIM, beyond=[Instances(lambda random: [TRUE])])).strength == "exact"
    assert judge("a", replace(CLAIM, beyond=[Instances(lambda random: [FALSE])])).verdict == "fails"


def test_a_mutant_that_survives_is_not_settled():
    found = judge("a", replace(CLAIM, mutants=[Mutant("same", "one is one", lambda: TRUE)]))
    assert (found.verdict, found.is_settled) == ("holds", False)


def test_strength_is_capped_by_what_a_claim_rests_on():
    claims = {
        "weak": with_evidence(Instances(lambda random: [TRUE])),
        "open": with_evidence(Example(lambda: [UNKNOWN])),
        "a": replace(CLAIM, rests_on=["weak"]),
        "b": replace(CLAIM, rests_on=["open"]),
    }
    a, b = judge_all(claims, ("a", "b")).judgements
    assert a.strength == "tested"
    assert b.verdict == "undecided"


def test_no_evidence_no_verdict():
    half_empty = with_evidence(Example(lambda: [TRUE]), Cases(lambda: [], because="there is none"))
    for broken in (with_evidence(), with_evidence(Example(lambda: [])), half_empty, replace(CLAIM, mutants=[])):
        with pytest.raises(ProblemError, match=r"it has (no mutants|evidence without checks)"):
            judge("a", broken)


def test_a_check_that_does_not_run_is_no_verdict():
    for broken in (lambda: [1 // 0], lambda: [check("x", Value(1), "almost", Value(1))]):
        with pytest.raises(ProblemError, match=r"a: a check does not run: (ZeroDivisionError|ValueError)"):
            judge_all({"a": with_evidence(Example(broken))}, ("a",))


def test_numbers_may_stand_for_values():
    assert check("one", 1, "==", Value(1)).outcome.proved
    assert check("half", "log(2)", ">", "1/2").outcome.proved


def test_circles_and_dangling_supports_are_refused():
    circle = {"a": replace(CLAIM, rests_on=["b"]), "b": replace(CLAIM, rests_on=["a"])}
    with pytest.raises(ProblemError, match="a -> b -> a"):
        judge_all(circle, ("a",))
    with pytest.raises(ProblemError, match="'gone', which is not in the ledger"):
        judge_all({"a": replace(CLAIM, rests_on=["gone"])}, ("a",))


def test_draws_depend_on_seed_and_claim_alone():
    seen: list[int] = []
    claim = with_evidence(Instances(lambda random: [seen.append(random.randint(0, 10**9)) or TRUE]))
    for id, seed in (("a", 0), ("a", 0), ("b", 0), ("a", 1)):
        judge(id, claim, seed=seed)
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3


def test_facts_are_decided():
    assert fact("x", True, "3 atoms").outcome.proved
    assert str(fact("x", False, "3 atoms", "here")) == "x: 3 atoms (here)"


def test_ids_and_names():
    assert id_of(Path("s05_rule_bound.py")) == "s05.rule-bound"
    with pytest.raises(ProblemError, match=r"did you mean s04.fig3\?"):
        find(("s04.fig33",))
    with pytest.raises(FileError, match="no such file"):
        find(("nothing_here.py",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1\n", "defines no CLAIM"),
        ("CLAIM = 3\n", "defines no CLAIM"),
        ("def\n", "SyntaxError"),
        ("1/0\n", "ZeroDivisionError"),
        ("import sys\nsys.exit()\n", "SystemExit"),
        ("import nothing_of_this_name\n", "ModuleNotFoundError"),
    ],
)
def test_files_that_are_no_claims(tmp_path: Path, text: str, words: str):
    path = tmp_path / "claim_mine.py"
    path.write_text(text)
    with pytest.raises(FileError, match=words):
        load(path)


def test_a_file_of_ones_own_has_its_stem_as_id(tmp_path: Path):
    path = tmp_path / "claim_mine.py"
    path.write_text("")
    assert find((str(path),)) == {"claim_mine": path}
