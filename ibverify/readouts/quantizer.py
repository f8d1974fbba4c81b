r"""The number, from 0, of each coordinate's bin: equal bins of a range, closed on the left, the outer ones unbounded.

The quantizers $Q_L$ and $Q'_L$ of Sec. 5.4. Main result: `readout`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from flint import arb, fmpq

from ibverify.activations import Piece
from ibverify.activations._interface import Facts
from ibverify.activations._piecewise import PiecewiseLinear, facts, piece
from ibverify.errors import ProblemError
from ibverify.exact.printing import short

FIELDS: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "levels": (0, "The number of bins, from 1 on."),
        "range": (1, "The two ends of the range that is divided into equal bins; the outer ones go on beyond it."),
    }
)
MAX_LEVELS = 1000


@dataclass(frozen=True, slots=True)
class Quantizer:
    """Coordinate by coordinate, how many of the inner ends of bins are at most x.

    `mirrored` is the same function of -x: its segments are closed on the right.
    """

    mirrored: PiecewiseLinear
    name: str = "quantizer"

    @property
    def parameters(self) -> Mapping[str, fmpq]:
        """None: a readout is no activation that a problem file could name."""
        return {}

    @property
    def facts(self) -> Facts:
        """It jumps from bin to bin."""
        return self.mirrored.facts

    @property
    def latex(self) -> str:
        """The quantizer's letter."""
        return "Q"

    def width(self, inputs: int) -> int:
        """As many outputs as inputs."""
        return inputs

    def at(self, point: Sequence[fmpq]) -> tuple[fmpq, ...]:
        """The number of each coordinate's bin."""
        return self.mirrored.at([-x for x in point])

    def values(self, inputs: int) -> int:
        """As many as bins, for each coordinate."""
        count: int = len(self.mirrored.segments) ** inputs
        return count

    def ball(self, point: Sequence[arb]) -> tuple[arb, ...]:
        """The hull of the bins that the ball may meet."""
        return self.mirrored.ball([-x for x in point])

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """Cut at the ends of bins."""
        return self.mirrored.pieces(replace(piece, rows=tuple(tuple(-a for a in row) for row in piece.rows)))


def readout(data: Mapping[str, fmpq | Sequence[fmpq]]) -> Quantizer:
    """The quantizer of `{"levels": k, "range": [low, high]}`. Raises `ProblemError` for no bins or no range.

    >>> four = readout({"levels": fmpq(4), "range": [fmpq(0), fmpq(1)]})
    >>> four.at([fmpq(-3), fmpq(1, 4), fmpq(1, 2), fmpq(9, 10), fmpq(2)])
    (0, 1, 2, 3, 3)
    """
    levels, ends = data["levels"], data["range"]
    if isinstance(ends, fmpq) or len(ends) != 2 or not ends[0] < ends[1]:
        shown = short(ends, 60) if isinstance(ends, fmpq) else f"[{', '.join(short(x, 30) for x in ends)}]"
        raise ProblemError("range", f"{shown} is no range", "give a low end and a higher one")
    if not isinstance(levels, fmpq) or levels.q != 1 or not 1 <= levels <= MAX_LEVELS:
        what = f"{'a list' if isinstance(levels, Sequence) else short(levels, 60)} is no number of bins"
        raise ProblemError("levels", what, f"give an integer from 1 to {MAX_LEVELS}")
    low, high = ends
    count = int(levels.p)
    inner = [low + k * (high - low) / count for k in range(1, count)]
    falling = [piece(upto=-end, value=k) for k, end in zip(range(count - 1, 0, -1), reversed(inner), strict=True)]
    return Quantizer(
        PiecewiseLinear(
            name="mirrored quantizer",
            segments=(*falling, piece(value=0)),
            facts=facts(continuous=not inner, injective=False, lipschitz=None if inner else "0"),
            latex=r"Q(-\cdot)",
        )
    )
