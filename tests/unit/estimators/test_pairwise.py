"""Pairwise bounds in floats and in balls, beside the information that they bound."""

from __future__ import annotations

import math

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.errors import InputError, ProblemError
from ibverify.estimators.pairwise import enclosed_bounds, pairwise_bounds
from ibverify.exact import Value, compare, rational
from ibverify.examples import clusters

PLACES = st.lists(st.integers(-4, 4), min_size=1, max_size=4)


@settings(max_examples=8)
@given(PLACES)
def test_the_bounds_enclose_the_information(places: list[int]):
    """I(X; mu + G) on a line, enclosed, lies between them."""
    low, high = enclosed_bounds([[fmpq(x)] for x in places], fmpq(1))
    true, _ = clusters.information([[(x, fmpq(1, len(places))) for x in places]])
    assert compare(low, "<=", true).proved
    assert compare(true, "<=", high).proved


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=6), st.integers(1, 4))
def test_floats_and_balls_agree(means: list[tuple[int, int]], deviation: int):
    """In the plane, to 12 digits."""
    low, high = enclosed_bounds([[fmpq(a), fmpq(b)] for a, b in means], fmpq(deviation) ** 2)
    assert pairwise_bounds(means, deviation) == pytest.approx((float(low), float(high)), abs=1e-12)


def test_two_means_by_hand():
    """log 2 - log(1 + e^(-d^2/8)) and log 2 - log(1 + e^(-d^2/2))."""
    for d in (1, 3, 10):
        by_hand = [math.log(2) - math.log1p(math.exp(-d * d / k)) for k in (8, 2)]
        assert pairwise_bounds([[0.0], [d]], 1) == pytest.approx(by_hand)
        assert [float(v) for v in enclosed_bounds([[fmpq(0)], [fmpq(d)]], fmpq(1))] == pytest.approx(by_hand)


def test_a_corner_of_a_cube_is_as_good_as_a_line_thrice():
    """Independent coordinates add up, in both bounds."""
    cube = [[(i >> k) & 1 for k in range(3)] for i in range(8)]
    assert pairwise_bounds(cube, 0.5) == pytest.approx(3 * np.array(pairwise_bounds([0, 1], 0.5)))


def test_blocks_change_nothing(monkeypatch):
    points = np.random.default_rng(0).random((100, 3))
    whole = pairwise_bounds(points, 0.1)
    monkeypatch.setattr("ibverify.estimators.pairwise.BLOCK", 64)
    assert pairwise_bounds(points, 0.1) == pytest.approx(whole, abs=1e-12)


def test_equal_means_give_0_and_far_ones_the_entropy():
    assert enclosed_bounds([[fmpq(3)]] * 3, fmpq(1))[1] == 0
    low, high = enclosed_bounds([[fmpq(0)], [fmpq(100)]], fmpq(1), [fmpq(1, 4), fmpq(3, 4)])
    assert high.enclosure(12) == low.enclosure(12) == Value("2*log(2) - 3/4*log(3)").enclosure(12)


def test_why_there_is_no_closed_form():
    low, _ = enclosed_bounds([[fmpq(0)], [fmpq(1)]], fmpq(1))
    assert "exponentials" in str(low.reason)


@pytest.mark.parametrize(
    ("means", "variance", "weights", "match"),
    [
        ([[fmpq(0)]], fmpq(0), None, "variance: 0 is not positive"),
        ([[fmpq(0)], []], fmpq(1), None, "means: none, or of different lengths"),
        ([[fmpq(0)]], fmpq(1), [fmpq(1, 2)], "weights: 1/2 are no probabilities of 1 means"),
        ([[fmpq(0)], [fmpq(1)]], fmpq(1), [fmpq(1), fmpq(0)], "weights: 1, 0 are no probabilities"),
        ([[fmpq(0)]], fmpq(1), [fmpq(1), fmpq(1)], "of 1 means"),
    ],
)
def test_what_is_no_mixture_is_refused(means, variance, weights, match: str):
    with pytest.raises(ProblemError, match=match):
        enclosed_bounds(means, variance, weights)


def test_no_means_are_refused():
    with pytest.raises(ProblemError, match="means: none"):
        enclosed_bounds([], fmpq(1))


@pytest.mark.parametrize("deviation", [0, -1, math.inf, math.nan])
def test_no_deviation_is_refused(deviation: float):
    with pytest.raises(InputError, match="is no standard deviation"):
        pairwise_bounds([0, 1], deviation)


def test_a_planted_error_is_noticed():
    """The upper bound of a sample of two of four far places is below the information (s06.pairwise)."""
    far = [(8 * k, rational("1/4")) for k in range(4)]
    _, high = enclosed_bounds([[fmpq(0)], [fmpq(8)]], fmpq(1))
    assert compare(clusters.information([far])[0], "<=", high).refuted
