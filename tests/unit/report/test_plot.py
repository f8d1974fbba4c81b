"""Plots of sweeps: what stands in them, the same bytes again, and no file of an unknown kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flint import fmpq
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from ibverify.distributions import atom
from ibverify.errors import FileError, InputError
from ibverify.examples import fig1
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.report.plot import TOP, check_suffix, drawn, plot
from ibverify.study.sweep import Sweep, sweep
from ibverify.study.sweep_plane import sweep_plane

ZERO, HALF, ONE = fmpq(0), fmpq(1, 2), fmpq(1)
RAMP = sweep(lambda a: fig1.problem(fig1.continuous(), a, "2/5"), "a", ZERO, ONE)
PLANE = sweep_plane(lambda a, b: fig1.problem(fig1.continuous(), a, b), ("a", "b"), ((ZERO, HALF), (ZERO, ONE)))


def meeting(a: Any) -> Problem:
    """log 2, but 0 at a = 0, where the two atoms meet."""
    law = mixture([("0", HALF, atom.support([ZERO])), ("1", HALF, atom.support([a]))])
    return Problem(law, Network(1, (layer([[1]]),)))


def axes() -> Any:
    return Figure().subplots()


def circles(ax: Any) -> list[tuple[float, float, bool]]:
    """Where circles stand, and whether they are filled."""
    return [
        (*(round(float(at[0]), 6) for at in line.get_data()), to_hex(line.get_markerfacecolor()) != "#ffffff")
        for line in ax.lines
        if line.get_marker() == "o"
    ]


def test_open_and_closed_ends_and_points():
    """Hollow at log 2 on both sides of 0, filled at -1, at 1, and in the point at 0."""
    ax = plot(sweep(meeting, "a", -ONE, ONE), axes())
    log2 = 0.693147
    ends = [(-1, log2, True), (0, log2, False), (0, log2, False), (1, log2, True)]
    assert sorted(circles(ax)) == sorted([*ends, (0, 0, True)])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("a", "I(Y;L) in nats")


def test_infinity_is_marked_above():
    """Up to 9/10, which it does not reach: the value there, 0, belongs to the right."""
    ax = plot(RAMP, axes(), "I(X;L)")
    assert [text.get_text() for text in ax.texts] == [r"$\infty$"]
    above = [c for c in circles(ax) if c[1] == TOP]
    assert (max(above), min(above)) == ((0.9, TOP, False), (0, TOP, True))
    assert (0.9, 0, True) in circles(ax)
    finite = plot(RAMP, axes())
    assert [*finite.texts] == []


def test_the_curve_is_the_function():
    """At the middle of a piece: the exact value, as a float."""
    curve = next(line for line in plot(RAMP, axes()).lines if line.get_xdata()[0] > 0.19 and len(line.get_xdata()) > 2)
    middle = len(curve.get_xdata()) // 2
    at = fmpq(1, 5) + fmpq(1, 20) / 2
    assert float(curve.get_xdata()[middle]) == pytest.approx(0.225)
    assert float(curve.get_ydata()[middle]) == pytest.approx(float(RAMP(at).precision), rel=1e-12)


def test_a_plane_is_colored_where_it_is_finite():
    ax = plot(PLANE, axes(), "I(X;L)")
    hatched = [patch.get_hatch() for patch in ax.patches]
    infinite = [cell.terms.compression.is_infinite for cell in PLANE.cells]
    assert [hatch is not None for hatch in hatched] == infinite
    [colors] = ax.collections
    assert len(colors.get_array()) > 0


@pytest.mark.parametrize(("found", "suffix"), [(RAMP, ".svg"), (RAMP, ".pdf"), (PLANE, ".png")])
def test_equal_sweeps_give_equal_bytes(found: Any, suffix: str):
    first = drawn(found, suffix, fmpq(2))
    assert first == drawn(found, suffix, fmpq(2))
    assert first[:4] in (b"<?xm", b"\x89PNG", b"%PDF")


def test_what_is_not_drawn():
    with pytest.raises(InputError, match=r"'IB' is not drawn; ask for I\(X;L\), I\(Y;L\)"):
        plot(RAMP, axes(), "IB")
    with pytest.raises(FileError, match=r"a.gif: no plot has the suffix '.gif'; name a file that ends in .svg"):
        check_suffix(Path("a.gif"))
    check_suffix(Path("a.svg"))


def test_new_axes_where_none_are_given(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    from matplotlib import pyplot

    ax = plot(Sweep("a", RAMP.pieces[:1], ()))
    assert len(ax.lines) > 0
    pyplot.close("all")
