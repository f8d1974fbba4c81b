r"""Products of powers of positive algebraic numbers: which are 1; decided.

The numbers are $x_j(u)$ for polynomials $x_j$ and the root u of an irreducible m; a product with integer exponents is 1
exactly if it is in the field $\mathbf Q[a]/m$. Exponents may be long and powers longer; but the exponents $e$ of all
products that are 1 form a lattice, and short vectors of it are seen in the logarithms at u (Lenstra, Lenstra, Lovasz
1982). Each is verified in the field. What lies in their span over Q is 1 as well: a power of it is, and it is positive.

Main result: `are_one`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import gcd

from flint import arb_poly, ctx, fmpq, fmpq_mat, fmpq_poly, fmpz, fmpz_mat

from ibverify.exact.algebraic import Algebraic
from ibverify.exact.value import ball_ends

ONE = fmpq_poly([1])
BITS = 256  # of the logarithms in which relations are looked for
SHORT = 1 << 20  # exponents of relations that are worth verifying


def are_one(
    factors: Sequence[fmpq_poly], exponents: Sequence[Sequence[fmpq]], at: Algebraic, modulus: fmpq_poly
) -> bool:
    """Whether the products of the factors with all these rational exponents are 1 at a root of the modulus; exact.

    The factors are polynomials that are positive there.

    >>> golden = Algebraic((fmpq(-1), fmpq(-1), fmpq(1)), 1)  # u**2 = u + 1
    >>> own = fmpq_poly([-1, -1, 1])
    >>> are_one([fmpq_poly([0, 1]), fmpq_poly([1, 1])], [[fmpq(-10**9), fmpq(10**9, 2)]], golden, own)
    True
    """
    vectors = [row for row in exponents if any(row)]
    if not vectors:
        return True
    known = _relations(factors, at, modulus)
    if known and _rank(known + vectors) == _rank(known):
        return True
    return all(_is_one(factors, row, modulus) for row in vectors)


def _relations(factors: Sequence[fmpq_poly], at: Algebraic, modulus: fmpq_poly) -> list[Sequence[fmpq]]:
    """Short integer exponents with which the product is 1: found in balls, verified in the field."""
    with ctx.workprec(2 * BITS):
        logs = [arb_poly(factor)(at.ball(2 * BITS)).log() for factor in factors]
        if not all(ball.is_finite() for ball in logs):
            return []
        last = [int((low + high).p * (1 << BITS) // (2 * (low + high).q)) for low, high in map(ball_ends, logs)]
    n = len(factors)
    rows = fmpz_mat([[int(i == j) for j in range(n)] + [last[i]] for i in range(n)]).lll().tolist()
    candidates = [[fmpq(c) for c in row[:-1]] for row in rows if all(abs(c) < SHORT for c in row)]
    return [row for row in candidates if _is_one(factors, row, modulus)]


def _rank(rows: Sequence[Sequence[fmpq]]) -> int:
    return fmpq_mat([list(row) for row in rows]).rank()


def _is_one(factors: Sequence[fmpq_poly], exponents: Sequence[fmpq], modulus: fmpq_poly) -> bool:
    """Whether a product of powers is 1 in the field."""
    whole = reduce(fmpz.lcm, (c.q for c in exponents), fmpz(1))
    powers = [int((c * whole).p) for c in exponents]
    shared = gcd(*powers)
    above, below = ONE, ONE
    for factor, power in zip(factors, powers, strict=True):
        if power > 0:
            above = above * _power(factor, power // shared, modulus) % modulus
        elif power < 0:
            below = below * _power(factor, -power // shared, modulus) % modulus
    return above == below


def _power(factor: fmpq_poly, exponent: int, modulus: fmpq_poly) -> fmpq_poly:
    """A power by repeated squares, of the remainder by a polynomial."""
    result = ONE
    for bit in f"{exponent:b}":
        result = result * result % modulus
        if bit == "1":
            result = result * factor % modulus
    return result
