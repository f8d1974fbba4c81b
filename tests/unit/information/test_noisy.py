from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.distributions import atom, box
from ibverify.errors import UnsupportedLaw
from ibverify.exact import Value, compare, log_value
from ibverify.information import information
from ibverify.information.noisy import gaussian_noise, negentropy, uniform_noise
from ibverify.law import Law, mixture, push
from ibverify.law.noise import with_noise
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.testing import laws, problems

HALF, UNIT = fmpq(1, 2), (fmpq(0), fmpq(1))
SEGMENT = mixture([("0", fmpq(1), box.support([UNIT]))])


def points(*places: list[int]) -> Law:
    share = fmpq(1, len(places))
    return mixture([(str(i), share, atom.support([fmpq(x) for x in place])) for i, place in enumerate(places)])


@pytest.mark.parametrize("w", ["1/2", "1/8", "1/100"])
def test_a_segment(w: str):
    """A trapezoid of height 1 with ramps of length 2w: h = w, so I = w - log 2w."""
    found = uniform_noise(SEGMENT, fmpq(*map(int, w.split("/"))))
    assert found.compression == Value(w) - log_value(2 * Value(w).form.constant)
    assert found.precision == Value(0)
    assert (found.dimensions, found.atoms, found.entropy.is_infinite) == ({1: fmpq(1)}, 0, True)


@pytest.mark.parametrize(
    ("law", "kept"),
    [
        (points([0], [1]), "1/2"),
        (points([0, 0], [1, 1]), "3/4"),
        (points([0, 5], [1, 5]), "1/2"),
        (points([0], [2]), "1"),
    ],
)
def test_two_points_are_an_erasure_channel(law: Law, kept: str):
    """Noise of half width 1 hides the points where the two boxes overlap: in the plane on a quarter of each."""
    found = uniform_noise(law, fmpq(1))
    assert found.compression == found.precision == Value("log(2)") * fmpq(*map(int, kept.split("/")))


def test_a_constant_layer_tells_nothing():
    law = mixture([(y, HALF, atom.support([fmpq(3), fmpq(1)])) for y in "01"])
    for found in (uniform_noise(law, HALF), gaussian_noise(law, HALF)):
        assert found.compression == found.precision == Value(0)


def test_independent_coordinates_are_bounded_by_their_sum():
    """The square: fibres of dimension 2. The information is exactly that of the two sides: the upper end."""
    found = uniform_noise(mixture([("0", fmpq(1), box.support([UNIT, UNIT]))]), HALF)
    low, high = found.compression.interval(64)
    assert low == HALF
    assert high is not None
    assert 1 <= high < 1 + fmpq(1, 10**15)
    assert found.compression.reason is not None
    assert "single coordinates bound it" in found.compression.reason


def test_many_neurons():
    """Sixteen of them repeat one: no chart of 17 dimensions is built; the bounds hold what one tells, and log 2."""
    wide = push(Network(1, (layer([[1]] * 16),)), points([0], [1]))[-1]
    found, one = uniform_noise(wide, fmpq(1)), uniform_noise(points([0], [1]), fmpq(1))
    for value in (found.compression, found.precision):
        low, high = value.interval()
        assert low is not None
        assert high is not None
        assert compare(Value(low), ">=", one.compression - "1/10**9").proved
        assert compare(Value(high), "<=", "log(2) + 1/10**9").proved


def test_gaussian_coordinates():
    """Two points that differ in both coordinates tell more than in one; and less than H(L) = log 2."""
    found = gaussian_noise(points([0, 0], [4, 4]), fmpq(1))
    assert compare(found.compression, "<=", Value("7/10")).proved
    assert compare(found.compression, ">=", Value("3/5")).proved
    assert compare(found.precision, ">=", Value("3/5")).proved
    assert not compare(found.precision, ">", Value("log(2)")).proved


def summed(problem: Problem) -> Law:
    """The law of the sum of the last layer's neurons."""
    law = push(problem.network, problem.law)[-1]
    return push(Network(law.width, (layer([[1] * law.width]),)), law)[-1]


@settings(max_examples=50)
@given(problems(inputs=2), st.integers(1, 9))
def test_data_processing(problem: Problem, n: int):
    """0 <= I(Y;L+noise) <= I(X;L+noise), at most I(Y;L) and I(X;L)."""
    law = summed(problem)
    found, before = uniform_noise(law, fmpq(1, n)), information(law)
    assert compare(found.precision, ">=", Value(0)).proved
    assert not compare(found.precision, ">", found.compression).proved
    assert not compare(found.precision, ">", before.precision).proved
    assert not compare(found.compression, ">", before.compression).proved


@settings(max_examples=30)
@given(problems(inputs=2), st.integers(2, 5))
def test_scaling_layer_and_noise_changes_nothing(problem: Problem, scale: int):
    """L and w times c: the same information."""
    law = summed(problem)
    larger = push(Network(1, (layer([[scale]]),)), law)[-1]
    one, other = uniform_noise(law, fmpq(1, 3)), uniform_noise(larger, fmpq(scale, 3))
    assert not compare(one.compression, "!=", other.compression).proved
    assert not compare(one.precision, "!=", other.precision).proved


@settings(max_examples=10)
@given(laws(1))
def test_a_second_neuron_that_repeats_the_first(law: Law):
    """(L, L) with independent noise on each: more than L + noise, less than twice as much, exact in the plane."""
    twice = push(Network(1, (layer([[1], [1]]),)), law)[-1]
    one, two = uniform_noise(law, HALF).compression, uniform_noise(twice, HALF).compression
    assert two.is_exact
    assert compare(one, "<=", two).proved
    assert compare(two, "<=", one * 2).proved


def test_a_law_without_a_density_has_no_negentropy():
    with pytest.raises(UnsupportedLaw, match=r"the law on R\^1 has no density; add noise to every coordinate"):
        negentropy(points([0], [1]))


def test_chambers_everywhere():
    """Points in the plane with noise: boxes of area 4 w^2, far apart, and one label alone."""
    law = with_noise(mixture([("0", HALF, atom.support([fmpq(x), fmpq(0)])) for x in (0, 9)]), fmpq(1, 4))
    assert negentropy(law) == Value("log(2)")  # the density is (1/2) / (1/4) on an area of 1/2
