r"""How counts of pairs grow with the radius: $\log C(r) = a + d \log r + b_1 r + \dots$, fitted to increments.

The counts N at radii r_1 < r_2 < ... share their pairs, but the increments of log N are nearly independent, of variance
$1/N_i - 1/N_{i+1}$ where pairs arrive independently. What varies more, as a fractal does from scale to scale, is a
random slope: its variance is estimated from the residuals (DerSimonian and Laird 1986), so that all scales count alike
where it dominates. The linear term is the effect of an edge: a uniform cube has $C(r) \propto (2r - r^2)^d$ in the
maximum norm. Main result: `fit`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """The slope d, its standard error, and the weights that make it of the increments of log N."""

    slope: float
    error: float
    weights: Vector

    def of(self, counts: Vector) -> Vector:
        """The slope that the same weights make of other counts, (..., radii)."""
        slopes: Vector = np.diff(np.log(np.maximum(counts, 0.5)), axis=-1) @ self.weights
        return slopes


def fit(radii: Vector, counts: Vector, edge: bool) -> Fit:
    """The fit to increasing counts of pairs at increasing radii, with the linear term or without it.

    >>> round(fit(np.array([1.0, 2, 4, 8]), np.array([10.0, 40, 160, 640]), edge=False).slope, 12)
    2.0
    """
    increments, logs = np.diff(np.log(counts)), np.diff(np.log(radii))
    design = np.stack([logs, np.diff(radii / radii[-1])], axis=1) if edge else logs[:, None]
    variance = 1 / counts[:-1] - 1 / counts[1:]
    weights, _ = _least_squares(design, variance)
    residuals = increments - design @ (weights @ increments)
    leverage = 1 - np.einsum("ij,ji->i", design, weights)
    excess = (residuals**2 / variance).sum() - leverage.sum()
    spread = max(0.0, excess / (leverage * logs / variance).sum())
    weights, covariance = _least_squares(design, variance + spread * logs)
    return Fit(float(weights[0] @ increments), float(np.sqrt(covariance[0, 0])), weights[0])


def _least_squares(design: Vector, variance: Vector) -> tuple[Vector, Vector]:
    """The matrix that makes the coefficients of the observations, and their covariance."""
    weighted = design.T / variance
    covariance: Vector = np.linalg.inv(weighted @ design).astype(np.float64)
    return covariance @ weighted, covariance
