"""Every rule against finite models: what it states where it applies is never refuted, and it applies often enough."""

from __future__ import annotations

import re
from itertools import product
from random import Random

import pytest
from hypothesis import Phase, given
from hypothesis import settings as profile

from ibverify.errors import ProblemError
from ibverify.kernel import Setting, Statement, Surrogate, channel, infer, lemmas, setting, source, surrogate
from ibverify.kernel.theorem import ACROSS, WITHIN
from tests.attack.arguments import LAYER_RULES, LEMMAS, RULES, Arguments
from tests.attack.cases import PREMISED, Apply, Case, Premises, case, cases, counterexample, stated
from tests.attack.wrong import WRONG

CONTINUOUS = {"not_discrete", "density", "positive_dimension"}  # no finite law meets their conditions
EXAMPLES = 100


def by_rule(rule: str) -> Apply:
    def apply(setting: Setting, premises: Premises, arguments: Arguments) -> Statement:
        known = [infer("hypothesis", setting, index) for index, _ in enumerate(premises)]
        return infer(rule, setting, *arguments, premises=() if rule == "hypothesis" else known).statement

    return apply


def by_lemma(lemma: str) -> Apply:
    def apply(setting: Setting, premises: Premises, arguments: Arguments) -> Statement:
        return getattr(lemmas, lemma)(*arguments).prove(setting).statement

    return apply


def planted(name: str) -> Apply:
    def apply(setting: Setting, premises: Premises, arguments: Arguments) -> Statement:
        statement = WRONG[name][1](setting, *premises, *arguments)
        setting.check(statement)
        return statement

    return apply


def test_no_rule_is_left_out():
    assert {*RULES, *LAYER_RULES, *PREMISED} | CONTINUOUS == set(WITHIN)
    assert set(ACROSS) == {"component", "induction"}  # see test_across


@pytest.mark.parametrize("rule", [*RULES, *LAYER_RULES, *PREMISED, *LEMMAS])
def test_no_model_refutes(rule: str):
    """Where the kernel accepts, no drawn model refutes; it accepts one case in six at least."""
    accepted = 0
    apply = by_lemma(rule) if rule in LEMMAS else by_rule(rule)

    @profile(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(cases(rule))
    def attack(case: Case) -> None:
        nonlocal accepted
        if statement := stated(case, apply):
            accepted += 1
            found = counterexample(case, statement)
            assert found is None, f"{rule}: {found}"

    attack()
    assert accepted >= EXAMPLES / 6


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_rule_is_caught(name: str):
    """The same cases and models refute each planted slip, and print a witness: the smallest settings come first."""
    rule, _ = WRONG[name]
    apply = planted(name)
    for most, seed in product((2, 3, 4, 5), range(400)):
        trial = case(rule, Random(seed), most)
        if (statement := stated(trial, apply)) and (found := counterexample(trial, statement)):
            assert re.match(r".+ fails: .+\nP\(A\) = ", str(found))
            return
    pytest.fail(f"{name} was not caught")


def test_a_pullback_along_a_channel_is_none():
    """The kernel has no such surrogate: point_mass and change_of_variables say nothing of channels."""
    noisy = setting(X=source(), Y=channel("X"), T=channel("X"), Q=surrogate("Y", "T"))
    for rule in ("point_mass", "change_of_variables"):
        with pytest.raises(ProblemError, match="T is a channel, no function"):
            infer(rule, noisy, "T", frozenset("X"), Surrogate("Q"))
