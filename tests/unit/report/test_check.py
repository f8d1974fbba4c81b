"""Checks in LaTeX: what was asked, what was found, and the tables of the model it was found in."""

from __future__ import annotations

from random import Random

import pytest

from ibverify.exact import Outcome, Status
from ibverify.kernel import C, H, I, channel, function, minimum, quantity, setting, source, surrogate
from ibverify.ledger import Check, check, near_miss
from ibverify.report.check import MOST_CHARACTERS, of_check

HALF = r"(\tfrac{1}{2}, \tfrac{1}{2})"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (check("one", 1, "==", 1), "one: $1 = 1$"),
        (check("one", 1, "<", 1), r"one, but $1 \geq 1$"),
        (check("H(L)", "log(2)", "<=", "1/2", "epsilon"), r"$H(L)$, but $\log 2 > \tfrac{1}{2}$ ($\varepsilon$)"),
        (check("I(X;L)", "oo", "!=", "oo"), r"$I(X;L)$, but $\infty = \infty$"),
        (Check("open", Outcome(Status.UNKNOWN, "1 == x")), "open: undecided: $1 = x$"),
        (Check("said", Outcome(Status.REFUTED, "by words")), "said, but by words"),
    ],
)
def test_what_was_asked_and_found(asked: Check, shown: str):
    assert of_check(asked) == shown


def witness(here, left, relation, right, strict=False) -> str:
    [found] = near_miss("constant", "it", here, left, relation, right, strict=strict).refuted_by()
    return of_check(found)


def test_a_finite_model_by_its_tables():
    chain = setting(X=source(), L=function("X"), T=channel("L"))
    text = witness(chain, H("T", "L"), "==", H("T"))
    assert text.startswith("$H(T|L) = H(T)$, but $")
    assert rf"$P_{{X}} = {HALF}$, $L = X$, $P_{{T|L}} = \bigl(\begin{{smallmatrix}}" in text or "$T = L$" in text


def test_a_strict_statement_is_printed_strictly():
    assert witness(setting(X=source(), L=function("X")), I("X", "L"), "<=", H("L"), strict=True).startswith(
        r"$I(X;L) < H(L)$, but $\log 2 \geq \log 2$"
    )


def test_functions_by_their_letters():
    text = witness(setting(X=source(), L=function("X")), H("L"), "==", H("X"))
    assert r"$L\colon 0, 1, 2 \mapsto 0, 1, 0$" in text


def test_surrogates_and_widths_that_are_spoken_of():
    here = setting(X=source(), Y=channel("X", finite=True), Q=surrogate("Y", "X"))
    assert r"$Q_{Y|X} = \bigl(\begin{smallmatrix}" in witness(here, C("Q"), "==", H("Y", "X"))
    wide = minimum(quantity("width", "X"), quantity("minwidth", "X"))
    text = witness(setting(X=source()), quantity("d2", "X"), "==", wide)
    assert r"$|X| = 1$, $\min_{V \preceq X} |V| = 1$" in text


def test_long_texts_are_cut():
    assert of_check(check("word " * 1000, 1, "==", 1)).count("word") == MOST_CHARACTERS // 5


def test_a_theorem_is_its_statement():
    from ibverify.kernel import infer
    from ibverify.ledger import Derived

    here = setting(X=source(), L=function("X"))
    known = Derived(here, H("L"), "==", H("L"), lambda: infer("start", here, H("L")))
    assert of_check(next(iter(known.checks(Random(0))))) == "$H(L) = H(L)$"
