r"""Labels with uniform laws on intervals, and differential entropies of densities that are constant on intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random
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


def drawn(draw: Random) -> Iterator[tuple[str, Sequence[Part]]]:
    """Three or four intervals of two labels, which may overlap."""
    for index in range(6):
        weights = [draw.randint(1, 4) for _ in range(draw.randint(3, 4))]
        starts = [draw.randint(-4, 4) for _ in weights]
        parts = [
            (label, fmpq(weight, sum(weights)), (fmpq(start, 2), fmpq(start + draw.randint(1, 6), 2)))
            for label, weight, start in zip("0101", weights, starts, strict=False)
        ]
        yield f"intervals {index + 1}", parts


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


def conditional_entropy(parts: Sequence[Part]) -> Value:
    r"""$h(X|Y) = \sum_y P(y)\, h(X|Y=y)$."""
    labels = sorted({label for label, _, _ in parts})
    groups = [[part for part in parts if part[0] == label] for label in labels]
    return total(sum((mass for _, mass, _ in own), fmpq(0)) * differential_entropy(own) for own in groups)


def some_atoms(draw: Random) -> Iterator[tuple[str, fmpq]]:
    """Masses of an atom."""
    for mass in (fmpq(1, 2), fmpq(1, 4), fmpq(1, 10), fmpq(draw.randint(1, 99), 100)):
        yield f"an atom of mass {mass}", mass


def with_an_atom(mass: fmpq) -> Law:
    """An atom at 0 of this mass, and the rest uniform on [0, 1]."""
    rest = ("0", 1 - mass, box.support([(fmpq(0), fmpq(1))]))
    return mixture([("0", mass, atom.support([fmpq(0)])), rest])
