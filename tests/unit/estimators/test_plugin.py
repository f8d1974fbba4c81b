"""Plug-in estimates, by hand and beside the exact values of finite laws."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibverify.errors import InputError
from ibverify.estimators.bins import adaptive_bins, cubes, equal_bins
from ibverify.estimators.plugin import entropy, mutual_information
from ibverify.exact import Value, rational
from ibverify.exact.loglinear import entropy_form
from ibverify.examples import estimates

LETTERS = st.lists(st.integers(0, 3), min_size=1, max_size=30)


@given(LETTERS)
def test_the_entropy_is_that_of_the_counts(letters: list[int]):
    """Beside the exact value of the same masses."""
    exact = Value(entropy_form([rational(letters.count(a)) / len(letters) for a in set(letters)]))
    assert entropy(letters) == pytest.approx(float(exact), abs=1e-12)
    assert entropy([str(a) for a in letters]) == entropy(letters)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30))
def test_information_lies_between_0_and_both_entropies(pairs: list[tuple[int, int]]):
    """0 <= I(A;B) <= H(A), H(B), and I(A;B) = I(B;A)."""
    left, right = zip(*pairs, strict=True)
    found = mutual_information(left, right)
    assert 0 <= found <= min(entropy(left), entropy(right))
    assert found == pytest.approx(mutual_information(right, left), abs=1e-12)
    assert found == pytest.approx(entropy(left) + entropy(right) - entropy(pairs), abs=1e-12)


def test_distinct_outputs_give_log_n_whatever_the_law():
    """Normal, uniform, Cauchy: the estimate is of n alone (s04.estimates)."""
    rng = np.random.default_rng(0)
    for sample in (rng.standard_normal((500, 3)), rng.random(500), rng.standard_cauchy((500, 1))):
        assert entropy(sample) == math.log(500)
        assert mutual_information(sample, -2 * sample) == pytest.approx(math.log(500), abs=1e-12)


def test_large_integers_are_not_merged():
    """2^53 and 2^53 + 1 are one float."""
    assert entropy([2**53, 2**53 + 1]) == math.log(2)


def test_the_bias_is_that_of_the_exact_mean():
    """The mean over 20,000 samples of 5 from a law on three letters is within 5 deviations of the exact one."""
    rng = np.random.default_rng(1)
    found = [entropy(rng.choice(3, 5, p=[1 / 2, 1 / 3, 1 / 6])) for _ in range(20_000)]
    exact = float(estimates.expected(estimates.DICE["masses 1/2, 1/3, 1/6"], 5))
    assert abs(np.mean(found) - exact) < 5 * np.std(found) / math.sqrt(20_000)


@pytest.mark.parametrize("m", [1, 2, 3, 8])
def test_cubes_of_a_lattice_are_the_exact_quantised_law(m: int):
    """X uniform on 24 places of [0, 1], of which each part of length 1/m holds as many: log m."""
    lattice = (np.arange(24) + 0.5) / 24
    assert mutual_information(cubes(lattice, m), cubes(lattice, m)) == pytest.approx(math.log(m), abs=1e-12)


def test_bins_are_those_of_the_exact_quantizer():
    """On the left ends, beyond the range and inside."""
    points = np.linspace(-2, 2, 33)  # exact in binary, as the ends of four bins of [-1, 1] are
    bins = estimates.quantizer({"levels": rational(4), "range": [rational(-1), rational(1)]})
    exact = [bins.at([rational(int(16 * x)) / 16])[0] for x in points]
    assert equal_bins(points, 4, -1, 1)[:, 0].tolist() == exact


def test_bins_decide_what_saturates():
    """s06.binning in floats: fixed bins see hardtanh compress, bins of equal mass see tanh as it is."""
    x = (np.arange(4096) + 0.5) / 2048 - 1
    fixed = [entropy(equal_bins(np.clip(w * x, -1, 1), 4, -1, 1)) for w in (1, 4, 64)]
    assert fixed[0] == pytest.approx(math.log(4))
    assert fixed[0] > fixed[1] > fixed[2] > math.log(2)
    for w in (0.1, 1, 10):
        assert entropy(adaptive_bins(np.tanh(w * x), 4)) == pytest.approx(math.log(4))


def test_adaptive_bins_keep_equal_values_together():
    """Coordinate by coordinate: one constant, one with a majority."""
    points = np.array([[0, 1], [0, 1], [0, 1], [0, 2]], dtype=float)
    assert adaptive_bins(points, 2).tolist() == [[1, 1]] * 4
    assert adaptive_bins(points, 4)[:, 1].tolist() == [2, 2, 2, 3]  # quantiles 1, 1, 5/4


def test_fortran_order_and_memory_maps(tmp_path):
    rng = np.random.default_rng(2)
    points = np.asfortranarray(rng.integers(0, 3, (50, 2)).astype(float))
    np.save(tmp_path / "points.npy", points)
    mapped = np.load(tmp_path / "points.npy", mmap_mode="r")
    assert entropy(points) == entropy(mapped) == entropy(points.tolist())
    assert entropy([0.0, -0.0]) == 0


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda: entropy([]), "array of shape"),
        (lambda: entropy([[1.0, np.nan]]), "row 0 has nan in column 1"),
        (lambda: entropy([[1], [2, 3]]), "no array can be made"),
        (lambda: entropy([None, 1]), "array of object"),
        (lambda: mutual_information([1, 2], [1]), "1 rows, beside 2"),
        (lambda: equal_bins([1], 0, 0, 1), "count: 0; give an integer from 1"),
        (lambda: equal_bins([1], 2, 1, 1), "range: "),
        (lambda: equal_bins([1], 2, 0, np.inf), "range: "),
        (lambda: equal_bins(["a"], 2, 0, 1), "an array of"),
        (lambda: adaptive_bins([1], 1.5), "count: 1.5"),
        (lambda: cubes([1e30], 2), "a coordinate of 1e"),
        (lambda: cubes([1], 0), "m: 0"),
        (lambda: cubes([1], 10**400), "m: an integer of 1329 bits"),
        (lambda: cubes([1e308], 2**53), "a coordinate of 1e"),
        (lambda: cubes([1], True), "m: True"),
        (lambda: equal_bins([1], 10**12, 0, 1), "count: 1000000000000; give an integer from 1 to 1000000"),
        (lambda: equal_bins([1], True, 0, 1), "count: True"),
        (lambda: equal_bins([1], "4", 0, 1), "count: '4'"),
        (lambda: equal_bins([1], 2, "a", 1), "range: .'a', 1.; give a low end and a higher one"),
        (lambda: equal_bins([1], 2, np.nan, 1), "range: .nan, 1."),
        (lambda: equal_bins([1], 2, False, 1), "range: .False, 1."),
        (lambda: equal_bins([1], 2, 0, 10**400), "range: .0, an integer of 1329 bits."),
        (lambda: equal_bins([1], 3, 1, 1 + 2**-52), "count: 3 bins of .* are one to floats; give fewer"),
        (lambda: adaptive_bins([1], 10**12), "count: 1000000000000"),
        (lambda: adaptive_bins([1], np.True_), "count: "),
    ],
)
def test_bad_input_is_refused(call, match: str):
    with pytest.raises(InputError, match=match):
        call()


@pytest.mark.parametrize("rows", [[2**63, 2**63 - 1], [2**53, 2**53 + 1, 0.5], ["a", "a\0"]])
def test_entries_that_numpy_would_merge_are_refused(rows):
    with pytest.raises(InputError, match="would be taken for another entry"):
        entropy(rows)
