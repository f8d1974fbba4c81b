r"""A representation on $[1/4, 3/4]$, its images under invertible maps of the line, and the remedies of Sec. 5.

The representation is $1/4 + f'_{cont}/2$ of Fig. 2 on T: uniform on $[1/4, 9/20]$ for class 0, on $[11/20, 3/4]$ for
class 1. A map is given by its knots. Main results: `MAPS`, `REMEDIES`, `terms`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from types import MappingProxyType

from flint import fmpq

from ibverify.exact.rational import rational
from ibverify.examples.fig2 import Knots, interpolation, knots, strips
from ibverify.information import Information
from ibverify.network import Network
from ibverify.problem import Problem
from ibverify.readouts import Readout
from ibverify.readouts.noise import readout as noise
from ibverify.readouts.quantizer import readout as quantizer
from ibverify.readouts.soft import readout as soft
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.analyze import analyze

MAPS: Mapping[str, str] = MappingProxyType(
    {
        "itself": "0:0 1:1",
        "scaled by 5/4": "0:0 1:5/4",
        "moved by 1/8": "0:1/8 1:9/8",
        "reflected at 1/2": "0:1 1:0",
        "bent, each quarter onto itself": "0:0 1/4:1/4 3/8:5/16 1/2:1/2 5/8:11/16 3/4:3/4 1:1",
    }
)
REMEDIES: Mapping[str, Callable[[], Readout]] = MappingProxyType(
    {
        "decision rule": lambda: threshold(fmpq(1, 2)),
        "soft decision": soft,
        "noise": lambda: noise({"uniform": fmpq(1, 20)}),
        "quantizer": lambda: quantizer({"levels": fmpq(4), "range": [fmpq(0), fmpq(1)]}),
    }
)


def bent(draw: Random) -> Iterator[tuple[str, str]]:
    """Increasing maps of [0, 1] onto itself that fix 1/2 and are not linear around it."""
    for _ in range(6):
        below, above = draw.sample(range(1, 250), 2)
        text = f"0:0 1/4:{below}/500 1/2:1/2 3/4:{500 - above}/500 1:1"
        yield text, text


def terms(line: str, remedy: str | None = None) -> Information:
    """The terms of the representation behind a map, with a remedy if one is named."""
    inner = tuple((x, fmpq(1, 4) + y / 2) for x, y in knots("f'_cont"))
    network = Network(2, (*interpolation(inner).layers, *interpolation(_knots(line), inputs=1).layers))
    readout = None if remedy is None else REMEDIES[remedy]()
    found = analyze(Problem(strips(), network, readout))
    return found.layers[-1] if found.readout is None else found.readout


def _knots(line: str) -> Knots:
    pairs = (pair.split(":") for pair in MAPS.get(line, line).split())
    return tuple((rational(x), rational(y)) for x, y in pairs)
