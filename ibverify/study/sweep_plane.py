r"""`sweep_plane`: I(X;L) and I(Y;L) as exact functions of two parameters on a rectangle.

As for one parameter, a run at a sample holds as long as the recorded factors keep their signs. Here they have to be
affine: then the polygon of the parameters is cut by them, with the cut that all polytopes get. Edges of the cells are
swept as intervals, with the other parameter an affine function; corners are analysed with numbers.

Main results: `sweep_plane`, `PlaneSweep`; `swept`, the sweep of a family that was loaded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flint import arb, ctx, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from ibverify.errors import InputError, ProblemError, UnsupportedError
from ibverify.exact.parametric import Sample, Vanishes, polynomial_text
from ibverify.exact.rational import Exactly, integer_row, rational
from ibverify.loaders import family as families
from ibverify.polyhedra import Polytope, box, cut, irredundant
from ibverify.polyhedra.cut import values_at
from ibverify.polyhedra.polytope import Row
from ibverify.polyhedra.ring import signs
from ibverify.problem import Problem
from ibverify.study.sweep import ATTEMPTS, MAX_PIECES, Sweep, Terms, check_range, evaluated, sweep, terms_of, told

Family = Callable[[fmpq, fmpq], Problem]
Place = tuple[fmpq, fmpq]
Range = tuple[fmpq, fmpq]
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """An open polygon of the parameters on which both terms are formulas."""

    polygon: Polytope
    terms: Terms


@dataclass(frozen=True, slots=True)
class Edge:
    """An open segment, swept along one of the parameters; `line` is the row that vanishes on it."""

    ends: tuple[Place, Place]
    line: Row
    sweep: Sweep

    @property
    def is_upright(self) -> bool:
        """Whether the first parameter is constant on it, so that it is swept along the second."""
        return self.ends[0][0] == self.ends[1][0]


@dataclass(frozen=True, slots=True)
class Corner:
    """A point with rational coordinates."""

    at: Place
    terms: Terms


@dataclass(frozen=True, slots=True)
class PlaneSweep:
    """Open cells, open edges and corners, which together cover the rectangle."""

    parameters: tuple[str, str]
    cells: tuple[Cell, ...]
    edges: tuple[Edge, ...]
    corners: tuple[Corner, ...]

    def __call__(self, *at: Exactly) -> Terms:
        """The two terms at values of the parameters; exact. Raises `InputError` outside the rectangle."""
        x, y = map(rational, at)
        for corner in self.corners:
            if corner.at == (x, y):
                return corner.terms
        place = integer_row([x, y, fmpq(1)])
        for edge in self.edges:
            if not values_at(edge.line, (place,))[0] and edge.ends[0] < (x, y) < edge.ends[1]:
                return edge.sweep(y if edge.is_upright else x)
        for cell in self.cells:
            if all(values_at(row, (place,))[0] > 0 for row in cell.polygon.halfspaces):
                return evaluated(cell.terms, (x, y))
        raise InputError("", f"({x}, {y}) lies outside of the rectangle that was swept", "ask inside of it")

    def __repr__(self) -> str:
        counts = f"cells: {len(self.cells)}, edges: {len(self.edges)}, corners: {len(self.corners)}"
        return f"<PlaneSweep of {' and '.join(self.parameters)}: {counts}>"


def swept(family: families.Family) -> Sweep | PlaneSweep:
    """The sweep of a family over its one or two parameters. Raises `InputError`."""
    if len(family.names) == 1:
        return sweep(family, family.names[0], *family.ranges[0])
    (a, b), (first, second) = family.names, family.ranges
    return sweep_plane(family, (a, b), (first, second))


def sweep_plane(family: Family, parameters: tuple[str, str], ranges: tuple[Range, Range]) -> PlaneSweep:
    """The two terms as functions of two parameters on a rectangle; exact.

    Raises `ProblemError` for an empty rectangle and `UnsupportedError` where a boundary is not a line.
    """
    for name, ends in zip(parameters, ranges, strict=True):
        check_range(name, *ends)
    cells: list[Cell] = []
    waiting = [whole := box(ranges)]
    while waiting:
        cell, rest = _around(family, parameters, waiting.pop(), whole)
        cells.append(cell)
        waiting += rest
        if len(cells) > MAX_PIECES:
            what = f"the function of {' and '.join(parameters)} has more than {MAX_PIECES} cells"
            raise ProblemError("parameters", what, "sweep a smaller rectangle")
    corners = sorted({corner for cell in cells for corner in _corners(cell.polygon)})
    edges = [Edge(ends, line, _along(family, parameters, ends, line)) for ends, line in _edges(cells, corners)]
    points = [Corner(at, _at(family, parameters, at)) for at in corners]
    return PlaneSweep(parameters, tuple(cells), tuple(edges), tuple(points))


def _around(
    family: Family, parameters: tuple[str, str], polygon: Polytope, whole: Polytope
) -> tuple[Cell, list[Polytope]]:
    """The cell around some sample of a polygon in the whole rectangle, and what it leaves of the polygon."""
    for attempt in range(ATTEMPTS):
        sample = Sample.of(parameters, _inside(polygon, attempt))
        try:
            terms = terms_of(family(*sample.parameters), sample)
        except Vanishes:
            continue
        except InputError as error:
            if not sample.signs:  # it does not depend on the parameters
                raise
            raise told(error, " and ".join(_conditions(sample, whole)) or "all values of parameters") from None
        inside, rest = _divided(sample, polygon)
        if curved := list(_curved(sample, inside)):
            what = f"the boundary {polynomial_text(curved[0][0])} == 0 is not a line"
            raise UnsupportedError("parameters", what, "give one of the parameters a value, or a smaller interval")
        return Cell(irredundant(inside), terms), rest
    what = "no sample inside of a polygon avoids all zeros"
    raise ProblemError("parameters", what, "sweep a smaller rectangle")


def _divided(sample: Sample, polygon: Polytope) -> tuple[Polytope, list[Polytope]]:
    """The part of a polygon on which the affine factors have their signs, and the other parts."""
    rest = []
    for factor, sign in sample.signs.values():
        if factor.total_degree() == 1:
            below, above = cut(polygon, _row(factor))
            inside, outside = (below, above) if sign < 0 else (above, below)
            if inside is not None and outside is not None:
                polygon = inside
                rest.append(outside)
    return polygon, rest


def _curved(sample: Sample, polygon: Polytope) -> Iterator[tuple[fmpq_mpoly, int]]:
    """The other factors, as far as they are not seen to keep their signs on a polygon."""
    return (
        (factor, sign)
        for factor, sign in sample.signs.values()
        if factor.total_degree() > 1 and not _keeps_sign(factor, polygon)
    )


def _conditions(sample: Sample, whole: Polytope) -> Iterator[str]:
    """Inequalities under which, in the whole rectangle, a run goes as it went at this sample."""
    inside, _ = _divided(sample, whole)
    names = sample.context.names()
    rows = (row for row in irredundant(inside).halfspaces if row not in whole.halfspaces)
    yield from (f"{row_text(row, names)} > 0" for row in rows)
    yield from (f"{polynomial_text(factor)} {'<' if sign < 0 else '>'} 0" for factor, sign in _curved(sample, inside))


def row_text(row: Row, names: Sequence[str]) -> str:
    """The affine function of a row as a text, scaled to a leading coefficient of 1 or -1.

    >>> row_text((8, 0, -1), ("a", "b"))
    'a - 1/8'
    """
    leading = abs(next(x for x in row if x))
    coefficients = {tuple(int(i == j) for i in range(len(names))): fmpq(x, leading) for j, x in enumerate(row) if x}
    return polynomial_text(fmpq_mpoly_ctx.get(list(names), "lex").from_dict(coefficients))


def _at(family: Family, parameters: tuple[str, str], at: Place) -> Terms:
    """The terms at a point, by numbers."""
    try:
        return terms_of(family(*at))
    except InputError as error:
        raise told(error, " and ".join(f"{name} = {x}" for name, x in zip(parameters, at, strict=True))) from None


def _inside(polygon: Polytope, attempt: int) -> Place:
    """A point of the interior, another for each attempt."""
    weights = [1 + (attempt * (3 + 2 * i)) % 7 for i in range(len(polygon.vertices))]
    a, b = (
        sum((w * fmpq(v[axis], v[-1]) for w, v in zip(weights, polygon.vertices, strict=True)), fmpq(0)) / sum(weights)
        for axis in (0, 1)
    )
    return a, b


def _row(factor: fmpq_mpoly) -> Row:
    """An affine polynomial as a row."""
    terms = factor.to_dict()
    return integer_row([terms.get(key, fmpq(0)) for key in ((1, 0), (0, 1), (0, 0))])


def _keeps_sign(factor: fmpq_mpoly, polygon: Polytope) -> bool:
    """Whether a polynomial has no zero on a polygon; proved in boxes of balls that cover it, False if not proved."""
    columns = list(zip(*[[fmpq(x, v[-1]) for x in v[:-1]] for v in polygon.vertices], strict=True))
    waiting = [([(min(c), max(c)) for c in columns], 0)]
    while waiting:
        sides, depth = waiting.pop()
        if _excluded(polygon, sides):
            continue
        with ctx.workprec(64):
            a, b = (arb(low).union(arb(high)) for low, high in sides)
            value = sum((arb(c) * a ** int(i) * b ** int(j) for (i, j), c in factor.to_dict().items()), arb(0))
        if value > 0 or value < 0:
            continue
        if depth == MAX_DEPTH:
            return False
        halves = [[(low, (low + high) / 2), ((low + high) / 2, high)] for low, high in sides]
        waiting += [([one, two], depth + 1) for one in halves[0] for two in halves[1]]
    return True


def _excluded(polygon: Polytope, sides: Sequence[Range]) -> bool:
    """Whether a box lies outside of a polygon, beyond one of its edges."""
    corners = tuple(integer_row([x, y, fmpq(1)]) for x in sides[0] for y in sides[1])
    return any(max(signs(values_at(row, corners))) < 0 for row in polygon.halfspaces)


def _corners(polygon: Polytope) -> list[Place]:
    return [(fmpq(x, w), fmpq(y, w)) for x, y, w in polygon.vertices]


def _edges(cells: Sequence[Cell], corners: Sequence[Place]) -> Iterator[tuple[tuple[Place, Place], Row]]:
    """The segments between neighbouring corners, which are in order, on the boundaries of cells; each with its line."""
    seen: set[tuple[int, ...]] = set()
    vectors = {at: integer_row([*at, fmpq(1)]) for at in corners}
    for cell in cells:
        for i, row in enumerate(cell.polygon.halfspaces):
            own = sorted(
                at for at, mask in zip(_corners(cell.polygon), cell.polygon.masks, strict=True) if mask >> i & 1
            )
            near = corners[bisect_left(corners, own[0]) : bisect_right(corners, own[-1])]
            on_line = [at for at in near if not values_at(row, (vectors[at],))[0]]
            for ends in pairwise(on_line):
                key = (*vectors[ends[0]], *vectors[ends[1]])
                if key not in seen:
                    seen.add(key)
                    yield ends, row


def _along(family: Family, parameters: tuple[str, str], ends: tuple[Place, Place], line: Row) -> Sweep:
    """The sweep along a segment of a line, by the first parameter unless that is constant there."""
    (a, b), (c, d) = ends
    try:
        if a == c:
            return sweep(lambda y: family(a, y), parameters[1], b, d)
        slope = (d - b) / (c - a)
        return sweep(lambda x: family(x, b + slope * (x - a)), parameters[0], a, c)
    except InputError as error:
        raise told(error, f"{row_text(line, parameters)} == 0") from None
