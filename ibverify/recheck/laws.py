r"""Exact laws of the layers of a piecewise linear network, by bisecting simplices: the oracle for the engine.

A law is a list of cells: a label, a mass, and a simplex given by the images of its vertices. The mass is uniform on the
simplex and the map from it to the current layer is affine, so the images of the vertices are all there is to know.

A layer maps the vertices. Where a wall (a pre-activation minus a kink, or the difference of two outputs) is negative at
one vertex and positive at another, the edge between them is bisected at the exact zero: the simplex falls in two, and
its mass in the ratio of the parts of the edge. Once no wall changes sign on it, a continuous activation is affine on
the simplex, and one that jumps is constant in its relative interior, with the value that it has at the barycentre.

The module imports the standard library alone and runs alone, so that it shares nothing with what it checks:
`python -I -S laws.py < problem.json` prints the laws of an `ibverify-problem/1`, or one line on standard error with
status 2. Everything is a `Fraction`. Source: Sec. 4.1 and 4.2, where L is continuous, discrete, or neither.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

Rational = Fraction | int
Point = tuple[Fraction, ...]
Simplex = tuple[Point, ...]
Mixture = list[tuple[Fraction, Simplex]]  # uniform laws on simplices, with shares that sum to 1

CELLS, LEVELS = 100_000, 1_000  # a problem that takes more is refused, since it would not end in reasonable time
NUMBER = re.compile(r"(-?[0-9]+)/([0-9]+)|(-?[0-9]+)(?:\.([0-9]+))?(?:e([+-]?[0-9]{1,4}))?")


class ProblemError(ValueError):
    """What is no problem, or is not supported here: where, what with its value, and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}")


@dataclass(frozen=True, slots=True)
class Cell:
    """Mass spread uniformly on a simplex, of which the images of the vertices are kept."""

    label: str
    mass: Fraction
    vertices: Simplex


@dataclass(frozen=True, slots=True)
class Piecewise:
    """A map that is affine, or constant where it jumps, in each simplex on which none of its walls changes sign."""

    walls: Callable[[Point], Point]
    value: Callable[[Point], Point]
    jumps: bool


def laws(problem: object) -> dict[str, Any]:
    """The joint law of (Y, L) for the input (index 0), for each layer L, and for the readout.

    Exact. `problem` is an `ibverify-problem/1` as `json.loads` gives it; a law is `{"atoms": [{"at": point, "mass":
    {label: mass}}], "continuous": {label: mass}, "dimensions": {rank: mass}, "cells": number of simplices}`, with
    rationals in lowest terms, and without what has no mass. Raises `ProblemError`.

    >>> interval = {"label": "0", "mass": "1", "box": [["-1", "1"]]}
    >>> relu = {"weight": [["1"]], "bias": ["0"], "activation": "relu"}
    >>> law = laws({"format": "ibverify-problem/1", "input": [interval], "network": [relu]})["layers"][1]
    >>> law["atoms"], law["continuous"]  # [-1, 0] has half of the mass
    ([{'at': ['0'], 'mass': {'0': '1/2'}}], {'0': '1/2'})
    """
    fields = _fields(problem, "problem", {"format", "input", "network"}, {"readout", "expect"})
    if fields["format"] != "ibverify-problem/1":
        raise ProblemError("format", f"{fields['format']!a:.60} is not known", "give an ibverify-problem/1")
    cells = _input(fields["input"])
    layers = [_law(cells)]
    for index, layer in enumerate(_list(fields["network"], "network", empty=True)):
        affine, activation = _layer(layer, f"network[{index}]", width=len(cells[0].vertices[0]))
        cells = _push([Cell(c.label, c.mass, tuple(map(affine, c.vertices))) for c in cells], activation)
        layers.append(_law(cells))
    readout = fields.get("readout")
    return {"layers": layers, "readout": None if readout is None else _law(_push(cells, _readout(readout)))}


def _push(cells: Iterable[Cell], mapping: Piecewise) -> list[Cell]:
    images: list[Cell] = []
    for cell in (part for whole in cells for part in _cut(whole, mapping.walls)):
        inside = (_barycentre(cell.vertices),) if mapping.jumps else cell.vertices
        images.append(Cell(cell.label, cell.mass, tuple(map(mapping.value, inside))))
        if len(images) > CELLS:
            raise ProblemError("network", f"its laws take more than {CELLS} simplices", "give a smaller problem")
    return images


def _cut(cell: Cell, walls: Callable[[Point], Point]) -> Iterator[Cell]:
    pending = [cell]
    while pending:
        cell = pending.pop()
        for wall in zip(*map(walls, cell.vertices), strict=True):
            low, high = min(wall), max(wall)
            if low < 0 < high:
                pending += _bisect(cell, wall.index(low), wall.index(high), high / (high - low))
                break
        else:
            yield cell


def _bisect(cell: Cell, i: int, j: int, weight: Fraction) -> Iterator[Cell]:
    """The parts of a cell that is cut through weight * vertex i + (1 - weight) * vertex j and the other vertices."""
    ends = zip(cell.vertices[i], cell.vertices[j], strict=True)
    middle = tuple(weight * a + (1 - weight) * b for a, b in ends)
    for gone, share in ((i, weight), (j, 1 - weight)):
        yield Cell(cell.label, share * cell.mass, (*cell.vertices[:gone], middle, *cell.vertices[gone + 1 :]))


def _barycentre(vertices: Simplex) -> Point:
    return tuple(sum(column, Fraction()) / len(vertices) for column in zip(*vertices, strict=True))


def _law(cells: Collection[Cell]) -> dict[str, object]:
    atoms = defaultdict[Point, defaultdict[str, Fraction]](lambda: defaultdict(Fraction))
    continuous, dimensions = defaultdict[str, Fraction](Fraction), defaultdict[int, Fraction](Fraction)
    for cell in cells:
        dimension = _dimension(cell.vertices)
        dimensions[dimension] += cell.mass
        (continuous if dimension else atoms[cell.vertices[0]])[cell.label] += cell.mass
    return {
        "atoms": [{"at": [_text(x) for x in at], "mass": _masses(atoms[at])} for at in sorted(atoms)],
        "continuous": _masses(continuous),
        "dimensions": {str(dimension): _text(dimensions[dimension]) for dimension in sorted(dimensions)},
        "cells": len(cells),
    }


def _masses(masses: dict[str, Fraction]) -> dict[str, str]:
    return {label: _text(masses[label]) for label in sorted(masses)}


def _dimension(points: Collection[Point]) -> int:
    """The dimension of the affine hull: the rank of the differences from one of the points."""
    origin, *others = points
    rows = [[x - o for x, o in zip(point, origin, strict=True)] for point in others]
    rank = 0
    for column in range(len(origin)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is not None:
            rank += 1
            rows.remove(pivot)
            rows = [[x - row[column] / pivot[column] * p for x, p in zip(row, pivot, strict=True)] for row in rows]
    return rank


# Layers and readouts.


def _layer(layer: object, where: str, width: int) -> tuple[Callable[[Point], Point], Piecewise]:
    fields = _fields(layer, where, {"weight", "bias", "activation"}, {"slope"})
    if "slope" in fields and fields["activation"] != "leaky_relu":
        raise ProblemError(f"{where}.slope", f"{fields['activation']!a:.60} has none", "leave it out")
    weight = [_vector(row, f"{where}.weight", width) for row in _list(fields["weight"], f"{where}.weight")]
    rows = list(zip(weight, _vector(fields["bias"], f"{where}.bias", len(weight)), strict=True))

    def affine(point: Point) -> Point:
        return tuple(sum((w * x for w, x in zip(row, point, strict=True)), bias) for row, bias in rows)

    return affine, _activation(fields, where)


def _activation(fields: dict[str, object], where: str) -> Piecewise:
    match fields["activation"]:
        case "identity":
            return _elementwise((), lambda x: x)
        case "relu":
            return _hinge(0)
        case "abs":
            return _hinge(-1)
        case "leaky_relu":
            return _hinge(_number(fields.get("slope", "1/100"), f"{where}.slope"))
        case "hardtanh":
            return _elementwise((-1, 1), lambda x: max(Fraction(-1), min(Fraction(1), x)))
        case "max":
            return _pairwise(max)
        case "step":
            return _threshold(0)
        case "argmax":
            return _argmax()
        case other:
            raise ProblemError(f"{where}.activation", f"{other!a:.60} is not supported", "give a piecewise linear one")


def _readout(readout: object) -> Piecewise:
    match list(_fields(readout, "readout", (), {"threshold", "argmax", "quantizer"}).items()):
        case [("threshold", level)]:
            return _threshold(_number(level, "readout.threshold"))
        case [("argmax", True)]:
            return _argmax()
        case [("quantizer", quantizer)]:
            return _quantizer(quantizer, "readout.quantizer")
    raise ProblemError("readout", f"{readout!a:.60} is not supported", "give a threshold, argmax or a quantizer")


def _quantizer(quantizer: object, where: str) -> Piecewise:
    fields = _fields(quantizer, where, {"levels", "range"})
    levels, (low, high) = _number(fields["levels"], where), _vector(fields["range"], where, 2)
    if levels.denominator != 1 or not 1 <= levels <= LEVELS or low >= high:
        raise ProblemError(where, f"{quantizer!a:.60}", f"give 1 to {LEVELS} levels and a range from low to high")
    edges = [low + k * (high - low) / levels for k in range(1, int(levels))]
    return _elementwise(edges, lambda x: Fraction(sum(edge <= x for edge in edges)), jumps=True)


def _threshold(level: Rational) -> Piecewise:
    return _elementwise((level,), lambda x: Fraction(x > level), jumps=True)


def _hinge(slope: Rational) -> Piecewise:
    return _elementwise((0,), lambda x: x if x > 0 else slope * x)


def _elementwise(kinks: Collection[Rational], value: Callable[[Fraction], Fraction], jumps: bool = False) -> Piecewise:
    return Piecewise(lambda z: tuple(x - kink for x in z for kink in kinks), lambda z: tuple(map(value, z)), jumps)


def _argmax() -> Piecewise:
    return _pairwise(lambda z: Fraction(z.index(max(z))), jumps=True)


def _pairwise(value: Callable[[Point], Fraction], jumps: bool = False) -> Piecewise:
    return Piecewise(lambda z: tuple(x - y for x, y in combinations(z, 2)), lambda z: (value(z),), jumps)


# The input: components, each a mixture of uniform laws on simplices.


def _input(components: object) -> list[Cell]:
    shapes = {"atom": _atom, "box": _box, "polytope": _points, "halfspaces": _polygon}
    cells: list[Cell] = []
    total, widths = Fraction(), set[int]()
    for index, component in enumerate(_list(components, "input")):
        where = f"input[{index}]"
        fields = _fields(component, where, {"label", "mass"}, shapes)
        label, mass = fields.pop("label"), _number(fields.pop("mass"), f"{where}.mass")
        if not isinstance(label, str) or mass < 0 or len(fields) != 1:
            raise ProblemError(where, f"{component!a:.60}", "give a string, a mass that is not negative, and one set")
        (shape, value), *_ = fields.items()
        mixture = shapes[shape](value, f"{where}.{shape}")
        cells += [Cell(label, share * mass, vertices) for share, vertices in mixture if mass]
        widths.add(len(mixture[0][1][0]))
        total += mass
    if total != 1 or len(widths) != 1:
        what = f"the masses sum to {_text(total):.60}, the dimensions are {sorted(widths)}"
        raise ProblemError("input", what, "let the masses sum to 1 and the dimensions agree")
    return cells


def _atom(value: object, where: str) -> Mixture:
    return [(Fraction(1), (_vector(value, where),))]


def _box(value: object, where: str) -> Mixture:
    """Kuhn's triangulation: each order of the sides that are not points is a path from low to high, and a simplex."""
    sides = [_vector(side, where, 2) for side in _list(value, where)]
    free = [k for k, (low, high) in enumerate(sides) if low < high]
    count = math.factorial(len(free))
    if count > CELLS or any(low > high for low, high in sides):
        raise ProblemError(where, f"{value!a:.60} is empty, or has too many sides", "give few, each low to high")

    def corner(moved: Collection[int]) -> Point:
        return tuple(high if k in moved else low for k, (low, high) in enumerate(sides))

    steps = range(len(free) + 1)
    return [(Fraction(1, count), tuple(corner(path[:k]) for k in steps)) for path in permutations(free)]


def _points(value: object, where: str) -> Mixture:
    return _hull([_vector(vertex, where) for vertex in _list(value, where)], where)


def _polygon(value: object, where: str) -> Mixture:
    """The set of x with a.x <= c for each (a, c), in the plane: the hull of its vertices."""
    rows = [_vector(row, where, 3) for row in _list(value, where)]
    rays = [ray for a, b, _ in rows if a or b for ray in ((-b, a), (b, -a))]
    unbounded = not rays or any(all(a * x + b * y <= 0 for a, b, _ in rows) for x, y in rays)
    vertices: list[Point] = []
    for (a, b, c), (d, e, f) in combinations(rows, 2):
        if determinant := a * e - b * d:
            x, y = (c * e - b * f) / determinant, (a * f - c * d) / determinant
            if all(p * x + q * y <= r for p, q, r in rows):
                vertices.append((x, y))
    if unbounded or not vertices:
        raise ProblemError(where, f"{value!a:.60} is empty or unbounded", "give halfspaces that bound a set")
    return _hull(vertices, where)


def _hull(points: Collection[Point], where: str) -> Mixture:
    """The uniform law on the convex hull of points: a simplex, a segment, or a polygon as a fan of triangles."""
    if len({len(point) for point in points}) > 1:
        raise ProblemError(where, "the vertices differ in dimension", "give each the same number of coordinates")
    points = sorted(set(points))
    dimension = _dimension(points)
    if dimension == len(points) - 1:
        return [(Fraction(1), tuple(points))]
    if dimension == 1:
        return [(Fraction(1), (points[0], points[-1]))]
    if dimension > 2:
        raise ProblemError(where, f"{len(points)} vertices in {dimension} dimensions", "give a simplex or a polygon")
    axes = combinations(range(len(points[0])), 2)
    i, j = next((i, j) for i, j in axes if _dimension([(p[i], p[j]) for p in points]) == 2)
    lifted: dict[Point, Point] = {(p[i], p[j]): p for p in points}  # one to one, as the projection keeps the dimension
    flat = sorted(lifted)
    apex, *rim = _chain(flat) + _chain(flat[::-1])
    triangles = {(a, b): _area(apex, a, b) for a, b in pairwise(rim)}
    total = sum(triangles.values())
    return [(area / total, (lifted[apex], lifted[a], lifted[b])) for (a, b), area in triangles.items()]


def _chain(points: Iterable[Point]) -> list[Point]:
    """Half of the boundary of a planar hull, anticlockwise, but for its end (Andrew's monotone chain)."""
    kept: list[Point] = []
    for point in points:
        while len(kept) > 1 and _area(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept[:-1]


def _area(origin: Point, a: Point, b: Point) -> Fraction:
    """Twice the area of a triangle, positive if it is anticlockwise."""
    return (a[0] - origin[0]) * (b[1] - origin[1]) - (a[1] - origin[1]) * (b[0] - origin[0])


# Reading and writing.


def _fields(value: object, where: str, required: Collection[str], optional: Collection[str] = ()) -> dict[str, object]:
    if not isinstance(value, dict) or not set(required) <= set(value):
        raise ProblemError(where, f"{value!a:.60}", f"give an object with {', '.join(sorted(required)) or 'fields'}")
    if strange := sorted(set(value) - {*required, *optional}):
        raise ProblemError(where, f"{strange!a:.60} not supported", "leave it out, if the law does not depend on it")
    return dict(value)


def _list(value: object, where: str, empty: bool = False) -> list[object]:
    if not isinstance(value, list) or not (value or empty):
        raise ProblemError(where, f"{value!a:.60} is not a list with entries", "give one")
    return value


def _vector(value: object, where: str, length: int | None = None) -> Point:
    numbers = tuple(_number(entry, where) for entry in _list(value, where))
    if length is not None and len(numbers) != length:
        raise ProblemError(where, f"{len(numbers)} numbers", f"give {length}")
    return numbers


def _number(value: object, where: str) -> Fraction:
    """The rational that a JSON value stands for: a fraction or decimal in a string, an integer, an exact double."""
    match value:
        case bool():
            pass
        case int():
            return Fraction(value)
        case float() if math.isfinite(value):
            return Fraction(value)
        case str() if spelt := NUMBER.fullmatch(value):
            numerator, denominator, whole, decimals, exponent = spelt.groups("")
            if whole:
                return _integer(whole + decimals) * Fraction(10) ** (int(exponent or 0) - len(decimals))
            if _integer(denominator):
                return Fraction(_integer(numerator), _integer(denominator))
    raise ProblemError(where, f"{value!a:.60} is not a number", "give an integer, a double, or a string: 1/3, 0.25")


def _integer(digits: str) -> int:
    return int(Decimal(digits))  # Decimal, unlike int, reads and writes any number of digits


def _text(number: Fraction) -> str:
    numerator, denominator = Decimal(number.numerator), Decimal(number.denominator)
    return f"{numerator}" if denominator == 1 else f"{numerator}/{denominator}"


def main() -> int:
    """Print the laws of the problem on standard input; 0, or 2 where it is refused."""
    try:
        found = laws(json.loads(sys.stdin.buffer.read(), parse_int=_integer))
    except (ValueError, RecursionError) as error:
        sys.stderr.write(f"refused: {error}\n")
        return 2
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
