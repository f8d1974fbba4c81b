r"""The cells of a polytope under several hyperplanes, each with the signs of all the forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ibverify.polyhedra.cut import cut
from ibverify.polyhedra.polytope import Polytope, Row

Signs = tuple[int, ...]


def refine(polytope: Polytope, rows: Sequence[Row]) -> Iterator[tuple[Signs, Polytope]]:
    r"""The full-dimensional parts on which every form keeps its sign, with the signs; 0 only for the zero form.

    Exact; the parts cover the polytope up to measure zero.

    >>> from flint import fmpq
    >>> from ibverify.polyhedra import box
    >>> [signs for signs, _ in refine(box([(fmpq(-1), fmpq(1))]), [(1, 0), (0, 0), (1, 5)])]
    [(-1, 0, 1), (1, 0, 1)]
    """
    waiting: list[tuple[Signs, Polytope]] = [((), polytope)]
    while waiting:
        signs, part = waiting.pop()
        for row in rows[len(signs) :]:
            if not any(row):
                signs = (*signs, 0)
                continue
            below, above = cut(part, row)
            if below is not None and above is not None:
                waiting.append(((*signs, 1), above))
            part, signs = (below, (*signs, -1)) if below is not None else (above or part, (*signs, 1))
        yield signs, part
