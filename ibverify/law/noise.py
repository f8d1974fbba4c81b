r"""Independent uniform noise on $[-w, w]$, as more dimensions of the chart: no convolution is formed.

L + w U with U uniform on $[-1, 1]^n$ is an affine map of (chart, U): a cell with the density d on P becomes one with
the density $d / 2^n$ on $P \times [-1, 1]^n$, and w stands in the rows alone.

Main results: `with_noise`, for a law; `noise_step`, for the cells of a network on their way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flint import fmpq

from ibverify.activations import Piece, Row
from ibverify.activations.identity import ACTIVATION as IDENTITY
from ibverify.errors import UnsupportedLaw
from ibverify.exact.rational import common_denominator, multiple
from ibverify.law.cell import Cell, Law
from ibverify.law.push import Thread, step
from ibverify.law.reduced import lean, reduced
from ibverify.network import Network
from ibverify.polyhedra import Polytope
from ibverify.polyhedra.product import cube, product

MAX_DIMENSION = 6


def with_noise(law: Law, half_width: fmpq) -> Law:
    r"""The law of $L + \eta$, $\eta$ uniform on $[-w, w]^n$ and independent of (Y, L). Exact.

    Raises `UnsupportedLaw` for charts of more than `MAX_DIMENSION` dimensions.

    >>> from ibverify.distributions import atom
    >>> from ibverify.law import mixture
    >>> [cell] = with_noise(mixture([("0", fmpq(1), atom.support([fmpq(3)]))]), fmpq(1, 2)).cells
    >>> cell.image((-1, 1)), cell.image((1, 1)), cell.density
    ((5/2,), (7/2,), 1/2)
    """
    cells = []
    for cell in reduced(law).cells:
        polytope = _prism(cell.polytope, law.width)
        rows, denominator = _moved(cell.piece.rows, cell.piece.denominator, half_width)
        cells.append(Cell(cell.label, cell.density / 2**law.width, Piece(polytope, rows, denominator)))
    return replace(law, cells=tuple(cells))


def noise_step(network: Network, index: int, before: Iterable[Thread], half_width: fmpq) -> Iterator[Thread]:
    """The threads after a layer that adds noise to its affine map; exact. Raises as `with_noise` does."""
    width = network.width(index)
    for thread in map(_slim, step(network, index, before, IDENTITY)):
        polytope = _prism(thread.polytope, width)
        live = {i: (_widened(rows, width), d) for i, (rows, d) in thread.live.items()}
        noisy = {index: _moved(*thread.live[index], half_width)}
        yield Thread(thread.label, thread.density / 2**width, polytope, live | noisy)


def _prism(polytope: Polytope, width: int) -> Polytope:
    if polytope.dimension + width > MAX_DIMENSION:
        what = f"noise on {width} neurons makes a chart of dimension {polytope.dimension + width}"
        raise UnsupportedLaw("", what, "add noise to fewer neurons, or read fewer inputs")
    return product(polytope, cube(width))


def _slim(thread: Thread) -> Thread:
    """The thread without the coordinates that none of its layers reads."""
    found = lean(thread.polytope, [row for rows, _ in thread.live.values() for row in rows])
    if found is None:
        return thread
    polytope, rows, factor = found
    remaining = iter(rows)
    live = {i: (tuple(next(remaining) for _ in own), d) for i, (own, d) in thread.live.items()}
    return Thread(thread.label, thread.density * factor, polytope, live)


def _widened(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    """The rows on a chart with so many more coordinates, which they do not read."""
    return tuple((*row[:-1], *(0 for _ in range(width)), row[-1]) for row in rows)


def _moved(rows: Sequence[Row], denominator: int, half_width: fmpq) -> tuple[tuple[Row, ...], int]:
    """Each row plus w times a coordinate of its own, and their denominator."""
    q = common_denominator([half_width])
    size = multiple(half_width, q) * denominator
    unit = [[size if i == j else 0 for j in range(len(rows))] for i in range(len(rows))]
    moved = tuple((*(q * a for a in row[:-1]), *own, q * row[-1]) for row, own in zip(rows, unit, strict=True))
    return moved, q * denominator
