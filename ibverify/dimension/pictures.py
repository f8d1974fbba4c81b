r"""Pictures of estimates: log C(r) against log r with the range that was fitted, local slopes, and the layers in a row.

C(r) is counted by the closest pairs where it is small, and in a smaller sample, of which all pairs are seen, where it
is large. Main results: `curve`, `pictures`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, TypeAlias

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray
from scipy.spatial.distance import pdist

from ibverify.dimension.correlation import MOST_PAIRS, PAIRS
from ibverify.dimension.layers import LayerDimension
from ibverify.dimension.pairs import closest
from ibverify.dimension.points import Points, whitened

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Vector: TypeAlias = NDArray[np.float64]

# A stamp of the time and random names would make every file another one.
METADATA = {"svg": {"Date": None}, "png": {"Software": None}}
RADII = 40  # of a curve, in each of its two halves
FEWEST = 8  # pairs
NO_CURVE = "few places hold all points"
ALL_PAIRS = 1500  # points of which all pairs are seen


@dataclass(frozen=True, slots=True)
class Curve:
    """Shares C(r) of the pairs that are closer than radii in the whitened sample, both increasing."""

    radii: Vector
    shares: Vector

    @property
    def slopes(self) -> Vector:
        """The local slopes of log C(r) against log r, one between any two neighbours."""
        steps: Vector = np.diff(np.log(self.shares)) / np.diff(np.log(self.radii))
        return steps


def curve(points: Points, n_jobs: int = 1) -> Curve | None:
    """The curve of a sample, counted exactly; None for fewer than 10 points, or few places that hold all.

    >>> curve(np.zeros((20, 1))) is None
    True
    """
    chart = whitened(points)
    if len(chart) < 10 or chart.shape[1] == 0:
        return None
    near = closest(chart, min(PAIRS * len(chart), MOST_PAIRS), n_jobs=n_jobs).distances
    far = np.sort(pdist(chart[:: -(-len(chart) // ALL_PAIRS)]))
    pairs = len(chart) * (len(chart) - 1) // 2
    # A gap between the halves, so that chance is small against it in the slope across.
    halves = [
        _counted(near, FEWEST, pairs),
        _counted(far, max(FEWEST, 2 * len(near) * len(far) // pairs), len(far)),
    ]
    radii, shares = (np.concatenate(each) for each in zip(*halves, strict=True))
    # Where pairs coincide there is no logarithm, and where the halves meet chance may turn their order.
    kept = radii > np.maximum.accumulate(np.concatenate([[0.0], radii[:-1]]))
    return Curve(radii[kept], shares[kept]) if kept.sum() > 1 else None


def _counted(distances: Vector, first: int, pairs: int) -> tuple[Vector, Vector]:
    """Log-spaced radii that hold so many of the increasing distances and more, and these numbers as shares."""
    numbers = np.unique(np.geomspace(min(first, len(distances)), len(distances), RADII).astype(np.intp))
    return distances[numbers - 1], numbers.astype(np.float64) / pairs


def pictures(found: Sequence[tuple[LayerDimension, Curve | None]]) -> dict[str, bytes]:
    """The files by name: `counts`, a row of plots for each layer, and `profile`; equal estimates give equal bytes."""
    files = {}
    with matplotlib.rc_context({"svg.hashsalt": "ibverify"}):
        for name, figure in (("counts", _counts(found)), ("profile", _profile([layer for layer, _ in found]))):
            for suffix, metadata in METADATA.items():
                file = io.BytesIO()
                figure.savefig(file, format=suffix, metadata=metadata)
                files[f"{name}.{suffix}"] = file.getvalue()
    return files


def _counts(found: Sequence[tuple[LayerDimension, Curve | None]]) -> Figure:
    figure = Figure(figsize=(6.4, 2.4 * len(found)), layout="constrained")
    axes = figure.subplots(len(found), 2, sharex="row", squeeze=False)
    for (layer, counted), (left, right) in zip(found, axes, strict=True):
        left.set_title(f"layer {layer.index}", loc="left")
        if counted is None:
            left.text(0, 0.6, fill(layer.found.reason or NO_CURVE, 60), transform=left.transAxes)
            left.set_axis_off()
            right.set_axis_off()
        else:
            _draw_counts(left, layer, counted)
            _draw_slopes(right, layer, counted)
    return figure


def _draw_counts(ax: Axes, layer: LayerDimension, counted: Curve) -> None:
    ax.set_ylabel("C(r)")
    ax.set_xlabel("r, in deviations")
    ax.loglog(counted.radii, counted.shares, ".", color="C0", markersize=3)
    if layer.found.scales is not None and layer.found.estimate is not None:
        fitted = np.array(layer.found.scales)
        middle = float(np.sqrt(fitted.prod()))
        height = np.exp(np.interp(np.log(middle), np.log(counted.radii), np.log(counted.shares)))
        label = f"slope {layer.found.estimate:.2f}"
        ax.loglog(fitted, height * (fitted / middle) ** layer.found.estimate, color="C1", label=label)
        ax.legend(loc="lower right")


def _draw_slopes(ax: Axes, layer: LayerDimension, counted: Curve) -> None:
    ax.set_ylabel("local slope")
    ax.set_xlabel("r, in deviations")
    ax.semilogx(np.sqrt(counted.radii[1:] * counted.radii[:-1]), counted.slopes, ".", color="C0", markersize=3)
    ax.set_ylim(0, 1.5 * layer.width)
    if layer.found.interval is not None:
        ax.axhspan(*layer.found.interval, color="C1", alpha=0.3, linewidth=0)
    if layer.found.scales is not None:
        for end in layer.found.scales:
            ax.axvline(end, color="0.6", linewidth=0.8)
    if layer.expected is not None:
        ax.axhline(layer.expected.value, color="C2", linestyle="--", linewidth=1)


def _profile(layers: Sequence[LayerDimension]) -> Figure:
    figure = Figure(figsize=(6.4, 2.8), layout="constrained")
    ax = figure.subplots()
    expected = [float("nan") if layer.expected is None else layer.expected.value for layer in layers]
    ax.step(
        [layer.index for layer in layers], expected, "_--", where="mid", color="C2", markersize=16, label="expected"
    )
    for layer in layers:
        estimate, interval = layer.found.estimate, layer.found.interval
        if estimate is None or interval is None:
            ax.text(layer.index, 0, "none", ha="center", va="bottom")
            continue
        spread = [[estimate - interval[0]], [interval[1] - estimate]]
        ax.errorbar([layer.index], [estimate], spread, fmt="o", color="C0", markersize=4, capsize=3)
    ax.set_ylim(bottom=0)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("layer")
    ax.set_ylabel("correlation dimension")
    ax.set_title(f"estimates with intervals, {layers[0].found.level:g}", loc="left")
    ax.legend()
    return figure
