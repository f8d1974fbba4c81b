r"""All information of one law: entropy, mutual information with the input and with the label, dimensions.

For a deterministic network $I(X;L) = H(L)$ (footnote 1). It is infinite as soon as some mass of L is not atomic, and
$I(Y;L) = H(Y) - H(Y|L)$ is finite always (Sec. 4.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flint import fmpq

from ibverify.errors import InputError, shown
from ibverify.exact import Infinite, Value, between, clipped
from ibverify.exact.loglinear import add_all, entropy_form
from ibverify.exact.loglinear import total as log_total
from ibverify.exact.printing import brief, short
from ibverify.exact.value import total
from ibverify.information.conditional import of_masses, of_stratum, terms_of_masses
from ibverify.information.points import Partition
from ibverify.law.cell import Label, Law
from ibverify.law.strata import group_masses, strata

BITS = 128
WHY = "some pairs of outputs cannot be told apart, and may be equal; ask for an earlier layer, or use these bounds"


@dataclass(frozen=True, slots=True)
class Information:
    r"""The information of a law of (Y, L), in nats.

    `dimensions` maps the rank r of the image to the mass that is carried onto r-dimensional pieces, and `atoms` counts
    the points of positive mass; None where they are not known, behind a smooth activation. `information_dimension` is
    the Renyi information dimension, $\sum_r r \cdot$ mass; source: (18).
    """

    width: int
    atoms: int | None
    dimensions: Mapping[int, fmpq] | None
    information_dimension: Value
    entropy: Value
    compression: Value
    precision: Value

    @property
    def atomic_mass(self) -> fmpq | None:
        """The mass on points."""
        return None if self.dimensions is None else self.dimensions.get(0, fmpq(0))

    def mutual_information(self, of: str) -> Value:
        """I(X;L) for "X", I(Y;L) for "Y"; in nats. Raises `InputError` for another name."""
        if of not in ("X", "Y"):
            raise InputError("", f"{shown(of)} is no variable here", 'ask for "X", the input, or "Y", the label')
        return self.compression if of == "X" else self.precision

    def functional(self, beta: fmpq) -> Value:
        r"""The information bottleneck functional $I(X;L) - \beta I(Y;L)$ of (1)."""
        return self.compression - self.precision * beta

    def __repr__(self) -> str:
        return f"<Information: I(X;L) = {brief(self.compression)}, I(Y;L) = {brief(self.precision)}>"


def label_entropy(law: Law) -> Value:
    """H(Y) of the label, in nats; exact."""
    return Value(entropy_form(law.label_masses.values()))


def information(law: Law) -> Information:
    """The information of a law of (Y, L), L a function of X. Exact where a closed form exists, else enclosed."""
    parts = strata(law)
    ranks = sorted({stratum.rank for stratum in parts.continuous})
    of_rank = [[cell for s in parts.continuous if s.rank == r for cell in s.cells] for r in ranks]
    masses = group_masses(law, [*(cells for _, cells in parts.atoms), *of_rank])
    atoms, spread = masses[: len(parts.atoms)], masses[len(parts.atoms) :]
    dimensions = {r: sum(own.values(), fmpq(0)) for r, own in zip(ranks, spread, strict=True)}
    if atoms:
        dimensions = {0: 1 - sum(dimensions.values(), fmpq(0)), **dimensions}
    entropy = _entropy(dimensions, [sum(own.values(), fmpq(0)) for own in atoms])
    of_labels = [(-mass, mass) for mass in law.label_masses.values()]
    unknown = [(-factor, mass) for own in atoms for factor, mass in terms_of_masses(own.values())]
    precision = Value(log_total(of_labels + unknown))
    if parts.continuous:
        left = total([precision, *(-of_stratum(stratum) for stratum in parts.continuous)])
        precision = left if left.is_exact else clipped(left, fmpq(0), label_entropy(law).interval(BITS)[1])
    dimension = Value(sum((r * mass for r, mass in dimensions.items()), fmpq(0)))
    return Information(law.width, len(atoms), dimensions, dimension, entropy, entropy, precision)


def information_of_points(
    width: int, masses: Sequence[Mapping[Label, fmpq]], partition: Partition, law: Law
) -> Information:
    """The information of a layer on finitely many inputs with these masses; the partition tells the equal outputs.

    Exact if the partition is decided; else enclosed: coarse classes are a function of L, and L is one of the fine ones.
    """
    (coarse_entropy, coarse_unknown), (entropy, unknown) = (
        _of_classes(masses, classes) for classes in (partition.coarse, partition.fine)
    )
    whole = label_entropy(law)
    if partition.decided:
        count = len(set(partition.fine))
        return Information(width, count, {0: fmpq(1)}, Value(0), entropy, entropy, whole - unknown)
    of_x, of_y = _hull(coarse_entropy, entropy), _hull(whole - coarse_unknown, whole - unknown)
    return Information(width, None, {0: fmpq(1)}, Value(0), of_x, of_x, of_y)


def _of_classes(masses: Sequence[Mapping[Label, fmpq]], classes: Sequence[int]) -> tuple[Value, Value]:
    """H(L) and H(Y|L) if L tells the classes."""
    merged: dict[int, dict[Label, fmpq]] = {}
    for own, key in zip(masses, classes, strict=True):
        into = merged.setdefault(key, {})
        for label, mass in own.items():
            into[label] = into.get(label, fmpq(0)) + mass
    entropy = entropy_form(sum(own.values(), fmpq(0)) for own in merged.values())
    return Value(entropy), Value(add_all(of_masses(own.values()) for own in merged.values()))


def _hull(low: Value, high: Value) -> Value:
    """Between two exact values that are not negative."""
    lower, upper = low.interval(BITS)[0], high.interval(BITS)[1]
    return between(fmpq(0) if lower is None else max(fmpq(0), lower), upper, WHY)


def _entropy(dimensions: Mapping[int, fmpq], atoms: list[fmpq]) -> Value:
    spread = {rank: mass for rank, mass in dimensions.items() if rank}
    if not spread:
        return Value(entropy_form(atoms))
    parts = " and ".join(f"the part of mass {short(mass)} has dimension {rank}" for rank, mass in spread.items())
    return Value(Infinite(parts.replace("the part", "the continuous part", 1)))
