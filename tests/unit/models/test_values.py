"""Values in models: by hand, by sums at fifty digits, and by dit."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

import dit
import mpmath
import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from ibverify.errors import ProblemError
from ibverify.exact import Value
from ibverify.kernel import (
    INFINITY,
    ONE,
    ZERO,
    C,
    D,
    H,
    I,
    Statement,
    Sum,
    Surrogate,
    affine,
    average,
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
from ibverify.models import Model, holds, judge, value
from ibverify.models.drawing import sample
from tests.unit.models.test_model import table

CHAIN = setting(
    X=source(), Y=channel("X", finite=True), T=channel("X", finite=True), Q=surrogate("Y", "T"), R=surrogate("Y")
)
MODEL = Model(
    CHAIN,
    {"X": 2, "Y": 2, "T": 3},
    {
        "X": table("1/2 1/2"),
        "Y": table("1 0", "1/2 1/2"),
        "T": table("1 0 0", "0 1 0"),
        "Q": table("1/2 1/2", "1/4 3/4", "0 1"),
        "R": table("0 1"),
    },
    {"X": (3, 3), "Y": (1, 2), "T": (2, 1)},
)


@pytest.mark.parametrize(
    ("total", "by_hand"),
    [
        (H("X"), "log(2)"),
        (H("Y"), "2*log(2) - 3/4*log(3)"),  # masses 3/4, 1/4
        (H("Y", "X"), "1/2*log(2)"),
        (I("X", "Y"), "3/2*log(2) - 3/4*log(3)"),
        (I("X", "Y", "T"), "0"),  # T tells X
        (I(["X", "Y"], ["T", "Y"]), "3/2*log(2)"),  # what both tell: all of H(X, Y)
        (log_cardinality("T"), "log(3)"),  # a letter without mass counts
        (C("Q"), "log(2) - 1/4*log(3) + 1/4*log(4) - 1/2*log(2) + 1/4*log(4)"),  # 1/2 log 2 + 1/4 log 4 + 1/4 log 4/3
        (D("T", "Q"), "1/2*log(2) + 1/4*log(2) + 1/4*log(2/3)"),  # 1/2 log 1/(1/2), 1/4 log (1/2)/(1/4), ...
        (D(["T", "Y"], "Q"), "3/2*log(2) - 1/4*log(3)"),  # the same as C(Q)
        (D(["T", "X"], "Q"), "1/2*log(2) + 1/4*log(2) + 1/4*log(2/3)"),
        (C(average("Q", "T")), "3/2*log(2) - 1/4*log(3)"),  # T is a function of X
        (quantity("H2", "Y"), "log(8/5)"),  # 9/16 + 1/16 = 5/8
        (quantity("d2", "Y"), "0"),
        (quantity("d", "Y"), "0"),
        (quantity("width", "Y"), "1"),
        (quantity("minwidth", "Y"), "2"),
        (minimum(H("X"), 2 * H("Y", "X") + ONE), "log(2)"),
        (minimum(INFINITY, 3 * ONE), "3"),
        (2 * H("X") + H("Y", "X"), "5/2*log(2)"),
        (ZERO, "0"),
    ],
)
def test_by_hand(total: Sum, by_hand: str):
    assert value(MODEL, total) == Value(by_hand)


@pytest.mark.parametrize(
    ("total", "reason"),
    [
        (C("R"), "R is 0 at Y = 0, and P is not"),
        (D([], "R"), "R is 0 at Y = 0, and P is not"),
        (INFINITY, "the constant oo"),
        (H("X") + C("R"), "R is 0 at Y = 0, and P is not"),
    ],
)
def test_infinite(total: Sum, reason: str):
    found = value(MODEL, total)
    assert found.is_infinite
    assert found.reason == reason


def test_a_zero_where_p_is_zero_is_none():
    """Q(0|2) = 0, and T is never 2."""
    assert not value(MODEL, C("Q")).is_infinite


def test_judge():
    entropy = Statement(H("Y"), "<=", log_cardinality("Y"))
    assert judge(MODEL, entropy).proved
    assert judge(MODEL, Statement(H("X"), "<=", log_cardinality("Y")), strict=True).refuted
    assert judge(MODEL, Statement(H("X"), ">=", I("X", "Y")), strict=True).proved
    assert str(judge(MODEL, entropy.flipped)) == "proved: log(2) >= 2*log(2) - 3/4*log(3)"
    assert holds(MODEL, entropy)
    assert not holds(MODEL, Statement(INFINITY, "<=", C("R")), strict=True)


@pytest.mark.parametrize(
    ("total", "message"),
    [
        (H("V"), "V: the setting has no such variable"),
        (minimum(H("V"), ONE), "V: the setting has no such variable"),
        (log_cardinality("X"), "X is not finite"),
        (minimum(log_cardinality("X"), ONE), "X is not finite"),
        (C(pullback("Q", "T")), "T is a channel, no function"),
        (minimum(D([], "Q"), ONE), "the surrogate is given T, the divergence is not"),
    ],
)
def test_what_the_setting_does_not_have(total: Sum, message: str):
    with pytest.raises(ProblemError, match=message):
        value(MODEL, total)


# Second routes: from the joint law alone, in numbers.

WIDE = setting(
    X=source(),
    Y=channel("X", finite=True),
    L=channel("X"),
    T=function("L"),
    Z=affine("X"),
    Q=surrogate("Y", "T"),
    R=surrogate("Y", ["T", "X"]),
)
SETS = [("X", "Y", ""), ("L", "Y", "T"), ("XL", "YT", "Z"), ("Y", "Y", "T"), ("LT", "XL", "Y"), ("Z", "X", "L")]
MOVED = [
    Surrogate("Q"),
    Surrogate("R"),
    pullback("Q", "T"),
    average("Q", "T"),
    average(pullback("Q", "T"), "L"),
    average(average("R", "T"), "L"),
]
seeds = st.integers(0, 2**32 - 1).map(lambda seed: next(sample(WIDE, Random(seed), 1)).model)


@pytest.fixture(autouse=True, scope="module")
def fifty_digits() -> Iterator[None]:
    with mpmath.workdps(50):
        yield


def masses(model: Model, names: str) -> dict[tuple[int, ...], mpmath.mpf]:
    order = [name for name, _ in model.setting.nodes]
    found: dict[tuple[int, ...], mpmath.mpf] = {}
    for cell, mass in model.joint.items():
        key = tuple(cell[order.index(name)] for name in names)
        found[key] = found.get(key, mpmath.mpf(0)) + mpmath.mpf(int(mass.p)) / int(mass.q)
    return found


def entropy(model: Model, names: str) -> mpmath.mpf:
    return -sum(p * mpmath.log(p) for p in masses(model, "".join(sorted(set(names)))).values())


def surrogate_row(model: Model, moved: Surrogate, at: dict[str, int]) -> list[mpmath.mpf]:
    """The path walked with conditional laws that are read off the joint law, not off the tables."""
    if not moved.path:
        given = model.setting.declared(moved.name).given
        index = 0
        for name in given:
            index = index * model.sizes[name] + at[name]
        return [mpmath.mpf(int(q.p)) / int(q.q) for q in model.tables[moved.name][index]]
    *before, (_, over) = moved.path
    parents = "".join(model.setting.node(over).parents)
    weight = masses(model, parents)[tuple(at[name] for name in parents)]
    total = [mpmath.mpf(0)] * model.sizes["Y"]
    for (letter, *above), mass in masses(model, over + parents).items():
        if above == [at[name] for name in parents]:
            row = surrogate_row(model, Surrogate(moved.name, tuple(before)), {**at, over: letter})
            total = [t + mass / weight * q for t, q in zip(total, row, strict=True)]
    return total


def against(model: Model, moved: Surrogate, given: str, with_truth: bool) -> mpmath.mpf:
    total = mpmath.mpf(0)
    for (y, *above), mass in masses(model, "Y" + given).items():
        q = surrogate_row(model, moved, dict(zip(given, above, strict=True)))[y]
        truth = mass / masses(model, given)[tuple(above)] if with_truth else 1
        if q == 0:
            return mpmath.inf
        total += mass * mpmath.log(truth / q)
    return total


def number(found: Value) -> mpmath.mpf:
    low, _ = found.interval(256)
    return mpmath.inf if low is None else mpmath.mpf(int(low.p)) / int(low.q)


def close(left: mpmath.mpf, right: mpmath.mpf) -> bool:
    return left == right or abs(left - right) < mpmath.mpf(10) ** -45


@profile(max_examples=40)
@given(seeds)
def test_information_from_entropies(model: Model):
    """I(A;B|C) = H(AC) + H(BC) - H(ABC) - H(C), to 45 digits."""
    for a, b, c in SETS:
        by_entropies = entropy(model, a + c) + entropy(model, b + c) - entropy(model, a + b + c) - entropy(model, c)
        assert close(number(value(model, I([*a], [*b], [*c]))), by_entropies)


@profile(max_examples=40)
@given(seeds)
def test_surrogates_from_the_joint_law(model: Model):
    """C(Q) and E D(P || Q) along each path, to 45 digits, infinite together."""
    for moved in MOVED:
        given = "".join(sorted(model.setting.conditions(moved)))
        assert close(number(value(model, C(moved))), against(model, moved, given, with_truth=False))
        assert close(number(value(model, D([*given], moved))), against(model, moved, given, with_truth=True))


@profile(max_examples=20)
@given(seeds)
def test_dit_agrees(model: Model):
    """Entropy, conditional information and divergence of dit, in floats: its relative error is 1e-9."""
    joint = {"".join(map(str, cell)): float(mass) for cell, mass in model.joint.items()}
    law = dit.Distribution(list(joint), list(joint.values()))
    law.set_rv_names(["X", "Y", "L", "T", "Z"])
    assert float(value(model, H(["X", "L"]))) == about(dit.shannon.entropy(law, ["X", "L"]))
    for a, b, c in (("X", "Y", "T"), ("L", "X", "Y"), ("X", "L", "")):
        assert float(value(model, I([*a], [*b], [*c]))) == about(dit.multivariate.coinformation(law, [[a], [b]], [*c]))
    against_q = value(model, D("T", "Q"))
    if not against_q.is_infinite:
        mixed = {}
        for (t,), mass in masses(model, "T").items():
            mixed |= {f"{t}{y}": float(mass * q) for y, q in enumerate(surrogate_row(model, MOVED[0], {"T": t}))}
        truth = dit.Distribution(list(mixed), [0.0] * len(mixed))
        for (t, y), mass in masses(model, "TY").items():
            truth[f"{t}{y}"] = float(mass)
        found = dit.divergences.kullback_leibler_divergence(truth, dit.Distribution(list(mixed), list(mixed.values())))
        assert float(against_q) == about(found)


def about(bits: float) -> object:
    return pytest.approx(float(bits) * math.log(2), rel=1e-9, abs=1e-9)
