r"""Fig. 2: six functions of $x_1$ on four vertical strips $S_k = I_k \times [0, 1]$ with labels 0, 1, 0, 1.

The scan has no picture: this is a reconstruction that meets every sentence of the text about it. The picture of a
function is its knots: it is linear between them, constant outside, and realised by one hidden ReLU layer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from types import MappingProxyType

from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.errors import ProblemError
from ibverify.exact.rational import Exactly, rational
from ibverify.law import Law, mixture
from ibverify.network import Layer, Network
from ibverify.problem import Problem
from ibverify.readouts.threshold import readout as threshold

Knots = tuple[tuple[fmpq, fmpq], ...]
Places = Sequence[tuple[Exactly, Exactly, str]]  # intervals of x1, each with its label

UNIONS = tuple(numbers for count in (4, 3, 2, 1) for numbers in combinations((1, 2, 3, 4), count))
STRIPS = (("0", "1/7", "0"), ("2/7", "3/7", "1"), ("4/7", "5/7", "0"), ("6/7", "1", "1"))

KNOTS: Mapping[str, str] = MappingProxyType(
    {
        "f'_disc": "4/21:0 5/21:2/3 10/21:2/3 11/21:1/3 16/21:1/3 17/21:1",
        "f''_disc": "4/21:0 5/21:1/3 10/21:1/3 11/21:2/3 16/21:2/3 17/21:1",
        "f'''_disc": "1/7:0 61/420:2/3 3/7:2/3 181/420:1/3 5/7:1/3 43/60:1",
        "f'_cont": "0:0 1/7:1/5 2/7:3/5 3/7:4/5 4/7:1/5 5/7:2/5 6/7:4/5 1:1",
        "f''_cont": "0:0 1/7:1/5 2/7:1/5 3/7:2/5 4/7:3/5 5/7:4/5 6/7:4/5 1:1",
        "f'''_cont": "0:0 1/7:1/10 2/7:4/5 3/7:9/10 4/7:1/10 5/7:1/5 6/7:9/10 1:1",
    }
)
FUNCTIONS = tuple(KNOTS)


def knots(function: str) -> Knots:
    """The (x1, value) pairs of one of `FUNCTIONS`."""
    pairs = (pair.split(":") for pair in KNOTS[function].split())
    return tuple((rational(x), rational(y)) for x, y in pairs)


def interpolation(points: Knots, inputs: int = 2) -> Network:
    """The function of $x_1$ through these points, piecewise linear: a hidden ReLU neuron for each.

    >>> from ibverify.network import evaluate
    >>> evaluate(interpolation(knots("f'_disc")), [fmpq(3, 14), fmpq(0)])[-1]
    (1/3,)
    """
    slopes = [(y - y0) / (x - x0) for (x0, y0), (x, y) in pairwise(points)]
    turns = [after - before for before, after in zip([fmpq(0), *slopes], [*slopes, fmpq(0)], strict=True)]
    first = (fmpq(1), *(fmpq(0) for _ in range(inputs - 1)))
    hidden = Layer(tuple(first for _ in points), tuple(-x for x, _ in points), named("relu"))
    return Network(inputs, (hidden, Layer((tuple(turns),), (points[0][1],))))


def only(*numbers: int) -> Places:
    """The strips with these numbers, from 1."""
    return [STRIPS[k - 1] for k in numbers]


def merged() -> Law:
    """Two points outside of T, of both classes, at which f'_disc is 1/2; f''_disc tells them apart."""
    return law([("19/84", "19/84", "1"), ("1/2", "1/2", "0")])


def uniform_on(*numbers: int) -> str:
    """The law of `strips` in words, such as "X uniform on S1, S4"."""
    return "X uniform on " + ("T" if len(numbers) == 4 else ", ".join(f"S{k}" for k in numbers))


def law(places: Places = STRIPS, masses: Sequence[Exactly] | None = None, moved: Exactly = 0) -> Law:
    """X uniform over each place, times [0, 1] in $x_2$; of equal masses if none are given.

    `moved` widens each place to the left and right, by as much as noise may move $x_1$.
    """
    reach = rational(moved)
    shares = [fmpq(1, len(places)) for _ in places] if masses is None else [rational(m) for m in masses]
    return mixture(
        (label, share, box.support([(rational(low) - reach, rational(high) + reach), (fmpq(0), fmpq(1))]))
        for (low, high, label), share in zip(places, shares, strict=True)
    )


def strips(*numbers: int) -> Law:
    """X uniform on these strips, on all of them if none are named."""
    return law(only(*numbers) if numbers else STRIPS)


def problem(picture: str | Knots, on: Law | None = None, level: Exactly | None = None) -> Problem:
    """A function on a law, on the strips if none is given, thresholded at a level if one is given."""
    network = interpolation(knots(picture) if isinstance(picture, str) else picture)
    return Problem(strips() if on is None else on, network, None if level is None else threshold(rational(level)))


def on_unions(picture: str | Knots, level: Exactly | None = None) -> Iterator[tuple[tuple[int, ...], str, Problem]]:
    """For each union of strips its numbers, X uniform on it in words, and the function there."""
    for numbers in UNIONS:
        yield numbers, uniform_on(*numbers), problem(picture, strips(*numbers), level)


def margin(picture: str | Knots, places: Places = STRIPS, level: Exactly = "1/2") -> fmpq:
    r"""How far $x_1$ may be moved from these places before $\mathbb I[f > t]$ differs from the label: P4; exact.

    The distance from where the decision is wrong, so 0 on the wrong side of the boundary; the same in every p-norm, for
    the boundary is vertical too. Raises `ProblemError` for places of one class where the decision is never wrong.

    >>> margin("f'_disc"), margin("f''_disc")
    (5/84, 0)
    """
    points = knots(picture) if isinstance(picture, str) else picture
    ends = [(rational(low), rational(high), label == "0") for low, high, label in places]
    start = min(points[0][0], *(low for low, _, _ in ends)) - 1
    end = max(points[-1][0], *(high for _, high, _ in ends)) + 1
    through = ((start, points[0][1]), *points, (end, points[-1][1]))
    zero, at = fmpq(0), rational(level)
    found = [max(a - high, low - b, zero) for low, high, up in ends for a, b in _reached(through, at, up)]
    if not found:
        raise ProblemError("places", "the decision is wrong nowhere", "give places of both classes")
    return min(found)


def _reached(points: Knots, level: fmpq, above: bool) -> list[tuple[fmpq, fmpq]]:
    """The closures of the intervals of f > level, or of f <= level, one for each linear piece that meets it."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(points):
        g0, g1 = (y0 - level, y1 - level) if above else (level - y0, level - y1)
        if max(g0, g1) > 0 or (max(g0, g1) == 0 and not above):
            crossing = x0 if g0 == g1 else x0 + g0 / (g0 - g1) * (x1 - x0)
            found.append((x0 if g0 >= 0 else crossing, x1 if g1 >= 0 else crossing))
    return found
