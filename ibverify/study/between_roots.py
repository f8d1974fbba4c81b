r"""Points between the roots of a polynomial on an interval: exact, by Sturm's theorem.

The chain of p is $p, p', \ldots$, each the negated remainder of the two before. For a squarefree p the number of sign
changes along the chain drops from a to b by the number of roots in (a, b]. Main result: `between_roots`.
"""

from __future__ import annotations

from itertools import pairwise

from flint import fmpq, fmpq_poly


def between_roots(polynomial: fmpq_poly, a: fmpq, b: fmpq) -> list[fmpq]:
    r"""Points of the open interval (a, b), at least one in each part into which the roots cut it; none is a root.

    Exact; the polynomial is not 0. Source: C. Sturm, 1829.

    >>> between_roots(fmpq_poly([-2, 0, 1]), fmpq(0), fmpq(2))  # sqrt(2) lies between
    [1, 3/2]
    """
    chain = _chain(_simple(polynomial, a, b))
    low = high = (a + b) / 2
    while _changes(chain, a) > _changes(chain, low):
        low = (a + low) / 2
    while _changes(chain, high) > _changes(chain, b) or chain[0](high) == 0:
        high = (high + b) / 2
    points, waiting = [low, high], [(low, high)]
    while waiting:
        left, right = waiting.pop()
        if _changes(chain, left) - _changes(chain, right) > 1:
            middle = _no_root(chain[0], left, right)
            points.append(middle)
            waiting += [(left, middle), (middle, right)]
    return sorted(set(points))


def _simple(polynomial: fmpq_poly, *ends: fmpq) -> fmpq_poly:
    """The polynomial with every root once, and without a root at an end."""
    simple = polynomial // polynomial.gcd(polynomial.derivative())
    for end in ends:
        if simple(end) == 0:
            simple = simple // fmpq_poly([-end, 1])
    return simple


def _chain(polynomial: fmpq_poly) -> list[fmpq_poly]:
    chain = [polynomial, polynomial.derivative()]
    while chain[-1].degree() > 0:
        chain.append(-(chain[-2] % chain[-1]))
    return chain


def _changes(chain: list[fmpq_poly], at: fmpq) -> int:
    """How often the sign changes along the chain at a point; zeros are left out."""
    positive = [value > 0 for p in chain if (value := p(at)) != 0]
    return sum(one != other for one, other in pairwise(positive))


def _no_root(polynomial: fmpq_poly, left: fmpq, right: fmpq) -> fmpq:
    """A point of the open interval at which the polynomial is not 0."""
    point = (left + right) / 2
    while polynomial(point) == 0:
        point = (left + point) / 2
    return point
