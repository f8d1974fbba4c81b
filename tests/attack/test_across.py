"""The rules from one setting into another: hand-made cases, refused ones, what is refuted without the conditions."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from ibverify.errors import InputError, ProblemError, RuleError, UnsupportedLaw
from ibverify.kernel import (
    INFINITY,
    ZERO,
    H,
    I,
    Setting,
    Statement,
    Theorem,
    affine,
    calculation,
    channel,
    function,
    infer,
    network,
    quantity,
    setting,
    source,
)
from ibverify.kernel.lemmas import of_a_function
from ibverify.kernel.reasons import collisions, hypothesis, not_discrete, same_points
from ibverify.kernel.setting import Node
from ibverify.models import drawable, refutation

FIRST = setting(X=source())
NETWORK = setting(X=source(), L=network("X", "invertible"))


def h2(name: str):
    return quantity("H2", name)


def keeps(name: str) -> Statement:
    return Statement(h2(name), "==", h2("X"))


def step_setting(**changed: Node) -> Setting:
    parts = {"X": source(), "A": function("X"), "Z": affine("A"), "B": function("Z", is_="invertible")}
    return setting(**{**parts, **changed})


STEP = step_setting().assuming(keeps("A"))


def base(of: Setting = FIRST) -> Theorem:
    return infer("start", of, h2("X"))


def step(of: Setting = STEP) -> Theorem:
    chain = calculation(of, h2("B")).equals(h2("Z"), by=same_points("B", "Z")).equals(h2("A"), by=collisions("Z"))
    return chain.equals(h2("X"), by=hypothesis(0)).theorem


def induction(setting: Setting, first: Theorem, second: Theorem, name: str = "L", right=None) -> Theorem:
    right = h2("X") if right is None else right
    return infer("induction", setting, name, h2(name), "==", right, premises=(first, second))


def test_induction():
    """H2(L) = H2(X), hence I(X;L) = H(X), in every layer: no finite model says otherwise."""
    layers = induction(NETWORK, base(), step())
    same = infer("same_atoms", NETWORK, "L", "X", premises=(layers,))
    all_of_it = calculation(NETWORK, I("X", "L")).equals(H("L"), by=of_a_function("X", "L")).equals(H("X"), by=same)
    for theorem in (layers, same, all_of_it.theorem):
        assert refutation(theorem.setting, theorem.statement, Random(0)) is None


REFUSED: dict[str, Callable[[], Theorem]] = {
    "the base has another variable": lambda: induction(NETWORK, base(setting(X=source(), Y=source())), step()),
    "the base is of another source": lambda: induction(NETWORK, base(setting(X=source("finite"))), step()),
    "the base assumes something": lambda: induction(NETWORK, base(FIRST.assuming(keeps("X"))), step()),
    "the base says something else": lambda: induction(NETWORK, infer("start", FIRST, H("X")), step()),
    "the step is no premise": lambda: induction(NETWORK, base(), base()),
    "the step says something else": lambda: induction(NETWORK, base(), infer("hypothesis", STEP, 0)),
    "the step assumes more": lambda: induction(NETWORK, base(), step(STEP.assuming(Statement(H("X"), "==", ZERO)))),
    "A is a bounded function": lambda: induction(
        NETWORK, base(), step(step_setting(A=function("X", is_="compact")).assuming(keeps("A")))
    ),
    "A is an invertible function": lambda: induction(
        NETWORK, base(), step(step_setting(A=function("X", is_="invertible")).assuming(keeps("A")))
    ),
    "A is a channel": lambda: induction(NETWORK, base(), step(step_setting(A=channel("X")).assuming(keeps("A")))),
    "the activations are others": lambda: induction(
        NETWORK, base(), step(step_setting(B=function("Z", is_="bilipschitz")).assuming(keeps("A")))
    ),
    "the network is a function": lambda: induction(setting(X=source(), L=function("X")), base(), step()),
    "the network is not on the source": lambda: induction(
        setting(X=source(), V=channel("X"), L=network("V", "invertible")), base(), step()
    ),
    "the setting has another variable": lambda: induction(
        setting(X=source(), L=network("X", "invertible"), V=channel("L")), base(), step()
    ),
    "P is of the source": lambda: induction(NETWORK, base(), step(), name="X"),
    "P is another statement": lambda: induction(NETWORK, base(), step(), right=h2("L")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_induction_is_refused(case: str):
    with pytest.raises(RuleError, match=r"induction: the premises are not P\(X\), and P\(A\) => P\(B\)"):
        REFUSED[case]()


def test_the_base_is_needed():
    """H(A) = 0 gives H(B) = 0, and H(X) = 0 is not to be had; of a layer it is refuted."""
    found = refutation(NETWORK, Statement(H("L"), "==", ZERO), Random(0))
    assert str(found) == "H(L) == 0 fails: log(2) == 0\nP(X) = 1/2 1/2\nL = f(X): 0 1"


def test_injective_activations_are_needed():
    """Of any function of X, P(L) is refuted; there is no network whose activations may be any functions."""
    assert refutation(setting(X=source(), L=function("X")), keeps("L"), Random(0)) is not None
    with pytest.raises(ProblemError, match="a network with the flags"):
        setting(X=source(), L=Node("network", ("X",)))


DENSITY = setting(X=source("density"), L=channel("X"))
MIXTURE = setting(X=source("component"), L=channel("X"))


def infinite(of: Setting = DENSITY) -> Theorem:
    return calculation(of, H("X")).equals(INFINITY, by=not_discrete("X")).theorem


def test_component():
    """It moves H(X) = oo from a density to a mixture; neither has finite models."""
    theorem = infer("component", MIXTURE, "X", premises=(infinite(),))
    assert theorem.statement == Statement(H("X"), "==", INFINITY)
    assert not drawable(DENSITY)
    with pytest.raises(UnsupportedLaw, match="no finite law is component"):
        refutation(theorem.setting, theorem.statement, Random(0))


@pytest.mark.parametrize(
    ("into", "premise", "source_of"),
    [
        (setting(X=source(), L=channel("X")), infinite(), "X"),  # any law, also a finite one
        (setting(X=source("diffuse"), L=channel("X")), infinite(), "X"),
        (MIXTURE, infinite(setting(X=source("diffuse"), L=channel("X"))), "X"),
        (MIXTURE, infinite(setting(X=source("density"))), "X"),
        (MIXTURE, infinite(setting(X=source("density"), L=function("X"))), "X"),
        (MIXTURE.assuming(Statement(H("L"), "<=", H("X"))), infinite(), "X"),
        (MIXTURE, infinite(DENSITY.assuming(Statement(H("L"), "<=", H("X")))), "X"),
        (MIXTURE, infinite(), "L"),
        (MIXTURE, infer("flip", DENSITY, premises=(infinite(),)), "X"),
        (MIXTURE, infer("density", DENSITY, "X"), "X"),  # d2(X) = |X| is not so of a mixture
    ],
)
def test_component_is_refused(into: Setting, premise: Theorem, source_of: str):
    with pytest.raises(InputError, match="component:"):
        infer("component", into, source_of, premises=(premise,))
