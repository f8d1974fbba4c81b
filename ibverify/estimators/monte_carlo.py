r"""$I(X; g(X) + G)$, $G \sim N(0, s^2 \mathbb 1)$ in any dimension, from draws, with an interval.

With $p_i$ the normal density around $\mu_i = g(x_i)$ and $p$ that of $L = g(X) + G$, $I(X;L) = E\,T$ for $T = \log
p_X(L)/p(L)$.

1. X uniform on a data set of n points: p is the mean of the $p_j$, so T is computed, and its mean over draws has no
   bias. $T \le \log n$, and $P(T < -c) \le e^{-c}$, as $E\,p(L)/p_X(L) \le 1$ (Markov). So $E\,T \le E \max(T, -c)
   \le E\,T + e^{-c}$, and the empirical Bernstein inequality (Maurer and Pontil, COLT 2009, Theorem 4) for numbers in
   $[-c, \log n]$ gives an interval that holds I with at least its level, for any number of draws.
2. X of any law, of which a sample is given: p is not known. In a block of k draws its place is taken by the mean of the
   $p_j$, over all j, which makes the mean of T at most I, and over all others, which makes it at least I (both by
   Jensen; Poole et al., ICML 2019). Their means over independent blocks have normal limits, on which the interval
   rests: from the lower end of the one to the upper end of the other. The lower bound is at most log k.

Main results: `noisy_information` (1), `sampled_noisy_information` (2).
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibverify.dimension.points import Points, checked_level, checked_rng
from ibverify.errors import InputError
from ibverify.estimators.estimate import InformationEstimate
from ibverify.estimators.rows import checked_count, in_deviations

LEVEL = 0.95
DRAWS = 10_000
BLOCK = 1 << 22  # distances at a time
LEAST_BLOCKS = 20
MOST = 10_000_000  # draws

Floats = NDArray[np.float64]


def noisy_information(
    outputs: ArrayLike,
    deviation: float,
    *,
    draws: int = DRAWS,
    rng: int | np.random.Generator = 0,
    level: float = LEVEL,
) -> InformationEstimate:
    """I(X; g(X) + G) for X uniform on a data set, of which `outputs`, (n, width), holds g; see 1 of the module.

    Estimated: the mean of draws, within [0, log n]; the interval holds the value with probability `level` or more, up
    to rounding. Raises `InputError`.

    >>> noisy_information([[0.0], [0.0]], 1).estimate  # equal outputs tell nothing
    0.0
    """
    points, sure = in_deviations(outputs, deviation), checked_level(level)
    m, generator = checked_count(draws, 2, MOST, "draws"), checked_rng(rng)
    n = len(points)
    found = np.empty(m)
    for part in np.array_split(np.arange(m), min(m, max(1, m * n // BLOCK))):
        chosen = generator.integers(n, size=len(part))
        noise = generator.standard_normal((len(part), points.shape[1]))
        found[part] = math.log(n) - _log_sums(points[chosen], noise, points)
    return _bernstein(found, math.log(n), sure)


def sampled_noisy_information(
    outputs: ArrayLike,
    deviation: float,
    *,
    block: int = 100,
    rng: int | np.random.Generator = 0,
    level: float = LEVEL,
) -> InformationEstimate:
    """I(X; g(X) + G) for any law of X, of which `outputs`, (n, width), holds g at n independent draws; see 2.

    Estimated: the interval rests on normal limits over n / block independent blocks; it is wide where I is not well
    below log block. The estimate is its middle. Raises `InputError` for fewer than 20 blocks.
    """
    points, sure = in_deviations(outputs, deviation), checked_level(level)
    size = checked_count(block, 2, MOST, "block")
    blocks, generator = len(points) // size, checked_rng(rng)
    if blocks < LEAST_BLOCKS:
        what = f"{len(points)} draws, in blocks of {size}, are too few"
        raise InputError("outputs", what, f"give at least {LEAST_BLOCKS * size}, or smaller blocks")
    shuffled = generator.permutation(points)[: blocks * size].reshape(blocks, size, -1)
    bounds = np.array([_of_block(each, generator) for each in shuffled])
    reach = NormalDist().inv_cdf((1 + sure) / 2) / math.sqrt(blocks)
    (low, high), (less, more) = bounds.mean(axis=0).tolist(), bounds.std(axis=0, ddof=1).tolist()
    most = max(0.0, high + reach * more)
    interval = min(max(0.0, low - reach * less), most), most
    covers = f"normal limits over {blocks} blocks of {size}; bounds of which the lower one is at most log {size}"
    return InformationEstimate(sum(interval) / 2, interval, level, blocks * size, covers)


def _of_block(points: Points, generator: np.random.Generator) -> tuple[float, float]:
    """The means of T with all densities, and with all but the own one: of at most and at least I in the mean."""
    k = len(points)
    noise = generator.standard_normal(points.shape)
    parts = np.array_split(np.arange(k), min(k, max(1, k * k // BLOCK)))
    others = np.concatenate([_log_sums(points[part], noise[part], points, left_out=part) for part in parts])
    everyone = np.logaddexp(0.0, others)
    return math.log(k) - float(everyone.mean()), math.log(k - 1) - float(others.mean())


def _log_sums(at: Points, noise: Points, points: Points, *, left_out: NDArray[np.intp] | None = None) -> Floats:
    r"""$\log \sum_j p_j(l)/p_i(l)$ at $l = \mu_i + z$, in units of the noise; a j may be left out for each i.

    The exponent is $-|z + \mu_i - \mu_j|^2/2 + |z|^2/2 = -|d|^2/2 - z d$ with $d = \mu_i - \mu_j$.
    """
    from scipy.spatial.distance import cdist
    from scipy.special import logsumexp

    exponents = -cdist(at, points, "sqeuclidean") / 2
    exponents -= (noise * at).sum(axis=1)[:, None] - noise @ points.T
    if left_out is not None:
        exponents[np.arange(len(at)), left_out] = -np.inf
    found: Floats = logsumexp(exponents, axis=1)
    return found


def _bernstein(found: Floats, most: float, level: float) -> InformationEstimate:
    """The interval of 1 in the module, within [0, log n], which I cannot leave."""
    m = len(found)
    cut = math.log(m)
    kept = np.maximum(found, -cut)
    tail = math.log(4 / (1 - level))
    reach = math.sqrt(2 * float(kept.var(ddof=1)) * tail / m) + 7 * (most + cut) * tail / (3 * (m - 1))
    mean = float(kept.mean())
    interval = max(0.0, mean - reach - math.exp(-cut)), min(most, mean + reach)
    estimate = min(max(float(found.mean()), 0.0), most)
    return InformationEstimate(estimate, interval, level, m, "the empirical Bernstein inequality")
