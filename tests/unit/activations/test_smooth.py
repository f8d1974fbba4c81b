"""Smooth activations: values in balls, and step functions pulled back through them."""

from __future__ import annotations

import math

import pytest
from flint import arb, ctx, fmpq

from ibverify.activations import named
from ibverify.readouts import argmax, threshold


@pytest.mark.parametrize(
    ("name", "at", "value", "slope"),
    [
        ("tanh", 0, 0.0, 1.0),
        ("sigmoid", 0, 0.5, 0.25),
        ("softplus", 0, math.log(2), 0.5),
        ("tanh", 1, math.tanh(1), 1 - math.tanh(1) ** 2),
        ("softplus", -2, math.log1p(math.exp(-2)), 1 / (1 + math.exp(2))),
    ],
)
def test_values(name: str, at: int, value: float, slope: float):
    """To the digits of floats: the sharp check of the balls is the contract's."""
    assert float(named(name).ball([arb(at)])[0]) == pytest.approx(value, rel=1e-15)
    assert float(named(name).derivative([arb(at)])[0]) == pytest.approx(slope, rel=1e-14)


def test_softmax():
    """exp(log 2), exp(0), exp(0): 1/2, 1/4, 1/4; large inputs do not overflow."""
    with ctx.workprec(128):
        found = named("softmax").ball([arb(2).log(), arb(0), arb(0)])
        assert [x.contains(fmpq(1, d)) for x, d in zip(found, (2, 4, 4), strict=True)] == [True] * 3
        assert named("softmax").ball([arb(10) ** 30, arb(0)])[0].contains(1)


@pytest.mark.parametrize(
    ("name", "level", "kink"),
    [
        ("tanh", "0", "0"),
        ("sigmoid", "1/2", "0"),
        ("tanh", "1", None),  # never above: the constant 0
        ("tanh", "2", None),
        ("softplus", "0", "never below"),
        ("sigmoid", "-1", "never below"),
        ("tanh", "-1", "never below"),
    ],
)
def test_thresholds_with_a_rational_preimage(name: str, level: str, kink: str | None):
    pulled = named(name).pulled_back(threshold.readout(fmpq(*map(int, level.split("/")))))
    expected = {None: (0, 0, 0), "never below": (1, 1, 1), "0": (0, 0, 1)}[kink]
    assert pulled.at([fmpq(-5), fmpq(0), fmpq(5)]) == expected


@pytest.mark.parametrize(("name", "level"), [("tanh", (1, 2)), ("sigmoid", (1, 3)), ("softplus", (1, 1))])
def test_thresholds_without_one(name: str, level: tuple[int, int]):
    """The preimages are log 3 / 2, -log 2, and log(e - 1)."""
    assert named(name).pulled_back(threshold.readout(fmpq(*level))) is None


def test_an_increasing_function_keeps_the_largest():
    for name in ("tanh", "sigmoid", "softplus", "softmax"):
        assert named(name).pulled_back(argmax.readout()) is argmax.readout()
    assert named("softmax").pulled_back(threshold.readout(fmpq(0))) is None
    assert named("tanh").pulled_back(named("relu")) is None


def test_differences_are_what_softmax_tells():
    """Adding a constant to all coordinates changes nothing."""
    tells = named("softmax").equivalent
    assert tells.at([fmpq(3), fmpq(5), fmpq(4)]) == tells.at([fmpq(-1), fmpq(1), fmpq(0)]) == (-1, 1, 0)
    assert tells.values(1) == 1
    assert tells.values(2) is None
