r"""X in [0, 1] with binary digits that are free, fair coins, or 0: in blocks, each twice as long as the one before.

So $[X]_{2^n}$ is uniform on $2^k$ points, k the number of free digits among the first n, and both quotients of (9) are
k/n.
"""

from __future__ import annotations

from itertools import product

from flint import fmpq

from ibverify.distributions import atom
from ibverify.law import Law, mixture


def is_free(place: int) -> bool:
    """The digits 1, then 4 to 7, then 16 to 31, and so on."""
    return place.bit_length() % 2 == 1


def quotient(n: int) -> fmpq:
    """H2([X]_m) / log m for m = 2^n.

    >>> print(quotient(1), quotient(3), quotient(7), quotient(15))
    1 1/3 5/7 1/3
    """
    return fmpq(sum(map(is_free, range(1, n + 1))), n)


def law(n: int) -> Law:
    """The law of X on the grid of side 2^(-n)."""
    digits = [(0, 1) if is_free(place) else (0,) for place in range(1, n + 1)]
    points = [sum(digit * fmpq(1, 2**place) for place, digit in enumerate(each, start=1)) for each in product(*digits)]
    return mixture(("0", fmpq(1, len(points)), atom.support([fmpq(point)])) for point in points)
