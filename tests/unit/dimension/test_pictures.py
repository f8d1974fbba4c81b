"""Pictures: curves are counted exactly, and files appear whole, in equal bytes."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from ibverify.dimension import Estimate
from ibverify.dimension.layers import Expected, LayerDimension
from ibverify.dimension.pictures import curve, pictures
from ibverify.dimension.points import whitened

SQUARE = np.random.default_rng(0).random((600, 2))


def test_a_curve_counts_all_pairs():
    """Where the sample is small its pairs are all seen: C(r) at each radius is the share of distances up to it."""
    found = curve(SQUARE)
    distances = np.sort(pdist(whitened(SQUARE)))
    for radius, share in zip(found.radii, found.shares, strict=True):
        assert share == np.searchsorted(distances, radius * (1 + 1e-12), side="right") / len(distances)
    assert found.shares[-1] == 1


def test_a_curve_rises():
    """Also where the two samples meet that a curve of many points is counted in."""
    found = curve(np.random.default_rng(1).random((4000, 3)))
    assert (np.diff(found.radii) > 0).all()
    assert (np.diff(found.shares) > 0).all()
    assert found.slopes[5:35].mean() == pytest.approx(3.0, abs=0.3)


def test_nothing_to_draw():
    assert curve(np.zeros((50, 2))) is None
    assert curve(SQUARE[:9]) is None
    assert curve(np.repeat([[0.0], [1.0]], 50, axis=0)) is None


def layer_dimension(index: int, estimate: Estimate, expected: Expected | None) -> LayerDimension:
    return LayerDimension(index, 2, estimate, expected)


FOUND = [
    (
        layer_dimension(0, Estimate(1.95, (1.9, 2.0), 0.95, "correlation sums", (0.05, 0.1)), Expected(2, "exact law")),
        curve(SQUARE),
    ),
    (layer_dimension(1, Estimate(0.0, (0.0, 0.0), 0.95, "coincidences"), Expected(0, "exact law")), None),
    (layer_dimension(2, Estimate(None, None, 0.95, "correlation sums", reason="too few"), None), None),
]


def test_pictures_are_files():
    found = pictures(FOUND)
    assert sorted(found) == ["counts.png", "counts.svg", "profile.png", "profile.svg"]
    assert all(found[name].startswith(b"\x89PNG") for name in found if name.endswith("png"))
    assert all(b"</svg>" in found[name] for name in found if name.endswith("svg"))
    assert found == pictures(FOUND)


def words(svg: bytes) -> set[str]:
    """The texts of a picture; Matplotlib writes each as a comment before its outlines."""
    return {word.strip() for word in re.findall("<!--(.*?)-->", svg.decode(), flags=re.DOTALL)}


def test_bands_and_lines_are_named():
    """In one legend of all plots, each once, and only where they are drawn."""
    said = words(pictures(FOUND)["counts.svg"])
    assert {"counted", "estimate as slope", "interval, 0.95", "ends of the fit", "expected"} <= said
    assert "layer 0: correlation sums, estimate 1.95, interval [1.90, 2.00]" in said
    assert {"layer 2: no estimate", "too few"} <= said
    assert not {"expected", "interval, 0.95"} & words(pictures(FOUND[2:])["counts.svg"])


def test_a_profile_of_one_layer():
    """A single tick, the layer's, and nothing of what is not known."""
    (only,) = ([(replace(layer, expected=None), counted)] for layer, counted in FOUND[:1])
    said = words(pictures(only)["profile.svg"])
    assert {"0", "layer", "estimate, interval 0.95", "2.0"} <= said
    assert not {"expected", "no estimate", "0.015"} & said
    assert "no estimate" in words(pictures(FOUND[2:])["profile.svg"])


def test_nothing_collapses(recwarn: pytest.WarningsRecorder):
    """However little there is to draw, and however long the reason."""
    layer = layer_dimension(0, Estimate(None, None, 0.95, "correlation sums", reason="too few " * 20), None)
    pictures([(layer, None)])
    pictures([*FOUND, (replace(layer, index=3), None)])
    assert [str(each.message) for each in recwarn] == []


def test_another_estimate_is_another_picture():
    assert pictures(FOUND[:1]) != pictures(FOUND[1:2])
