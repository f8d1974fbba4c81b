r"""Where a formula in one parameter is positive, zero and negative on an open interval: proved, root by root.

Times the denominators of the coefficients of its logarithms, which have constant signs, the formula is
$E = r + \sum_j P_j \log x_j$ with polynomials $P_j$. The derivative lowers their degrees; after enough of them a
rational function is left, whose roots are algebraic. By Rolle's theorem E is strictly monotone between neighbouring
roots of E', so it has a root there exactly if the signs beside the two differ, and then one. Signs at algebraic numbers
and beside the ends are decided (`ibverify.exact.germs`), at other roots of E' they are seen in balls. If all of these
hold 0 (a root of E and E' that is not algebraic, or not known to be), the sign is unknown close to that number.
Where that takes many derivatives, balls for E and E' on parts of the interval are tried first (`by_balls`), and
where it takes too many, what these do not show is unknown.

Main results: `sign_table`, `SignTable`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from flint import ctx, fmpq, fmpq_poly

from ibverify.errors import InputError
from ibverify.exact.algebraic import Algebraic, between, free_of_roots, roots
from ibverify.exact.by_balls import by_balls
from ibverify.exact.formula import Formula
from ibverify.exact.germs import ONE, fraction, lcm, sign_at, sign_beside, times
from ibverify.exact.isolated import Number, sign_of_ball, the_root

BITS = 64
TOO_DEEP = 100  # derivatives, which would take minutes: where balls show no sign, it is unknown
DEEP = 12  # derivatives: from there on balls are tried first


@dataclass(frozen=True, slots=True)
class Part:
    """A point, if its ends are the same, or an open interval, and the sign there; None is unknown."""

    start: Number
    end: Number
    sign: int | None

    @property
    def is_point(self) -> bool:
        """Whether it is a point."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class SignTable:
    """Points and open intervals from left to right, which together are the open interval from start to end."""

    start: Algebraic
    end: Algebraic
    parts: tuple[Part, ...]

    @property
    def roots(self) -> tuple[Number, ...]:
        """The isolated zeros, from left to right; all of them where no sign is unknown."""
        return tuple(part.start for part in self.parts if part.is_point and part.sign == 0)

    @property
    def is_complete(self) -> bool:
        """Whether every sign is known, and with them the number of roots."""
        return all(part.sign is not None for part in self.parts)


def sign_table(formula: Formula, start: Algebraic, end: Algebraic) -> SignTable:
    """The signs of a formula in one parameter between two numbers; proved, roots with their number.

    Raises `InputError` where the formula is not defined on all of the open interval.

    >>> from ibverify.exact.parametric import Sample
    >>> [a] = Sample.of(["a"], [fmpq(1, 3)]).parameters
    >>> formula = Formula(a - 1, ((fmpq(-1), a),))  # a - 1 - log(a), 0 at 1 and positive elsewhere
    >>> [part.sign for part in sign_table(formula, Algebraic.of(fmpq(0)), Algebraic.of(fmpq(2))).parts]
    [1, 0, 1]
    """
    if not start < end:
        raise InputError("", "the interval has no inside", "give a start below the end")
    normal = formula.normal
    _check(normal, start, end)
    common = reduce(lcm, (fraction(c)[1] for c, _ in normal.logs), ONE)
    sign = 1 if common(between(start, end)) > 0 else -1
    scaled = times(normal, common * sign)
    depth = _depth(scaled)
    found = _parts_by_balls(scaled, start, end, depth > TOO_DEEP) if depth > DEEP else None
    parts = _parts(scaled, start, end) if found is None else iter(found)
    return SignTable(start, end, tuple(_joined(parts)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """An open interval on which a formula is strictly monotone, constant (slope 0), or of unknown slope (None)."""

    start: Number
    end: Number
    slope: int | None


def stretches(table: SignTable) -> list[Stretch]:
    """Where a formula rises and falls, from the signs of its derivative: as few intervals as there can be."""
    found: list[Stretch] = []
    for part in table.parts:
        if part.is_point:
            continue
        if found and part.sign is not None and found[-1].slope == part.sign:
            found[-1] = replace(found[-1], end=part.end)
        else:
            found.append(Stretch(part.start, part.end, part.sign))
    return found


def _check(formula: Formula, start: Algebraic, end: Algebraic) -> None:
    """That what logarithms are of is positive, and that denominators have no zero, on the open interval."""
    inside = between(start, end)
    for c, x in (*formula.logs, (formula.constant, fmpq(1))):
        above, below = fraction(x)[0], fraction(c)[1]
        if above(inside) < 0 or _roots(above, start, end) or _roots(below, start, end):
            what = f"{formula} is not defined on all of the interval"
            raise InputError("", what, "cut the interval at the zeros of its denominators and logarithms")


def _depth(formula: Formula) -> int:
    """How many derivatives it takes until the logarithms are gone, at most."""
    return sum(fraction(c)[0].degree() + 1 for c, _ in formula.logs)


def _parts_by_balls(formula: Formula, start: Algebraic, end: Algebraic, at_last: bool) -> list[Part] | None:
    """The parts as balls show them, if they show all of them or if nothing comes after; else None."""
    found = by_balls(formula, start, end)
    if not at_last and any(one.sign is None and one.slope is None for one in found):
        return None
    cuts = [one.sign or other.sign or sign_at(formula, one.end) for one, other in pairwise(found)]
    parts: list[Part] = []
    for i, one in enumerate(found):
        if one.sign is not None:
            parts.append(Part(one.start, one.end, one.sign))
        else:
            left = cuts[i - 1] if i else sign_beside(formula, start, 1)
            right = cuts[i] if i < len(cuts) else sign_beside(formula, end, -1)
            parts += _parts_of_stretch(formula, Stretch(one.start, one.end, one.slope), left, right)
        if i < len(cuts):
            parts.append(Part(one.end, one.end, cuts[i]))
    return parts


def _parts(formula: Formula, start: Algebraic, end: Algebraic) -> Iterator[Part]:
    """The parts for a formula with polynomials before the logarithms; neighbours may have the same sign."""
    if formula.is_constant:
        yield Part(start, end, sign_at(formula, Algebraic.of(between(start, end))))
    elif not formula.normal.logs:
        yield from _parts_of_fraction(*fraction(formula.normal.constant), start, end)
    else:
        slopes = SignTable(start, end, tuple(_parts(formula.derivative, start, end)))
        monotone, signs = _resolved(formula, stretches(slopes))
        last = len(monotone) - 1
        for i, stretch in enumerate(monotone):
            left = signs[i - 1] if i else sign_beside(formula, start, 1)
            right = signs[i] if i < last else sign_beside(formula, end, -1)
            yield from _parts_of_stretch(formula, stretch, left, right)
            if i < last:
                yield Part(stretch.end, stretch.end, signs[i])


def _parts_of_fraction(above: fmpq_poly, below: fmpq_poly, start: Algebraic, end: Algebraic) -> Iterator[Part]:
    found = _roots(above, start, end)
    for low, high in pairwise([start, *found, end]):
        inside = between(low, high)
        yield Part(low, high, 1 if above(inside) * below(inside) > 0 else -1)
        if high != end:
            yield Part(high, high, 0)


def _resolved(formula: Formula, monotone: list[Stretch]) -> tuple[list[Stretch], list[int]]:
    """The stretches, and the signs where they meet; where one is unknown, a short stretch of unknown slope instead."""
    found, signs = [monotone[0]], []
    for following in monotone[1:]:
        at = following.start
        sign = sign_at(formula, at) if isinstance(at, Algebraic) else sign_of_ball(formula, at)
        if sign is not None:
            signs.append(sign)
            found.append(following)
            continue
        low, high = map(Algebraic.of, at.interval(BITS))
        signs += [sign_at(formula, low), sign_at(formula, high)]
        found[-1] = replace(found[-1], end=low)
        found += [Stretch(low, high, None), replace(following, start=high)]
    return found, signs


def _parts_of_stretch(formula: Formula, stretch: Stretch, left: int, right: int) -> Iterator[Part]:
    """The parts of a stretch, from the signs at its ends, or beside them."""
    start, end, slope = stretch.start, stretch.end, stretch.slope
    if slope is None:
        yield Part(start, end, _sign_on(formula, start, end))
        return
    before, after = left or slope, right or -slope
    if before == after:
        yield Part(start, end, before)
        return
    root = the_root(formula, start, end, after)
    yield from (Part(start, root, before), Part(root, root, 0), Part(root, end, after))


def _sign_on(formula: Formula, start: Number, end: Number) -> int | None:
    """The sign on a short interval, if one ball shows it."""
    with ctx.workprec(BITS * 2):
        ball = formula.ball([start.ball(BITS * 2).union(end.ball(BITS * 2))], BITS * 2)
    return 1 if ball > 0 else -1 if ball < 0 else None


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Two intervals and the point between them, all of one sign, as one interval.

    A point beside an interval of unknown sign stays a part of its own, as it would belong to no open interval.
    """
    held: list[Part] = []  # an interval, and the point after it if that has the same sign; or a point
    for part in parts:
        if held and held[0].sign == part.sign is not None:
            if part.is_point and len(held) == 1 and not held[0].is_point:
                held.append(part)
                continue
            if len(held) == 2:
                held = [replace(held[0], end=part.end)]
                continue
        yield from held
        held = [part]
    yield from held


def _roots(polynomial: fmpq_poly, start: Algebraic, end: Algebraic) -> list[Algebraic]:
    """The roots strictly between two numbers, in order."""
    low, high = start.interval(BITS)[0], end.interval(BITS)[1]
    if free_of_roots(polynomial, low, high):
        return []
    factors = [factor for factor, _ in polynomial.factor()[1] if not free_of_roots(factor, low, high)]
    return sorted(root for factor in factors for root in roots(factor) if start < root < end)
