r"""What an activation is: a map $\mathbf R^n \to \mathbf R^m$ of the pre-activations of a layer.

Three kinds, told apart by what they offer:
- `PiecewiseAffine`: exact. It cuts a piece (a polytope with an affine map) into pieces on which it is affine.
- `UpToBijection`: not piecewise affine, but a bijection applied after the piecewise-affine map `equivalent`; what
  bijections leave alone is then exact for the layer itself;
- `Smooth`: those that act coordinate by coordinate, analytic, with a derivative in balls.

All have values in balls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeGuard

from flint import arb, fmpq

from ibverify.polyhedra import Polytope

Row: TypeAlias = tuple[int, ...]
Facts: TypeAlias = Mapping[str, bool | str | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """An affine map on a polytope: coordinate j at the homogeneous point x is `rows[j] . x / (denominator * w)`."""

    polytope: Polytope
    rows: tuple[Row, ...]
    denominator: int


class Activation(Protocol):
    """A map of the pre-activations of one layer; `facts` are held against its pieces by the contract tests."""

    @property
    def name(self) -> str:
        """The name that problem files use."""

    @property
    def parameters(self) -> Mapping[str, fmpq]:
        """The parameters that tell it from others of its name."""

    @property
    def facts(self) -> Facts:
        """`continuous`, `injective`, and `lipschitz` (a rational as text, None if there is no constant)."""

    @property
    def latex(self) -> str:
        """The name in formulas."""

    def width(self, inputs: int) -> int:
        """The number of outputs for this many inputs."""

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """A rigorous enclosure of the values on a box of balls, at the current precision."""


class PiecewiseAffine(Activation, Protocol):
    """An activation that is affine on each of finitely many polyhedra, with rational coefficients."""

    def at(self, point: Sequence[fmpq]) -> tuple[fmpq, ...]:
        """The exact value at a point."""

    def values(self, inputs: int) -> int | None:
        """How many values it has at most, for this many inputs; None if they are not finitely many."""

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """The activation after the piece's affine map: full-dimensional pieces that cover it up to measure zero."""


class UpToBijection(Activation, Protocol):
    """An activation that is some bijection applied after a piecewise-affine map."""

    @property
    def equivalent(self) -> PiecewiseAffine:
        """The piecewise-affine map from whose value this one's can be computed, and the reverse."""

    def pulled_back(self, after: PiecewiseAffine) -> PiecewiseAffine | None:
        """The map of the pre-activations that equals `after` of the outputs; None if it is not piecewise affine."""


class Smooth(UpToBijection, Protocol):
    """An analytic activation, coordinate by coordinate, strictly increasing."""

    def derivative(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """Rigorous enclosures of the derivatives, coordinate by coordinate."""


def is_piecewise_affine(activation: Activation) -> TypeGuard[PiecewiseAffine]:
    """Whether it cuts pieces. The three tests look at one attribute: an isinstance of protocols would look at all."""
    return hasattr(activation, "pieces")


def is_up_to_bijection(activation: Activation) -> TypeGuard[UpToBijection]:
    """Whether it is a bijection after a piecewise-affine map."""
    return hasattr(activation, "equivalent")


def is_smooth(activation: Activation) -> TypeGuard[Smooth]:
    """Whether it has a derivative everywhere."""
    return hasattr(activation, "derivative")
