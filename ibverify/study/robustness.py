r"""P4 as numbers: the error under noise at the input, and how much a small change of the input can change the output.

Both are computed in the chart of (X, d), with d the noise, or the change: one polytope, cut at the kinks that the
network has at X + d. Only inputs that the output depends on are moved. Main results: `error_under_noise`,
`sensitivity`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq

from ibverify.activations import Piece
from ibverify.errors import InputError, shown
from ibverify.exact.rational import Exactly, rational
from ibverify.law import Cell, Law, push
from ibverify.law.noise import with_noise
from ibverify.network import Network
from ibverify.polyhedra import Polytope, box, from_points
from ibverify.polyhedra.product import product
from ibverify.problem import Problem, refuse_noise
from ibverify.study.decision import decision, right
from ibverify.study.relevant import admit, relevant


def error_under_noise(problem: Problem, radius: Exactly) -> fmpq:
    r"""$P(D(X + \eta) \ne Y)$ with $\eta$ uniform on $[-r, r]^N$ and independent of (X, Y), D the problem's decision.

    Exact; the plain `error` for r = 0. Raises `InputError` for a negative radius, `UnsupportedLaw` if X and the noise
    that D depends on have a dimension above `MAX_DIMENSION` together, and what `decision` raises. Source: P4 of Sec. 3.

    >>> from ibverify.examples import fig3
    >>> error_under_noise(fig3.problem("f_II", "1/10", level="1/4"), "1/4")  # Y = 0: E[x2] / (1/2) = 1/10
    1/20
    """
    size = _size(radius)
    law, network = decision(problem)
    if size:
        _admit(law)
        law = with_noise(law, size)
    return 1 - sum(right(law, network).values(), fmpq(0))


def sensitivity(problem: Problem, radius: Exactly, norm: str = "inf") -> fmpq:
    r"""$\sup \|f(x + d) - f(x)\|_\infty$ over x in the support of X and $\|d\| \le r$, f the last layer.

    Exact, for d in the maximum norm or the 1-norm; the readout, if any, is left aside. If f jumps, this is the
    essential supremum over x and d: what f is on sets of probability 0 does not count. Raises `InputError` for a
    negative radius and for another norm, `UnsupportedLaw` as `error_under_noise` does, `UnsupportedNetwork` for smooth
    layers, `UnsupportedError` for layers with noise. Source: P4 of Sec. 3.

    >>> from ibverify.examples import fig3
    >>> [sensitivity(fig3.problem(f, "1/10"), "1/20") for f in ("f_I", "f_II")]  # |w|_1 r
    [1/10, 1/20]
    """
    size = _size(radius)
    if norm not in ("1", "inf"):
        what = f"{shown(norm)} is no norm of d here"
        raise InputError("norm", what, 'use "1" or "inf"; what they give encloses the 2-norm\'s')
    refuse_noise(problem, "the sensitivity")
    law, network = relevant(problem.law, problem.network)
    if size == 0:
        return size
    _admit(law)
    ball = _ball(law.width, size, norm)
    return max(change for cell in law.cells for change in _changes(network, cell.piece, ball))


def _size(radius: Exactly) -> fmpq:
    size = rational(radius, "radius")
    if size < 0:
        raise InputError("radius", f"{shown(size)} is negative", "give 0 or more")
    return size


def _admit(law: Law) -> None:
    admit(max(cell.dimension for cell in law.cells) + law.width, "what (X, d) is on, d the change of the input,")


def _ball(dimension: int, radius: fmpq, norm: str) -> Polytope:
    """The d of at most this norm."""
    if norm == "inf":
        return box([(-radius, radius)] * dimension)
    corners = [
        [r if i == j else fmpq(0) for j in range(dimension)] for i in range(dimension) for r in (-radius, radius)
    ]
    return from_points(corners)[1]


def _changes(network: Network, support: Piece, ball: Polytope) -> Iterator[fmpq]:
    """The largest coordinate of |f(x + d) - f(x)| on each piece of (x, d) on which it is affine."""
    n = ball.dimension
    for here in _through(network, support):
        # The support's rows hold on the part of its chart as well.
        moved = [(*x[:-1], *d, x[-1]) for x, d in zip(support.rows, _scaled_unit(n, support.denominator), strict=True)]
        both = Piece(product(here.polytope, ball), tuple(moved), support.denominator)
        before = [(*row[:-1], *(0 for _ in range(n)), row[-1]) for row in here.rows]
        for there in _through(network, both):
            for one, other in zip(before, there.rows, strict=True):
                change = [there.denominator * a - here.denominator * b for a, b in zip(one, other, strict=True)]
                scale = here.denominator * there.denominator
                yield max(abs(fmpq(_value(change, v), scale * v[-1])) for v in there.polytope.vertices)


def _through(network: Network, piece: Piece) -> Iterator[Piece]:
    """The network after a piece's affine map, as pieces."""
    law = Law(len(piece.rows), (Cell("", fmpq(1), piece),), {})
    return (cell.piece for cell in push(network, law)[-1].cells)


def _scaled_unit(n: int, scale: int) -> list[list[int]]:
    return [[scale if i == j else 0 for j in range(n)] for i in range(n)]


def _value(row: Sequence[int], vertex: Sequence[int]) -> int:
    return sum(map(int.__mul__, row, vertex))
