r"""One affine map, then identity, ReLU or absolute value, against quadrature in floats over the volumes of fibres.

The density of W X + b at t, X uniform on a polytope P in R^d, is the volume of the fibre {x in P: W x + b = t} over
|P| sqrt(det(W W^T)). A fibre is a point, a segment or a polygon, clipped by the half-spaces of P in an orthonormal
basis of the kernel of W. Under the absolute value the densities at all (+-t_1, +-t_2) add up; under a ReLU the mass
below 0 is what the density above 0 leaves. On a line SciPy integrates between the images of the vertices, in the plane
a product of Gauss-Legendre rules does between all crossings of the images of the edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from math import factorial, prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import integrate, linalg
from scipy.special import xlogy

from ibverify.information import information
from ibverify.law import push
from ibverify.loaders.json_problem import problem_from_dict

Floats = NDArray[np.float64]
Document = dict[str, Any]


@dataclass(frozen=True)
class Component:
    """A uniform law on {x: normals x <= offsets}, with its vertices, and the affine map that is applied to it."""

    label: str
    density: float
    normals: Floats
    offsets: Floats
    vertices: Floats
    weight: Floats
    bias: Floats

    def at(self, points: Floats) -> Floats:
        """The joint density of the label and the image at each row of points."""
        slack = self.offsets - (points - self.bias) @ np.linalg.pinv(self.weight).T @ self.normals.T
        kernel = linalg.null_space(self.weight)
        volumes = {0: inside, 1: lengths, 2: areas}[kernel.shape[1]]
        return (
            self.density / np.sqrt(np.linalg.det(self.weight @ self.weight.T)) * volumes(self.normals @ kernel, slack)
        )

    @property
    def corners(self) -> Floats:
        """The images of the vertices."""
        return self.vertices @ self.weight.T + self.bias

    @property
    def edges(self) -> list[tuple[Floats, Floats]]:
        """The images of the edges: they meet in as many facets as the dimension less one."""
        tight = abs(self.vertices @ self.normals.T - self.offsets) < 1e-9
        ends = combinations(range(len(self.vertices)), 2)
        enough = self.vertices.shape[1] - 1
        return [(self.corners[i], self.corners[j]) for i, j in ends if (tight[i] & tight[j]).sum() >= enough]


# Volumes of {s: directions s <= slack}, one for each row of slack.


def inside(directions: Floats, slack: Floats) -> Floats:
    return (slack >= 0).all(axis=1).astype(float)


def lengths(directions: Floats, slack: Floats) -> Floats:
    slopes = directions[:, 0]
    flat, up, down = abs(slopes) < 1e-12, slopes >= 1e-12, slopes <= -1e-12
    high = (slack[:, up] / slopes[up]).min(axis=1)
    low = (slack[:, down] / slopes[down]).max(axis=1)
    return np.where((slack[:, flat] >= 0).all(axis=1), np.maximum(high - low, 0), 0)


def areas(directions: Floats, slack: Floats) -> Floats:
    return np.array([area(directions, row) for row in slack])


def area(directions: Floats, slack: Floats) -> float:
    """A large square, clipped by one half-plane after the other."""
    polygon = [np.array(corner) for corner in ((-99.0, -99.0), (99.0, -99.0), (99.0, 99.0), (-99.0, 99.0))]
    for normal, bound in zip(directions, slack, strict=True):
        clipped = []
        for p, q in pairwise([*polygon, *polygon[:1]]):
            a, b = bound - normal @ p, bound - normal @ q
            if a >= 0:
                clipped.append(p)
            if a * b < 0:
                clipped.append(p + a / (a - b) * (q - p))
        polygon = clipped
    if not polygon:
        return 0.0
    x, y = np.array(polygon).T
    return abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


# From a problem to H(Y|L).


def component(part: Document, layer: Document) -> Component:
    """A box with interior, or a simplex."""
    mass, weight, bias = (numbers(x) for x in (part["mass"], layer["weight"], layer["bias"]))
    if "box" in part:
        sides = numbers(part["box"])
        unit = np.eye(len(sides))
        normals, offsets = np.vstack([unit, -unit]), np.concatenate([sides[:, 1], -sides[:, 0]])
        vertices, volume = np.array(list(product(*sides))), prod(sides[:, 1] - sides[:, 0])
    else:
        vertices = numbers(part["polytope"])
        barycentric = np.linalg.inv(np.column_stack([vertices, np.ones(len(vertices))]))
        normals, offsets = -barycentric[:-1].T, barycentric[-1]
        volume = 1 / abs(np.linalg.det(barycentric)) / factorial(len(vertices) - 1)
    return Component(part["label"], float(mass) / volume, normals, offsets, vertices, weight, bias)


def numbers(data: Any) -> Floats:
    return np.vectorize(lambda text: float(np.divide(*map(float, (text + "/1").split("/")[:2]))))(np.array(data))


def folded(parts: Sequence[Component]) -> list[Component]:
    """The images under all changes of signs: on the positive side their densities add up to that of |W X + b|."""
    turns = [np.array(signs) for signs in product((1, -1), repeat=len(parts[0].bias))]
    return [replace(p, weight=s[:, None] * p.weight, bias=s * p.bias) for p in parts for s in turns]


def lost(parts: Sequence[Component], points: Floats) -> Floats:
    """f log f less the sum of f_y log f_y."""
    own = {label: sum(p.at(points) for p in parts if p.label == label) for label in {p.label for p in parts}}
    whole = sum(own.values())
    return xlogy(whole, whole) - sum(xlogy(f, f) for f in own.values())


def on_line(parts: Sequence[Component], low: float) -> float:
    """The integral of what is lost above `low`."""
    ends = cuts([x for p in parts for x in p.corners[:, 0]], low)
    return sum(
        integrate.quad(lambda t: lost(parts, np.array([[t]]))[0], a, b, epsabs=1e-12)[0] for a, b in pairwise(ends)
    )


def below(parts: Sequence[Component], label: str) -> float:
    """The mass of a label at or below 0."""
    own = [p for p in parts if p.label == label]
    ends = cuts([-x for p in own for x in p.corners[:, 0]], 0)
    return sum(
        integrate.quad(lambda t: sum(p.at(np.array([[-t]]))[0] for p in own), a, b)[0] for a, b in pairwise(ends)
    )


def in_plane(parts: Sequence[Component], low: float) -> float:
    """The integral over the quadrant above `low`, by panels whose borders hold every kink of a density."""
    edges = [edge for p in parts for edge in p.edges]
    crossings = [meeting(e, f) for e, f in combinations(edges, 2)]
    columns = cuts([*(x for p in parts for x in p.corners[:, 0]), *(x for x in crossings if x is not None)], low)
    total = 0.0
    for left, right in pairwise(columns):
        for x, weight in zip(*rule(left, right), strict=True):
            heights = [
                a[1] + (x - a[0]) / (b[0] - a[0]) * (b[1] - a[1]) for a, b in edges if (a[0] - x) * (b[0] - x) < 0
            ]
            rows = [rule(*panel) for panel in pairwise(cuts(heights, low))]
            if rows:
                y, weights = (np.concatenate(parts_of) for parts_of in zip(*rows, strict=True))
                total += weight * weights @ lost(parts, np.column_stack([np.full(len(y), x), y]))
    return total


def cuts(places: Sequence[float], low: float) -> list[float]:
    ends = np.unique(np.round([*places, low] if low > -np.inf else places, 12))
    return [x for x in ends if x >= low]


def meeting(first: tuple[Floats, Floats], second: tuple[Floats, Floats]) -> float | None:
    """The first coordinate of the point in which two segments cross."""
    (a, b), (c, d) = first, second
    matrix = np.column_stack([b - a, c - d])
    if abs(np.linalg.det(matrix)) < 1e-12:
        return None
    s, t = np.linalg.solve(matrix, c - a)
    return float(a[0] + s * (b[0] - a[0])) if 0 <= s <= 1 and 0 <= t <= 1 else None


def rule(low: float, high: float) -> tuple[Floats, Floats]:
    """Gauss-Legendre in s, with x = s^2 (3 - 2 s) so that what is singular at the ends is smoothed."""
    nodes, weights = np.polynomial.legendre.leggauss(24)
    s = (nodes + 1) / 2
    return low + (high - low) * s**2 * (3 - 2 * s), (high - low) * weights / 2 * 6 * s * (1 - s)


def second_route(document: Document) -> float:
    """I(Y;L) of the first layer in nats."""
    [layer] = document["network"]
    parts = [component(part, layer) for part in document["input"]]
    integral = on_line if len(layer["bias"]) == 1 else in_plane
    prior = {p.label: sum(float(numbers(q["mass"])) for q in document["input"] if q["label"] == p.label) for p in parts}
    match layer["activation"]:
        case "identity":
            unknown = integral(parts, -np.inf)
        case "abs":
            unknown = integral(folded(parts), 0.0)
        case "relu":
            atom = np.array([below(parts, label) for label in prior])
            unknown = on_line(parts, 0.0) + xlogy(atom.sum(), atom.sum()) - xlogy(atom, atom).sum()
    return -sum(xlogy(m, m) for m in prior.values()) - unknown


# Cases.


def problem(weight: list[list[str]], bias: list[str], activation: str, *parts: tuple[str, str, str, Any]) -> Document:
    network = [{"weight": weight, "bias": bias, "activation": activation}]
    components = [{"label": label, "mass": mass, shape: data} for label, mass, shape, data in parts]
    return {"format": "ibverify-problem/1", "input": components, "network": network}


SQUARES = (("0", "1/2", "box", [["0", "1"]] * 2), ("1", "1/2", "box", [["1/2", "2"], ["-1/3", "1"]]))
TRIANGLES = (
    ("0", "1/3", "polytope", [["0", "0"], ["2", "0"], ["0", "1"]]),
    ("1", "1/2", "polytope", [["1", "1"], ["-1", "0"], ["1/2", "-1"]]),
    ("0", "1/6", "box", [["-1", "0"], ["0", "1"]]),
)
CUBES = (("0", "1/2", "box", [["0", "1"]] * 3), ("1", "1/2", "box", [["1/2", "3/2"], ["0", "2"], ["-1", "1/2"]]))
SOLIDS = (
    ("0", "2/5", "polytope", [["0", "0", "0"], ["2", "0", "0"], ["0", "2", "1"], ["0", "0", "1"]]),
    ("1", "3/5", "box", [["0", "1"], ["-1", "1"], ["0", "1/2"]]),
)
LINE = [["1", "-1/2"]], ["-1/4"]
LINE_IN_SPACE = [["1", "1/2", "-1"]], ["1/4"]
PLANE = [["1", "1/2"], ["-1", "1"]], ["0", "1/3"]
PLANE_IN_SPACE = [["1", "0", "1/2"], ["0", "1", "-1"]], ["0", "1/4"]

CASES = {
    f"{name}, {activation}": problem(*layer, activation, *parts)
    for name, layer, parts, activations in (
        ("squares onto a line", LINE, SQUARES, ("identity", "relu", "abs")),
        ("triangles onto a line", LINE, TRIANGLES, ("identity", "relu", "abs")),
        ("cubes onto a line", LINE_IN_SPACE, CUBES, ("identity", "relu", "abs")),
        ("solids onto a line", LINE_IN_SPACE, SOLIDS, ("identity", "relu", "abs")),
        ("squares onto the plane", PLANE, SQUARES, ("identity", "abs")),
        ("triangles onto the plane", PLANE, TRIANGLES, ("identity", "abs")),
        ("cubes onto a plane", PLANE_IN_SPACE, CUBES, ("identity", "abs")),
        ("solids onto a plane", PLANE_IN_SPACE, SOLIDS, ("identity", "abs")),
    )
    for activation in activations
}


def engine(document: Document) -> float:
    whole = problem_from_dict(document, Path())
    return float(information(push(whole.network, whole.law)[1]).precision)


@pytest.mark.parametrize("document", CASES.values(), ids=CASES.keys())
def test_information_agrees(document: Document):
    assert engine(document) == pytest.approx(second_route(document), rel=1e-8)


def test_an_enclosure_holds():
    """Four inputs onto (x1 + x2, x3 + x4): each density is a product of two tents, and the value is enclosed only."""
    weight = [["1", "1", "0", "0"], ["0", "0", "1", "1"]]
    boxes = (("0", "1/2", "box", [["0", "1"]] * 4), ("1", "1/2", "box", [["1/4", "5/4"]] * 4))
    whole = problem_from_dict(problem(weight, ["0", "0"], "identity", *boxes), Path())
    found = information(push(whole.network, whole.law)[1]).precision
    panels = [rule(*panel) for panel in pairwise([0, 0.5, 1, 1.5, 2, 2.5])]
    t, weights = (np.concatenate(of_panels) for of_panels in zip(*panels, strict=True))
    tents = [np.maximum(1 - abs(t - middle), 0) for middle in (1, 1.5)]
    zero, one = (np.outer(f, f) / 2 for f in tents)
    unknown = weights @ (xlogy(zero + one, zero + one) - xlogy(zero, zero) - xlogy(one, one)) @ weights
    low, high = map(float, found.enclosure())
    assert not found.is_exact
    assert low < np.log(2) - unknown < high


def test_a_planted_slip_is_seen():
    """Another bias in the last digit, and the map without its activation."""
    document = CASES["solids onto a line, relu"]
    value = pytest.approx(engine(document), rel=1e-8)
    layer = document["network"][0]
    assert second_route(document) == value
    for slip in ({"bias": ["2501/10000"]}, {"activation": "identity"}):
        assert second_route({**document, "network": [layer | slip]}) != value
