r"""What a piecewise-affine activation says of itself, decided on its pieces of the cube $[-R, R]^n$; exact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from flint import arb, fmpq

from ibverify.activations import Piece, PiecewiseAffine
from ibverify.exact.rational import integer_row
from ibverify.law import Cell, Law, Point, mixture, strata, transformed
from ibverify.polyhedra import barycentre, box, image, intersect
from ibverify.testing.violation import shown_point


def violations(activation: PiecewiseAffine, dimensions: Sequence[int], radius: fmpq) -> Iterator[str]:
    """Sentences, one for each clause of the contract that does not hold; kinks outside of the cube are not seen."""
    cut = [_on_cube(activation, n, radius) for n in dimensions]
    for n, law in zip(dimensions, cut, strict=True):
        yield from _pieces(activation, n, law, radius)
        yield from _values(activation, n, law)
        yield from _balls(activation, law)
    yield from _facts(activation, cut)


def _on_cube(activation: PiecewiseAffine, n: int, radius: fmpq) -> Law:
    """The image of the uniform law on the cube, whose chart is the identity."""
    cube = Piece(box([(-radius, radius)] * n), tuple(tuple(int(i == j) for j in range(n + 1)) for i in range(n)), 1)
    return transformed(mixture([("", fmpq(1), cube)]), activation)


def _pieces(activation: PiecewiseAffine, n: int, law: Law, radius: fmpq) -> Iterator[str]:
    """The pieces share out the cube, and the activation is the affine map of each on its inside."""
    for cell in law.cells:
        if any(abs(x) > radius * v[-1] for v in cell.polytope.vertices for x in v[:-1]):
            yield f"a piece leaves what was cut, [-{radius}, {radius}]^{n}"
        for point in _inside(cell):
            if activation.at(point) != (value := cell.image(integer_row([*point, fmpq(1)]))):
                own = shown_point(activation.at(point))
                yield f"at {shown_point(point)} it is {own}, on its piece {shown_point(value)}"
    if any(intersect(a.polytope, b.polytope) is not None for a, b in combinations(law.cells, 2)):
        yield f"two pieces of [-{radius}, {radius}]^{n} overlap"
    if (covered := sum((cell.mass for cell in law.cells), fmpq(0))) != 1:
        yield f"the pieces cover {covered} of [-{radius}, {radius}]^{n}"


def _values(activation: PiecewiseAffine, n: int, law: Law) -> Iterator[str]:
    if any(len(cell.piece.rows) != activation.width(n) for cell in law.cells):
        yield f"its width on R^{n} is said to be {activation.width(n)}, and a piece has another one"
    count = activation.values(n)
    if count is not None:
        if any(map(any, (row for cell in law.cells for row in cell.linear))):
            yield f"on R^{n} it is said to have {count} values, and is not constant on a piece"
        elif (found := len({cell.image(cell.polytope.vertices[0]) for cell in law.cells})) > count:
            yield f"on R^{n} it is said to have {count} values, and has {found}"


def _balls(activation: PiecewiseAffine, law: Law) -> Iterator[str]:
    for cell in law.cells:
        for point in [*_inside(cell), *_corners(cell)]:
            values = activation.at(point)
            for around in (fmpq(0), fmpq(1, 2), fmpq(3)):
                balls = activation.ball([arb(x - around / 2, around) for x in point])
                if len(balls) != len(values) or not all(b.contains(v) for b, v in zip(balls, values, strict=True)):
                    yield f"a ball of radius {around} that holds {shown_point(point)} misses {shown_point(values)}"


def _facts(activation: PiecewiseAffine, cut: Sequence[Law]) -> Iterator[str]:
    facts = activation.facts
    jump = next((p for law in cut for cell in law.cells for p in _corners(cell) if _jumps(activation, cell, p)), None)
    if facts["continuous"] and jump is not None:
        yield f"it is said to be continuous, and jumps at {shown_point(jump)}"
    if not facts["continuous"] and jump is None:
        yield "it is said not to be continuous, and has no jump"
    collision = next((why for law in cut for why in _collisions(law)), None)
    if facts["injective"] and collision is not None:
        yield f"it is said to be injective, and {collision}"
    if not facts["injective"] and collision is None:
        yield "it is said not to be injective, and no two points meet"
    rows = [(cell, row) for law in cut for cell in law.cells for row in cell.linear]
    steepest = max(fmpq(sum(map(abs, row)), cell.piece.denominator) for cell, row in rows)
    least = None if jump is not None else str(steepest)
    if facts["lipschitz"] != least:
        yield f"its Lipschitz constant is said to be {facts['lipschitz']}, and is {least}"


def _jumps(activation: PiecewiseAffine, cell: Cell, point: Point) -> bool:
    return activation.at(point) != cell.image(integer_row([*point, fmpq(1)]))


def _collisions(law: Law) -> Iterator[str]:
    """Where a piece is not one to one, or the images of two pieces overlap."""
    n = law.cells[0].dimension
    parts = strata(law)
    if parts.atoms or any(stratum.rank < n for stratum in parts.continuous):
        yield f"a piece of R^{n} has an image of lower dimension"
        return
    for stratum in parts.continuous:
        images = [
            image(cell.polytope, [cell.piece.rows[p] for p in stratum.pivots], cell.piece.denominator)
            for cell in stratum.cells
        ]
        if any(intersect(a, b) is not None for a, b in combinations(images, 2)):
            yield f"two pieces of R^{n} have images that overlap"


def _inside(cell: Cell) -> list[Point]:
    """The barycentre, and the points half way from it to the vertices."""
    middle = barycentre(cell.polytope)
    return [middle, *(_between(middle, vertex) for vertex in _vertices(cell))]


def _corners(cell: Cell) -> list[Point]:
    """The vertices, and the points half way between two of them: on the boundary, but for some chords."""
    vertices = _vertices(cell)
    return [*vertices, *(_between(a, b) for a, b in combinations(vertices, 2))]


def _vertices(cell: Cell) -> list[Point]:
    return [tuple(fmpq(x, v[-1]) for x in v[:-1]) for v in cell.polytope.vertices]


def _between(a: Point, b: Point) -> Point:
    return tuple((x + y) / 2 for x, y in zip(a, b, strict=True))
