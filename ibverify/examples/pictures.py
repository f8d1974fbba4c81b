r"""Other pictures than the reconstruction of Fig. 2, drawn at random: their knots.

What the text says of its functions, and so all that a picture has to meet: on T the output of $f'_{disc}$ and of
$f''_{disc}$ tells the strips apart; $f'$ is above 1/2 on the strips of class 1 alone, $f''$ on one strip of each class
(Sec. 5.1); images of different classes touch under $f''_{cont}$ and not under $f'_{cont}$; $f'''$ is $f'$ on T and
steep outside. The strips may follow each other in any order along the line of values: `SIMPLE` and `MIXED` list them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from random import Random

from flint import fmpq

from ibverify.exact.rational import rational
from ibverify.examples.fig2 import STRIPS, Knots

Pair = tuple[Knots, Knots]
Image = tuple[fmpq, fmpq]

SIMPLE = [order for order in permutations(range(4)) if {order[0], order[1]} == {0, 2}]  # both strips of class 0 lowest
MIXED = [order for order in permutations(range(4)) if (order[0] - order[1]) % 2]  # one strip of each class lowest

_DENOMINATOR = 1000


def _values(draw: Random, low: int, high: int, count: int) -> list[fmpq]:
    """So many different numbers from low/1000 to high/1000, increasing."""
    return [fmpq(n, _DENOMINATOR) for n in sorted(draw.sample(range(low, high + 1), count))]


def disc(draw: Random) -> Iterator[tuple[str, Pair]]:
    """Pairs like f'_disc and f''_disc, constant on each strip: one for each order of f'', and every order of f'."""
    for i, mixed in enumerate(MIXED):
        pair = (_steps(draw, SIMPLE[i % len(SIMPLE)]), _steps(draw, mixed))
        yield _name(mixed), pair


def cont(draw: Random) -> Iterator[tuple[str, Pair]]:
    """Pairs like f'_cont and f''_cont, strictly monotone on each strip, in either direction; orders as for `disc`."""
    for i, mixed in enumerate(MIXED):
        (a, b, c, d), (e, f, g, h) = _values(draw, 0, 500, 4), _values(draw, 501, 1000, 4)
        apart = _ramps(draw, SIMPLE[i % len(SIMPLE)], [(a, b), (c, d), (e, f), (g, h)])
        yield _name(mixed), (apart, _ramps(draw, mixed, [(a, b), (b, c), (e, f), (f, g)]))


def steep(draw: Random) -> Iterator[tuple[str, Pair]]:
    """Eight pairs like f'_disc and f'''_disc that cross 1/2 once in each gap: f' midway, f''' beside an end."""
    for i in range(8):
        values = _in_order(SIMPLE[i % len(SIMPLE)], _values(draw, 0, 499, 2) + _values(draw, 501, 1000, 2))
        sides = [draw.choice(("left", "right")) for _ in range(3)]
        yield (
            f"picture {i + 1}, f''' steep at the {', '.join(sides)} of the gaps",
            (_gentle(values), _abrupt(values, sides)),
        )


def steep_on_both_sides() -> Knots:
    """An f''' for f'_disc that crosses 1/2 three times in each gap, beside its two ends and between."""
    values = [fmpq(0), fmpq(2, 3), fmpq(1, 3), fmpq(1)]
    points: list[Image] = []
    for left, right, here, there in _gaps(values):
        step = (right - left) / 100
        points += [(left, here), (left + step, there), (right - step, here), (right, there)]
    return tuple(points)


def _name(order: Sequence[int]) -> str:
    return "strips in the order " + ", ".join(str(k + 1) for k in order)


def _in_order(order: Sequence[int], values: Sequence[fmpq]) -> list[fmpq]:
    """The value of each strip, when they are given from the lowest to the highest."""
    return [values[order.index(k)] for k in range(4)]


def _steps(draw: Random, order: Sequence[int]) -> Knots:
    values = _values(draw, 0, 500, 2) + _values(draw, 501, 1000, 2)
    return _through([(v, v) for v in _in_order(order, values)])


def _ramps(draw: Random, order: Sequence[int], images: Sequence[Image]) -> Knots:
    turned = [image if draw.random() < 0.5 else image[::-1] for image in images]
    return _through([turned[order.index(k)] for k in range(4)])


def _through(images: Sequence[Image]) -> Knots:
    """The function that runs through these images on the strips, and is linear between them."""
    ends = (zip((low, high), image, strict=True) for (low, high, _), image in zip(STRIPS, images, strict=True))
    return tuple((rational(x), y) for pairs in ends for x, y in pairs)


def _gaps(values: Sequence[fmpq]) -> Iterator[tuple[fmpq, fmpq, fmpq, fmpq]]:
    """The ends of each gap, and the values of the strips on its two sides."""
    for k in range(3):
        yield rational(STRIPS[k][1]), rational(STRIPS[k + 1][0]), values[k], values[k + 1]


def _gentle(values: Sequence[fmpq]) -> Knots:
    """Constant on the strips and near them; linear in the middle third of each gap."""
    points: list[Image] = []
    for left, right, here, there in _gaps(values):
        third = (right - left) / 3
        points += [(left + third, here), (right - third, there)]
    return tuple(points)


def _abrupt(values: Sequence[fmpq], sides: Sequence[str]) -> Knots:
    """Constant on the strips; linear in the first or the last hundredth of each gap."""
    points: list[Image] = []
    for (left, right, here, there), side in zip(_gaps(values), sides, strict=True):
        step = (right - left) / 100
        ends = (left, left + step) if side == "left" else (right - step, right)
        points += zip(ends, (here, there), strict=True)
    return tuple(points)
