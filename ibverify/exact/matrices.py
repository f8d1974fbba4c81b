"""Linear algebra on rows of ints, where FLINT does it, and of functions of parameters, by elimination.

Elimination divides, and asks for the signs of pivots alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flint import fmpq, fmpq_mat, fmpz_mat

from ibverify.exact.parametric import is_function

Rows = Sequence[Sequence[int]]


def integers(rows: Rows) -> fmpz_mat | None:
    """The matrix of ints; None if there are functions among the entries."""
    try:
        return fmpz_mat(rows)
    except TypeError:
        return None


def product(left: Rows, right: Rows) -> list[tuple[int, ...]]:
    """The matrix product. Exact."""
    one, two = integers(left), integers(right)
    if one is not None and two is not None:
        return [tuple(map(int, row)) for row in (one * two).tolist()]
    columns = list(zip(*right, strict=True))
    return [tuple([dot(row, column) for column in columns]) for row in left]


def dot(left: Sequence[Any], right: Sequence[Any]) -> Any:
    """The sum of the products, in the numbers of the two."""
    return sum([a * b for a, b in zip(left, right, strict=True)])


def determinant(rows: Rows) -> fmpq:
    """The determinant of a square matrix. Exact."""
    if (matrix := integers(rows)) is not None:
        return fmpq(matrix.det())
    _, pivots, scale = _eliminated(rows)
    return scale if len(pivots) == len(rows) else fmpq(0)


def rank(rows: Rows) -> int:
    """The rank. Exact."""
    matrix = integers(rows)
    return len(_eliminated(rows)[1]) if matrix is None else matrix.rank()


def reduced(rows: Rows) -> tuple[tuple[int, ...], list[list[fmpq]]]:
    """The pivot columns, and the rows of the reduced echelon form that are not 0. Exact.

    >>> reduced([(2, 4), (1, 2)])
    ((0,), [[1, 2]])
    """
    if (given := integers(rows)) is not None:
        matrix, denominator, size = given.rref()
        found = [[fmpq(x, denominator) for x in row] for row in matrix.tolist()[:size]]
        return tuple(next(j for j, x in enumerate(row) if x != 0) for row in found), found
    found, pivots, _ = _eliminated(rows)
    return tuple(pivots), found[: len(pivots)]


def inverse(rows: Rows) -> list[tuple[int, ...]]:
    """A positive multiple of the inverse of a square matrix; of ints, in ints. Raises ZeroDivisionError if singular."""
    if (matrix := integers(rows)) is not None:
        return [tuple(map(int, row)) for row in fmpq_mat(matrix).inv().numer_denom()[0].tolist()]
    size = len(rows)
    unit = [[int(i == j) for j in range(size)] for i in range(size)]
    pivots, found = reduced([[*row, *more] for row, more in zip(rows, unit, strict=True)])
    if pivots != tuple(range(size)):
        raise ZeroDivisionError("the matrix is singular")
    return [tuple(cast("list[int]", row[size:])) for row in found]


def _eliminated(rows: Rows) -> tuple[list[list[fmpq]], list[int], fmpq]:
    """The reduced echelon form, its pivots, and the determinant of the steps (up to rows without a pivot)."""
    matrix = [[_number(x) for x in row] for row in rows]
    pivots: list[int] = []
    scale = fmpq(1)
    for column in range(len(matrix[0])):
        top = len(pivots)
        found = next((i for i in range(top, len(matrix)) if matrix[i][column] != 0), None)
        if found is None:
            continue
        if found != top:
            matrix[top], matrix[found] = matrix[found], matrix[top]
            scale = -scale
        by = matrix[top][column]
        scale = scale * by
        matrix[top] = [x / by for x in matrix[top]]
        for i, row in enumerate(matrix):
            if i != top:
                factor = row[column]
                matrix[i] = [x - factor * y for x, y in zip(row, matrix[top], strict=True)]
        pivots.append(column)
    return matrix, pivots, scale


def _number(x: Any) -> fmpq:
    return x if is_function(x) else fmpq(x)
