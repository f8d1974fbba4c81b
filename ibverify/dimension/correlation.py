r"""Correlation dimension by correlation sums: the slope of log C(r) over the closest pairs, C(r) = P(|X - X'| < r).

Equal to the limit (9) of $H^2([X]_m) / \log m$ where both exist. The counts are exact, and read in the whitened sample:
an affine bijection leaves the dimension alone, and flat clouds become round.

The interval is made of four parts. Chance: the larger of the error of the fit, which grows with what varies from scale
to scale, and a jackknife over blocks of points. Edges and bends: the correction for them, half of it downwards and
twice upwards, as what it leaves out makes slopes smaller. What the counts are too coarse to see: flat directions, and
parts less dense than others, up to the rank at which they would be full. What the closest pairs alone say, where their
slope is clearly smaller: a part of less dimension shows there first. Parts that lie in flats or on faces are estimated
by themselves (`parts`), and the least dimension counts. All constants were chosen by measurement of coverage
(`docs/dimension.md`), and so was this estimator before that of `quantized` as the default.

What is assumed: below the scales that are read nothing new happens, but for what `rank` still sees; log C(r) is linear
in log r up to an edge effect of first order, or varies around that from scale to scale; points are independent, or
blocks of successive points nearly are. It fails for a law that is thinner or denser only at scales that no pair
reaches: no sample tells. Main result: `correlation_dimension`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree
from scipy.special import ndtri

from ibverify.dimension.coincidences import CLEAR, GRID, Coincidences, coincidences
from ibverify.dimension.estimate import Estimate
from ibverify.dimension.pairs import Pairs, Progress, closest
from ibverify.dimension.parts import ANCHORS, Neighbourhoods, Part, curved_part, face_part, flat_part
from ibverify.dimension.points import (
    Points,
    checked,
    checked_jobs,
    checked_level,
    checked_rng,
    resolution,
    unresolved,
    whitening,
)
from ibverify.dimension.rank import local_rank, nearest_dimension
from ibverify.dimension.scaling import Vector, fit

METHOD, COINCIDENCES = "correlation sums", "coincidences"
FEWEST, FEWEST_A_DIRECTION = 100, 16  # points
PAIRS = 5  # a point: beyond these, C(r) > 10/n, edges and curvature weigh more than the pairs do
MOST_PAIRS = 1_000_000  # leave an error of chance of a thousandth; more would only need memory, and larger radii
FEWEST_RADII = 6  # of the closest pairs alone
FIRST, RADII = 8, 49  # the fewest pairs that are counted, and the number of radii
BLOCKS = 20
ROUNDING = 1e-9
RESOLVED = 1000  # pairs closer than a sixth of a flat direction's deviation: so many would show it in the slope
CLOSEST = (150, 400, 1000, 3000)  # pairs in which a part of less dimension may show
BENT = 4  # deviations: by so much their slope is clearly smaller than that of the others
QUICK = 10  # directions, above which a search takes so long that fewer points are looked at
UNEVEN = 1.15  # the dimension of points over that of pairs: above this, dense parts hide others


def correlation_dimension(
    samples: ArrayLike,
    *,
    rng: np.random.Generator | int | None = None,
    level: float = 0.95,
    n_jobs: int = 1,
    progress: Progress | None = None,
) -> Estimate:
    """The correlation dimension of the law of independent samples, (n, width) or (n,); an estimate with its interval.

    0 where points repeat as atoms make them; None, with the reason, where they repeat as rounding makes them, and for
    fewer than 100 points, or 16 a direction. `rng` (0 if None) draws the points whose neighbourhoods are looked at.
    Threads change nothing but the time; `progress` is told the share of points whose pairs are counted. Raises
    `InputError` for what is no finite array, a level outside of (0, 1), no seed, or no number of threads.

    >>> correlation_dimension([[1, 2]] * 200).estimate  # an atom
    0.0
    >>> correlation_dimension(np.random.default_rng(0).random((2000, 2))).holds(2)  # a square
    True
    """
    points, options = checked(samples), _Options(checked_level(level), checked_rng(rng), checked_jobs(n_jobs))
    if len(points) < FEWEST:
        return options.nothing(f"{len(points)} points are too few, {FEWEST} are needed")
    if (column := unresolved(points)) is not None:
        reason = f"column {column} varies by no more than rounding beside its size: take away what its values share"
        return options.nothing(reason)
    return _of(points, options, progress)


@dataclass(frozen=True, slots=True)
class _Options:
    level: float
    rng: np.random.Generator
    n_jobs: int

    def nothing(self, reason: str) -> Estimate:
        return Estimate(None, None, self.level, METHOD, reason=reason)

    def atoms(self) -> Estimate:
        return Estimate(0.0, (0.0, 0.0), self.level, COINCIDENCES)


def _of(points: Points, options: _Options, progress: Progress | None = None, *, below: float = np.inf) -> Estimate:
    """The estimate for at least the fewest points, and for parts of a dimension less than the bound."""
    to_chart = whitening(points)
    chart = to_chart.of(points)
    width = chart.shape[1]
    if width == 0:
        return options.atoms()
    met = coincidences(points, chart, n_jobs=options.n_jobs)
    if met.of_atoms:
        return options.atoms()
    if len(points) < (needed := FEWEST_A_DIRECTION * width):
        return options.nothing(f"{len(points)} points are too few in {width} directions, {needed} are needed")
    wanted = min(PAIRS * len(points), MOST_PAIRS)
    if 2 * met.pairs > wanted:
        return options.nothing(_of_grid(met))
    pairs = closest(chart, wanted, n_jobs=options.n_jobs, progress=progress)
    numbers = np.unique(np.geomspace(FIRST, len(pairs.distances), RADII).astype(np.intp))
    radii = pairs.distances[numbers - 1]
    # Equal distances may differ by rounding.
    kept = np.diff(radii, prepend=0.0) > ROUNDING * radii
    kept &= (radii > GRID * met.step) & (numbers >= CLEAR * met.pairs)
    if kept.sum() < len(numbers) / 2:
        return options.nothing(_of_grid(met))
    tree = cKDTree(chart)
    rank, flatness = local_rank(tree, pairs, options.rng)
    found = _fitted(tree, pairs, numbers[kept], rank, flatness, options)
    if (rank := int(min(rank, below))) <= 1:
        return found
    looked_at = min(len(points), ANCHORS, ANCHORS * QUICK // width)
    rows = options.rng.choice(len(points), looked_at, replace=False)
    chosen = points[rows]
    rounding = max(met.step, to_chart.of_errors(resolution(chosen)))
    around = Neighbourhoods.of(tree, rows, rounding, n_jobs=options.n_jobs)
    thin = [part for part in (face_part(chosen, rank), flat_part(around, rank)) if part is not None]
    if thin:
        rest = np.delete(points, rows[np.concatenate([part.rows for part in thin])], axis=0)
        found = found if len(rest) < FEWEST else _of(rest, options, below=0)
    for part in thin:
        found = _with_part(found, chosen[part.rows], part, options)
    curved = curved_part(around, rank)
    if curved is None or found.interval is None:
        return found
    return replace(found, interval=(min(found.interval[0], float(curved)), found.interval[1]))


def _fitted(
    tree: cKDTree, pairs: Pairs, numbers: NDArray[np.intp], rank: int, flatness: float, options: _Options
) -> Estimate:
    """The fit to these numbers of closest pairs, with an interval for chance and for what is not seen."""
    radii, counts, width = pairs.distances[numbers - 1], numbers.astype(np.float64), tree.m
    plain, corrected = fit(radii, counts, edge=False), fit(radii, counts, edge=True)
    leave_out = corrected.of(_without_blocks(tree.n, pairs, numbers))
    error = max(corrected.error, float(np.sqrt((BLOCKS - 1) * leave_out.var())))
    edge = corrected.slope - plain.slope
    # An edge that chance explains is left out of the estimate, but not of the interval.
    slope = min(plain.slope + edge**3 / (edge**2 + error**2), float(width))
    quantile, bias = float(ndtri((1 + options.level) / 2)), abs(edge)
    chance = quantile * error
    # Edges, bends and flat parts make a slope smaller rather than larger.
    low, high = corrected.slope - bias / 2 - chance, corrected.slope + 2 * bias + chance
    low = min(low, *_of_closest(radii, counts, quantile))
    if np.searchsorted(pairs.distances, flatness * radii[-1] / 6) < RESOLVED:
        high = max(high, float(rank))
    if nearest_dimension(tree, options.rng, n_jobs=options.n_jobs) > UNEVEN * plain.slope:
        high = float(width)
    interval = (min(max(low, 0.0), slope), max(slope, min(high, float(width))))
    return Estimate(slope, interval, options.level, METHOD, (float(radii[0]), float(radii[-1])))


def _with_part(rest: Estimate, points: Points, part: Part, options: _Options) -> Estimate:
    """The less of two dimensions, of the rest and of the points of a part; null if these are too few for any."""
    if rest.interval is None:
        return rest
    seen = f"{len(points)} points {part.seen}"
    if len(points) < FEWEST:
        return options.nothing(f"{seen}: a part of less dimension, too thin for an estimate")
    own = _of(points, options, below=part.most)
    if own.interval is None:
        return options.nothing(f"{seen}: a part of less dimension, of which {own.reason}")
    return _least(rest, replace(own, interval=(own.interval[0], max(own.interval[1], float(part.most)))))


def _least(one: Estimate, other: Estimate) -> Estimate:
    """The less of two estimates, with the interval of the minimum."""
    if one.estimate is None or one.interval is None or other.estimate is None or other.interval is None:
        return one if one.estimate is None else other
    low, high = (min(ends) for ends in zip(one.interval, other.interval, strict=True))
    return replace(one if one.estimate <= other.estimate else other, interval=(low, high))


def _of_closest(radii: Vector, counts: Vector, quantile: float) -> Iterator[float]:
    """Lower ends by the closest pairs alone, where their slope is clearly smaller than that of the others."""
    yield float("inf")
    for count in CLOSEST:
        own = int((counts <= count).sum())
        if min(own, len(counts) - own) < FEWEST_RADII:
            continue
        near, far = fit(radii[:own], counts[:own], edge=False), fit(radii[own - 1 :], counts[own - 1 :], edge=False)
        by_chance = np.sqrt(count - FIRST)  # a slope of so many pairs is off by its share of this
        bend = far.slope - near.slope
        if bend > BENT * np.hypot(max(near.error, far.slope / by_chance), far.error):
            # As pairs get closer the slope goes on to fall, by as much again as far as is known.
            yield near.slope - bend - quantile * max(near.error, near.slope / by_chance)


def _without_blocks(n: int, pairs: Pairs, numbers: NDArray[np.intp]) -> Vector:
    """How many of the closest pairs are left without each block of successive points, (blocks, numbers)."""
    blocks = pairs.indices * BLOCKS // n
    place = np.searchsorted(numbers, np.arange(len(blocks)), side="right")
    touched = np.zeros((BLOCKS, len(numbers) + 1))
    np.add.at(touched, (blocks[:, 0], place), 1)
    other = blocks[:, 0] != blocks[:, 1]
    np.add.at(touched, (blocks[other, 1], place[other]), 1)
    left: Vector = numbers - touched[:, :-1].cumsum(axis=1)
    return left


def _of_grid(met: Coincidences) -> str:
    if met.pairs == 0:
        return "the closest pairs have few different distances: the points lie on a grid that is too coarse for them"
    seen = f"{met.pairs} pairs of points coincide and {met.neighbours} are at nearest places"
    return f"{seen}: atoms, or values rounded too coarsely for so many points"
