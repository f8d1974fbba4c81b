"""A problem: the joint law of (Y, X), a network on X, and what is asked of them; checked when it is built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ibverify.activations import PiecewiseAffine
from ibverify.errors import ProblemError, UnsupportedError
from ibverify.exact import Value
from ibverify.law import Law
from ibverify.network import Network
from ibverify.readouts import Noise, Readout, channel, is_noise

QUANTITIES = ("H(L)", "I(X;L)", "I(Y;L)")


@dataclass(frozen=True, slots=True)
class Expectation:
    """A value that a problem's author expects: of `quantity` ("I(Y;L)") at a layer's index, or at "readout"."""

    layer: int | str
    quantity: str
    value: Value


@dataclass(frozen=True, slots=True)
class Terms:
    """Two terms with a readout each, as in (7): I(Q(X); R(L)) for `compression`, I(Y; R'(L)) for `precision`.

    None stands for L itself, and for X itself as `input`.
    """

    compression: Readout | None
    precision: Readout | None
    input: PiecewiseAffine | None = None
    name: str = "terms"


@dataclass(frozen=True, slots=True)
class Problem:
    """A law and a network of one input width, a readout after the last layer if any, and expectations.

    `input_noise` is added to X before the first layer. Raises `ProblemError` if the parts do not fit each other.
    """

    law: Law
    network: Network
    readout: Readout | Terms | None = None
    expect: tuple[Expectation, ...] = ()
    input_noise: Noise | None = None

    def __post_init__(self) -> None:
        if self.law.width != self.network.inputs:
            what = f"the input has {self.law.width} coordinates, the network takes {self.network.inputs}"
            raise ProblemError("input", what, "give points of the network's input width")
        for readout in _readouts(self.readout):
            channel(readout).check(self.network.width(self.network.depth), self.law.labels)

    def __repr__(self) -> str:
        noise = "" if self.input_noise is None else ", noise on the input"
        readout = "no readout" if self.readout is None else f"readout {self.readout.name}"
        return f"<Problem: {self.law!r}{noise}, network of depth {self.network.depth}, {readout}>"


def _readouts(readout: Readout | Terms | None) -> Iterator[Readout]:
    parts = (readout.compression, readout.precision) if isinstance(readout, Terms) else (readout,)
    return (part for part in parts if part is not None)


def refuse_noise(problem: Problem, what_for: str) -> None:
    """Nothing for a network that is a function of its input. Raises `UnsupportedError` for one with noise."""
    if problem.input_noise is not None:
        raise UnsupportedError("input_noise", f"{what_for} needs a network without noise", "leave it out")
    for i, layer in enumerate(problem.network.layers):
        if is_noise(layer.activation):
            raise UnsupportedError(f"network[{i}].noise", f"{what_for} needs a network without noise", "leave it out")
