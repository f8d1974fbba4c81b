"""The fit of counts to a power law: exact where the law is, and uncertain where it is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibverify.dimension.scaling import fit

RADII = np.geomspace(0.01, 1, 30)


@given(st.floats(0.2, 12), st.booleans())
def test_a_power_law_has_its_exponent(slope: float, edge: bool):
    """N = 1000 r^d gives d, with the linear term and without."""
    assert fit(RADII, 1e30 * RADII**slope, edge).slope == pytest.approx(slope)


def test_the_edge_of_a_cube_is_corrected():
    """C(r) = (2r - r^2)^3 for a cube and the maximum norm: the plain slope is off by five times as much on r < 1/2."""
    radii = RADII / 2
    counts = 1e9 * (2 * radii - radii**2) ** 3
    plain, corrected = fit(radii, counts, edge=False), fit(radii, counts, edge=True)
    assert plain.slope < 2.85
    assert abs(corrected.slope - 3) < (3 - plain.slope) / 5


def test_what_varies_from_scale_to_scale_is_less_certain():
    steady = 1e6 * RADII**1.5
    waves = steady * np.exp(0.1 * np.sin(8 * np.log(RADII)))
    assert fit(RADII, waves, edge=False).error > 10 * fit(RADII, steady, edge=False).error


def test_the_weights_make_the_slope():
    counts = np.array([10.0, 30, 100, 350])
    found = fit(np.array([1.0, 2, 4, 8]), counts, edge=True)
    assert found.of(counts) == pytest.approx(found.slope)
    assert found.of(np.stack([counts, 3 * counts])) == pytest.approx([found.slope] * 2)
