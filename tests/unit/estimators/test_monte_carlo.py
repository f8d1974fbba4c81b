"""Monte Carlo estimates beside rigorous enclosures and quadrature; and how often their intervals hold the value."""

from __future__ import annotations

import math

import numpy as np
import pytest
from flint import fmpq
from scipy import integrate

from ibverify.errors import InputError
from ibverify.estimators import monte_carlo
from ibverify.estimators.estimate import InformationEstimate
from ibverify.estimators.monte_carlo import noisy_information, sampled_noisy_information
from ibverify.estimators.pairwise import pairwise_bounds
from ibverify.examples import clusters, intervals
from ibverify.information.gaussian import gaussian_information

DATA = {"near": [0, 1], "mixed": [0, 1, 3, 10], "equal": [2, 2, 2], "repeated": [0, 0, 0, 5]}


@pytest.mark.parametrize("name", DATA)
def test_a_data_set_on_a_line(name: str):
    """The interval holds the enclosed value; rows that are equal are one place of larger mass."""
    places = DATA[name]
    true, _ = clusters.information([[(x, fmpq(1, len(places))) for x in places]])
    found = noisy_information(places, 1)
    assert found.holds(float(true))
    assert abs(found.estimate - float(true)) < 0.03
    assert 0 <= found.interval[0] <= found.interval[1] <= math.log(len(places))


def test_the_interval_holds_more_often_than_it_says():
    """In each of 100 seeds at level 1/2: the inequality is not sharp."""
    true = float(clusters.information([[(0, "1/2"), (2, "1/2")]])[0])
    assert all(noisy_information([0, 2], 1, draws=200, rng=seed, level=0.5).holds(true) for seed in range(100))


def test_dimensions_add_up():
    """The corners of a cube of side 2: three times the information of {0, 2}."""
    true = 3 * float(clusters.information([[(0, "1/2"), (2, "1/2")]])[0])
    cube = np.array([[(i >> k) & 1 for k in range(3)] for i in range(8)]) * 2.0
    found = noisy_information(cube, 1, draws=20_000)
    assert found.holds(true)
    assert abs(found.estimate - true) < 0.03


def test_pairwise_bounds_enclose_it_in_ten_dimensions():
    points = np.random.default_rng(0).standard_normal((200, 10))
    low, high = pairwise_bounds(points, 2)
    assert low < noisy_information(points, 2, draws=5000).estimate < high


def test_blocks_and_shifts_change_nothing(monkeypatch):
    points = np.random.default_rng(0).random((50, 2))
    whole = noisy_information(points, 0.1, draws=100)
    assert noisy_information(points + 7, 0.1, draws=100).estimate == pytest.approx(whole.estimate, abs=1e-9)
    assert noisy_information(points * 4, 0.4, draws=100).estimate == pytest.approx(whole.estimate, abs=1e-9)
    draws = np.random.default_rng(1).random((200, 2))
    sampled = sampled_noisy_information(draws, 0.1, block=10)
    monkeypatch.setattr(monte_carlo, "BLOCK", 3)
    assert noisy_information(points, 0.1, draws=2).draws == 2
    assert sampled_noisy_information(draws, 0.1, block=10).interval == pytest.approx(sampled.interval, abs=1e-12)


@pytest.mark.parametrize("length", [1, 4])
def test_a_sample_of_a_density(length: int):
    """X uniform on an interval: the enclosed value, quadrature and the interval from draws agree."""
    law = intervals.law_of([("0", fmpq(1), (fmpq(0), fmpq(length)))])
    true = float(gaussian_information(law, fmpq(1))[0])
    assert true == pytest.approx(quadrature(length), abs=1e-8)
    sample = np.random.default_rng(0).random(20_000) * length
    found = sampled_noisy_information(sample, 1)
    assert found.holds(true)
    assert found.interval[1] - found.interval[0] < 0.1


def quadrature(length: float) -> float:
    """h(L + G) - h(G) for L uniform."""

    def density(t: float) -> float:
        return (math.erf(t / math.sqrt(2)) - math.erf((t - length) / math.sqrt(2))) / (2 * length)

    def integrand(t: float) -> float:
        return -density(t) * math.log(density(t)) if density(t) > 0 else 0.0

    total, _ = integrate.quad(integrand, -9, length + 9, limit=200)
    return total - (1 + math.log(2 * math.pi)) / 2


def test_small_blocks_cannot_tell_much():
    """Places far apart: the lower bound stops at log 10, the upper one is beyond: honest, and useless."""
    sample = np.random.default_rng(0).integers(0, 1000, 1000) * 100.0
    found = sampled_noisy_information(sample, 1, block=10)
    assert found.interval[0] <= math.log(10) < math.log(1000) < found.interval[1]


def test_coverage_of_a_sample():
    """At 95 percent, in at least 36 of 40 seeds, X uniform on [0, 2]."""
    law = intervals.law_of([("0", fmpq(1), (fmpq(0), fmpq(2)))])
    true = float(gaussian_information(law, fmpq(1))[0])
    held = sum(
        sampled_noisy_information(np.random.default_rng(seed).random(2000) * 2, 1, block=50, rng=seed).holds(true)
        for seed in range(40)
    )
    assert held >= 36


def test_an_interval_may_miss():
    """A planted error: the entropy of a place more."""
    assert not noisy_information([0, 100, 200], 1).holds(math.log(4))
    assert not InformationEstimate(0.5, (0.4, 0.6), 0.95, 1, "").holds(0.7)


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda: noisy_information([0, 1], 0), "deviation: 0 is no standard deviation"),
        (lambda: noisy_information([0, np.inf], 1), "row 1 has inf"),
        (lambda: noisy_information([0, 1], 1, draws=1), "draws: 1; give an integer from 2"),
        (lambda: noisy_information([0, 1], 1, level=1), "level: 1 is no probability"),
        (lambda: noisy_information([0, 1e200], 1e-10), "is tiny beside the outputs"),
        (lambda: noisy_information([-1.7e308, 1.7e308], 1), "is tiny beside the outputs"),
        (
            lambda: sampled_noisy_information(np.arange(100), 1),
            "100 draws, in blocks of 100, are too few; give",
        ),
        (lambda: sampled_noisy_information(np.arange(100), 1, block=1), "block: 1; give an integer from 2"),
        (lambda: sampled_noisy_information(np.arange(100), 1, block=2, level=0), "level: 0 is no probability"),
        (lambda: sampled_noisy_information(np.arange(100), 1, block=10**12), "block: 1000000000000; give an integer"),
        (
            lambda: noisy_information([0, 1], 1, draws=10**12),
            "draws: 1000000000000; give an integer from 2 to",
        ),
        (lambda: noisy_information([0, 1], 1, draws=10**5000), "draws: an integer of 16610 bits"),
        (lambda: noisy_information([0, 1], 1, draws=True), "draws: True"),
        (lambda: noisy_information([0, 1], 1, draws="many"), "draws: 'many'"),
        (lambda: noisy_information([0, 1], 1, draws="many" * 99), "draws: 'manymany.*anymany'; give"),
        (lambda: noisy_information([0, 1], True), "deviation: True is no standard deviation"),
        (lambda: noisy_information([0, 1], "1"), "deviation: '1' is no standard deviation"),
        (lambda: noisy_information([0, 1], 10**400), "deviation: an integer of 1329 bits is no standard deviation"),
        (lambda: noisy_information([0, 1], math.nan), "deviation: nan is no standard deviation"),
    ],
)
def test_bad_input_is_refused(call, match: str):
    with pytest.raises(InputError, match=match):
        call()


@pytest.mark.parametrize("block", [3, 100])
def test_equal_outputs_have_an_interval_that_holds_0(block):
    assert sampled_noisy_information(np.zeros((2000, 1)), 1, block=block).holds(0)


@pytest.mark.parametrize(("deviation", "rng"), [("1", 0), (None, 0), (1, -1), (1, "a"), (1, 1.5)])
def test_what_is_no_deviation_or_seed(deviation, rng):
    for estimate in (noisy_information, sampled_noisy_information):
        with pytest.raises(InputError, match=r"^(deviation|rng): "):
            estimate(np.zeros((2000, 1)), deviation, rng=rng)
