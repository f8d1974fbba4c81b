r"""Bounds on $I(X;\mu(X) + G)$, G normal, from the distances of finitely many means: Kolchinsky and Tracey (2017), [5].

X takes finitely many values with probabilities $c_i$, and $L = \mu_i + G$ with $G \sim N(0, s^2 \mathbb 1)$ in any
dimension. With $d_{ij} = |\mu_i - \mu_j| / s$,
$$-\sum_i c_i \log \sum_j c_j e^{-d_{ij}^2/8} \;\le\; I(X;L) \;\le\; -\sum_i c_i \log \sum_j c_j e^{-d_{ij}^2/2}.$$
Above stand the divergences $D(p_i \| p_j) = d_{ij}^2/2$, below those of Bhattacharyya, $d_{ij}^2/8$. With
$p = \sum_j c_j p_j$ and $S = \sum_j c_j \sqrt{p_j}$: the upper bound is Jensen's inequality for the convex function
$u \mapsto \log \sum_j c_j e^{u_j}$ at $u_j = \log p_j/p_i$, under $p_i$. For the lower one, $\log p_i/p$ is the sum of
$\log \sqrt{p_i}/S$, whose mean under $p_i$ is at least $-\log \int S \sqrt{p_i} = -\log \sum_j c_j e^{-d_{ij}^2/8}$,
and $\log \sqrt{p_i} S/p$, whose mean over all is at least $-\log \int (p/S) \sum_i c_i \sqrt{p_i} = 0$, by Jensen.

Both bound the information under the law on these means. Of a law that the means were drawn from the upper one says
nothing: it is at most log n. Main results: `pairwise_bounds`, in floats; `enclosed_bounds`, as values with balls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flint import arb, fmpq

from ibverify.errors import ProblemError
from ibverify.exact import Value
from ibverify.exact.loglinear import LogLinear, entropy_form
from ibverify.exact.value import Enclosed, Interval, clipped
from ibverify.integrals.refined import refined

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

LOWER, UPPER = 8, 2
BLOCK = 1 << 22  # distances at a time
BITS = 128


def pairwise_bounds(means: ArrayLike, deviation: float) -> tuple[float, float]:
    """Both bounds in floats, in nats, for equally likely means, (n, width), and noise of this deviation.

    Rounded. Work grows with n squared, memory does not. Raises `InputError`.

    >>> pairwise_bounds([[0, 0], [0, 0]], 1)
    (0.0, 0.0)
    """
    import numpy as np
    from scipy.spatial.distance import cdist

    from ibverify.estimators.rows import in_deviations

    points = in_deviations(means, deviation)
    n = len(points)
    sums = np.zeros(2)
    for rows in np.array_split(points, max(1, n * n // BLOCK)):
        squares = cdist(rows, points, "sqeuclidean")
        sums += [np.log(np.exp(-squares / by).mean(axis=1)).sum() for by in (LOWER, UPPER)]
    low, high = (max(0.0, float(-total / n)) for total in sums)
    return low, high


@dataclass(frozen=True, slots=True)
class Pairwise:
    r"""$-\sum_i c_i \log \sum_j c_j e^{-q_{ij}/k}$ for squared distances $q_{ij}$ in units of the noise."""

    weights: tuple[fmpq, ...]
    squares: tuple[tuple[fmpq, ...], ...]
    divisor: int
    why: str = "a sum of exponentials has no closed form; ask for more digits of the enclosure"

    def interval(self, bits: int) -> Interval:
        """An interval of width at most $2^{-bits}$; rigorous."""
        return refined(self._ball, bits, bits + 32)

    def _ball(self) -> arb:
        total = arb(0)
        for c, row in zip(self.weights, self.squares, strict=True):
            near = [arb(w) * arb(-q / self.divisor).exp() for w, q in zip(self.weights, row, strict=True)]
            total -= arb(c) * sum(near, arb(0)).log()
        return total


def enclosed_bounds(
    means: Sequence[Sequence[fmpq]], variance: fmpq, weights: Sequence[fmpq] | None = None
) -> tuple[Value, Value]:
    """Both bounds for rational means, probabilities (equal, if None) and variance, in nats: enclosed, to any precision.

    Exactly 0 if all means are equal. Raises `ProblemError` for a variance that is not positive, means of different
    lengths, and weights that are no probabilities of as many means.

    >>> low, high = enclosed_bounds([[fmpq(0)], [fmpq(2)]], fmpq(1))  # log 2 - log(1 + e^-q), q = 1/2 and 2
    >>> low.enclosure(5), high.enclosure(5)
    (('0.21907', '0.21908'), ('0.56621', '0.56622'))
    """
    if variance <= 0:
        raise ProblemError("variance", f"{variance} is not positive", "give a positive number")
    if not means or len({len(mean) for mean in means}) != 1:
        raise ProblemError("means", "none, or of different lengths", "give means with as many coordinates")
    masses = [fmpq(1, len(means))] * len(means) if weights is None else list(weights)
    if len(masses) != len(means) or min(masses) <= 0 or sum(masses, fmpq(0)) != 1:
        what = f"{', '.join(map(str, masses))} are no probabilities of {len(means)} means"
        raise ProblemError("weights", what, "give positive numbers that sum to 1")
    squares = tuple(tuple(_square(a, b) / variance for b in means) for a in means)
    if all(q == 0 for q in squares[0]):
        return Value(0), Value(0)
    most = Value(entropy_form(masses)).interval(BITS)[1]
    terms = (Pairwise(tuple(masses), squares, by) for by in (LOWER, UPPER))
    low, high = (clipped(Value(Enclosed(LogLinear(), ((fmpq(1), term),))), fmpq(0), most) for term in terms)
    return low, high


def _square(a: Sequence[fmpq], b: Sequence[fmpq]) -> fmpq:
    return sum(((x - y) ** 2 for x, y in zip(a, b, strict=True)), fmpq(0))
