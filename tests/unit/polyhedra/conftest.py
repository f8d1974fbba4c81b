"""What must hold of every polytope, checked from its definition by other means than the code uses."""

from __future__ import annotations

from collections.abc import Callable
from math import gcd

import pytest
from flint import fmpz_mat

from ibverify.polyhedra import Polytope


def violation(polytope: Polytope) -> str:
    """The first sentence of the definition that a polytope breaks, or nothing."""
    k = polytope.dimension
    values = [
        [sum(a * x for a, x in zip(row, v, strict=True)) for v in polytope.vertices] for row in polytope.halfspaces
    ]
    if any(v[-1] <= 0 or gcd(*v) != 1 for v in polytope.vertices):
        return "vertices are coprime with positive weight"
    if len(set(polytope.vertices)) < len(polytope.vertices):
        return "vertices are distinct"
    if any(value < 0 for line in values for value in line):
        return "halfspaces hold the polytope"
    masks = [sum(1 << i for i, line in enumerate(values) if line[j] == 0) for j in range(len(polytope.vertices))]
    if tuple(masks) != polytope.masks:
        return "masks say what is tight"
    if fmpz_mat(polytope.vertices).rank() != k + 1:
        return "the vertices span the space"
    for mask in polytope.masks:
        normals = [row[:-1] for i, row in enumerate(polytope.halfspaces) if mask >> i & 1]
        if k and fmpz_mat(normals).rank() != k:
            return "the normals at a vertex span the space"
    return ""


@pytest.fixture(scope="session")
def broken() -> Callable[[Polytope], str]:
    return violation
