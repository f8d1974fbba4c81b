"""Derivations as evidence: what is claimed is compared with what was derived, replayed, and tried on models."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from ibverify.cli._ledger import ledger_text
from ibverify.examples.layers import SMOOTH, dimension, dimension_of_layers, least
from ibverify.kernel import ZERO, H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import data_processing, of_a_function
from ibverify.ledger import Claim, Derived, Disproved, Part, Searched, Statement, derived, judge, judge_all, near_miss
from ibverify.recheck import derivations

CHAIN = setting(X=source(), L=channel("X"), T=channel("L"))


def processing():
    return calculation(CHAIN, I("X", "L")).at_least(I("X", "T"), by=data_processing("X", "T", through="L"))


TRUE = Derived(CHAIN, I("X", "T"), "<=", I("X", "L"), processing)
MUTANT = near_miss("direction", "turned round", CHAIN, I("X", "T"), ">=", I("X", "L"))


def outcomes(evidence) -> set[str]:
    return {check.outcome.status.name for check in evidence.checks(Random(0))}


def claim(evidence) -> Claim:
    return Claim(Statement("Data processing.", "my note"), [Part("It holds.", evidence, [MUTANT])])


def test_a_derivation_of_what_is_stated():
    found = judge("a", claim(TRUE))
    assert (found.verdict, found.strength, found.is_settled) == ("holds", "derived", True)
    assert outcomes(TRUE) == {"PROVED"}


def test_its_instances_are_the_finite_models_tried():
    """The theorem and the replay of its certificate are of all laws at once; what shows most is shown."""
    [part] = judge("a", claim(TRUE)).parts
    found = part.found
    assert len(found.instances) == found.checks - 2 <= derived.MODELS
    assert found.steps == 9
    shown = found.shown[-1]
    assert shown.formula.model is not None
    assert not shown.outcome.statement.startswith("0 ")
    text = ledger_text(judge_all({"a": claim(TRUE)}, ("a",)))
    assert f"holds, derived; replayed in 9 steps; tried on {len(found.instances)} finite models: any law of X;" in text


def test_a_setting_without_finite_models_is_tried_on_none():
    evidence = Derived(SMOOTH, dimension("L"), "==", least("L"), dimension_of_layers)
    [part] = judge("a", claim(evidence)).parts
    assert part.found.instances == frozenset()
    assert (part.found.checks, part.found.steps > 0) == (2, True)


@pytest.mark.parametrize(
    "wrong",
    [
        Derived(CHAIN, I("X", "L"), "<=", I("X", "T"), processing),
        Derived(CHAIN, I("X", "T"), "==", I("X", "L"), processing),
        Derived(CHAIN, I("X", "T"), "<=", H("L"), processing),
    ],
)
def test_a_derivation_of_something_else_is_none(wrong):
    """The statement is false, or is not what was derived: models refute it, or it stays undecided. It never holds."""
    assert judge("a", claim(wrong)).verdict != "holds"


def test_a_derivation_in_another_setting_is_none():
    wider = setting(X=source(), L=channel("X"), T=channel("X", "L"))
    assert judge("a", claim(Derived(wider, I("X", "T"), "<=", I("X", "L"), processing))).verdict != "holds"


def test_a_rejected_certificate_leaves_it_undecided(monkeypatch):
    def rejects(certificate):
        raise derivations.Rejected("no")

    monkeypatch.setattr(derivations, "check", rejects)
    assert judge("a", claim(TRUE)).verdict == "undecided"


def test_a_kernel_that_proves_too_much_is_refuted(monkeypatch):
    """Were the theorem false, a finite model would say so, whatever kernel and checker think of it."""
    false = Derived(CHAIN, I("X", "T"), ">=", I("X", "L"), processing)
    monkeypatch.setattr(derived, "_same", lambda theorem, evidence: True)
    assert judge("a", claim(false)).verdict == "fails"


def test_citations_come_with_the_theorem():
    evidence = Derived(SMOOTH, dimension("L"), "==", least("L"), dimension_of_layers)
    mutant = near_miss("constant", "it is H(X)", CHAIN, I("X", "L"), "==", H("X"))
    found = judge("a", Claim(Statement("(16)", "Sec. 8"), [Part("It holds.", evidence, [mutant])]))
    assert [name.partition(" (")[0] for name in found.cites] == ["Hunt and Kaloshin", "Mattila, Moran and Rey"]


def test_the_contrary():
    layer = setting(X=source(), L=function("X"))
    equal = Derived(
        layer,
        I("X", "L"),
        "==",
        H("L"),
        lambda: calculation(layer, I("X", "L")).equals(H("L"), by=of_a_function("X", "L")),
    )
    found = judge("a", claim(Disproved(equal, because="every function is meant")))
    assert (found.verdict, found.strength) == ("fails", "exact")
    assert (
        judge("a", claim(Disproved(Derived(CHAIN, H("X"), "<=", H("L"), processing), because="no"))).verdict != "holds"
    )


def test_a_search_refutes_or_knows_nothing():
    assert outcomes(Searched(CHAIN, I("X", "T"), ">=", I("X", "L"))) == {"REFUTED"}
    assert outcomes(Searched(CHAIN, I("X", "T"), "<=", I("X", "L"))) == {"UNKNOWN"}
    assert outcomes(Searched(CHAIN, I("X", "T"), "<=", I("X", "L"), strict=True)) == {"REFUTED"}


def test_a_true_statement_is_no_mutant():
    [check] = near_miss("direction", "true", CHAIN, I("X", "T"), "<=", I("X", "L")).refuted_by()
    assert check.outcome.unknown


def test_a_degenerate_witness_does_not_count():
    """0 < H(X) fails for a constant X alone, which refutes no mutant."""
    [check] = near_miss("constant", "strictly", setting(X=source()), ZERO, "<=", H("X"), strict=True).refuted_by()
    assert check.outcome.unknown
    assert "only degenerate ones" in check.outcome.statement


def test_a_derivation_that_trusts_a_sentence_is_exact():
    trusting = replace(TRUE, because="what it means for the layer is plain")
    found = judge("a", claim(trusting))
    assert (found.verdict, found.strength, found.parts[0].found.because) == ("holds", "exact", trusting.because)
