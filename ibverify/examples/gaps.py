r"""The ramp of Fig. 1 and a step on the four intervals of (c): where I(X;L) changes with the parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from flint import fmpq

from ibverify.exact import Infinite, Value, rational
from ibverify.examples import fig1
from ibverify.examples.thresholds import compression, distinct, entropy
from ibverify.ledger import Check, check
from ibverify.network import evaluate
from ibverify.study.analyze import analyze

STARTS = tuple(fmpq(k, 25) for k in range(26))
RISES = tuple(map(rational, ("1/10", "1/2")))
COUNT = 8
INSIDE = ("1/10", "3/20")  # the first interval
GAPS = (("3/20", "7/20"), ("2/5", "3/5"), ("13/20", "17/20"))


def split(a: fmpq, b: fmpq) -> Value:
    """I(X;L) of the ramp, from its outputs at the ends of the intervals alone.

    As it is monotone, it is constant on an interval if these are equal. The intervals with equal outputs are one atom.

    >>> split(fmpq(1, 5), fmpq(1, 10)) == entropy("1/8", "7/8")
    True
    """
    masses: dict[fmpq, fmpq] = {}
    for ends, (_, mass, _) in zip(fig1.INTERVALS, fig1.POINTS, strict=True):
        low, high = (evaluate(fig1.ramp(a, b), [rational(end)])[-1][0] for end in ends)
        if low != high:
            return Value(Infinite("the ramp rises on a part of the support"))
        masses[low] = masses.get(low, fmpq(0)) + rational(mass)
    return entropy(*masses.values())


def partitions(numbers: Sequence[int]) -> Iterator[list[list[int]]]:
    """All partitions of a list of different numbers into blocks.

    >>> len(list(partitions([1, 2, 3, 4])))
    15
    """
    if not numbers:
        yield []
        return
    first, *rest = numbers
    for blocks in partitions(rest):
        yield [[first], *blocks]
        yield from ([[first, *block] if block is own else own for own in blocks] for block in blocks)


def with_entropy(value: Value) -> int:
    """How many partitions of the four intervals have this entropy."""
    masses = [rational(mass) for _, mass, _ in fig1.POINTS]
    sums = ([sum((masses[k] for k in block), fmpq(0)) for block in blocks] for blocks in partitions(range(4)))
    return sum(entropy(*own) == value for own in sums)


def ramps() -> Iterator[Check]:
    """I(X;L) of each ramp of the grid is what its outputs at the ends say."""
    law = fig1.continuous()
    for a, b in product(STARTS, RISES):
        found = analyze(fig1.problem(law, a, b)).layers[-1].compression
        yield check("I(X;L) as the outputs at the ends say", found, "==", split(a, b), f"a = {a}, b = {b}")


def values_of_step(ends: tuple[str, str]) -> int:
    """How many values I(X;L) takes at `COUNT` thresholds of a step in the interior of an interval."""
    law, low, high = fig1.continuous(), *map(rational, ends)
    inside = (low + (high - low) * fmpq(k, COUNT + 1) for k in range(1, COUNT + 1))
    return distinct([compression(a, law) for a in inside])
