"""The uniform law on a product of intervals [low, high]; one of length 0 fixes its coordinate."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from ibverify.activations import Piece
from ibverify.distributions._chart import admit
from ibverify.errors import ProblemError
from ibverify.exact.parametric import is_function
from ibverify.exact.rational import common_denominator, multiple
from ibverify.polyhedra import box

DEPTH = 2  # a list of pairs


def support(intervals: Sequence[Sequence[fmpq]]) -> Piece:
    """The box of these intervals, in the chart of its coordinates of positive length. Raises `ProblemError`."""
    for i, interval in enumerate(intervals):
        if len(interval) != 2:
            raise ProblemError(f"box[{i}]", f"{len(interval)} numbers", "give the two ends of an interval")
        if interval[0] > interval[1]:
            what = f"the interval [{interval[0]}, {interval[1]}] is empty"
            raise ProblemError(f"box[{i}]", what, "exchange its ends")
    free = [i for i, (low, high) in enumerate(intervals) if low < high]
    admit(len(free), "box")
    if any(is_function(x) for interval in intervals for x in interval):
        return _stretched(intervals, free)
    denominator = common_denominator([low for low, _ in intervals])
    rows = []
    for i, (low, _) in enumerate(intervals):
        row = [denominator if i == j else 0 for j in free]
        rows.append((*row, 0 if i in free else multiple(low, denominator)))
    return Piece(box([(intervals[i][0], intervals[i][1]) for i in free]), tuple(rows), denominator)


def _stretched(intervals: Sequence[Sequence[fmpq]], free: Sequence[int]) -> Piece:
    """The box as the image of a cube: parameters are in the map, not in the chart."""
    lows = [low for low, _ in intervals]
    lengths = [intervals[i][1] - intervals[i][0] for i in free]
    denominator = common_denominator([*lows, *lengths])
    rows = [
        (*(multiple(length, denominator) if i == j else 0 for j, length in zip(free, lengths, strict=True)), offset)
        for i, offset in enumerate(multiple(low, denominator) for low in lows)
    ]
    return Piece(box([(fmpq(0), fmpq(1))] * len(free)), tuple(rows), denominator)
