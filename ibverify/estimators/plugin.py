r"""Plug-in estimates: entropy and mutual information of the empirical law of a sample.

With $n_a$ of n rows equal to a, $\hat H = -\sum_a \frac{n_a}n \log \frac{n_a}n \le \log n$, with equality if no two
rows are equal, whatever law they are drawn from. $\hat I(A;B) = \hat H(A) + \hat H(B) - \hat H(A, B)$; where B is a
function of A, as behind a deterministic network, it is $\hat H(B)$.

Binned estimates are those of bin numbers: `mutual_information(inputs, equal_bins(layer, 30, -1, 1))`, and with
`cubes`, $I([X]_m;[L]_m)$. Rows are compared as they are: for a network as floats compute it, give its floats.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibverify.errors import InputError
from ibverify.estimators.rows import Rows, checked_rows


def entropy(rows: ArrayLike) -> float:
    """The entropy of the empirical law of the rows, (n, width) or (n,), in nats; in [0, log n]. Raises `InputError`.

    >>> round(entropy([[0, 1], [0, 1], [2, 3], [2, 3]]), 5)  # log 2
    0.69315
    """
    return _entropy(_numbered(checked_rows(rows)))


def mutual_information(left: ArrayLike, right: ArrayLike) -> float:
    """The mutual information of the empirical law of two samples, row by row, in nats; in [0, log n].

    Raises `InputError` for samples of different lengths.

    >>> mutual_information(["a", "a", "b", "b"], [0, 1, 0, 1])  # a quarter for each pair: independent
    0.0
    """
    one, other = checked_rows(left), checked_rows(right)
    if len(one) != len(other):
        raise InputError("right", f"{len(other)} rows, beside {len(one)} on the left", "give as many")
    a, b = _numbered(one), _numbered(other)
    both = a * (int(b.max()) + 1) + b
    of_a, of_b = _entropy(a), _entropy(b)
    return min(max(of_a + of_b - _entropy(_numbered(both[:, None])), 0.0), of_a, of_b)


def _numbered(rows: Rows) -> NDArray[np.int64]:
    """A number for each row, equal for equal rows; columns are merged one by one, so no row is copied whole."""
    codes = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        values, places = np.unique(column, return_inverse=True)
        codes = np.unique(codes * len(values) + places, return_inverse=True)[1].astype(np.int64)
    return codes


def _entropy(codes: NDArray[np.int64]) -> float:
    """From the counts of codes: log n less the mean of the logarithms of counts."""
    counts = np.bincount(codes)
    counts = counts[counts > 0]
    return max(float(np.log(len(codes)) - (counts * np.log(counts)).sum() / len(codes)), 0.0)
