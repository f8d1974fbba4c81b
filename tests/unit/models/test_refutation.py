"""Refutations: found, exact, small, printed; none of what holds."""

from __future__ import annotations

from random import Random

import pytest

from ibverify.errors import ProblemError, UnsupportedLaw
from ibverify.exact import compare, log_value
from ibverify.kernel import (
    ZERO,
    C,
    D,
    H,
    I,
    Statement,
    affine,
    channel,
    function,
    log_cardinality,
    minimum,
    pullback,
    quantity,
    setting,
    source,
    surrogate,
)
from ibverify.models import holds, judge, refutation, value
from ibverify.models.drawing import sample

CHAIN = setting(X=source(), L=channel("X"), T=channel("L"))
DECODED = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), T=function("L"), Q=surrogate("Y", "T"))


def test_what_holds_is_not_refuted():
    assert refutation(CHAIN, Statement(I("X", "T"), "<=", I("X", "L")), Random(0)) is None


def test_the_witness_is_small_and_printed():
    found = refutation(CHAIN, Statement(I("X", "T"), "<=", I("X", "L", "T")), Random(0))
    assert str(found).splitlines() == [
        "I(X;T) <= I(X;L|T) fails: log(2) <= 0",
        "P(X) = 1/2 1/2",
        "L = f(X): 0 1",
        "T = f(L): 0 1",
    ]


def test_the_witness_of_a_surrogate():
    found = refutation(DECODED, Statement(I("Y", "L") + C(pullback("Q", "T")), "<=", H("Y")), Random(0))
    assert str(found).splitlines() == [
        "I(Y;L) + C(Q at T) <= H(Y) fails: 2*log(2) <= log(2)",
        "P(X) = 1/2 1/2",
        "Y = f(X): 0 1",
        "L = f(X): 0 1",
        "T = f(L): 0 1",
        "Q(Y|T) = 1/2 1/2 | 1/2 1/2",
    ]


def test_the_witness_of_widths():
    layer = setting(X=source(), Z=affine("X"))
    width = minimum(quantity("minwidth", "Z"), quantity("width", "X"))
    found = refutation(layer, Statement(width, ">=", quantity("width", "X")), Random(0))
    assert str(found).splitlines()[-1] == "minwidth(Z) = 1, width(X) = 2"


@pytest.mark.parametrize("seed", range(20))
def test_a_witness_is_exact_and_not_degenerate(seed: int):
    """Two letters each, none constant, and the statement fails in it."""
    statement = Statement(H("L"), "<=", H("T"))
    found = refutation(CHAIN, statement, Random(seed))
    assert found is not None
    assert set(found.model.sizes.values()) == {2}
    assert not found.model.degeneracy
    assert found.outcome.refuted
    assert judge(found.model, statement) == found.outcome


@pytest.mark.parametrize("seed", range(5))
def test_no_channel_of_a_witness_is_independent_of_its_parents(seed: int):
    """I(X;T) = I(X;L) would fail for an independent T at once."""
    found = refutation(CHAIN, Statement(I("X", "T"), "==", I("X", "L")), Random(seed))
    assert found is not None
    assert found.model.degeneracy == 0
    assert value(found.model, I("X", "T")) != 0


def test_strict():
    bound = Statement(H("Y"), "<=", log_cardinality("Y"))
    finite = setting(Y=source("finite"))
    assert refutation(finite, bound, Random(0)) is None
    found = refutation(finite, bound, Random(0), strict=True)
    assert str(found) == "H(Y) < log|Y| fails: log(2) < log(2)\nP(Y) = 1/2 1/2"
    assert refutation(finite, bound.flipped, Random(0), strict=True) is not None


def test_a_strict_equality_is_refused():
    with pytest.raises(ProblemError, match="an equality is not strict"):
        refutation(CHAIN, Statement(H("X"), "==", H("X")), Random(0), strict=True)


def test_hypotheses_hold_in_the_witness():
    """X - L - Y: the converse fails where L is X, and Y noise."""
    sufficient = setting(X=source(), Y=channel("X"), L=channel("X")).assuming(Statement(I("X", "Y", "L"), "==", ZERO))
    assert refutation(sufficient, Statement(I("X", "Y"), "<=", I("L", "Y")), Random(0)) is None
    found = refutation(sufficient, Statement(I("X", "L"), "<=", I("X", "Y")), Random(0))
    assert found is not None
    assert holds(found.model, sufficient.hypotheses[0])
    assert set(found.model.sizes.values()) == {2}


def test_a_degenerate_witness_is_the_last_resort():
    """Under H(X) = 0 there is no other."""
    constant = CHAIN.assuming(Statement(H("X"), "==", ZERO))
    found = refutation(constant, Statement(H("L"), "<=", H("X")), Random(0))
    assert found is not None
    assert found.model.degeneracy


def test_infinite_values_are_compared():
    """Q(Y|T) may vanish where P does not: no bound on C(Q)."""
    found = refutation(DECODED, Statement(D("T", "Q"), "<=", log_cardinality("Y") + log_cardinality("Y")), Random(0))
    assert found is not None
    assert "fails: oo <= 2*log(2)" in str(found)


def test_one_letter_fewer():
    """H(Y) <= log(|Y| - 1), which is no sum of the kernel's, fails in drawn models: log 2 > log 1."""
    drawn = [each.model for each in sample(setting(Y=source("finite")), Random(0), 100)]
    bounds = [compare(value(model, H("Y")), "<=", log_value(model.sizes["Y"] - 1)) for model in drawn]
    assert any(bound.refuted for bound in bounds)


def test_no_finite_models():
    with pytest.raises(UnsupportedLaw, match="X: no finite law is diffuse"):
        refutation(setting(X=source("diffuse")), Statement(H("X"), "==", ZERO), Random(0))


def test_a_statement_of_another_setting():
    with pytest.raises(ProblemError, match="V: the setting has no such variable"):
        refutation(CHAIN, Statement(H("V"), "==", ZERO), Random(0))
