r"""Splitting a piece by which of its coordinates is the largest; ties go to the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq

from ibverify.activations._interface import Piece
from ibverify.polyhedra import Polytope, cut


def leaders(piece: Piece) -> Iterator[tuple[int, Polytope]]:
    """The polytopes on which one coordinate leads, with its index; they cover the piece up to measure zero."""
    waiting: list[tuple[Polytope, int, int]] = [(piece.polytope, 0, 1)]
    while waiting:
        polytope, leader, challenger = waiting.pop()
        if challenger == len(piece.rows):
            yield leader, polytope
            continue
        lead = tuple(a - b for a, b in zip(piece.rows[leader], piece.rows[challenger], strict=True))
        if not any(lead):  # equal on the whole polytope
            waiting.append((polytope, leader, challenger + 1))
            continue
        behind, ahead = cut(polytope, lead)
        if behind is not None:
            waiting.append((behind, challenger, challenger + 1))
        if ahead is not None:
            waiting.append((ahead, leader, challenger + 1))


def first_largest(point: Sequence[fmpq]) -> int:
    """The index of the largest coordinate, the first of equal ones."""
    return max(range(len(point)), key=lambda j: (point[j], -j))
