r"""Real algebraic numbers, as far as the ends of intervals need them: isolated, compared, and told apart.

Main results: `Algebraic`, `roots`, `between`; `Root`, the place of functions that is such a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from itertools import pairwise
from typing import cast

from flint import acb, arb, arb_poly, ctx, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly, fmpz, fmpz_poly

from ibverify.exact.parametric import generators, univariate
from ibverify.exact.value import ball_ends

BITS = 64
HALVINGS = 6  # of an interval, before Descartes' rule is given up
HALF_LINE = fmpq_poly([0, fmpq(1, 2)])


@dataclass(frozen=True, slots=True)
class Algebraic:
    """The root number `index`, from below, among the real roots of an irreducible polynomial, by its coefficients.

    A rational number q is the root of x - q.
    """

    polynomial: tuple[fmpq, ...]
    index: int

    @classmethod
    def of(cls, number: fmpq) -> Algebraic:
        """A rational number."""
        return cls((-number, fmpq(1)), 0)

    @property
    def rational(self) -> fmpq | None:
        """The number, if it is rational."""
        return -self.polynomial[0] / self.polynomial[1] if len(self.polynomial) == 2 else None

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """Rational ends around the number, at a distance of at most 2**-bits."""
        if (number := self.rational) is not None:
            return number, number
        return _isolated(self.polynomial)[self.index] if bits <= BITS else _refined(self.polynomial, self.index, bits)

    def isolating(self) -> tuple[fmpq, fmpq]:
        """Rational ends with no other real root of the polynomial between them, short ones."""
        bits = 16
        while True:
            low, high = self.interval(bits)
            room = fmpq(1, 1 << (bits // 4))
            start, stop = _simplest(low - room, low), _simplest(high, high + room)
            others = (ends for j, ends in enumerate(_isolated(self.polynomial)) if j != self.index)
            if all(b < start or stop < a for a, b in others):
                return start, stop
            bits *= 2

    def __lt__(self, other: Algebraic) -> bool:
        if self == other:
            return False
        bits = 32
        while True:
            (low, high), (its_low, its_high) = self.interval(bits), other.interval(bits)
            if high < its_low:
                return True
            if its_high < low:
                return False
            bits *= 2

    def __gt__(self, other: Algebraic) -> bool:
        return other < self

    def ball(self, bits: int) -> arb:
        """The number in a ball."""
        low, high = self.interval(bits)
        with ctx.workprec(bits + 8):
            return arb(low).union(arb(high))


def roots(polynomial: fmpq_poly) -> Iterator[Algebraic]:
    """The real roots of an irreducible polynomial."""
    coefficients = tuple(polynomial.coeffs())
    if len(coefficients) == 2:
        yield Algebraic.of(-coefficients[0] / coefficients[1])
    elif len(coefficients) > 2:
        leading = coefficients[-1]
        monic = tuple(c / leading for c in coefficients)
        yield from (Algebraic(monic, j) for j in range(len(_isolated(monic))))


def free_of_roots(polynomial: fmpq_poly, low: fmpq, high: fmpq) -> bool:
    r"""Whether a polynomial is proved to have no root in an open interval, by Descartes' rule of signs on parts of it.

    Cheap beside isolating its roots. False says nothing.

    >>> free_of_roots(fmpq_poly([-2, 0, 1]), fmpq(0), fmpq(1)), free_of_roots(fmpq_poly([-2, 0, 1]), fmpq(1), fmpq(2))
    (True, False)
    """
    if polynomial.degree() < 1:
        return polynomial.degree() == 0
    # The roots of `moved` in (0, 1) are those in the interval.
    moved = polynomial(fmpq_poly([low, high - low])).numer()
    left = [(moved, HALVINGS)]
    while left:
        part, depth = left.pop()
        changes = _sign_changes(part)
        if changes == 0:
            continue
        if changes == 1 or depth == 0:
            return False
        half = part(HALF_LINE).numer()
        upper = fmpz_poly(half)(fmpz_poly([1, 1]))
        if upper[0] == 0:
            return False
        left += [(half, depth - 1), (upper, depth - 1)]
    return True


def _sign_changes(polynomial: fmpz_poly) -> int:
    """Those of the coefficients of (1 + x)^n p(1/(1 + x)): as many as p has roots in (0, 1), or an even number more."""
    turned = fmpz_poly(polynomial.coeffs()[::-1])(fmpz_poly([1, 1]))
    signs = [c > 0 for c in turned.coeffs() if c != 0]
    return sum(a != b for a, b in pairwise(signs))


def between(low: Algebraic, high: Algebraic, attempt: int = 0) -> fmpq:
    """A rational number strictly between two numbers, a simple one; another for each attempt."""
    bits = 16
    while True:
        start, stop = low.interval(bits)[1], high.interval(bits)[0]
        if start < stop:
            break
        bits *= 2
    # The middle half, and for later attempts ever narrower parts of it, off its centre.
    width = stop - start
    share = fmpq(attempt + 1, attempt + 4)
    centre = start + width * (share if attempt else fmpq(1, 2))
    radius = width / (4 * (attempt + 1) * (attempt + 1))
    return _simplest(centre - radius, centre + radius)


@dataclass(frozen=True)
class Root:
    """A place: the parameter is an algebraic number that is not rational, and every sign is decided."""

    context: fmpq_mpoly_ctx
    number: Algebraic

    @cached_property
    def parameters(self) -> tuple[fmpq, ...]:
        """The parameter itself."""
        return generators(self)

    def sign(self, polynomial: fmpq_mpoly) -> int:
        """The sign at the number: 0 exactly where the number's polynomial divides, else seen in a ball."""
        given = univariate(polynomial)
        if (given % fmpq_poly(list(self.number.polynomial))).degree() < 0:
            return 0
        bits = 64
        while True:
            with ctx.workprec(bits):
                at = self.number.ball(bits)
                value = reduce(lambda sum, c: sum * at + arb(c), reversed(given.coeffs()), arb(0))
            if value > 0 or value < 0:
                return 1 if value > 0 else -1
            bits *= 2


@cache
def _isolated(polynomial: tuple[fmpq, ...]) -> tuple[tuple[fmpq, fmpq], ...]:
    """Disjoint intervals of width 2**-BITS at most around the real roots, in order."""
    precision = BITS + 32
    while True:
        with ctx.workprec(precision):
            # The stub of python-flint leaves out the multiplicities; FLINT gives real roots an imaginary part of 0.
            found = cast("list[tuple[acb, int]]", fmpq_poly(list(polynomial)).complex_roots())
            ends = sorted(ball_ends(z.real) for z, _ in found if z.imag == 0)
            if all((high - low) * fmpz(2) ** BITS <= 1 for low, high in ends):
                return tuple(ends)
        precision *= 2


@cache
def _refined(polynomial: tuple[fmpq, ...], index: int, bits: int) -> tuple[fmpq, fmpq]:
    """A closer interval, by the mean value theorem: its width is about squared in every step."""
    low, high = _isolated(polynomial)[index]
    whole = fmpq_poly(list(polynomial))
    precision = 2 * bits + 64
    with ctx.workprec(precision):
        value, slope = arb_poly(whole), arb_poly(whole.derivative())
        while (high - low) * fmpz(2) ** bits > 1:
            middle = arb((low + high) / 2)
            ends = middle - value(middle) / slope(arb(low).union(arb(high)))
            left, right = ball_ends(ends) if ends.is_finite() else (low, high)
            if 2 * (right - left) < high - low:
                low, high = max(low, left), min(high, right)
            else:
                low, high = _half(whole, low, high)
    return low, high


def _half(polynomial: fmpq_poly, low: fmpq, high: fmpq) -> tuple[fmpq, fmpq]:
    """The half in which an irreducible polynomial changes its sign."""
    middle = (low + high) / 2
    return (low, middle) if polynomial(low) * polynomial(middle) < 0 else (middle, high)


def _simplest(low: fmpq, high: fmpq) -> fmpq:
    """The fraction of least denominator in [low, high]: by continued fractions."""
    whole = fmpz(low.ceil())
    if whole <= high:
        return fmpq(0) if low <= 0 <= high else fmpq(whole) if low > 0 else fmpq(high.floor())
    floor = fmpq(low.floor())
    return floor + 1 / _simplest(1 / (high - floor), 1 / (low - floor))
