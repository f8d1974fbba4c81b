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
    heights = [1.0 if counted is None else 2.4 for _, counted in found]
    figure = Figure(figsize=(6.4, 0.5 + sum(heights)), layout="constrained")
    axes = figure.subplots(len(found), 2, sharex="row", squeeze=False, height_ratios=heights)
    for (layer, counted), (left, right) in zip(found, axes, strict=True):
        left.set_title(_title(layer), loc="left", fontsize="medium").set_in_layout(False)
        if counted is None:
            why = fill(layer.found.reason or NO_CURVE, 80)
            left.text(0, 0.9, why, va="top", transform=left.transAxes, fontsize="small").set_in_layout(False)
            left.set_axis_off()
            right.set_axis_off()
        else:
            _draw_counts(left, layer, counted)
            _draw_slopes(right, layer, counted)
    _legend(figure)
    return figure


def _title(layer: LayerDimension) -> str:
    """The layer with what was found; it may reach over both plots."""
    estimate, interval = layer.found.estimate, layer.found.interval
    if estimate is None:
        return f"layer {layer.index}: no estimate"
    ends = "" if interval is None else f", interval [{interval[0]:.2f}, {interval[1]:.2f}]"
    return f"layer {layer.index}: {layer.found.method}, estimate {estimate:.2f}{ends}"


def _legend(figure: Figure) -> None:
    """One for all plots, above them: each label once, and only of what is drawn."""
    drawn = [zip(*ax.get_legend_handles_labels(), strict=True) for ax in figure.axes]
    handles = {label: handle for each in drawn for handle, label in each}
    if handles:
        figure.legend(
            list(handles.values()),
            list(handles),
            loc="outside upper center",
            ncols=5,
            columnspacing=1.2,
            handlelength=1.6,
            fontsize="small",
        )


def _draw_counts(ax: Axes, layer: LayerDimension, counted: Curve) -> None:
    ax.set_ylabel("C(r)")
    ax.set_xlabel("r, in deviations")
    ax.loglog(counted.radii, counted.shares, ".", color="C0", markersize=3, label="counted")
    if layer.found.scales is not None and layer.found.estimate is not None:
        fitted = np.array(layer.found.scales)
        middle = float(np.sqrt(fitted.prod()))
        height = np.exp(np.interp(np.log(middle), np.log(counted.radii), np.log(counted.shares)))
        ax.loglog(fitted, height * (fitted / middle) ** layer.found.estimate, color="C1", label="estimate as slope")


def _draw_slopes(ax: Axes, layer: LayerDimension, counted: Curve) -> None:
    ax.set_ylabel("local slope")
    ax.set_xlabel("r, in deviations")
    ax.semilogx(np.sqrt(counted.radii[1:] * counted.radii[:-1]), counted.slopes, ".", color="C0", markersize=3)
    known = [] if layer.expected is None else [layer.expected.value]
    ordinary = float(np.quantile(counted.slopes, 0.9))  # the closest pairs are few, and slopes between them wild
    top = 1.3 * max([0.5, ordinary, *(layer.found.interval or ()), *known])
    ax.set_ylim(-0.05 * top, top)  # so that 0 is seen
    if layer.found.interval is not None:
        ax.axhspan(*layer.found.interval, color="C1", alpha=0.3, label=f"interval, {layer.found.level:g}")
    if layer.found.scales is not None:
        for end in layer.found.scales:
            ax.axvline(end, color="0.6", linewidth=0.8, label="ends of the fit")
    if layer.expected is not None:
        ax.axhline(layer.expected.value, color="C2", linestyle="--", linewidth=1.2, label="expected")


def _profile(layers: Sequence[LayerDimension]) -> Figure:
    figure = Figure(figsize=(max(3.6, min(12.0, 2.4 + 0.8 * len(layers))), 3.0), layout="constrained")
    ax = figure.subplots()
    known = [(layer.index, layer.expected.value) for layer in layers if layer.expected is not None]
    if known:
        places, values = zip(*known, strict=True)
        ax.plot(places, values, "_", color="C2", markersize=22, markeredgewidth=2, label="expected")
    found = [
        (layer.index, layer.found.estimate, *layer.found.interval)
        for layer in layers
        if layer.found.estimate is not None and layer.found.interval is not None
    ]
    if found:
        index, estimate, low, high = np.array(found).T
        label = f"estimate, interval {layers[0].found.level:g}"
        ax.errorbar(
            index,
            estimate,
            [np.maximum(estimate - low, 0), np.maximum(high - estimate, 0)],
            fmt="o",
            markersize=4,
            capsize=4,
            label=label,
        )
    for layer in layers:
        if layer.found.estimate is None:
            ax.text(layer.index, 0, "no estimate", rotation="vertical", ha="center", va="bottom", color="0.4")
    top = max([1.0, *(high for *_, high in found), *(value for _, value in known)])
    ax.set_ylim(-0.08 * top, 1.12 * top)
    ax.set_xlim(layers[0].index - 0.5, layers[-1].index + 0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    ax.set_xlabel("layer")
    ax.set_ylabel("correlation dimension")
    ax.grid(axis="y", color="0.9")
    ax.set_axisbelow(True)
    _legend(figure)
    return figure
