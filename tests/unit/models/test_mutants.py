"""Mutants: which there are, which are refuted, and why the others are not."""

from __future__ import annotations

from random import Random

import pytest

from ibverify.kernel import (
    ZERO,
    C,
    D,
    H,
    I,
    Setting,
    Statement,
    affine,
    average,
    channel,
    function,
    log_cardinality,
    network,
    pullback,
    quantity,
    setting,
    source,
    surrogate,
)
from ibverify.models import mutants, refutation

DECODED = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), T=function("L"), Q=surrogate("Y", "T"))
NOISY = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), T=channel("L"), Q=surrogate("Y", "T"))
SUFFICIENT = setting(X=source(), Y=channel("X"), L=channel("X")).assuming(Statement(I("X", "Y", "L"), "==", ZERO))
TRUE = setting(X=source(), Y=channel("X", finite=True), T=channel("X"), Q=surrogate("Y", "T", exact=True))

# A setting, a statement that holds, and its mutants that hold as well: what they change is not needed.
CASES: dict[str, tuple[Setting, Statement, set[str]]] = {
    "data processing": (
        setting(X=source(), L=channel("X"), T=channel("L")),
        Statement(I("X", "T"), "<=", I("X", "L")),
        set(),
    ),
    "rule bound": (
        setting(X=source(), D=channel("X", finite=True)),
        Statement(I("X", "D"), "<=", log_cardinality("D")),
        set(),
    ),
    "a layer": (setting(X=source(), L=network("X", "invertible")), Statement(I("X", "L"), "==", H("X")), set()),
    "affine": (
        setting(X=source(), Z=affine("X")),
        Statement(quantity("H2", "Z"), "==", quantity("H2", "X")),
        set(),
    ),
    "(24)": (  # the proof needs no Markov chain to Y, and holds for a channel by (26)
        DECODED,
        Statement(I("Y", "L") + C(pullback("Q", "T")), ">=", H("Y")),
        {"T a channel", "an edge Y -> L"},
    ),
    "(26)": (  # L may tell more of Y, and T more of X
        NOISY,
        Statement(C(average("Q", "T")), "<=", C("Q")),
        {"an edge Y -> L", "an edge X -> T", "an edge Y -> T"},
    ),
    "sufficient": (SUFFICIENT, Statement(I("X", "Y"), "==", I("L", "Y")), set()),
    "entropy of the truth": (TRUE, Statement(C("Q"), "==", H("Y", "T")), {"an edge Y -> T"}),
}


@pytest.mark.parametrize("case", CASES)
def test_mutants_are_refuted(case: str):
    """By witnesses without constants, but for those that are known to hold."""
    parts, statement, true = CASES[case]
    assert refutation(parts, statement, Random(0)) is None
    found = {
        mutant.name: refutation(mutant.setting, mutant.statement, Random(0), strict=mutant.strict)
        for mutant in mutants(parts, statement)
    }
    assert {name for name, witness in found.items() if witness is None} == true
    assert not any(witness.model.degeneracy for witness in found.values() if witness)


def test_names():
    """All kinds of them."""
    parts = setting(
        X=source(),
        L=function("X", is_=("invertible", "compact")),
        Y=channel("X", finite=True),
        Q=surrogate("Y", "L", exact=True),
    ).assuming(Statement(H("Y", "X"), "==", ZERO))
    statement = Statement(2 * H("Y") + D("L", "Q"), ">=", I("X", "Y"))
    assert [mutant.name for mutant in mutants(parts, statement)] == [
        "turned round",
        "strict",
        "one less H(Y)",
        "one less D(P(.|L) || Q)",
        "one more I(X;Y)",
        "without hypothesis 0",
        "Q not exact",
        "L a channel",
        "L not invertible",
        "an edge L -> Y",
    ]


def test_a_function_that_becomes_a_channel_is_averaged_over():
    near = {mutant.name: mutant for mutant in mutants(DECODED, Statement(C(pullback("Q", "T")), "==", C("Q")))}
    assert near["T a channel"].statement.left == C(average("Q", "T"))
    assert near["T a channel"].setting.node("T") == channel("L")


def test_a_statement_that_is_no_longer_one_is_left_out():
    """With the edge X -> T the surrogate at T is given X too, which the divergence is not."""
    names = [mutant.name for mutant in mutants(DECODED, Statement(ZERO, "<=", D("L", pullback("Q", "T"))))]
    assert "an edge X -> L" not in names
    assert "an edge X -> T" not in names
    assert "an edge Y -> L" in names


def test_a_source_becomes_a_channel():
    two = setting(X=source(), Y=source("finite"))
    [edge] = [mutant for mutant in mutants(two, Statement(I("X", "Y"), "==", ZERO)) if mutant.name == "an edge X -> Y"]
    assert edge.setting.node("Y") == channel("X", finite=True)
    assert refutation(edge.setting, edge.statement, Random(0)) is not None
