r"""Plots of sweeps. Matplotlib is imported where something is drawn.

Over one parameter: the exact functions, with filled circles at ends that belong to a piece and hollow ones at others,
and $\infty$ on a line above. Over two: their values in color, with $\infty$ hatched. Main results: `plot`, `drawn`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib
from flint import arb, fmpq
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from ibverify.errors import FileError, InputError, shown
from ibverify.exact import Value
from ibverify.exact.formula import Formula
from ibverify.formats.sweep import values
from ibverify.polyhedra import triangulate
from ibverify.study.sweep import Piece, Sweep, Terms
from ibverify.study.sweep_plane import Cell, PlaneSweep

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A stamp of the time and random names would make every file another one.
METADATA = {".svg": {"Date": None}, ".png": {"Software": None}, ".pdf": {"CreationDate": None}}
STEPS = 100
NEAR = fmpq(1, 10**9)  # of the length of a piece: where the limit at an open end is looked for
DIVISIONS = 3  # of a triangle of the plane on which a formula is not constant
BITS = 128
TOP = 0.93  # the height of infinity, as a part of the axes

Place = tuple[fmpq, fmpq]
Triangle = tuple[Place, Place, Place]


def check_suffix(path: Path) -> None:
    """Nothing for the name of a plot. Raises `FileError` for a suffix that names no format."""
    if path.suffix not in METADATA:
        what = f"no plot has the suffix {shown(path.suffix)}"
        raise FileError(str(path), what, f"name a file that ends in {', '.join(METADATA)}")


def drawn(found: Sweep | PlaneSweep, suffix: str, beta: fmpq | None = None) -> bytes:
    """The file with a plot of each quantity; equal sweeps give equal bytes."""
    names = ("I(X;L)", "I(Y;L)", *([] if beta is None else ["IB"]))
    with matplotlib.rc_context({"svg.hashsalt": "ibverify"}):
        figure = Figure(figsize=(6.4, 2.8 * len(names)), layout="constrained")
        for ax, name in zip(figure.subplots(len(names), sharex=True), names, strict=True):
            plot(found, ax, name, beta)
        file = io.BytesIO()
        figure.savefig(file, format=suffix[1:], metadata=METADATA[suffix])
    return file.getvalue()


def plot(found: Sweep | PlaneSweep, ax: Axes | None = None, quantity: str = "I(Y;L)", beta: fmpq | None = None) -> Axes:
    """Draw "I(X;L)", "I(Y;L)" or, for a beta, "IB", in nats; into new axes if none are given.

    Raises `InputError` for another name.
    """
    names = values(Terms(Value(0), Value(0)), beta)
    if quantity not in names:
        raise InputError("", f"{shown(quantity)} is not drawn", f"ask for {', '.join(names)}")
    if ax is None:
        from matplotlib import pyplot

        ax = pyplot.subplots()[1]
    if isinstance(found, Sweep):
        _draw_line(found, ax, quantity, beta)
    else:
        _draw_plane(found, ax, quantity, beta)
    return ax


def _draw_line(found: Sweep, ax: Axes, quantity: str, beta: fmpq | None) -> None:
    has_infinity = False
    for part in found.parts:
        value = values(part.terms, beta)[quantity]
        has_infinity |= value.is_infinite
        scale = ax.get_xaxis_transform() if value.is_infinite else ax.transData
        xs = _places(part) if isinstance(part, Piece) else [part.at.interval(BITS)[0]]
        heights = [TOP] * len(xs) if value.is_infinite else [_height(value, [x]) for x in xs]
        places = list(map(float, map(arb, xs)))
        ax.plot(places, heights, color="C0", linestyle="--" if value.is_infinite else "-", transform=scale)
        ends = zip((0, -1), part.closed, strict=True) if isinstance(part, Piece) else [(0, True)]
        for end, closed in ends:
            face, level = ("C0", 4) if closed else ("white", 3)
            ax.plot(
                places[end],
                heights[end],
                "o",
                color="C0",
                markerfacecolor=face,
                zorder=level,
                markersize=4,
                transform=scale,
            )
    ax.set_xlabel(found.parameter)
    ax.set_ylabel(f"{quantity} in nats")
    if has_infinity:
        low, high = ax.get_ylim()
        ax.set_ylim(low, high + (high - low) / 4)
        ax.text(1.01, TOP, r"$\infty$", transform=ax.transAxes, verticalalignment="center")


def _places(piece: Piece) -> list[fmpq]:
    """Values of the parameter from end to end, all of them inside."""
    start, end = piece.start.interval(BITS)[1], piece.end.interval(BITS)[0]
    inner = [fmpq(i, STEPS) for i in range(1, STEPS)]
    return [start + (end - start) * share for share in (NEAR, *inner, 1 - NEAR)]


def _height(value: Value, at: Sequence[fmpq]) -> float:
    """The value of a formula at a point, or a number, as a float; for drawing only."""
    if not isinstance(value.content, Formula):
        return float(value)
    return float(value.content.ball([arb(x) for x in at], BITS).mid())


def _draw_plane(found: PlaneSweep, ax: Axes, quantity: str, beta: fmpq | None) -> None:
    triangles: list[Triangle] = []
    heights: list[float] = []
    for cell in found.cells:
        value = values(cell.terms, beta)[quantity]
        hatch = "//" if value.is_infinite else None
        ax.add_patch(Polygon(_outline(cell), facecolor="none", edgecolor="0.6", linewidth=0.4, hatch=hatch))
        if not value.is_infinite:
            own = list(_triangles(cell, fine=isinstance(value.content, Formula)))
            triangles += own
            heights += [_height(value, [sum(x, fmpq(0)) / 3 for x in zip(*corners, strict=True)]) for corners in own]
    if triangles:
        xs, ys = zip(*(map(float, map(arb, at)) for corners in triangles for at in corners), strict=True)
        faces = [(3 * i, 3 * i + 1, 3 * i + 2) for i in range(len(triangles))]
        colored = ax.tripcolor(xs, ys, triangles=faces, facecolors=heights)
        ax.figure.colorbar(colored, ax=ax, label=f"{quantity} in nats")
    ax.autoscale_view()
    ax.set_xlabel(found.parameters[0])
    ax.set_ylabel(found.parameters[1])


def _outline(cell: Cell) -> list[tuple[float, float]]:
    """The vertices of a polygon in the order of their directions from its middle."""
    places = [(x / w, y / w) for x, y, w in cell.polygon.vertices]
    middle = [sum(x) / len(places) for x in zip(*places, strict=True)]
    return sorted(places, key=lambda at: math.atan2(at[1] - middle[1], at[0] - middle[0]))


def _triangles(cell: Cell, *, fine: bool) -> Iterator[Triangle]:
    """A polygon in triangles, many where they are to be fine."""
    places = [(fmpq(x, w), fmpq(y, w)) for x, y, w in cell.polygon.vertices]
    for a, b, c in triangulate(cell.polygon):
        yield from _divided((places[a], places[b], places[c]), DIVISIONS if fine else 0)


def _divided(corners: Triangle, times: int) -> Iterator[Triangle]:
    """A triangle in four, by the middles of its edges, so many times."""
    if times == 0:
        yield corners
        return
    a, b, c = corners
    bc, ca, ab = (((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in ((b, c), (c, a), (a, b)))
    for part in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)):
        yield from _divided(part, times - 1)
