r"""The differential entropy of L + G, G standard normal and independent of a bounded L: enclosed to any precision.

Notation: $\mu$ the law of L, carried by $[0, W]$; $\varphi$ the normal density; $f = \varphi * \mu$; $R \ge 2$.
For $|y| \le d = 3/(2R)$,
$$f(x + iy) = e^{y^2/2} \int \varphi(x - l)\, e^{-iy(x - l)}\,d\mu(l),$$
where the real part of the integral over $|x - l| \le R$ is not negative, and the rest is at most $\varphi(R)$. So with
$\delta = 2 e^{d^2/2} \varphi(R)$ the real part of $f + \delta$ is at least $\delta/2$ on that strip. There
$f \log(f + \delta)$ is analytic, its modulus integrates to at most $M = e^{d^2/2} (\log(2/\delta) + \pi/2)$ along each
line, and

1. the trapezoidal sum of step h over the whole line is off by at most $2M / (e^{2\pi d/h} - 1)$
   (Trefethen and Weideman, SIAM Review 56 (2014), Theorem 5.1);
2. its nodes outside of $[-R, W + R]$ contribute at most $2 \varphi(R) (h + 1/R) \log(1/\delta)$;
3. $0 \le \int f \log(f + \delta) - \int f \log f \le \delta (W + 2R + 4/R)$, from $\log(1 + u) \le u$ inside and
   $\log(1 + u) \le \sqrt u$ outside of that interval.

No zero of f is looked for, and nothing is adapted: each bit asks for about $0.08 R (W + 2R)$ nodes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from flint import arb, fmpq

from ibverify.exact.loglinear import LogLinear
from ibverify.exact.value import Enclosed, Value
from ibverify.integrals.line_measure import LineMeasure
from ibverify.integrals.refined import refined

GUARD_BITS = 8
WHY = "the entropy after Gaussian noise has no closed form; ask for more digits of the enclosure"


@dataclass(frozen=True, slots=True)
class GaussianEntropy:
    r"""$h(L + G)$ for the law of L, which is a probability measure whose support begins at 0."""

    law: LineMeasure

    @property
    def why(self) -> str:
        """The reason why this is no log-linear form."""
        return WHY

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """An interval of width at most $2^{-bits}$; rigorous."""
        return refined(lambda: self._ball(bits), bits, bits + self._lost_bits(bits))

    def _lost_bits(self, bits: int) -> int:
        """What cancels between the truncated powers, and a margin for sums and logarithms; a wrong guess costs time."""
        far = self.law.support[1] + bits + 2
        size = sum((abs(x) * far**j for _, c in self.law.knots for j, x in enumerate(c)), fmpq(1))
        return 48 + _bit_length(size) + 2 * _bit_length(far)

    def _ball(self, bits: int) -> arb:
        width = self.law.support[1]
        if width == 0:
            return (1 + (2 * arb.pi()).log()) / 2
        # The errors are below 2^(-bits - 2) together for all widths and bits: 7/10 > log 2 and 2 pi > 6 make the
        # exponentials 1 and 6 percent smaller per bit than they have to be, more than the powers of R can take back.
        aim = bits + _bit_length(width) + GUARD_BITS
        reach = math.isqrt(7 * aim // 5) + 1
        step = 6 * _half_width(reach) / (7 * aim // 10 + 1)
        delta = 2 * _growth(reach) * _normal(arb(reach))
        total = arb(0)
        for node in _nodes(width, reach, step):
            density = self._density(arb(node))
            total -= density * (density + delta).log()
        return arb(step) * total + _error(width, reach, step, delta)

    def _density(self, t: arb) -> arb:
        r"""f(t); the primitives of $\varphi(x - t)$ in x are the repeated integrals of the normal distribution."""
        return self.law.integral(lambda a, n: _repeated_integrals(arb(a) - t, n), arb(0))


def gaussian_entropy(law: LineMeasure) -> Value:
    r"""$h(L + G)$ in nats for a probability measure on a line and a standard normal G; enclosed, to any precision.

    Laws that are congruent have the same term, so that their entropies cancel exactly.

    >>> gaussian_entropy(LineMeasure(((fmpq(5), fmpq(1)),), ())).enclosure(5)  # log(2 pi e)/2
    ('1.4189', '1.419')
    """
    first, last = law.support
    congruent = (law.pushed(fmpq(1), -first), law.pushed(fmpq(-1), last))
    canonical = min(congruent, key=lambda each: (each.atoms, each.knots))
    return Value(Enclosed(LogLinear(), ((fmpq(1), GaussianEntropy(canonical)),)))


def _half_width(reach: int) -> fmpq:
    """The half width d of the strip."""
    return fmpq(3, 2 * reach)


def _growth(reach: int) -> arb:
    r"""$e^{d^2/2}$."""
    return (arb(_half_width(reach)) ** 2 / 2).exp()


def _nodes(width: fmpq, reach: int, step: fmpq) -> Iterator[fmpq]:
    """The nodes of a lattice in [-R, W + R], and one to the right of it."""
    return (k * step - reach for k in range(int(((width + 2 * reach) / step).ceil()) + 1))


def _error(width: fmpq, reach: int, step: fmpq, delta: arb) -> arb:
    """A ball that holds the entropy less the sum over the nodes: 1 and 2 have either sign, 3 is not negative."""
    bound = _growth(reach) * ((2 / delta).log() + arb.pi() / 2)
    aliasing = 2 * bound / ((2 * arb.pi() * arb(_half_width(reach) / step)).exp() - 1)
    outside = 2 * _normal(arb(reach)) * arb(step + fmpq(1, reach)) * -delta.log()
    lifted = delta * arb(width + 2 * reach + fmpq(4, reach))
    return (-aliasing - outside).union(aliasing + outside + lifted)


def _normal(z: arb) -> arb:
    return (-z * z / 2).exp() / (2 * arb.pi()).sqrt()


def _repeated_integrals(z: arb, n: int) -> list[arb]:
    r"""$\varphi, \Phi, I_1, \ldots$ at z, n + 1 of them, where $I_k' = I_{k-1}$ and $k I_k = z I_{k-1} + I_{k-2}$."""
    values = [_normal(z)]
    if n > 0:
        values.append((-z / arb(2).sqrt()).erfc() / 2)
    for k in range(1, n):
        values.append((z * values[k] + values[k - 1]) / k)
    return values


def _bit_length(number: fmpq) -> int:
    return int(number.ceil()).bit_length()
