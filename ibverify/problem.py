"""A problem: the joint law of (Y, X), a network on X, and what is asked of them; checked when it is built."""

from __future__ import annotations

from dataclasses import dataclass

from ibverify.activations import PiecewiseAffine
from ibverify.errors import ProblemError
from ibverify.exact import Value
from ibverify.law import Law
from ibverify.network import Network

QUANTITIES = ("H(L)", "I(X;L)", "I(Y;L)")


@dataclass(frozen=True, slots=True)
class Expectation:
    """A value that a problem's author expects: of `quantity` ("I(Y;L)") at a layer's index, or at "readout"."""

    layer: int | str
    quantity: str
    value: Value


@dataclass(frozen=True, slots=True)
class Problem:
    """A law and a network of one input width, a readout after the last layer if any, and expectations.

    Raises `ProblemError` if the parts do not fit each other.
    """

    law: Law
    network: Network
    readout: PiecewiseAffine | None = None
    expect: tuple[Expectation, ...] = ()

    def __post_init__(self) -> None:
        if self.law.width != self.network.inputs:
            what = f"the input has {self.law.width} coordinates, the network takes {self.network.inputs}"
            raise ProblemError("input", what, "give points of the network's input width")

    def __repr__(self) -> str:
        readout = "no readout" if self.readout is None else f"readout {self.readout.name}"
        return f"<Problem: {self.law!r}, network of depth {self.network.depth}, {readout}>"
