r"""What an activation without pieces says of itself, at probes in balls: a rigorous refutation, and no proof.

A difference quotient at two probes lies in the range of the derivative between them (mean value theorem), so that their
balls overlap unless one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations, product

from flint import arb, fmpq

from ibverify.activations import Smooth, UpToBijection, is_smooth
from ibverify.exact.rational import parse_rational
from ibverify.law import Point
from ibverify.readouts import argmax, threshold
from ibverify.testing.violation import shown_point

STEP = fmpq(1, 1000)
NARROW = fmpq(1, 2**60)
NEAR = fmpq(99, 100)  # how much of its Lipschitz constant an activation has to reach at some probe
LEVELS = (fmpq(-1), fmpq(0), fmpq(1, 2), fmpq(1))


def violations(activation: UpToBijection, dimensions: Sequence[int], radius: fmpq) -> Iterator[str]:
    """Sentences, one for each clause of the contract that a probe refutes."""
    for n in dimensions:
        probes = _probes(n, radius)
        yield from _information(activation, probes)
        yield from _continuity(activation, probes)
        yield from _pulled_back(activation, probes)
        if is_smooth(activation):
            yield from _derivative(activation, probes)
    if activation.facts["injective"] != activation.equivalent.facts["injective"]:
        yield f"it is said that injective is {activation.facts['injective']}, against the map that it is equivalent to"
    yield from _lipschitz(activation, [probe for n in dimensions for probe in _probes(n, radius)])


def _probes(n: int, radius: fmpq) -> list[Point]:
    inner = (fmpq(0), fmpq(1), fmpq(-2, 3), fmpq(1, 2))
    return list(product((*inner, -radius, radius) if n == 1 else inner[: 5 - n], repeat=n))


def _at(activation: UpToBijection, point: Sequence[fmpq]) -> tuple[arb, ...]:
    return activation.ball([arb(x) for x in point])


def _information(activation: UpToBijection, probes: Sequence[Point]) -> Iterator[str]:
    """Two points have one value exactly if they have one value of the equivalent map."""
    for a, b in combinations(probes, 2):
        apart = not all(x.overlaps(y) for x, y in zip(_at(activation, a), _at(activation, b), strict=True))
        if apart == (activation.equivalent.at(a) == activation.equivalent.at(b)):
            verb = "tells apart" if apart else "does not tell apart"
            yield f"it {verb} {shown_point(a)} and {shown_point(b)}, against the map that it is equivalent to"


def _continuity(activation: UpToBijection, probes: Sequence[Point]) -> Iterator[str]:
    """Wider balls hold the values inside; narrow balls have narrow images."""
    for point in probes:
        values = _at(activation, point)
        if len(values) != activation.width(len(point)):
            yield f"at {shown_point(point)} it has {len(values)} values, and a width of {activation.width(len(point))}"
        for around in (STEP, fmpq(1, 2), fmpq(3)):
            wide = activation.ball([arb(x - around / 2, around) for x in point])
            if not all(x.overlaps(y) for x, y in zip(wide, values, strict=True)):
                yield f"a ball of radius {around} that holds {shown_point(point)} misses the value"
        narrow = activation.ball([arb(x, NARROW) for x in point])
        if activation.facts["continuous"] and any(x.rad() > arb(STEP) for x in narrow):
            yield f"it is said to be continuous, and a narrow ball around {shown_point(point)} has a wide image"


def _derivative(activation: Smooth, probes: Sequence[Point]) -> Iterator[str]:
    for point in probes:
        if not all(slope > 0 for slope in activation.derivative([arb(x) for x in point])):
            yield f"the derivative at {shown_point(point)} is not positive"
        after = _at(activation, [x + STEP for x in point])
        between = activation.derivative([arb(x + STEP / 2, STEP / 2) for x in point])
        for x, y, slope in zip(_at(activation, point), after, between, strict=True):
            quotient = (y - x) / arb(STEP)
            if not slope.overlaps(quotient):
                yield f"the derivative near {shown_point(point)} is {slope}, the difference quotient {quotient}"


def _lipschitz(activation: UpToBijection, probes: Sequence[Point]) -> Iterator[str]:
    """No difference quotient is above the constant, and one is nearly as large."""
    if not isinstance(stated := activation.facts["lipschitz"], str):
        return
    constant, steepest = parse_rational(stated), arb(0)
    for point in probes:
        for signs in product((-1, 1), repeat=len(point)):
            after = _at(activation, [x + sign * STEP for x, sign in zip(point, signs, strict=True)])
            moves = [abs(y - x) for x, y in zip(_at(activation, point), after, strict=True)]
            steepest = arb.max(steepest, reduce(arb.max, moves) / arb(STEP))
    if steepest > arb(constant):
        yield f"its Lipschitz constant is said to be {constant}, and a difference quotient is {steepest}"
    if steepest < arb(NEAR * constant):
        yield f"its Lipschitz constant is said to be {constant}, and no difference quotient is above {steepest}"


def _pulled_back(activation: UpToBijection, probes: Sequence[Point]) -> Iterator[str]:
    """A readout of the values, as a map of the pre-activations, has the values of the readout."""
    for after in (argmax.readout(), *map(threshold.readout, LEVELS)):
        pulled = activation.pulled_back(after)
        if pulled is None:
            continue
        for point in probes:
            pairs = zip(after.ball(_at(activation, point)), pulled.at(point), strict=True)
            if not all(ball.contains(value) for ball, value in pairs):
                yield f"{after.name} pulled back is {shown_point(pulled.at(point))} at {shown_point(point)}, and wrong"
