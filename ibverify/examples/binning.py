r"""One neuron $L = \sigma(wX)$ before bins, X uniform on [-1, 1]: $I(X;Q(L)) = H(Q(L))$ for all weights w at once.

Main results: `swept`, as formulas in w; `tanh_in_bins`, enclosed for one w, as there the ends of bins have irrational
preimages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from flint import arb, fmpq

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.exact import Value
from ibverify.exact.loglinear import LogLinear
from ibverify.exact.rational import Exactly, rational
from ibverify.exact.value import Enclosed, Interval
from ibverify.integrals.refined import refined
from ibverify.law import mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts import Readout
from ibverify.readouts.quantizer import readout as quantizer
from ibverify.study.sweep import Sweep, sweep

SIDES = (fmpq(-1), fmpq(1))
RANGE = (-1, 1)
CLIPPED = 4  # bins of it
REACH = 8  # how far bins of the same width go, to both sides


def neuron(weight: Exactly, activation: str, readout: Readout | None = None) -> Problem:
    """The neuron with this weight, read by bins, or not at all."""
    law = mixture([("0", fmpq(1), box.support([SIDES]))])
    return Problem(law, Network(1, (layer([[weight]], None, named(activation)),)), readout)


def levels(count: int, low: Exactly, high: Exactly) -> Readout:
    """Equal bins of a range, the outer ones unbounded."""
    return quantizer({"levels": fmpq(count), "range": [rational(low), rational(high)]})


def unread(weight: fmpq) -> None:
    """No bins: the layer itself."""


def clipped(weight: fmpq) -> Readout:
    """Equal bins of [-1, 1], the outer ones unbounded, whatever the weight."""
    return levels(CLIPPED, *RANGE)


def wide(weight: fmpq) -> Readout:
    """Bins of the same width that go on to -8 and 8."""
    return levels(CLIPPED * REACH, -REACH, REACH)


def adapted(weight: fmpq) -> Readout:
    """Bins of equal mass for wX: those of [-w, w]."""
    return levels(CLIPPED, -weight, weight)


def swept(activation: str, bins: Callable[[fmpq], Readout | None], low: Exactly, high: Exactly) -> Sweep:
    """Both terms as formulas in w; exact.

    >>> print(swept("hardtanh", clipped, 1, 9).pieces[0].terms.compression)  # masses 1/2 - 1/(4w) and 1/(4w), twice
    2*log(2) + (-w + 1/2)*log(2*w - 1)/(w) + log(w)
    """
    return sweep(lambda w: neuron(w, activation, bins(w)), "w", rational(low), rational(high))


@dataclass(frozen=True, slots=True)
class TanhInBins:
    r"""$H(Q(\tanh(wX)))$ for so many equal bins of [-1, 1]: the mass below t is $(1 + \mathrm{atanh}(t)/w)/2$."""

    weight: fmpq
    count: int
    why: str = "the masses are logarithms; ask for more digits of the enclosure"

    def interval(self, bits: int) -> Interval:
        """An interval of width at most $2^{-bits}$; rigorous."""
        return refined(self._ball, bits, bits + 32)

    def _ball(self) -> arb:
        inner = [arb(fmpq(2 * k, self.count) - 1) for k in range(1, self.count)]
        below = [((1 + t.atanh() / arb(self.weight)) / 2).max(arb(0)).min(arb(1)) for t in inner]
        masses = [high - low for low, high in pairwise([arb(0), *below, arb(1)])]
        return -sum((p * p.log() for p in masses if p != 0), arb(0))


def tanh_in_bins(weight: Exactly) -> Value:
    r"""$H(Q(\tanh(wX)))$ for the clipped bins, in nats, $w \ge 1$; enclosed, to any precision.

    >>> tanh_in_bins(1).enclosure(4)  # log 2 + h(q) for q = log(3)/2, the mass of the two inner bins
    ('1.381', '1.382')
    """
    term = TanhInBins(rational(weight), CLIPPED)
    return Value(Enclosed(LogLinear(), ((fmpq(1), term),)))
