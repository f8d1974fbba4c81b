r"""Other pictures than the reconstruction of Fig. 2 that meet every sentence of the text, drawn at random.

Constraints of the text: $f'$ and $f''$ tell the strips apart (equal compression for any law on T); the threshold 1/2 is
perfect for $f'$ and useless for $f''$; images of different classes keep a gap under $f'_{cont}$.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from flint import fmpq

from ibverify.exact.rational import rational
from ibverify.examples.fig2 import STRIPS, interpolation
from ibverify.network import Network

_DENOMINATOR = 1000


def _values(draw: Random, low: int, high: int, count: int) -> list[fmpq]:
    """So many different numbers of a range, increasing."""
    return [fmpq(n, _DENOMINATOR) for n in sorted(draw.sample(range(low, high), count))]


def constant_on_strips(draw: Random) -> tuple[Network, Network]:
    """A pair like f'_disc and f''_disc: constant on each strip, with values that separate the strips."""
    a, b = _values(draw, 0, 500, 2)
    c, d = _values(draw, 501, 1000, 2)
    return _steps([a, c, b, d]), _steps([a, b, c, d])


def increasing_on_strips(draw: Random) -> tuple[Network, Network]:
    """A pair like f'_cont and f''_cont: increasing on each strip, with images that touch at most at an end."""
    low = _values(draw, 0, 500, 4)
    high = _values(draw, 501, 1000, 4)
    apart = _ramps([(low[0], low[1]), (high[0], high[1]), (low[2], low[3]), (high[2], high[3])])
    touching = _ramps([(low[0], low[1]), (low[1], low[2]), (high[0], high[1]), (high[1], high[2])])
    return apart, touching


def _steps(values: Sequence[fmpq]) -> Network:
    return _ramps([(v, v) for v in values])


def _ramps(images: Sequence[tuple[fmpq, fmpq]]) -> Network:
    """The function that runs through these images on the strips, and is linear between them."""
    ends = [
        (rational(x), y) for strip, image in zip(STRIPS, images, strict=True) for x, y in zip(strip, image, strict=True)
    ]
    return interpolation(ends)
