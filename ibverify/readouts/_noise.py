r"""Independent noise, added to every coordinate: a readout, a layer of a network, or noise on the input (Sec. 5.3).

As an activation it has no value at a point and no pieces: what treats networks as maps refuses it.

Main results: `Noise`; `uniform`, `gaussian`; `is_noise`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn, TypeGuard

from flint import arb, fmpq

from ibverify.activations._interface import Facts
from ibverify.activations._piecewise import facts
from ibverify.errors import ProblemError, UnsupportedLaw, UnsupportedNetwork
from ibverify.exact.printing import short
from ibverify.information import Information
from ibverify.information.noisy import gaussian_noise, uniform_noise
from ibverify.law import Label, Law
from ibverify.law.noise import noise_step
from ibverify.law.push import Thread
from ibverify.network import Network

Survives = Callable[[Law, fmpq], Information]
Step = Callable[[Network, int, Iterable[Thread], fmpq], Iterator[Thread]]


@dataclass(frozen=True, slots=True)
class Noise:
    """Noise of the law `kind`, of this size; `survives` is the information of a layer with it.

    `step` carries the cells of a network through it; None for a law that makes no polytopes.
    """

    kind: str
    size: fmpq
    survives: Survives
    step: Step | None
    name: str = "noise"
    latex: str = r"\cdot + \eta"

    def __post_init__(self) -> None:
        if self.size <= 0:
            what = f"the size {short(self.size, 60)} is not positive"
            raise ProblemError(self.kind, what, "give a positive number, or leave the noise out")

    @property
    def parameters(self) -> Mapping[str, fmpq]:
        """The size, by the name of the law."""
        return {self.kind: self.size}

    @property
    def facts(self) -> Facts:
        """None of a map's."""
        return facts(continuous=False, injective=False, lipschitz=None)

    def carried(self, network: Network, index: int, threads: Iterable[Thread]) -> list[Thread] | None:
        """The cells after this layer; None where the laws of later layers have no closed form."""
        with suppress(UnsupportedLaw):
            return None if self.step is None else list(self.step(network, index, threads, self.size))
        return None

    def width(self, inputs: int) -> int:
        """As many outputs as inputs."""
        return inputs

    def ball(self, point: Sequence[arb]) -> NoReturn:
        """There is no value. Raises `UnsupportedNetwork`."""
        raise UnsupportedNetwork("network", "noise has no value at a point", "leave the noise out")

    def check(self, width: int, labels: tuple[Label, ...]) -> None:
        """Noise fits every layer."""

    def information(self, law: Law) -> Information:
        r"""The information of $L + \eta$."""
        return self.survives(law, self.size)


def uniform(half_width: fmpq) -> Noise:
    """Uniform on [-w, w]. Raises `ProblemError` unless w is positive."""
    return Noise("uniform", half_width, uniform_noise, noise_step)


def gaussian(deviation: fmpq) -> Noise:
    """Normal, of this standard deviation. Raises `ProblemError` unless it is positive."""
    return Noise("gaussian", deviation, gaussian_noise, None)


def is_noise(activation: object) -> TypeGuard[Noise]:
    """Whether a layer, or a readout, adds noise."""
    return isinstance(activation, Noise)
