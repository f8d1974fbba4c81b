"""Noise by other routes: transition matrices of finite channels through dit, densities in the plane on a grid.

A relative tolerance of 1e-9 is dit's arithmetic in floats; the grid's is said where it is used.
"""

from __future__ import annotations

import math
from fractions import Fraction

import dit
import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.distributions import atom, polytope
from ibverify.information.noisy import uniform_noise
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts import named
from ibverify.study.analyze import analyze

BINS = 3


def overlap(a: Fraction, b: Fraction, c: Fraction, d: Fraction) -> Fraction:
    return max(Fraction(0), min(b, d) - max(a, c))


def transition(x: int, w: Fraction) -> list[Fraction]:
    """The probabilities of the bins of [0, 3] for x + U[-w, w], by lengths."""
    ends = [Fraction(-99), Fraction(1), Fraction(2), Fraction(99)]
    return [overlap(x - w, x + w, ends[k], ends[k + 1]) / (2 * w) for k in range(BINS)]


@given(st.lists(st.integers(0, 4), min_size=2, max_size=4, unique=True), st.integers(1, 5), st.integers(0, 15))
def test_a_quantizer_behind_noise(places: list[int], n: int, labels: int):
    """I(X;R) and I(Y;R) of points, noise and bins are those of the transition matrix."""
    w, share = Fraction(n, 3), Fraction(1, len(places))
    names = [str(labels >> i & 1) for i in range(len(places))]
    points = [(y, fmpq(1, len(places)), atom.support([fmpq(x)])) for x, y in zip(places, names, strict=True)]
    noise = named("noise").readout({"uniform": fmpq(n, 3)})
    bins = named("quantizer").readout({"levels": fmpq(BINS), "range": [fmpq(0), fmpq(3)]})
    net = Network(1, (layer([[1]], None, noise),))
    found = analyze(Problem(mixture(points), net, bins))["readout"]
    joint = {
        (str(x), y, str(k)): float(share * p)
        for x, y in zip(places, names, strict=True)
        for k, p in enumerate(transition(x, w))
        if p
    }
    channel = dit.Distribution(list(joint), list(joint.values()))
    of_x, of_y = (dit.shannon.mutual_information(channel, [i], [2]) * math.log(2) for i in (0, 1))
    assert float(found.compression) == pytest.approx(of_x, rel=1e-9, abs=1e-12)
    assert float(found.precision) == pytest.approx(of_y, rel=1e-9, abs=1e-12)


def test_a_segment_in_the_plane_with_noise():
    """X uniform on the segment from (0, 0) to (1, 1/2), w = 1/4: midpoints of a grid of step 1/400 are off by 1e-4."""
    law = mixture([("0", fmpq(1), polytope.support([[fmpq(0), fmpq(0)], [fmpq(1), fmpq(1, 2)]]))])
    found = uniform_noise(law, fmpq(1, 4))
    assert found.compression.is_exact
    step, w = 1 / 400, 0.25
    a, b = np.meshgrid(np.arange(-w, 1 + w, step) + step / 2, np.arange(-w, 0.5 + w, step) + step / 2)
    low = np.maximum(np.maximum(a - w, 2 * (b - w)), 0)
    high = np.minimum(np.minimum(a + w, 2 * (b + w)), 1)
    density = np.maximum(high - low, 0) / (4 * w * w)
    logs = np.log(np.where(density > 0, density, 1))
    assert density.sum() * step**2 == pytest.approx(1, abs=1e-4)
    entropy = -float((density * logs).sum()) * step**2
    assert float(found.compression) == pytest.approx(entropy - 2 * math.log(2 * w), abs=1e-4)
