r"""`sweep_plane`: I(X;L) and I(Y;L) as exact functions of two parameters on a rectangle.

As for one parameter, a run at a sample holds as long as the recorded factors keep their signs. Here they have to be
affine: then the polygon of the parameters is cut by them, with the cut that all polytopes get. Edges of the cells are
swept as intervals, with the other parameter an affine function; corners are analysed with numbers.

Main results: `sweep_plane`, `PlaneSweep`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flint import arb, ctx, fmpq, fmpq_mpoly

from ibverify.errors import InputError, ProblemError, UnsupportedError
from ibverify.exact.parametric import Sample, Vanishes, polynomial_text
from ibverify.exact.rational import integer_row
from ibverify.polyhedra import Polytope, box, cut, irredundant
from ibverify.polyhedra.cut import values_at
from ibverify.polyhedra.polytope import Row
from ibverify.polyhedra.ring import signs
from ibverify.problem import Problem
from ibverify.study.sweep import ATTEMPTS, MAX_PIECES, Sweep, Terms, sweep, terms_of

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


def sweep_plane(family: Family, parameters: tuple[str, str], ranges: tuple[Range, Range]) -> PlaneSweep:
    """The two terms as functions of two parameters on a rectangle; exact.

    Raises `ProblemError` for an empty rectangle and `UnsupportedError` where a boundary is not a line.
    """
    for name, (low, high) in zip(parameters, ranges, strict=True):
        if not low < high:
            what = f"the interval [{low}, {high}] has no inside"
            raise ProblemError(f"parameters.{name}", what, "give a low end below the high end, or one value")
    cells: list[Cell] = []
    waiting = [box(ranges)]
    while waiting:
        cell, rest = _around(family, parameters, waiting.pop())
        cells.append(cell)
        waiting += rest
        if len(cells) > MAX_PIECES:
            what = f"the function of {' and '.join(parameters)} has more than {MAX_PIECES} cells"
            raise ProblemError("parameters", what, "sweep a smaller rectangle")
    corners = sorted({corner for cell in cells for corner in _corners(cell.polygon)})
    edges = [Edge(ends, line, _along(family, parameters, ends)) for ends, line in _edges(cells, corners)]
    points = [Corner(at, terms_of(family(*at))) for at in corners]
    return PlaneSweep(parameters, tuple(cells), tuple(edges), tuple(points))


def _around(family: Family, parameters: tuple[str, str], polygon: Polytope) -> tuple[Cell, list[Polytope]]:
    """The cell around some sample of a polygon, and what it leaves of the polygon."""
    for attempt in range(ATTEMPTS):
        sample = Sample.of(parameters, _inside(polygon, attempt))
        try:
            terms = terms_of(family(*sample.parameters), sample)
        except Vanishes:
            continue
        except InputError as error:
            what = f"for {' and '.join(parameters)} around {', '.join(map(str, sample.point))}: {error.what}"
            raise type(error)(error.where, what, error.todo) from None
        rest = []
        curved = []
        for factor, sign in sample.signs.values():
            if factor.total_degree() > 1:
                curved.append(factor)
                continue
            row = _row(factor)
            parts = cut(polygon, row)
            inside, outside = parts if sign < 0 else (parts[1], parts[0])
            if outside is not None and inside is not None:
                polygon = inside
                rest.append(outside)
        for factor in curved:
            if not _keeps_sign(factor, polygon):
                what = f"the boundary {polynomial_text(factor)} == 0 is not a line"
                raise UnsupportedError("parameters", what, "give one of the parameters a value, or a smaller interval")
        return Cell(irredundant(polygon), terms), rest
    what = "no sample inside of a polygon avoids all zeros"
    raise ProblemError("parameters", what, "sweep a smaller rectangle")


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
    """The segments between neighbouring corners on the boundaries of cells, each once, with its line."""
    seen: set[tuple[int, ...]] = set()
    vectors = {at: integer_row([*at, fmpq(1)]) for at in corners}
    for cell in cells:
        for i, row in enumerate(cell.polygon.halfspaces):
            own = sorted(
                at for at, mask in zip(_corners(cell.polygon), cell.polygon.masks, strict=True) if mask >> i & 1
            )
            on_line = [at for at in corners if own[0] <= at <= own[-1] and not values_at(row, (vectors[at],))[0]]
            for ends in pairwise(on_line):
                key = (*vectors[ends[0]], *vectors[ends[1]])
                if key not in seen:
                    seen.add(key)
                    yield ends, row


def _along(family: Family, parameters: tuple[str, str], ends: tuple[Place, Place]) -> Sweep:
    """The sweep along a segment, by the first parameter unless that is constant there."""
    (a, b), (c, d) = ends
    if a == c:
        return sweep(lambda y: family(a, y), parameters[1], min(b, d), max(b, d))
    slope = (d - b) / (c - a)
    return sweep(lambda x: family(x, b + slope * (x - a)), parameters[0], a, c)
