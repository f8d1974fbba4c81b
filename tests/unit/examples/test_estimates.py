"""What the claims on estimators share: rounded outputs, bins, clusters, samples, against floats and values by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from flint import arb, fmpq

from ibverify.estimators.bins import equal_bins
from ibverify.estimators.plugin import entropy
from ibverify.exact import Value, compare, rational
from ibverify.examples import binning, clusters, estimates, rounding
from ibverify.examples import decoder_samples as samples

WEIGHTS = ["1/8", "1/2", "3/5", "1", "5/4", "2", "4", "20"]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_rounded_outputs_merge_as_those_of_numpy(weight: str):
    """Its tanh need not be correctly rounded, but here it merges the same points."""
    w = rational(weight)
    z = float(w) * np.array(rounding.DATA)
    for bits, outputs in ((rounding.SINGLE, np.tanh(z).astype(np.float32)), (rounding.DOUBLE, np.tanh(z))):
        assert float(rounding.as_computed(w, bits)) == pytest.approx(entropy(outputs), abs=1e-12)


def test_balls_tell_whether_outputs_differ():
    assert all(rounding.differ(rational(w)) for w in [*WEIGHTS, "-3", "1/1000000"])
    assert not rounding.differ(fmpq(0))


def test_a_ball_that_is_too_wide_is_not_rounded():
    with pytest.raises(ArithmeticError, match="too wide"):
        rounding._rounded(arb(0.7, 0.1), rounding.SINGLE)


@pytest.mark.parametrize("x", [1 / 3, 0.75, 1e-3, 1 - 2**-30])
def test_a_number_is_rounded_to_the_nearest_float(x: float):
    number = fmpq(*x.as_integer_ratio())
    nearest = fmpq(*float(np.float32(x)).as_integer_ratio())
    assert rounding._rounded(arb(number), rounding.SINGLE) == nearest


def test_descent_by_hand():
    """No gradient where the neuron is dead; none at an output that is right."""
    assert rounding.descent(fmpq(-1), fmpq(0), fmpq(1, 2)) == (fmpq(-1), fmpq(0))
    assert rounding.descent(fmpq(0), fmpq(2), fmpq(1, 2)) == (fmpq(-3, 2), fmpq(1))  # errors 2, 2 at 1, 2


@pytest.mark.parametrize("weight", [1, 2, 5, 100])
def test_tanh_in_bins_beside_a_sum_of_floats(weight: int):
    q = math.log(3) / (2 * weight)
    by_hand = math.log(2) - q * math.log(q) - (1 - q) * math.log(1 - q)
    assert float(binning.tanh_in_bins(weight)) == pytest.approx(by_hand, abs=1e-12)
    x = (np.arange(200_000) + 0.5) / 100_000 - 1
    assert entropy(equal_bins(np.tanh(weight * x), 4, -1, 1)) == pytest.approx(by_hand, abs=1e-4)


def test_empty_bins_count_nothing():
    """tanh(1/10) is in the inner bins."""
    assert float(binning.tanh_in_bins("1/10")) == pytest.approx(math.log(2))
    assert "logarithms" in str(binning.tanh_in_bins(2).reason)


@pytest.mark.parametrize("name", ["hardtanh", "identity", "relu"])
def test_sweeps_of_bins_beside_samples(name: str):
    """The mean of 200,000 places of [-1, 1]."""
    x = (np.arange(200_000) + 0.5) / 100_000 - 1
    maps = {"hardtanh": lambda z: np.clip(z, -1, 1), "identity": lambda z: z, "relu": lambda z: np.maximum(z, 0)}
    found = binning.swept(name, binning.wide, "1/2", 6)
    for w in ("3/4", "5/2", "11/2"):
        sampled = entropy(equal_bins(maps[name](float(rational(w)) * x), 32, -8, 8))
        assert float(found(w).compression) == pytest.approx(sampled, abs=1e-3)


def test_clusters_keep_their_means_and_masses():
    for start in (clusters.MIXED, clusters.SPREAD, clusters.ONE):
        for t in (0, "1/3", 1):
            for before, after in zip(start, clusters.drawn_together(start, t), strict=True):
                assert mean(before) == mean(after)
    assert clusters.drawn_together(clusters.SPREAD, 1)[0] == [(fmpq(-9), fmpq(1, 4)), (fmpq(-3), fmpq(1, 4))]


def mean(cluster: clusters.Cluster) -> fmpq:
    return sum((rational(x) * rational(p) for x, p in cluster), fmpq(0))


def test_labels_change_only_what_is_told_of_them():
    of_x, of_y = clusters.information(clusters.SPREAD)
    again, mixed = clusters.information(clusters.SPREAD, "0101")
    assert of_x.enclosure() == again.enclosure()
    assert compare(mixed, "<", of_y).proved


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_the_expected_entropy_by_enumeration(n: int):
    """All sequences of n tosses of a fair coin."""
    tosses = [[(i >> k) & 1 for k in range(n)] for i in range(2**n)]
    assert float(estimates.expected(estimates.COIN, n)) == pytest.approx(np.mean([entropy(t) for t in tosses]))


def test_the_two_procedures_by_hand():
    """q = 1/4 or 3/4: log 2 of the mean; means of losses log 4 - log(3)/2."""
    assert samples.of_layer(samples.ONE_TUPLE) == "log(2)"
    assert samples.of_output(samples.ONE_TUPLE) == "2*log(2) - 1/2*log(3)"
    assert samples.expected(samples.average_of_losses, samples.ONE_TUPLE, 3) == samples.of_output(samples.ONE_TUPLE)
    assert samples.expected(samples.loss_of_average, samples.ZERO_CELL, 4).is_infinite
    assert samples.least(samples.TWO_TUPLES) == fmpq(1, 5)
    for tuples in (samples.ONE_TUPLE, samples.TWO_TUPLES, samples.DETERMINISTIC):
        assert sum((mass for mass, _ in tuples), fmpq(0)) == 1
        assert all(sum((h for h, _ in decoder), fmpq(0)) == 1 for _, decoder in tuples)


def test_the_first_procedure_in_floats():
    """The mean over 100,000 draws of 3 samples is within 5 deviations of the exact one."""
    rng = np.random.default_rng(0)
    losses = -np.log(rng.choice([0.25, 0.75], (100_000, 3)).mean(axis=1))
    exact = samples.expected(samples.loss_of_average, samples.ONE_TUPLE, 3)
    assert abs(losses.mean() - float(exact)) < 5 * losses.std() / math.sqrt(100_000)
    assert exact > Value("log(2)")
