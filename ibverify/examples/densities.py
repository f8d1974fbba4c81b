r"""Densities that are constant on the squares of side 1/2 in $[-1, 1]^2$, and their Darboux sums, (13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from random import Random
from typing import TypeAlias

from flint import fmpq

from ibverify.distributions import box
from ibverify.exact import Infinite, Value, log_value
from ibverify.law import Law, atoms, mixture
from ibverify.law.quantized import collision_entropy, quantized

Square: TypeAlias = tuple[int, int]  # its lower left corner, in units of its side
Masses: TypeAlias = Mapping[Square, fmpq]

SIDE = fmpq(1, 2)
UNEVEN: Masses = {(0, 0): fmpq(1, 3), (1, 0): fmpq(2, 3)}
HALF: Masses = {(0, 0): fmpq(1)}


def drawn(draw: Random) -> Iterator[tuple[str, Masses]]:
    """Masses of the 16 squares, some of them 0."""
    for index in range(4):
        weights = {(i, j): draw.randint(0, 3) for i, j in product(range(-2, 2), repeat=2)} | {(0, 0): 1}
        whole = sum(weights.values())
        yield f"masses {index + 1}", {z: fmpq(w, whole) for z, w in weights.items()}


def law_of(masses: Masses) -> Law:
    """The law with these masses, uniform on each square."""
    parts = (("0", mass, box.support([(k * SIDE, (k + 1) * SIDE) for k in square])) for square, mass in masses.items())
    return mixture(parts)


def excess(masses: Masses, m: int) -> Value:
    r"""$H^2([X]_m) - N \log m$."""
    return collision_entropy(quantized(law_of(masses), m)) - 2 * log_value(m)


def darboux(masses: Masses, m: int, choose: Callable[[Iterable[fmpq]], fmpq]) -> Value:
    r"""$-\log \sum m^{-N} f^2$ over the cubes of side 1/m, `choose` (min, max) the value of f on each."""
    squares = (choose(_values(masses, cube, m)) ** 2 for cube in product(range(-m, m), repeat=2))
    total = sum(squares, fmpq(0)) / m**2
    return -log_value(total) if total else Value(Infinite("on every cube the density vanishes somewhere"))


def means(masses: Masses, m: int) -> Iterator[tuple[Square, fmpq, fmpq, fmpq]]:
    """For each cube of positive probability: infimum, mean and supremum of the density on it."""
    for (x, y), own in atoms(quantized(law_of(masses), m)).items():
        cube = (int(x * m), int(y * m))
        values = _values(masses, cube, m)
        yield cube, min(values), sum(own.values(), fmpq(0)) * m**2, max(values)


def from_values(masses: Masses, m: int) -> Iterator[tuple[Square, fmpq]]:
    """For each cube of positive probability the distance from the mean of the density to its nearest value there."""
    for cube, _, mean, _ in means(masses, m):
        yield cube, min(abs(mean - value) for value in _values(masses, cube, m))


def _values(masses: Masses, cube: tuple[int, ...], m: int) -> list[fmpq]:
    """The values of the density on a cube, half-open; each square that it meets has one."""
    meets = [range((2 * k) // m, -((-2 * (k + 1)) // m)) for k in cube]
    return [4 * masses.get((i, j), fmpq(0)) for i, j in product(*meets)]
