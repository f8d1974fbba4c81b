r"""Formulas in one parameter at one algebraic number: the sign there, the signs beside it, the limit; always decided.

Notation: $F = c_0 + \sum_j c_j \log x_j$ in normal form, u the number, m its irreducible polynomial, of degree d.

*At u*, where $c_j(u) = \sum_{i<d} c_{ji} u^i$ with rational $c_{ji}$, F(u) is 0 exactly if $c_0(u) = 0$ and
$\prod_j x_j(u)^{c_{ji}} = 1$ for every i: over a basis of the span of the $\log x_j(u)$ over Q the sum is a linear
form with algebraic coefficients, all of which have to be 0 (Baker, 1966), and $1, u, \ldots, u^{d-1}$ are linearly
independent over Q. A value that is not 0 is seen in a ball.

*Beside u* at most one $x_j$ is 0 at u, since they are irreducible. So $F = c \log x + R$, where R is a power of m times
an analytic function and begins with some power n of the distance t, and c with a power k. They compete never:
$t^k \log t$ wins if $k \le n$, and $t^n$ if not.

Main results: `sign_at`, `sign_beside`, `limit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import factorial
from typing import cast

from flint import fmpq, fmpq_poly

from ibverify.errors import InputError
from ibverify.exact.algebraic import Algebraic, roots
from ibverify.exact.formula import Formula
from ibverify.exact.parametric import Function, is_function, univariate
from ibverify.exact.relations import are_one

ONE = fmpq_poly([1])


def modulus(at: Algebraic) -> fmpq_poly:
    """The irreducible polynomial of a number."""
    return fmpq_poly(list(at.polynomial))


def fraction(number: fmpq) -> tuple[fmpq_poly, fmpq_poly]:
    """Numerator and denominator of a number or a function of one parameter, in lowest terms."""
    if not is_function(number):
        return fmpq_poly([number]), ONE
    function = cast("Function", number)
    return univariate(function.numerator), ONE if function.denominator is None else univariate(function.denominator)


def times(formula: Formula, above: fmpq_poly, below: fmpq_poly = ONE) -> Formula:
    """The formula times a quotient of polynomials in its parameter. Raises ValueError where it has none to take."""
    if above.degree() < 1 and below.degree() < 1:
        return formula.scaled(above[0] / below[0])
    numbers = (formula.constant, *(part for pair in formula.logs for part in pair))
    place = next((cast("Function", number).place for number in numbers if is_function(number)), None)
    if place is None:
        raise ValueError("a formula of numbers alone does not know the parameter")
    over, under = (place.context.from_dict({(j,): c for j, c in enumerate(p.coeffs())}) for p in (above, below))
    return formula.scaled(cast("fmpq", Function(over, under, place)))


def sign_at(formula: Formula, at: Algebraic) -> int:
    """-1, 0 or 1, the sign of F(u); exact. Raises `InputError` where F is not defined at u.

    >>> from ibverify.exact.parametric import Sample
    >>> [a] = Sample.of(["a"], [fmpq(3, 2)]).parameters
    >>> sign_at(Formula(fmpq(0), ((fmpq(1), a), (fmpq(1), a - 1))), Algebraic((fmpq(-1), fmpq(-1), fmpq(1)), 1))
    0
    """
    normal = formula.normal
    if at.rational is not None:
        value = normal.at([at.rational])
        if value is None:
            raise _undefined(formula, at)
        return value.sign()
    own = modulus(at)
    needed = [fraction(normal.constant)[1], *(fraction(c)[1] for c, _ in normal.logs)]
    needed += [fraction(x)[0] for _, x in normal.logs]
    if any(_is_multiple(part, own) for part in needed):
        raise _undefined(formula, at)
    bits = 64
    while True:
        number = at.ball(bits)
        ball = normal.ball([number], bits)
        if not ball.is_finite() and any(Formula(x, ()).ball([number], bits) < 0 for _, x in normal.logs):
            raise _undefined(formula, at)
        if ball > 0 or ball < 0:
            return 1 if ball > 0 else -1
        if bits == 128 and _vanishes(normal, at):
            return 0
        bits *= 2


def sign_beside(formula: Formula, at: Algebraic, side: int) -> int:
    """The sign of F at all numbers close enough to u, above it for side 1 and below it for side -1; exact.

    F has to be defined there, and may have any singularity at u itself.

    >>> from ibverify.exact.parametric import Sample
    >>> [a] = Sample.of(["a"], [fmpq(1, 3)]).parameters
    >>> zero = Algebraic.of(fmpq(0))
    >>> sign_beside(Formula(fmpq(0), ((a, a),)), zero, 1), sign_beside(Formula(1 / a, ((fmpq(1), a),)), zero, 1)
    (-1, 1)
    """
    if formula.is_zero:
        return 0
    singular, rest = _split(formula, at)
    if singular is None:
        return _begin(rest, at).sign_beside(side)
    begins = _begin(Formula(singular, ()), at)
    if rest.is_zero or begins.power <= _begin(rest, at).power:
        return -begins.sign_beside(side)
    return _begin(rest, at).sign_beside(side)


def limit(formula: Formula, at: Algebraic) -> Formula | None:
    """A formula whose value at u is the limit of F there; None where that is infinite. Exact.

    >>> from ibverify.exact.parametric import Sample
    >>> [a] = Sample.of(["a"], [fmpq(1, 3)]).parameters
    >>> print(limit(Formula(fmpq(1), ((a, a), (1 / a, 1 + a))), Algebraic.of(fmpq(0))).at([fmpq(0)]).normal)
    LogLinear(constant=2, logs=())
    """
    singular, rest = _split(formula, at)
    if singular is not None and _begin(Formula(singular, ()), at).power < 1:
        return None
    if rest.is_zero:
        return rest
    begins = _begin(rest, at)
    if begins.power < 0:
        return None
    taken = begins.scaled
    for _ in range(begins.pole):
        taken = taken.derivative
    # L'Hopital, as often as the pole has an order; then the derivative of m**pole is pole! * m'**pole, which is not 0.
    return times(taken, ONE, modulus(at).derivative() ** begins.pole * factorial(begins.pole))


@dataclass(frozen=True, slots=True)
class _Beginning:
    """F m**pole = `scaled` is analytic at u; F begins with this power of the distance, times a number of this sign."""

    scaled: Formula
    pole: int
    power: int
    sign: int

    def sign_beside(self, side: int) -> int:
        return self.sign * side if self.power % 2 else self.sign


def _split(formula: Formula, at: Algebraic) -> tuple[fmpq | None, Formula]:
    """The coefficient of the one logarithm of what is 0 at u, and the rest."""
    normal, own = formula.normal, modulus(at)
    singular = [c for c, x in normal.logs if _is_multiple(fraction(x)[0], own)]
    rest = tuple((c, x) for c, x in normal.logs if not _is_multiple(fraction(x)[0], own))
    return (singular[0] if singular else None), Formula(normal.constant, rest)


def _begin(formula: Formula, at: Algebraic) -> _Beginning:
    """How a formula that is not 0 and has no singular logarithm begins at u."""
    own = modulus(at)
    pole = max(multiplicity(fraction(c)[1], own) for c in (formula.constant, *(c for c, _ in formula.logs)))
    scaled = times(formula, own**pole)
    order, taken = 0, scaled
    while (sign := sign_at(taken, at)) == 0:
        order, taken = order + 1, taken.derivative
    # The derivative of m is positive at its last real root, and changes sign from one to the next.
    falls = (sum(1 for _ in roots(own)) - 1 - at.index) % 2 and pole % 2
    return _Beginning(scaled, pole, order - pole, -sign if falls else sign)


def _vanishes(formula: Formula, at: Algebraic) -> bool:
    """Whether F(u) is 0 at an irrational number: by Baker's theorem, see the module."""
    own = modulus(at)
    if not _is_multiple(fraction(formula.constant)[0], own):
        return False
    common = reduce(lcm, (fraction(c)[1] for c, _ in formula.logs), ONE)
    coefficients = [fraction(c) for c, _ in formula.logs]
    reduced = [above * (common // below) % own for above, below in coefficients]
    factors = [fraction(x)[0] % own for _, x in formula.logs]
    return are_one(factors, [[c[i] for c in reduced] for i in range(own.degree())], at, own)


def multiplicity(polynomial: fmpq_poly, factor: fmpq_poly) -> int:
    """How often an irreducible polynomial divides another one."""
    count = 0
    while _is_multiple(polynomial, factor):
        polynomial, count = polynomial // factor, count + 1
    return count


def _is_multiple(polynomial: fmpq_poly, factor: fmpq_poly) -> bool:
    return (polynomial % factor).degree() < 0


def lcm(one: fmpq_poly, other: fmpq_poly) -> fmpq_poly:
    """The least common multiple, up to a factor."""
    return one * (other // one.gcd(other))


def _undefined(formula: Formula, at: Algebraic) -> InputError:
    number = at.rational if at.rational is not None else at.isolating()
    return InputError("", f"{formula} is not defined at {number}", "ask for its limit there, or for its sign beside it")
