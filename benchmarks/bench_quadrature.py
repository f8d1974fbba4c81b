"""I(Y;L) in the plane, exact, beside SciPy's adaptive cubature to 1e-10.

X is uniform on four overlapping cubes of alternating labels and L is a linear map to the plane. Both are given the
chambers as triangles with the densities at their corners, rationals here and floats there. The integrand has vertical
tangents in its second derivative where a density vanishes; SciPy gets all triangles in one vectorised integrand over the
unit square, with a substitution that flattens it at the edges: without that it takes hundreds of times longer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
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
            found.append((simplex_volume(corners), tuple([f.at(v) for v in corners] for f in chamber.densities.values())))
    return found
