"""Certificates of claims: what they say of each part, and that another claim's certificate says nothing."""

from __future__ import annotations

import pytest

from ibverify.certificate import derivation_certificate
from ibverify.errors import ProblemError
from ibverify.kernel import H, I, calculation, channel, infer, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.ledger import Claim, Derived, Disproved, Example, Part, Statement, check, near_miss
from ibverify.ledger.certify import claim_certificate, proved
from ibverify.recheck import derivations

CHAIN = setting(X=source(), L=channel("X"), T=channel("L"))
MUTANT = near_miss("direction", "turned round", CHAIN, I("X", "T"), ">=", I("X", "L"))


def processing():
    return calculation(CHAIN, I("X", "L")).at_least(I("X", "T"), by=data_processing("X", "T", through="L"))


DERIVED = Derived(CHAIN, I("X", "T"), "<=", I("X", "L"), processing)


def claim(*evidence) -> Claim:
    return Claim(Statement("Words.", "Sec. 0"), [Part(f"Part {i}.", each, [MUTANT]) for i, each in enumerate(evidence)])


def test_each_derived_part_is_proved():
    example = Example("the number 1", lambda: [check("one", 1, "==", 1)])
    both = claim(example, DERIVED)
    certificate = claim_certificate("s00.mine", both)
    assert certificate["claim"] == "s00.mine"
    assert derivations.check(certificate)
    assert proved(certificate, both) == ["proves part 2: Part 1."]


def test_the_contrary_refutes():
    contrary = claim(Disproved(DERIVED, because="all laws are meant"))
    assert proved(claim_certificate("s00.mine", contrary), contrary) == ["refutes part 1: Part 0."]


def test_another_theorem_proves_nothing_of_it():
    other = derivation_certificate([infer("nonnegative", CHAIN, H("X"))], "s00.mine")
    assert proved(other, claim(DERIVED)) is None
    elsewhere = setting(X=source(), L=channel("X"), T=channel("X", "L"))
    assert proved(derivation_certificate([infer("start", elsewhere, H("X"))], "s00.mine"), claim(DERIVED)) is None


def test_a_claim_without_derivations():
    with pytest.raises(ProblemError, match="no part of it is derived"):
        claim_certificate("s00.mine", claim(Example("the number 1", lambda: [check("one", 1, "==", 1)])))


def test_information_is_symmetric():
    """The derivation begins with I(Y;X), as its lemma does, where the part says I(X;Y)."""
    turned = Derived(
        CHAIN,
        I("T", "X"),
        "<=",
        I("L", "X"),
        lambda: calculation(CHAIN, I("L", "X")).at_least(I("T", "X"), by=data_processing("X", "T", through="L")),
    )
    both = claim(turned)
    assert proved(claim_certificate("s00.mine", both), both) == ["proves part 1: Part 0."]
