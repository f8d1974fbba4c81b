r"""What counts of pairs may be too coarse to see: flat directions, and parts of the sample that are less dense.

The principal deviations of a point's neighbours tell a flat direction from a curved one: as the neighbourhood
shrinks like s, a curved surface leaves its tangent plane like $s^2$, a flat slab keeps its thickness. Main results:
`local_rank`, `nearest_dimension`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import digamma

from ibverify.dimension.pairs import Pairs

ANCHORS, FEWEST, MORE_ANCHORS = 200, 20, 4000
BUDGET = 1 << 22  # coordinates of neighbours, where more anchors than the fewest are looked at
ROUND = 0.2  # a deviation of this share of the largest is no flat one
ROUNDING = 1e-6
FADING = 1.6  # between the exponent 1 of what keeps its shape and the 2 of what is curved
NEAR, FAR = 5, 20


def local_rank(tree: cKDTree, pairs: Pairs, rng: np.random.Generator) -> tuple[int, float]:
    """The number of directions in which the neighbours of points in close pairs spread, and how flat the last one is.

    The flatness is a share of the largest deviation; medians over some of the points. An estimate.
    """
    points, n, width = tree.data, tree.n, tree.m
    if width == 1:
        return 1, 1.0
    few, many = min(4 * width, n), min(16 * width, n)
    wanted = min(ANCHORS, max(FEWEST, BUDGET // (many * width)), len(pairs.indices))
    drawn = rng.choice(len(pairs.indices), wanted, replace=False)
    anchors = pairs.indices[drawn, rng.integers(0, 2, len(drawn))]
    neighbours = np.asarray(tree.query(points[anchors], k=many)[1])
    near, far = _deviations(points[neighbours[:, :few]]), _deviations(points[neighbours])
    shares = np.median(near / near[:, :1], axis=0)
    growth = np.median(np.log(far / near), axis=0)
    spreads = (shares > ROUND) | ((shares > ROUNDING) & (growth < FADING * growth[0]))
    spreads[0] = True
    rank = width if spreads.all() else int(np.argmin(spreads))
    return rank, float(shares[rank - 1])


def nearest_dimension(tree: cKDTree, rng: np.random.Generator, *, n_jobs: int = 1) -> float:
    r"""The information dimension by ranks of nearest neighbours: $\psi(k) = d \, E \log r_k +$ constant.

    Every point counts alike here, where in pairs the dense parts do. Averages over some of the points; an estimate. NaN
    where too many points coincide. Source: Levina and Bickel (2004).
    """
    wanted = max(ANCHORS, min(MORE_ANCHORS, 10 * MORE_ANCHORS // tree.m))  # a search takes longer in more directions
    anchors = rng.choice(tree.n, min(tree.n, wanted), replace=False)
    distances = np.asarray(tree.query(tree.data[anchors], k=FAR + 1, workers=n_jobs)[0])
    apart = distances[distances[:, NEAR] > 0]
    if len(apart) == 0:
        return float("nan")
    return float((digamma(FAR) - digamma(NEAR)) / np.log(apart[:, FAR] / apart[:, NEAR]).mean())


def _deviations(groups: NDArray[np.float64]) -> NDArray[np.float64]:
    """The principal deviations of groups of points, decreasing, (groups, width); those up to `ROUNDING` are rough.

    By covariances: far faster than singular values, and as good where half of the digits suffice.
    """
    centred = groups - groups.mean(axis=1, keepdims=True)
    variances = np.linalg.eigvalsh(centred.transpose(0, 2, 1) @ centred / groups.shape[1])[:, ::-1]
    positive: NDArray[np.float64] = np.sqrt(np.maximum(variances, np.finfo(np.float64).tiny))
    return positive
