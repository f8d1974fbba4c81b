r"""Finite signed measures on a line, of bounded support: atoms, and a density that is a piecewise polynomial.

The density is kept by its jumps, as $\sum_a \sum_j c_{a,j} (x - a)_+^j$, which makes it unique: equal measures are
equal tuples. Beyond the last knot the polynomials cancel. Hence, for functions $F_0, F_1, \ldots$ of which each is the
derivative of the next, integration by parts at every knot gives
$$\int F_0\,d\mu = \sum_a m_a F_0(a) + \sum_{a, j} (-1)^{j+1} j!\, c_{a,j}\, F_{j+1}(a).$$
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import factorial
from typing import TypeVar

from flint import arb, fmpq, fmpq_poly

from ibverify.exact.loglinear import ZERO

Atom = tuple[fmpq, fmpq]
Knot = tuple[fmpq, tuple[fmpq, ...]]
Number = TypeVar("Number", arb, fmpq)


@dataclass(frozen=True, slots=True)
class LineMeasure:
    """`atoms` are pairs of a point and its mass, `knots` of a point and the $c_j$ of $(x - a)_+^j$; both ordered.

    Made by `line_measure` and by the operations below, which keep it unique.
    """

    atoms: tuple[Atom, ...]
    knots: tuple[Knot, ...]

    def __add__(self, other: LineMeasure) -> LineMeasure:
        knots = [(a, fmpq_poly(list(c))) for a, c in (*self.knots, *other.knots)]
        return LineMeasure(_merged_atoms((*self.atoms, *other.atoms)), _merged_knots(knots))

    def scaled(self, factor: fmpq) -> LineMeasure:
        """The measure times a rational that is not 0."""
        atoms = tuple((a, factor * m) for a, m in self.atoms)
        return LineMeasure(atoms, tuple((a, tuple(factor * x for x in c)) for a, c in self.knots))

    def pushed(self, slope: fmpq, shift: fmpq = ZERO) -> LineMeasure:
        r"""The image under $x \mapsto \alpha x + \beta$, $\alpha \ne 0$; a negative $\alpha$ mirrors.

        The coefficients $c_j$ become $c_j / \alpha^{j+1}$, also for $\alpha < 0$, since the polynomials sum to 0.
        """
        atoms = sorted((slope * a + shift, m) for a, m in self.atoms)
        knots = sorted((slope * a + shift, tuple(x / slope ** (j + 1) for j, x in enumerate(c))) for a, c in self.knots)
        return LineMeasure(tuple(atoms), tuple(knots))

    def times_x(self) -> LineMeasure:
        r"""The measure with density $x$: $x (x - a)_+^j = (x - a)_+^{j+1} + a (x - a)_+^j$."""
        knots = [(a, fmpq_poly(list(c)) * fmpq_poly([a, 1])) for a, c in self.knots]
        return LineMeasure(_merged_atoms((a, a * m) for a, m in self.atoms), _merged_knots(knots))

    @property
    def support(self) -> tuple[fmpq, fmpq]:
        """The ends of the least interval that carries the measure, which is not 0."""
        points = [a for a, _ in (*self.atoms, *self.knots)]
        return min(points), max(points)

    def moment(self, order: int) -> fmpq:
        r"""$\int x^r / r!\,d\mu$ for the order r; exact. Order 0 is the mass.

        >>> unit = line_measure([], [(fmpq(0), fmpq(1), fmpq_poly([1]))])
        >>> unit.moment(0), unit.moment(1)
        (1, 1/2)
        """
        return self.integral(lambda a, n: [a**k / factorial(k) for k in range(order, order + n + 1)], ZERO)

    def integral(self, primitives: Callable[[fmpq, int], Sequence[Number]], zero: Number) -> Number:
        r"""$\int F_0\,d\mu$, where `primitives(a, n)` are $F_0(a), \ldots, F_n(a)$, each the derivative of the next."""
        total = zero
        for a, mass in self.atoms:
            total += mass * primitives(a, 0)[0]
        for a, coefficients in self.knots:
            factor = -1
            values = primitives(a, len(coefficients))
            for j, (c, value) in enumerate(zip(coefficients, values[1:], strict=True)):
                total += factor * c * value
                factor *= -(j + 1)
        return total


def line_measure(atoms: Iterable[Atom], pieces: Iterable[tuple[fmpq, fmpq, fmpq_poly]]) -> LineMeasure:
    r"""The measure with these atoms (point, mass) and the densities p(x - a) on [a, b], for pieces (a, b, p).

    >>> rise, fall = (fmpq(0), fmpq(1), fmpq_poly([0, 1])), (fmpq(1), fmpq(2), fmpq_poly([1, -1]))
    >>> line_measure([], [rise, fall]).knots  # a tent
    ((0, (0, 1)), (1, (0, -2)), (2, (0, 1)))
    """
    changes = []
    for a, b, density in pieces:
        changes += [(a, density), (b, -density(fmpq_poly([b - a, 1])))]
    return LineMeasure(_merged_atoms(atoms), _merged_knots(changes))


def _merged_atoms(atoms: Iterable[Atom]) -> tuple[Atom, ...]:
    sums: dict[fmpq, fmpq] = {}
    for a, mass in atoms:
        sums[a] = sums.get(a, ZERO) + mass
    return tuple((a, sums[a]) for a in sorted(sums) if sums[a] != 0)


def _merged_knots(changes: Iterable[tuple[fmpq, fmpq_poly]]) -> tuple[Knot, ...]:
    sums: dict[fmpq, fmpq_poly] = {}
    for a, change in changes:
        sums[a] = sums[a] + change if a in sums else change
    return tuple((a, tuple(sums[a].coeffs())) for a in sorted(sums) if sums[a].degree() >= 0)
