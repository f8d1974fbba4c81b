"""I(Y;L) in the plane, exact, beside SciPy's adaptive cubature to 1e-10.

X is uniform on four overlapping cubes of alternating labels and L is a linear map to the plane. Both are given the
chambers as triangles with the densities at their corners, rationals here and floats there. SciPy gets all triangles in
one vectorised integrand over the unit square, by a substitution that is flat at the edges: the slope of f log f has no
bound where a density vanishes, and without the substitution SciPy takes some two hundred times longer.
"""

from __future__ import annotations

import operator
from random import Random

import numpy as np
import pytest
from flint import fmpq
from numpy.typing import NDArray
from pytest_benchmark.fixture import BenchmarkFixture
from scipy.integrate import cubature
from scipy.special import entr

from ibverify.distributions import box
from ibverify.exact import Value
from ibverify.exact.loglinear import LogLinear, add_all
from ibverify.information import information, label_entropy
from ibverify.integrals import simplex
from ibverify.law import Law, mixture, push, strata
from ibverify.law.chambers import chambers
from ibverify.network import Network, layer
from ibverify.polyhedra import simplex_volume, triangulate

Floats = NDArray[np.float64]
Triangle = tuple[fmpq, tuple[list[fmpq], ...]]
ABSOLUTE = 1e-10


def image() -> Law:
    draw = Random(3)
    corners = [[draw.randrange(5) for _ in range(3)] for _ in range(4)]
    cubes = [box.support([(fmpq(low, 8), fmpq(low + 4, 8)) for low in corner]) for corner in corners]
    plane = layer([[fmpq(draw.randint(-8, 8), 8) for _ in range(3)] for _ in range(2)])
    law = mixture((str(i % 2), fmpq(1, 4), cube) for i, cube in enumerate(cubes))
    return push(Network(3, (plane,)), law)[-1]


def triangles(law: Law) -> list[Triangle]:
    """The area of each, and the densities of both labels at its corners."""
    [stratum] = strata(law).continuous
    found = []
    for chamber in chambers(stratum):
        for indices in triangulate(chamber.polytope):
            corners = [chamber.polytope.vertices[i] for i in indices]
            densities = tuple([f.at(v) for v in corners] for f in chamber.densities.values())
            found.append((simplex_volume(corners), densities))
    return found


def exact(parts: list[Triangle]) -> Value:
    """H(Y|L), the integral of f log f less those of the labels' densities."""
    forms: list[LogLinear] = []
    for area, densities in parts:
        forms.append(simplex.integral_plogp(list(map(operator.add, *densities)), area))
        forms += [-simplex.integral_plogp(f, area) for f in densities]
    return Value(add_all(forms))


def flattened(t: Floats) -> tuple[Floats, Floats]:
    """A map of [0, 1] onto itself that is flat at both ends, and its derivative."""
    return t**3 * (6 * t**2 - 15 * t + 10), 30 * t**2 * (1 - t) ** 2


def quadrature(areas: Floats, corners: Floats) -> float:
    """The same from areas (n,) and densities (labels, n, 3), with an absolute error that is estimated below 1e-10."""

    def integrand(points: Floats) -> Floats:
        (u, v), (du, dv) = flattened(points.T)
        densities = corners @ np.stack([1 - u, u * (1 - v), u * v])
        values = entr(densities).sum(axis=0) - entr(densities.sum(axis=0))
        return np.asarray(2 * u * du * dv * (areas @ values))

    found = cubature(integrand, [0, 0], [1, 1], rule="gk21", atol=ABSOLUTE, rtol=0)
    assert found.status == "converged"
    return float(found.estimate)


def in_floats(parts: list[Triangle]) -> tuple[Floats, Floats]:
    areas = [float(area) for area, _ in parts]
    corners = [[[float(x) for x in f] for f in densities] for _, densities in parts]
    return np.array(areas), np.array(corners).transpose(1, 0, 2)


@pytest.mark.parametrize("tool", ["ibverify", "SciPy"])
def test_plane(benchmark: BenchmarkFixture, tool: str) -> None:
    law = image()
    given = triangles(law)
    benchmark.group = f"I(Y;L) in the plane from {len(given)} triangles"
    expected = label_entropy(law) - information(law).precision
    if tool == "ibverify":
        assert benchmark(exact, given) == expected
    else:
        assert benchmark(quadrature, *in_floats(given)) == pytest.approx(float(expected), abs=ABSOLUTE)
