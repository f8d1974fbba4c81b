"""Random models: they fit their setting, reach what is hard, keep hypotheses, and can be built again."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.errors import UnsupportedLaw
from ibverify.kernel import (
    INFINITY,
    ONE,
    ZERO,
    C,
    D,
    H,
    I,
    Setting,
    Statement,
    affine,
    channel,
    function,
    log_cardinality,
    network,
    quantity,
    setting,
    source,
    surrogate,
)
from ibverify.models import Model, holds, value
from ibverify.models.drawing import rebuild, redrawn, sample

WIDE = setting(
    X=source(),
    Y=channel("X", finite=True),
    T=function("X", is_="invertible"),
    Q=surrogate("Y", "X"),
    P=surrogate("Y", "X", exact=True),
)
LAYERS = setting(
    X=source(),
    A=function("X", is_="compact"),
    Z=affine("A"),
    B=function("Z", is_="bilipschitz"),
    N=network("B", "bilipschitz"),
    V=function("B", "N", is_="invertible"),
)


@given(st.integers(0, 2**32 - 1))
def test_they_fit(seed: int):
    """A model checks itself: stochastic tables, injective functions, widths, exact surrogates."""
    for parts in (WIDE, LAYERS):
        [drawn] = sample(parts, Random(seed), 1)
        assert sum(drawn.model.joint.values()) == 1


@given(st.integers(0, 2**32 - 1))
def test_they_can_be_built_again(seed: int):
    """The choices make the model."""
    [drawn] = sample(WIDE, Random(seed), 1)
    assert rebuild(WIDE, drawn.choices) == drawn


def test_the_simplest_model():
    """No choices: two letters, uniform, functions that keep their letter."""
    simplest = rebuild(WIDE, {}).model
    half, unit = (fmpq(1, 2),) * 2, ((fmpq(1), fmpq(0)), (fmpq(0), fmpq(1)))
    assert simplest.tables == {"X": (half,), "Y": unit, "T": unit, "Q": (half, half), "P": unit}
    assert not simplest.degeneracy


def test_redrawn_keeps_the_alphabets():
    [drawn] = sample(WIDE, Random(5), 1)
    again = [redrawn(WIDE, drawn.choices, Random(seed)).model for seed in range(10)]
    assert all(model.sizes == drawn.model.sizes for model in again)
    assert len({str(model.tables) for model in again}) > 1


def rows(model: Model, name: str) -> tuple[tuple[fmpq, ...], ...]:
    return model.tables[name]


HARD: dict[str, Callable[[Model], bool]] = {
    "a source with an unused letter": lambda m: 0 in rows(m, "X")[0] and max(rows(m, "X")[0]) < 1,
    "equal masses, not uniform": lambda m: len(set(rows(m, "X")[0]) - {0}) == 2 and m.sizes["X"] > 2,
    "a constant source": lambda m: 1 in rows(m, "X")[0],
    "a letter that no row uses": lambda m: any(not any(column) for column in zip(*rows(m, "Y"), strict=True)),
    "a zero cell in a channel that is not one": lambda m: any(0 in row and 1 not in row for row in rows(m, "Y")),
    "a deterministic channel": lambda m: all(1 in row for row in rows(m, "Y")) and len(set(rows(m, "Y"))) > 1,
    "an independent channel": lambda m: len(set(rows(m, "Y"))) == 1 and 1 not in rows(m, "Y")[0],
    "two rows that are equal, another that is not": lambda m: 1 < len(set(rows(m, "Y"))) < len(rows(m, "Y")),
    "an infinite cross-entropy": lambda m: value(m, C("Q")).is_infinite,
    "a true surrogate": lambda m: value(m, D("X", "Q")) == 0 != value(m, H("Y", "X")),
    "a surrogate that is wrong and finite": lambda m: 0 != value(m, D("X", "Q")) <= 100,
    "a true law that is free where P is 0": lambda m: 0 in rows(m, "X")[0] and rows(m, "P") != rows(m, "Y"),
    "an image with a spare letter": lambda m: m.sizes["T"] > m.sizes["X"],
    "an alphabet of four letters": lambda m: m.sizes["Y"] == 4,
    "no loss": lambda m: value(m, H("X", "Y")) == 0 != value(m, H("X")),
}


@pytest.mark.parametrize("hard", HARD)
def test_what_is_hard_is_drawn_often(hard: str):
    """In 2 of 100 models at least."""
    assert sum(HARD[hard](drawn.model) for drawn in sample(WIDE, Random(0), 300)) >= 6


SUFFICIENT = setting(X=source(), Y=channel("X"), L=channel("X")).assuming(Statement(I("X", "Y", "L"), "==", ZERO))


@pytest.mark.parametrize(
    ("parts", "telling"),
    [
        (SUFFICIENT, lambda m: value(m, I("X", "Y")) != 0 and value(m, H("X", "L")) != 0),
        (WIDE.assuming(Statement(H("Y", "X"), "==", ZERO)), lambda m: value(m, H("Y")) != 0),
        (WIDE.assuming(Statement(I("X", "Y"), "==", ZERO)), lambda m: value(m, H("Y")) != 0),
        (WIDE.assuming(Statement(D("X", "Q"), "==", ZERO)), lambda m: value(m, I("X", "Y")) != 0),
        (WIDE.assuming(Statement(H("Y"), "==", log_cardinality("Y"))), lambda m: value(m, H("Y", "X")) != 0),
        (WIDE.assuming(Statement(C("Q"), "==", INFINITY)), lambda m: value(m, H("Y")) != 0),
        (LAYERS.assuming(Statement(quantity("H2", "A"), "==", quantity("H2", "X"))), lambda m: not m.degeneracy),
    ],
)
def test_hypotheses_are_kept(parts: Setting, telling: Callable[[Model], bool]):
    """Each model meets them, one in a hundred draws in a way that is not trivial."""
    kept = [drawn.model for drawn in sample(parts, Random(0), 500)]
    assert all(holds(model, hypothesis) for model in kept for hypothesis in parts.hypotheses)
    assert sum(map(telling, kept)) >= 5


def test_hypotheses_that_no_model_meets():
    impossible = Statement(ONE + log_cardinality("X"), "<=", H("X"))
    assert list(sample(setting(X=source("finite")).assuming(impossible), Random(0), 50)) == []


def test_continuous_sources_are_refused():
    with pytest.raises(UnsupportedLaw, match="X: no finite law is density"):
        next(sample(setting(X=source("density")), Random(0)))
