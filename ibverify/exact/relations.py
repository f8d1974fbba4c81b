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

from flint import arb, arb_poly, ctx, fmpq, fmpq_mat, fmpq_poly, fmpz, fmpz_mat

from ibverify.exact.algebraic import Algebraic
from ibverify.exact.value import ball_ends

ONE = fmpq_poly([1])
BITS = 512  # of the logarithms in which relations are looked for
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
    with ctx.workprec(2 * BITS):
        logs = [arb_poly(factor)(at.ball(2 * BITS)).log() for factor in factors]
        vectors = [row for row in exponents if any(row)]
        if any(_is_not_zero(row, logs) for row in vectors):
            return False
        known = [row for row in _short(logs) if not _is_not_zero(row, logs) and _is_one(factors, row, modulus)]
    if not vectors or (known and _rank(known + vectors) == _rank(known)):
        return True
    return all(_is_one(factors, row, modulus) for row in vectors)


def _short(logs: Sequence[arb]) -> list[Sequence[fmpq]]:
    """Short vectors of integers, among them those whose product with the logarithms is 0 as far as is seen."""
    if not all(ball.is_finite() for ball in logs):
        return []
    ends = map(ball_ends, logs)
    last = [int(((low + high) * (1 << BITS - 1)).floor()) for low, high in ends]
    n = len(logs)
    rows = fmpz_mat([[int(i == j) for j in range(n)] + [last[i]] for i in range(n)]).lll().tolist()
    return [[fmpq(c) for c in row[:-1]] for row in rows if all(abs(c) < SHORT for c in row)]


def _is_not_zero(row: Sequence[fmpq], logs: Sequence[arb]) -> bool:
    total = sum((c * x for c, x in zip(row, logs, strict=True)), arb(0))
    return bool(total > 0 or total < 0)


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
