r"""The cells of a polytope under several hyperplanes, each with the signs of all the forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ibverify.polyhedra.cut import halves, values_at
from ibverify.polyhedra.polytope import Polytope, Row
from ibverify.polyhedra.ring import signs as signs_of

Signs = tuple[int, ...]


def refine(polytope: Polytope, rows: Sequence[Row]) -> Iterator[tuple[Signs, Polytope]]:
    r"""The full-dimensional parts on which every form keeps its sign, with the signs; 0 only for the zero form.

    Exact; the parts cover the polytope up to measure zero.

    >>> from flint import fmpq
    >>> from ibverify.polyhedra import box
    >>> [signs for signs, _ in refine(box([(fmpq(-1), fmpq(1))]), [(1, 0), (0, 0), (1, 5)])]
    [(-1, 0, 1), (1, 0, 1)]
    """
    proper = [i for i, row in enumerate(rows) if any(row)]
    waiting: list[tuple[list[int], list[int], Polytope]] = [([0] * len(rows), proper, polytope)]
    while waiting:
        signs, open_forms, part = waiting.pop()
        crossing: list[tuple[int, list[int], list[int]]] = []
        for i in open_forms:
            values = values_at(rows[i], part.vertices)
            sides = signs_of(values)
            if min(sides) >= 0:
                signs[i] = 1
            elif max(sides) <= 0:
                signs[i] = -1
            else:
                crossing.append((i, values, sides))
        if not crossing:
            yield tuple(signs), part
            continue
        # A form that keeps its sign on a part keeps it on what is cut from that: only the others are asked again.
        at, values, sides = crossing.pop()
        below, above = halves(part, rows[at], values, sides)
        open_forms, above_signs = [i for i, _, _ in crossing], signs.copy()
        signs[at], above_signs[at] = -1, 1
        waiting += [(above_signs, open_forms, above), (signs, open_forms, below)]
