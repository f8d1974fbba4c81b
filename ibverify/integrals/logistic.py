r"""Means of logistic functions of a real variable Z with a piecewise polynomial law: closed forms in polylogarithms.

Notation: $\sigma(z) = 1/(1 + e^{-z})$, $H_b$ the binary entropy, and $F_s(z) = -\mathrm{Li}_s(-e^z)$, of which
$F_0 = \sigma$, $F_1 = \log(1 + e^z)$ (softplus) and $F_s' = F_{s-1}$. For $z > 0$
$$F_s(z) = 2 \sum_k \eta(s - k) \frac{z^k}{k!} + (-1)^{s+1} F_s(-z), \qquad 0 \le k \le s,\ s - k \text{ even},$$
where $\eta(0) = 1/2$ and $\eta(n) = (1 - 2^{1-n}) \zeta(n)$ (Lewin, Polylogarithms and Associated Functions (1981),
Sec. 7.2). No quadrature is needed: a `LineMeasure` asks for values at its atoms and knots alone.

$\sigma - 1/2$ is odd; $\log(1 + e^z) - z/2$ and $H_b(\sigma(z)) = \log(1 + e^z) - z \sigma(z)$ are even. So the terms
are kept by the odd or the even part of the law, and cancel where these agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

from flint import acb, arb, fmpq

from ibverify.exact.loglinear import ZERO, LogLinear
from ibverify.exact.value import Enclosed, Term, Value, log_value, total
from ibverify.integrals.line_measure import LineMeasure
from ibverify.integrals.refined import refined

GUARD_BITS = 16
WHY = "means of logistic functions have no closed form in logarithms; ask for more digits of the enclosure"


@dataclass(frozen=True, slots=True)
class DecisionEntropy:
    r"""$H_b(\mathbf E\,\sigma(Z))$, where `odd` is the law of Z less that of -Z: the mean is $(1 + \int \sigma)/2$."""

    odd: LineMeasure

    @property
    def why(self) -> str:
        """The reason why this is no log-linear form."""
        return WHY

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """An interval of width at most $2^{-bits}$ in the numbers that are not negative; rigorous."""
        low, high = refined(self._ball, bits, bits + GUARD_BITS)
        return max(ZERO, low), high

    def _ball(self) -> arb:
        excess = abs(self.odd.integral(_sigmoid, arb(0)))
        return _binary_entropy((1 - excess) / 2, (1 + excess) / 2)


@dataclass(frozen=True, slots=True)
class SoftplusMean:
    r"""$\mathbf E \log(1 + e^Z)$ for a law that is its own mirror image."""

    even: LineMeasure

    @property
    def why(self) -> str:
        """The reason why this is no log-linear form."""
        return WHY

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """An interval of width at most $2^{-bits}$; rigorous."""
        return refined(lambda: self.even.integral(_softplus, arb(0)), bits, bits + GUARD_BITS)


@dataclass(frozen=True, slots=True)
class MeanDecisionEntropy:
    r"""$\mathbf E\,H_b(\sigma(Z))$ for a law that is its own mirror image."""

    even: LineMeasure

    @property
    def why(self) -> str:
        """The reason why this is no log-linear form."""
        return WHY

    def interval(self, bits: int) -> tuple[fmpq, fmpq]:
        """An interval of width at most $2^{-bits}$; rigorous."""
        return refined(self._ball, bits, bits + GUARD_BITS)

    def _ball(self) -> arb:
        return self.even.integral(_softplus, arb(0)) - self.even.times_x().integral(_sigmoid, arb(0))


def decision_entropy(law: LineMeasure) -> Value:
    r"""$H_b(\mathbf E\,\sigma(Z))$ in nats for a probability measure; exact if -Z has the law of Z, else enclosed.

    >>> decision_entropy(LineMeasure(((fmpq(0), fmpq(1)),), ()))
    Value('log(2)')
    """
    odd = law + law.pushed(fmpq(-1)).scaled(fmpq(-1))
    if odd == LineMeasure((), ()):
        return log_value(2)
    canonical = min((odd, odd.scaled(fmpq(-1))), key=lambda each: (each.atoms, each.knots))
    return _value(DecisionEntropy(canonical))


def mean_decision_entropy(law: LineMeasure) -> Value:
    r"""$\mathbf E\,H_b(\sigma(Z))$ in nats; enclosed. Atoms have the terms of `decision_entropy`."""
    parts = [decision_entropy(LineMeasure(((a, fmpq(1)),), ())) * mass for a, mass in law.atoms]
    if law.knots:
        parts.append(_value(MeanDecisionEntropy(_even(LineMeasure((), law.knots)))))
    return total(parts)


def softplus_mean(law: LineMeasure) -> Value:
    r"""$\mathbf E \log(1 + e^Z)$ in nats; exact if Z is 0, else enclosed.

    >>> softplus_mean(LineMeasure(((fmpq(1), fmpq(1)),), ())).enclosure(5)  # log(1 + e)
    ('1.3132', '1.3133')
    """
    even = _even(law)
    at_zero = sum((mass for a, mass in even.atoms if a == 0), fmpq(0))
    rest = LineMeasure(tuple(atom for atom in even.atoms if atom[0] != 0), even.knots)
    known = log_value(2) * at_zero + law.moment(1) / 2
    return known if rest == LineMeasure((), ()) else known + _value(SoftplusMean(rest))


def _value(term: Term) -> Value:
    return Value(Enclosed(LogLinear(), ((fmpq(1), term),)))


def _even(law: LineMeasure) -> LineMeasure:
    """The mean of the laws of Z and of -Z."""
    return (law + law.pushed(fmpq(-1))).scaled(fmpq(1, 2))


def _sigmoid(a: fmpq, n: int) -> list[arb]:
    return [_fermi(s, a) for s in range(n + 1)]


def _softplus(a: fmpq, n: int) -> list[arb]:
    return [_fermi(s, a) for s in range(1, n + 2)]


def _fermi(order: int, a: fmpq) -> arb:
    r"""$F_s(a)$; the exponential is of a number that is not positive, so nothing overflows."""
    tail = -acb(-arb(-abs(a)).exp()).polylog(order).real
    if a <= 0:
        return tail
    powers = range(order % 2, order + 1, 2)
    head = sum((_eta(order - k) * arb(a**k / factorial(k)) for k in powers), arb(0))
    return 2 * head + (tail if order % 2 else -tail)


def _eta(n: int) -> arb:
    return arb(1) / 2 if n == 0 else (1 - arb(2) ** (1 - n)) * arb(n).zeta()


def _binary_entropy(p: arb, q: arb) -> arb:
    """The entropy of p and q = 1 - p, 0 < p <= 1/2; at most that of the upper end where the ball of p reaches 0."""
    if p > 0:
        return -p * p.log() - q * q.log()
    most = p.upper()
    upper = -most * most.log() - (1 - most) * (1 - most).log() if 0 < most < 0.5 else arb(2).log()
    return arb(0).union(upper)
