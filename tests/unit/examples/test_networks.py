"""Networks and activations that claims of Sec. 4 look at, each against another way to the same numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
import sympy
from flint import arb, ctx, fmpq

from ibverify.activations import is_smooth, named
from ibverify.examples import (
    alternating,
    connected,
    fig1,
    fig2,
    fig2_activations,
    gaps,
    monotone,
    staircases,
    thresholds,
)
from ibverify.network import evaluate

X = sympy.Symbol("x", real=True)
SIGMOID = 1 / (1 + sympy.exp(-X))
FORMULAS = {
    "sigmoid": (SIGMOID, SIGMOID * (1 - SIGMOID)),
    "tanh": (sympy.tanh(X), 1 - sympy.tanh(X) ** 2),
    "softplus": (sympy.log(1 + sympy.exp(X)), SIGMOID),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_a_derivative_is_what_sympy_says(name: str):
    """And what textbooks say: s' = s (1 - s), tanh' = 1 - tanh^2, softplus' = s."""
    function, textbook = FORMULAS[name]
    u = sympy.exp(X)
    top, bottom = (sum(int(c) * u**k for k, c in enumerate(part.coeffs())) for part in monotone.slope(name))
    assert sympy.simplify((sympy.diff(function, X) - top / bottom).rewrite(sympy.exp)) == 0
    assert sympy.simplify((textbook - top / bottom).rewrite(sympy.exp)) == 0


@pytest.mark.parametrize("name", FORMULAS)
def test_a_derivative_is_that_of_the_activation(name: str):
    """In balls, at logarithms of integers."""
    activation = named(name)
    assert is_smooth(activation)
    with ctx.workprec(200):
        for u in (1, 2, 10, 1000):
            [ball] = activation.derivative([arb(u).log()])
            assert ball.contains(monotone.slope_at(name, u))


@pytest.mark.parametrize(("ratio", "whole"), [(staircases.THIN, fmpq(1)), (staircases.FAT, fmpq(1, 2))])
def test_the_intervals_taken_out_have_the_total_length_that_is_said(ratio: fmpq, whole: fmpq):
    """Stage n takes out 2^(n - 1) intervals of length r^n, so what is missing is (2r)^k of the whole."""
    for stage in range(1, 6):
        removed = sum((b - a for a, b in staircases.removed(ratio, stage)), fmpq(0))
        assert removed == whole * (1 - (2 * ratio) ** stage)
        assert removed + sum((b - a for a, b in staircases.kept(ratio, stage)), fmpq(0)) == 1


def test_the_distance_from_the_cantor_set():
    """Half of an interval taken out in its middle, a quarter in its quarter, 0 at its ends."""
    for a, b in staircases.removed(staircases.FAT, 3):
        assert staircases.distance(a, 3) == staircases.distance(b, 3) == 0
        assert staircases.distance((a + b) / 2, 3) == (b - a) / 2
        assert staircases.distance(a + (b - a) / 4, 3) == (b - a) / 4


def test_it_changes_on_all_squares():
    """Each side has the length (1 + 2^-k)/2 in all."""
    for stage in range(4):
        assert staircases.area_of_change(stage) == ((1 + fmpq(1, 2**stage)) / 2) ** 2


def test_the_ramp_is_monotone():
    """As `gaps.split` takes it to be."""
    for b in gaps.RISES:
        outputs = [evaluate(fig1.ramp("1/5", b), [fmpq(k, 20)])[-1][0] for k in range(21)]
        assert all(before <= after for before, after in pairwise(outputs))


def test_partitions():
    """Bell numbers; those of one block have the entropy 0."""
    assert [len(list(gaps.partitions(range(n)))) for n in range(5)] == [1, 1, 2, 5, 15]
    assert gaps.with_entropy(thresholds.entropy(1)) == 1


def test_values_that_are_equal_count_once():
    assert thresholds.distinct([thresholds.entropy(p, 1 - p) for p in (fmpq(1, 4), fmpq(3, 4), fmpq(1, 2))]) == 2


def test_networks_of_all_kinds_are_drawn():
    """Constant ones and others, of one input and of two."""
    drawn = [network for _, network in connected.networks()]
    assert {network.inputs for network in drawn} == {1, 2}
    assert {connected.differs(network, 2) for network in drawn} == {True, False}


def test_the_two_bits():
    """The parity of a point, and whether it lies in the upper half."""
    assert alternating.outputs(alternating.network(6), 6) == [0, 1, 0, 1, 0, 1]
    assert alternating.outputs(alternating.threshold(6), 6) == [0, 0, 0, 1, 1, 1]
    assert alternating.turns([fmpq(k) for k in (0, 1, 1, 2, 0)]) == 1


def test_tanhs_give_the_same_function_as_sigmoids():
    """On each strip the two enclosures overlap, and hold the value of the steps up to 1/1000."""
    for function in ("f'_disc", "f''_disc"):
        for k, (low, _, _) in enumerate(fig2.STRIPS, start=1):
            [value] = evaluate(fig2_activations.with_steps(function), [fig2.rational(low), fmpq(0)])[-1]
            ends = [fig2_activations.image(fig2_activations.with_steps(function, s), k) for s in ("sigmoid", "tanh")]
            assert max(a for a, _ in ends) <= min(b for _, b in ends)
            assert all(abs(end - value) < fmpq(1, 1000) for pair in ends for end in pair)


def test_two_leaky_relus_are_one_relu():
    """At the knots, between them and outside."""
    for function in fig2.FUNCTIONS:
        doubled = fig2_activations.with_leaky_relus(function, "1/3")
        given = fig2.interpolation(fig2.knots(function))
        for k in range(-10, 40):
            point = [fmpq(k, 28), fmpq(1, 2)]
            assert evaluate(doubled, point)[-1] == evaluate(given, point)[-1]
