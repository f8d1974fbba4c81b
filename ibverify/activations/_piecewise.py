r"""Activations that act on each coordinate by one piecewise-linear function of a line.

The function is $s_i x + v_i$ on the i-th of finitely many intervals, each closed on the right (so `step` is 0 at 0). A
cell is cut at the kinks of every neuron; a neuron that sits on a kink over a whole cell takes the value there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from flint import arb, fmpq

from ibverify.activations._interface import Facts, Piece, Row
from ibverify.exact.rational import Exactly, common_denominator, multiple, rational
from ibverify.polyhedra import refine


@dataclass(frozen=True, slots=True)
class Segment:
    """`slope * x + value` up to and including `upto` (None: for ever)."""

    slope: fmpq
    value: fmpq
    upto: fmpq | None

    def at(self, x: fmpq) -> fmpq:
        """The value of the affine function."""
        return self.slope * x + self.value


def piece(*, slope: Exactly = 0, value: Exactly = 0, upto: Exactly | None = None) -> Segment:
    """A segment from exact numbers."""
    return Segment(rational(slope), rational(value), None if upto is None else rational(upto))


@dataclass(frozen=True)
class PiecewiseLinear:
    """Coordinate by coordinate, the function that `segments` spell from left to right."""

    name: str
    segments: tuple[Segment, ...]
    facts: Facts
    latex: str
    parameters: Mapping[str, fmpq] = field(default_factory=dict)

    @cached_property
    def kinks(self) -> tuple[fmpq, ...]:
        """Where one segment ends and the next begins, increasing."""
        return tuple(s.upto for s in self.segments if s.upto is not None)

    def width(self, inputs: int) -> int:
        """As many outputs as inputs."""
        return inputs

    def value(self, x: fmpq) -> fmpq:
        """The function at one number."""
        return next(s for s in self.segments if s.upto is None or x <= s.upto).at(x)

    def at(self, point: Sequence[fmpq]) -> tuple[fmpq, ...]:
        """The function of each coordinate."""
        return tuple(self.value(x) for x in point)

    def values(self, inputs: int) -> int | None:
        """Finitely many if every segment is constant."""
        return None if any(s.slope != 0 for s in self.segments) else len(self.segments) ** inputs

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """The hull of the values on each interval that the ball may meet."""
        return tuple(self._ball(x) for x in point)

    def _ball(self, x: arb) -> arb:
        above, hull = fmpq(0), None
        for i, s in enumerate(self.segments):
            if (i == 0 or not x <= arb(above)) and (s.upto is None or not x > arb(s.upto)):
                value = arb(s.slope) * x + arb(s.value)
                hull = value if hull is None else hull.union(value)
            above = above if s.upto is None else s.upto
        return arb.nan() if hull is None else hull

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """Cut at every kink of every coordinate, then pick the segments."""
        kinks = self.kinks
        unit, levels = self._walls
        shared, maps = self._maps
        denominator = piece.denominator
        if piece.polytope.dimension == 0:
            yield Piece(
                piece.polytope, tuple([self._at_point(c, denominator) for (c,) in piece.rows]), denominator * shared
            )
            return
        walls = [_shifted(row, unit, -level * denominator) for row in piece.rows for level in levels]
        outputs = [[_shifted(row, factor, shift * denominator) for factor, shift in maps] for row in piece.rows]
        for signs, polytope in refine(piece.polytope, walls):
            places = signs if len(kinks) == 1 else _summed(signs, len(kinks), len(outputs))
            # A coordinate's signs at its kinks add up to its place among segments and the kinks between them.
            rows = [own[place + len(kinks)] for own, place in zip(outputs, places, strict=True)]
            yield Piece(polytope, tuple(rows), piece.denominator * shared)

    def _at_point(self, numerator: int, denominator: int) -> Row:
        """The row of the output where the chart is a point."""
        unit, levels = self._walls
        _, maps = self._maps
        place = sum([numerator * unit > level * denominator for level in levels])
        factor, shift = maps[2 * place]
        return (factor * numerator + shift * denominator,)

    @cached_property
    def _walls(self) -> tuple[int, tuple[int, ...]]:
        """The kinks as integers over one denominator."""
        unit = common_denominator(self.kinks)
        return unit, tuple(multiple(t, unit) for t in self.kinks)

    @cached_property
    def _maps(self) -> tuple[int, tuple[tuple[int, int], ...]]:
        """A denominator, and slope and value over it on each segment and, between them, on each kink."""
        shared = common_denominator([x for s in self.segments for x in (s.slope, s.value)])
        maps = []
        for s in self.segments:
            maps.append((multiple(s.slope, shared), multiple(s.value, shared)))
            if s.upto is not None:
                maps.append((0, multiple(self.value(s.upto), shared)))
        return shared, tuple(maps)


def _summed(signs: Sequence[int], kinks: int, coordinates: int) -> list[int]:
    """The sum of the signs of each coordinate."""
    return [sum(signs[j * kinks : (j + 1) * kinks]) for j in range(coordinates)]


def _shifted(row: Row, factor: int, shift: int) -> Row:
    """The affine form times a factor, plus a constant."""
    if factor == 1 and shift == 0:
        return row
    if factor == 0:
        return (0,) * (len(row) - 1) + (shift,)
    return (*[factor * a for a in row[:-1]], factor * row[-1] + shift)


def facts(*, continuous: bool, injective: bool, lipschitz: str | None) -> Mapping[str, bool | str | None]:
    """The facts of an activation, spelled out; `lipschitz` is the least constant."""
    return {"continuous": continuous, "injective": injective, "lipschitz": lipschitz}
