r"""A function of Fig. 2 times s, X uniform on T, with noise or quantizers that are fixed, or that scale with it.

Fixed is noise of half-width 1/20, and four levels on [0, 1] with the threshold 1/2. Adapted is noise of half-width
s/20, and four levels on [0, s] with the threshold s/2. Main results: `noisy`, `quantized`, swept in s.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from ibverify.exact.rational import Exactly, rational
from ibverify.examples import fig2
from ibverify.network import Network, layer
from ibverify.problem import Problem, Terms
from ibverify.readouts import Readout
from ibverify.readouts.noise import readout as noise
from ibverify.readouts.quantizer import readout as quantizer
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.sweep import Sweep, sweep

HALF_WIDTH = fmpq(1, 20)
LEVELS = fmpq(4)


def times(picture: str, s: fmpq) -> Network:
    """s f, by one more linear neuron."""
    function = fig2.interpolation(fig2.knots(picture))
    return Network(function.inputs, (*function.layers, layer([[s]])))


def noisy(picture: str, low: Exactly, high: Exactly, *, adapted: bool = False) -> Sweep:
    """Both terms of s f + noise for all s between two numbers."""
    return _swept(picture, low, high, lambda s: noise({"uniform": HALF_WIDTH * (s if adapted else 1)}))


def quantized(picture: str, low: Exactly, high: Exactly, *, adapted: bool = False) -> Sweep:
    """I(X; Q(s f)) and I(Y; Q'(s f)), Q of four levels and Q' a threshold, for all s between two numbers."""

    def readout(s: fmpq) -> Terms:
        scale = s if adapted else fmpq(1)
        return Terms(quantizer({"levels": LEVELS, "range": [0 * scale, scale]}), threshold(scale / 2))

    return _swept(picture, low, high, readout)


def _swept(picture: str, low: Exactly, high: Exactly, readout: Callable[[fmpq], Readout | Terms]) -> Sweep:
    law = fig2.strips()
    return sweep(lambda s: Problem(law, times(picture, s), readout(s)), "s", rational(low), rational(high))
