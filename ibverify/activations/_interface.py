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
from typing import Protocol, TypeAlias, runtime_checkable

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


@runtime_checkable
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


@runtime_checkable
class PiecewiseAffine(Activation, Protocol):
    """An activation that is affine on each of finitely many polyhedra, with rational coefficients."""

    def at(self, point: Sequence[fmpq]) -> tuple[fmpq, ...]:
        """The exact value at a point."""

    def values(self, inputs: int) -> int | None:
        """How many values it has at most, for this many inputs; None if they are not finitely many."""

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """The activation after the piece's affine map: full-dimensional pieces that cover it up to measure zero."""


@runtime_checkable
class UpToBijection(Activation, Protocol):
    """An activation that is some bijection applied after a piecewise-affine map."""

    @property
    def equivalent(self) -> PiecewiseAffine:
        """The piecewise-affine map from whose value this one's can be computed, and the reverse."""

    def pulled_back(self, after: PiecewiseAffine) -> PiecewiseAffine | None:
        """The map of the pre-activations that equals `after` of the outputs; None if it is not piecewise affine."""


@runtime_checkable
class Smooth(UpToBijection, Protocol):
    """An analytic activation, coordinate by coordinate, strictly increasing."""

    def derivative(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """Rigorous enclosures of the derivatives, coordinate by coordinate."""
