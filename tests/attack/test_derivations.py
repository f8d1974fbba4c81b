"""What many steps lead to: random derivations, and those of the paper's claims, survive finite models."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from ibverify.errors import InputError
from ibverify.kernel import (
    C,
    D,
    H,
    I,
    Theorem,
    calculation,
    channel,
    function,
    infer,
    log_cardinality,
    pullback,
    source,
    surrogate,
)
from ibverify.kernel import setting as setting_of
from ibverify.kernel.lemmas import averaged, data_processing, entropy_splits, finite, pulled_back, split
from ibverify.kernel.reasons import exact, nonnegative
from ibverify.kernel.terms import average
from ibverify.models import holds, refutation
from ibverify.models.drawing import sample
from tests.attack.arguments import RULES
from tests.attack.settings import any_sum, draw_setting

STEPS = 60


def random_theorems(random: Random) -> list[Theorem]:
    """Theorems of one setting, each from rules applied to those before."""
    setting = draw_setting(random, 4)
    known: list[Theorem] = []
    for _ in range(STEPS):
        with suppress(InputError):
            if random.randrange(2) or len(known) < 2:
                rule = random.choice(sorted(RULES))
                known.append(infer(rule, setting, *RULES[rule](random, setting)))
            else:
                one, other = random.sample(known, 2)
                rule = random.choice(
                    ("replace", "replace", "replace_back", "inside", "flip", "absorb", "antisymmetry", "cancel")
                )
                arguments = {"inside": (any_sum(random, setting),), "replace": (1,), "replace_back": (1,)}.get(rule, ())
                premises = (one,) if rule in ("inside", "flip", "absorb") else (one, other)
                known.append(infer(rule, setting, *arguments, premises=premises))
    return known


@profile(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_random_derivations(seed: int):
    """Whatever the kernel derives in sixty random steps holds in each model."""
    theorems = random_theorems(Random(seed))
    for drawn in sample(theorems[0].setting, Random(seed), 3) if theorems else ():
        for theorem in theorems:
            assert holds(drawn.model, theorem.statement), str(refutation(theorem.setting, theorem.statement, Random(0)))


def test_random_derivations_go_deep():
    """Half of the theorems have premises, and some have four steps above them."""

    def depth(theorem: Theorem) -> int:
        return 1 + max(map(depth, theorem.step.premises), default=0)

    depths = [depth(theorem) for seed in range(20) for theorem in random_theorems(Random(seed))]
    assert sum(deep > 1 for deep in depths) > len(depths) / 4
    assert max(depths) > 4


DECODED = setting_of(X=source(), Y=channel("X", finite=True), L=channel("X"), T=function("L"), Q=surrogate("Y", "T"))
NOISY = setting_of(
    X=source(),
    Y=channel("X", finite=True),
    L=channel("X"),
    T=channel("L"),
    Q=surrogate("Y", "T"),
    P=surrogate("Y", "T", exact=True),
)


def eq24() -> Theorem:
    """I(Y;L) + C(Q(.|h(L))) >= H(Y)."""
    moved = pullback("Q", "T")
    return (
        calculation(DECODED, I("Y", "L") + C(moved))
        .equals(I("Y", "L") + C("Q"), by=pulled_back("Q", "T"))
        .equals(I("Y", "L") + H("Y", "T") + D("T", "Q"), by=split("Q"))
        .at_least(I("Y", "T") + H("Y", "T") + D("T", "Q"), by=data_processing("Y", "T", through="L"))
        .at_least(I("Y", "T") + H("Y", "T"), by=nonnegative(D("T", "Q")))
        .equals(H("Y"), by=entropy_splits("Y", "T"))
        .theorem
    )


def eq26() -> Theorem:
    """C(E[Q(.|T) | L]) <= C(Q)."""
    return calculation(NOISY, C(average("Q", "T"))).at_most(C("Q"), by=averaged("Q", "T")).theorem


def entropy_of_truth() -> Theorem:
    """C(P) = H(Y|T) for the true law P of Y given T."""
    both = calculation(NOISY, C("P")).equals(H("Y", "T") + D("T", "P"), by=split("P"))
    return both.equals(H("Y", "T"), by=exact("P")).theorem


def rule_bound() -> Theorem:
    """I(X;Y) <= log|Y|."""
    return calculation(NOISY, I("X", "Y")).at_most(log_cardinality("Y"), by=finite("X", "Y")).theorem


@pytest.mark.parametrize("derivation", [eq24, eq26, entropy_of_truth, rule_bound])
def test_the_papers_derivations(derivation):
    theorem = derivation()
    assert refutation(theorem.setting, theorem.statement, Random(0)) is None
