r"""Log-linear forms $c_0 + \sum_n c_n \log n$ with rational coefficients and integers $n > 1$.

The values of information quantities of piecewise-uniform laws lie in this vector space over Q. A form is kept as its
terms arise, without factoring; its sign is always decided:

1. a 64-bit ball; if that does not hold 0, its sign is the sign;
2. one exact zero test: over a coprime base $b_1, b_2, \ldots$ of the integers the form is
   $c_0 + \sum_j d_j \log b_j$. The $\log b_j$ are linearly independent over Q (unique factorisation), and a nonzero
   rational combination of logarithms of positive integers is irrational (Hermite and Lindemann), so the form is 0
   exactly if $c_0$ and all $d_j$ are;
3. a form that is not 0 is decided by balls of more bits, which must end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from flint import arb, ctx, fmpq, fmpz

from ibverify.exact.parametric import is_function

if TYPE_CHECKING:
    from ibverify.exact.formula import Formula

ZERO = fmpq(0)
_SMALL_PRIMES = tuple(p for p in range(2, 212) if all(p % q for q in range(2, math.isqrt(p) + 1)))
_PRIME_BELOW = 223**2  # what is smaller and has no small prime factor is prime: 223 is the next prime


@dataclass(frozen=True, eq=False)
class LogLinear:
    r"""$c_0 + \sum_n c_n \log n$: `constant` is $c_0$, `logs` holds the $(n, c_n)$ by increasing $n > 1$, $c_n \ne 0$.

    Made by `constant`, `log` and `total`, and by arithmetic; forms are equal if their difference is 0.
    """

    constant: fmpq = ZERO
    logs: tuple[tuple[int, fmpq], ...] = ()

    def __add__(self, other: LogLinear) -> LogLinear:
        if not isinstance(other, LogLinear):  # a formula adds it to itself
            return NotImplemented
        return LogLinear(self.constant + other.constant, _merged((*self.logs, *other.logs)))

    def __sub__(self, other: LogLinear) -> LogLinear:
        return NotImplemented if not isinstance(other, LogLinear) else self + other.scaled(fmpq(-1))

    def __neg__(self) -> LogLinear:
        return self.scaled(fmpq(-1))

    def scaled(self, factor: fmpq) -> LogLinear:
        """The form times a rational."""
        if is_function(factor):
            return total([(c * factor, fmpq(n)) for n, c in self.logs], self.constant * factor)
        if factor == 0:
            return LogLinear()
        return LogLinear(self.constant * factor, tuple((n, c * factor) for n, c in self.logs))

    def __eq__(self, other: object) -> bool:
        return (self - other).sign() == 0 if isinstance(other, LogLinear) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # equal forms have different terms: log 4 = 2 log 2

    def is_rational(self) -> bool:
        """Whether the logarithms cancel, so that the form is its constant."""
        return not self.normal.logs

    def ball(self, bits: int) -> arb:
        """A ball that holds the value, computed at this precision; a rigorous enclosure."""
        with ctx.workprec(bits):
            return sum((arb(c) * arb(n).log() for n, c in self.logs), arb(self.constant))

    def sign(self) -> int:
        r"""-1, 0 or 1; exact, and always decided (see the module for the reason).

        >>> (log(4) - log(2).scaled(fmpq(2))).sign(), (log(3) - log(2)).sign()
        (0, 1)
        """
        if not self.logs:
            return _sign(self.constant)
        if (known := _sign_of_ball(self.ball(64))) is not None:
            return known
        if self.constant == 0 and self.is_rational():
            return 0
        bits = 128
        while (known := _sign_of_ball(self.ball(bits))) is None:
            bits *= 2
        return known

    def over_coprime_base(self) -> tuple[tuple[int, fmpq], ...]:
        r"""The logarithms over a base of pairwise coprime integers, with coefficients that may be 0; exact.

        Small primes are split off first, and powers are reduced to their roots. Quadratic in the number of terms.

        >>> [(n, str(c)) for n, c in (log(12) + log(18)).over_coprime_base()]
        [(2, '3'), (3, '3')]
        """
        powers: dict[int, fmpq] = {}
        rest: list[tuple[int, fmpq]] = []
        for n, c in self.logs:
            for p in _SMALL_PRIMES:
                if p * p > n:
                    break
                if n % p == 0:
                    n, power = _divided_out(n, p)
                    powers[p] = powers.get(p, ZERO) + power * c
            if n > 1:
                rest.append((n, c))
        # What is small is prime; it is split off what is large, before that is refined.
        primes = {n for n, _ in rest if n < _PRIME_BELOW}
        base = [*primes, *coprime_base(_without(n, primes) for n, _ in rest)]
        for n, c in rest:
            for b in [b for b in base if not n % b]:
                _, power = _divided_out(n, b)
                powers[b] = powers.get(b, ZERO) + power * c
        return tuple(sorted(powers.items()))

    @cached_property
    def normal(self) -> LogLinear:
        """The same number over a coprime base with small primes split off: short to print, and 0 if it is 0."""
        return LogLinear(self.constant, tuple((n, c) for n, c in self.over_coprime_base() if c != 0))


def constant(number: fmpq) -> LogLinear:
    """A rational number as a form."""
    return LogLinear(number)


def log(number: fmpq | int) -> LogLinear:
    r"""$\log(p/q) = \log p - \log q$ of a positive rational. Raises ValueError if it is not positive."""
    argument = cast("fmpq", number) if is_function(number) else fmpq(number)
    if argument <= 0:
        raise ValueError(f"log of {argument}, which is not positive")
    return total(((fmpq(1), argument),))


def total(terms: Iterable[tuple[fmpq, fmpq]], constant: fmpq = ZERO) -> LogLinear:
    r"""$c_0 + \sum c \log x$ over pairs $(c, x)$ of rationals, $x > 0$: the way to build a long form.

    With functions of parameters among them it is a `Formula`, which stands where `LogLinear` is written.
    """
    terms = list(terms)
    if is_function(constant) or any(is_function(c) or is_function(x) for c, x in terms):
        from ibverify.exact.formula import Formula

        return cast("LogLinear", Formula(constant, tuple(terms)))
    return LogLinear(constant, _merged(_over_integers(terms)))


def add_all(forms: Iterable[LogLinear | Formula]) -> LogLinear:
    """The sum of many forms, merged once."""
    forms = list(forms)
    plain = [form for form in forms if isinstance(form, LogLinear)]
    if len(plain) < len(forms):
        from ibverify.exact.formula import add_all as add_formulas

        return cast("LogLinear", add_formulas(forms))
    constant = ZERO
    logs: list[tuple[int, fmpq]] = []
    for form in plain:
        constant += form.constant
        logs += form.logs
    return LogLinear(constant, _merged(logs))


def entropy_form(masses: Iterable[fmpq]) -> LogLinear:
    r"""$-\sum_i p_i \log p_i$ of positive rationals, with $0 \log 0 = 0$.

    >>> entropy_form([fmpq(1, 2), fmpq(1, 4), fmpq(1, 4)]).normal
    LogLinear(constant=0, logs=((2, 3/2),))
    """
    return total((-p, p) for p in masses if p != 0)


def _over_integers(terms: Iterable[tuple[fmpq, fmpq]]) -> Iterator[tuple[int, fmpq]]:
    for c, x in terms:
        yield int(x.p), c
        yield int(x.q), -c


def _merged(terms: Iterable[tuple[int, fmpq]]) -> tuple[tuple[int, fmpq], ...]:
    sums: dict[int, fmpq] = {}
    for n, c in terms:
        if n != 1:
            sums[n] = sums[n] + c if n in sums else c
    return tuple((n, c) for n, c in sorted(sums.items()) if c != 0)


def coprime_base(numbers: Iterable[int]) -> list[int]:
    """Pairwise coprime integers > 1 of which every given number > 1 is a product of powers; powers are rooted.

    Factor refinement by gcds alone: no number is factored. Bach, Driscoll and Shallit (1993).

    >>> coprime_base([12, 18])
    [2, 3]
    """
    base: set[int] = set()
    for number in numbers:
        waiting = [number]
        while waiting:
            n = waiting.pop()
            if n == 1 or n in base:
                continue
            b = next((b for b in base if math.gcd(n, b) > 1), None)
            if b is None:
                base.add(n)
            else:
                g = math.gcd(n, b)
                base.remove(b)
                waiting += [g, n // g, b // g]
    return sorted(_root(b) for b in base)


def _without(n: int, primes: Iterable[int]) -> int:
    """n without these factors."""
    for p in primes:
        if n % p == 0:
            n, _ = _divided_out(n, p)
    return n


def _divided_out(n: int, b: int) -> tuple[int, int]:
    """n without its factors b, and how many there were."""
    power = 0
    while n % b == 0:
        n //= b
        power += 1
    return n, power


def _root(n: int) -> int:
    """The number of which n is the highest power."""
    z = fmpz(n)
    for p in _SMALL_PRIMES:
        if 1 << p > n:
            return int(z)
        while z > 1 and (r := z.root(p)) ** p == z:
            z = r
    return int(z)


def _sign(number: fmpq) -> int:
    return (number > 0) - (number < 0)


def _sign_of_ball(ball: arb) -> int | None:
    if ball > 0:
        return 1
    return -1 if ball < 0 else None
