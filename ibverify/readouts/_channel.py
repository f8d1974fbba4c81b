"""What a readout is: a channel from the last layer, random or not.

A map (piecewise affine, such as a threshold) is a readout as it is: `channel` makes it one. Noise is both a channel and
an activation, for it may stand between layers as well.

Main results: `Channel`, `Readout`, `channel`, `is_map`, `is_readout`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from typing_extensions import TypeIs

from ibverify.activations import PiecewiseAffine
from ibverify.information import Information, information
from ibverify.law import Label, Law, transformed


class Channel(Protocol):
    """A random map R of the last layer's outputs."""

    @property
    def name(self) -> str:
        """The name that problem files use."""

    def check(self, width: int, labels: tuple[Label, ...]) -> None:
        """Nothing if the readout fits so many outputs and these labels. Raises `ProblemError`."""

    def information(self, law: Law) -> Information:
        """The information of (Y, R(L)) for the law of (Y, L); `compression` is I(L;R(L)), that of X if L is of X."""


@dataclass(frozen=True, slots=True)
class Deterministic:
    """A piecewise-affine map as a channel without noise."""

    map: PiecewiseAffine

    @property
    def name(self) -> str:
        """The map's."""
        return self.map.name

    def check(self, width: int, labels: tuple[Label, ...]) -> None:
        """A map fits every layer."""

    def information(self, law: Law) -> Information:
        """The information of the image."""
        return information(transformed(law, self.map))


Readout: TypeAlias = PiecewiseAffine | Channel


def is_map(readout: Readout) -> TypeIs[PiecewiseAffine]:
    """Whether the readout is a function of the outputs."""
    return hasattr(readout, "pieces")


def is_readout(thing: object) -> TypeIs[Readout]:
    """Whether it is a map or a channel."""
    return hasattr(thing, "pieces") or hasattr(thing, "information")


def channel(readout: Readout) -> Channel:
    """The readout as a channel."""
    return Deterministic(readout) if is_map(readout) else readout
