"""Samples are checked, and whitened by a bijection."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import pdist

from ibverify.dimension import points as points_module
from ibverify.dimension.correlation import correlation_dimension
from ibverify.dimension.points import checked, checked_jobs, checked_level, checked_rng, multiplicities, whitened
from ibverify.errors import InputError


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        ([[1.0, float("nan")]], "row 0 has nan in column 1; leave out"),
        ([1.0, float("inf")], "row 1 has inf in column 0"),
        ([["a"]], "an array of <U1"),
        ([1j], "an array of complex128"),
        (np.zeros((2, 2, 2)), r"shape \(2, 2, 2\)"),
        (np.zeros((0, 3)), r"shape \(0, 3\)"),
        (3.0, r"shape \(\)"),
        ([[1.0], [1.0, 2.0]], "rows of one length"),
        ([2**53 + 1, 0], "integers from 0 to 9007199254740993, beyond 2\\^53; subtract what they have in common"),
    ],
)
def test_what_is_no_sample(samples: object, words: str):
    with pytest.raises(InputError, match=words):
        checked(samples)


@pytest.mark.parametrize("level", [0, 1, -0.5, 2, float("nan"), "0.95", None])
def test_what_is_no_level(level: float):
    with pytest.raises(InputError, match="is no probability"):
        checked_level(level)


@pytest.mark.parametrize("rng", [-1, 0.5, "seed"])
def test_what_is_no_seed(rng: Any):
    with pytest.raises(InputError, match=r"rng: .* is no seed; give an integer from 0"):
        checked_rng(rng)


@pytest.mark.parametrize("n_jobs", [0, -1, 1.0, True, None])
def test_what_is_no_number_of_threads(n_jobs: object):
    with pytest.raises(InputError, match=r"n_jobs: .* is no number of threads; give an integer from 1"):
        checked_jobs(n_jobs)


def test_arrays_of_every_kind_are_the_same_points(tmp_path):
    expected = np.arange(6.0).reshape(3, 2)
    np.save(tmp_path / "x.npy", expected)
    mapped = np.load(tmp_path / "x.npy", mmap_mode="r")
    for given_ in (expected, np.asfortranarray(expected), expected.astype(int), expected.tolist(), mapped):
        found = checked(given_)
        assert found.flags.c_contiguous
        assert found.dtype == np.float64
        assert found.tolist() == expected.tolist()
    assert np.shares_memory(checked(mapped), mapped)


def test_a_vector_is_points_on_a_line():
    assert checked([1, 2, 3]).shape == (3, 1)


@given(st.integers(1, 4), st.integers(0, 3), st.integers(0, 1000))
def test_whitening_finds_the_rank(rank: int, more: int, seed: int):
    """Coordinates of deviation 1 without correlation, as many as the affine hull has dimensions."""
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(50, rank)) @ rng.normal(size=(rank, rank + more)) * 1e-3 + 1e3
    found = whitened(points)
    assert found.shape == (50, rank)
    assert np.allclose(found.T @ found / 50, np.eye(rank))


def test_constant_columns_are_left_out():
    assert whitened(np.array([[1.0, 7.0, 0.1]] * 5)).shape == (5, 0)
    assert whitened(np.array([[x, 7.0] for x in range(5)])).shape == (5, 1)


def test_multiplicities_count_rows():
    first, counts = multiplicities(np.array([[1.0, 2], [0, 0], [1, 2], [-0.0, 0], [1, 3]]))
    assert sorted(zip(first.tolist(), counts.tolist(), strict=True)) == [(0, 2), (1, 2), (4, 1)]


@given(
    st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2)), min_size=1, max_size=40), st.sampled_from([1, 3, 2**63])
)
def test_multiplicities_do_not_trust_hashes(rows: list[tuple[int, int]], buckets: int):
    """Where most hashes coincide, or all of them do, the counts are those of the rows all the same."""
    array = np.array(rows, dtype=float)
    with pytest.MonkeyPatch.context() as patch:
        real = points_module._hashed
        patch.setattr(points_module, "_hashed", lambda points: real(points) % np.uint64(buckets))
        first, counts = multiplicities(array)
    found = {rows[i]: count for i, count in zip(first.tolist(), counts.tolist(), strict=True)}
    assert found == Counter(rows)
    assert all(rows.index(rows[i]) == i for i in first.tolist())


def test_blocks_change_nothing(monkeypatch):
    """What is read in blocks is what is read at once, up to rounding."""
    rng = np.random.default_rng(3)
    points = rng.normal(size=(101, 3)) @ rng.normal(size=(3, 4)) + 100
    expected = whitened(points)
    monkeypatch.setattr(points_module, "BLOCK", 10)
    found = whitened(points)
    assert np.allclose(found.T @ found, expected.T @ expected)
    assert np.allclose(pdist(found), pdist(expected))
    with pytest.raises(InputError, match="row 57 has nan in column 2"):
        checked(np.where(np.arange(404).reshape(101, 4) == 57 * 4 + 2, np.nan, points))


@pytest.mark.parametrize(
    "samples",
    [
        1e12 + np.random.default_rng(0).random((3000, 1)),
        1 - 1e-12 * np.random.default_rng(0).random((10_000, 1)),
        np.random.default_rng(0).random((3000, 2)) + np.array([1e12, 0]),
    ],
)
def test_a_coordinate_that_floats_hardly_resolve(samples):
    found = correlation_dimension(samples)
    assert found.estimate is None
    assert found.reason is not None
    assert "column 0 varies by no more than rounding" in found.reason
