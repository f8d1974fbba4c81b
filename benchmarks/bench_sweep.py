"""Sweeps of Fig. 1 (c) beside as many single analyses as they have pieces; and that a further piece costs no more.

The pieces of a sweep over two parameters are its cells, edges and vertices. The table says how many times as long as
the sweep the analyses take.
"""

from __future__ import annotations

import pytest
from flint import fmpq
from pytest_benchmark.fixture import BenchmarkFixture

from ibverify.examples import fig1
from ibverify.study.analyze import analyze
from ibverify.study.sweep import Sweep, sweep
from ibverify.study.sweep_plane import PlaneSweep, sweep_plane

LAW = fig1.continuous()
RISE = fmpq(2, 5)
UNIT = (fmpq(0), fmpq(1))


def over_a(up_to: fmpq) -> Sweep:
    return sweep(lambda a: fig1.problem(LAW, a, RISE), "a", fmpq(0), up_to)


def over_a_and_b(up_to: fmpq) -> PlaneSweep:
    return sweep_plane(lambda a, b: fig1.problem(LAW, a, b), ("a", "b"), ((fmpq(0), up_to), UNIT))


def count(found: Sweep | PlaneSweep) -> int:
    """Pieces and points; cells, edges and vertices."""
    if isinstance(found, Sweep):
        return len(found.pieces) + len(found.points)
    return len(found.cells) + len(found.edges) + len(found.corners)


def single_analyses(pieces: int) -> None:
    for i in range(pieces):
        analyze(fig1.problem(LAW, fmpq(2 * i + 1, 2 * pieces), RISE))


SWEEPS = {"a": (over_a, 9), "a and b": (over_a_and_b, 201)}


@pytest.mark.parametrize("tool", ["ibverify", "analyses"])
@pytest.mark.parametrize("over", SWEEPS)
def test_a_sweep(benchmark: BenchmarkFixture, over: str, tool: str) -> None:
    benchmark.group = f"Fig. 1 (c) over {over}, or as many analyses as there are pieces"
    function, pieces = SWEEPS[over]
    if tool == "ibverify":
        assert count(benchmark(function, fmpq(1))) == pieces
    else:
        benchmark(single_analyses, pieces)


@pytest.mark.parametrize("up_to", [fmpq(1, 4), fmpq(1, 2), fmpq(1)], ids=str)
@pytest.mark.parametrize("over", SWEEPS)
def test_a_further_piece(benchmark: BenchmarkFixture, over: str, up_to: fmpq) -> None:
    benchmark.group = f"Fig. 1 (c) over {over}, up to some a"
    benchmark.extra_info["pieces"] = count(benchmark(SWEEPS[over][0], up_to))
