r"""Labels with uniform laws on intervals, and differential entropies of densities that are constant on intervals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from flint import fmpq

from ibverify.distributions import atom, box
from ibverify.exact import Value, log_value, total
from ibverify.law import Law, mixture

Part: TypeAlias = tuple[str, fmpq, tuple[fmpq, fmpq]]  # label, mass, interval

APART: Sequence[Part] = [
    ("0", fmpq(1, 2), (fmpq(0), fmpq(1))),
    ("1", fmpq(1, 2), (fmpq(2), fmpq(3))),
]
TOUCHING: Sequence[Part] = [
    ("0", fmpq(1, 2), (fmpq(0), fmpq(1))),
    ("1", fmpq(1, 2), (fmpq(1), fmpq(2))),
]
CLUSTERS: Sequence[Part] = [  # each narrower than the gap
    ("0", fmpq(1, 2), (fmpq(0), fmpq(1, 4))),
    ("1", fmpq(1, 2), (fmpq(3, 4), fmpq(1))),
]
UNIFORM: Sequence[Part] = [("0", fmpq(1), (fmpq(0), fmpq(1)))]  # of noise, as the next
STEP: Sequence[Part] = [("0", fmpq(1, 4), (fmpq(0), fmpq(1, 2))), ("0", fmpq(3, 4), (fmpq(1, 2), fmpq(1)))]


MASSES = (fmpq(1, 2), fmpq(1, 4), fmpq(1, 10), fmpq(9, 10))  # of an atom


def noisy(places: Sequence[fmpq], noise: Sequence[Part]) -> Sequence[Part]:
    """The law of a place, which is the label and has any of these with equal probability, plus independent noise."""
    return [
        (str(index), mass / len(places), (place + low, place + high))
        for index, place in enumerate(places)
        for _, mass, (low, high) in noise
    ]


def law_of(parts: Sequence[Part]) -> Law:
    """The joint law of label and point."""
    return mixture([(label, mass, box.support([sides])) for label, mass, sides in parts])


def differential_entropy(parts: Sequence[Part]) -> Value:
    r"""$h = -\int f \log f$ of the law of the point, the masses scaled to 1; in nats."""
    whole = sum((mass for _, mass, _ in parts), fmpq(0))
    ends = sorted({end for _, _, sides in parts for end in sides})
    found = []
    for a, b in pairwise(ends):
        density = sum((m / (high - low) / whole for _, m, (low, high) in parts if low <= a and b <= high), fmpq(0))
        if density:
            found.append(-(b - a) * density * log_value(density))
    return total(found)


def with_an_atom(mass: fmpq) -> Law:
    """An atom at 0 of this mass, and the rest uniform on [0, 1]."""
    rest = ("0", 1 - mass, box.support([(fmpq(0), fmpq(1))]))
    return mixture([("0", mass, atom.support([fmpq(0)])), rest])
