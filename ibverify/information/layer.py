r"""All information of one law: entropy, mutual information with the input and with the label, dimensions.

For a deterministic network $I(X;L) = H(L)$ (footnote 1). It is infinite as soon as some mass of L is not atomic, and
$I(Y;L) = H(Y) - H(Y|L)$ is finite always (Sec. 4.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq

from ibverify.exact import Infinite, Value
from ibverify.exact.loglinear import add_all, entropy_form
from ibverify.exact.value import total
from ibverify.information.conditional import of_masses, of_stratum
from ibverify.law.cell import Label, Law, Point
from ibverify.law.strata import group_masses, strata


@dataclass(frozen=True, slots=True)
class Information:
    r"""The information of a law of (Y, L), in nats.

    `dimensions` maps the rank r of the image to the mass that is carried onto r-dimensional pieces; `atoms` are the
    points of positive mass with their masses for each label.
    """

    width: int
    atoms: Mapping[Point, Mapping[Label, fmpq]]
    dimensions: Mapping[int, fmpq]
    entropy: Value
    compression: Value
    precision: Value

    @property
    def atomic_mass(self) -> fmpq:
        """The mass on points."""
        return self.dimensions.get(0, fmpq(0))

    @property
    def information_dimension(self) -> Value:
        r"""The Renyi information dimension: $\sum_r r \cdot$ mass, exact for piecewise-uniform laws. Source: (18)."""
        return Value(sum((r * mass for r, mass in self.dimensions.items()), fmpq(0)))

    def mutual_information(self, of: str) -> Value:
        """I(X;L) for "X", I(Y;L) for "Y"; in nats. Raises KeyError for another name."""
        return {"X": self.compression, "Y": self.precision}[of]

    def functional(self, beta: fmpq) -> Value:
        r"""The information bottleneck functional $I(X;L) - \beta I(Y;L)$ of (1)."""
        return self.compression - self.precision * beta


def label_entropy(law: Law) -> Value:
    """H(Y) of the label, in nats; exact."""
    return Value(entropy_form(law.label_masses.values()))


def information(law: Law) -> Information:
    """The information of a law of (Y, L) where L is a function of X. Exact where a closed form exists, else enclosed."""
    parts = strata(law)
    ranks = {stratum.rank for stratum in parts.continuous}
    groups = {**parts.atoms, **{r: [c for s in parts.continuous if s.rank == r for c in s.cells] for r in ranks}}
    masses = group_masses(law, groups)
    atoms = {point: masses[point] for point in sorted(parts.atoms)}
    of_rank = {r: sum(masses[r].values(), fmpq(0)) for r in sorted(ranks)}
    if atoms:
        of_rank = {0: 1 - sum(of_rank.values(), fmpq(0)), **of_rank}
    entropy = _entropy(of_rank, [sum(own.values(), fmpq(0)) for own in atoms.values()])
    discrete = Value(add_all(of_masses(own.values()) for own in atoms.values()))
    open_part = total([discrete, *(of_stratum(stratum) for stratum in parts.continuous)])
    return Information(law.width, atoms, of_rank, entropy, entropy, label_entropy(law) - open_part)


def _entropy(dimensions: Mapping[int, fmpq], atoms: list[fmpq]) -> Value:
    spread = {rank: mass for rank, mass in dimensions.items() if rank}
    if not spread:
        return Value(entropy_form(atoms))
    parts = " and ".join(f"the part of mass {mass} has dimension {rank}" for rank, mass in spread.items())
    return Value(Infinite(parts.replace("the part", "the continuous part", 1)))
