"""What holds of every law and of every chain of layers, decided exactly on drawn problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from flint import fmpq
from hypothesis import given, settings

from ibverify.activations import named
from ibverify.distributions import box
from ibverify.exact import Outcome, Value, compare
from ibverify.information import information, label_entropy
from ibverify.law import Cell, Law, Stratum, mixture, push, strata
from ibverify.law.chambers import chambers
from ibverify.law.line import intervals
from ibverify.network import Network, layer
from ibverify.polyhedra import simplex_volume, triangulate
from ibverify.problem import Problem
from ibverify.testing import problems

MANY = settings(max_examples=3 * settings().max_examples)


def holds(outcome: Outcome) -> bool:
    """Proved; of enclosed values, whose order may be out of reach, not refuted."""
    return outcome.proved or outcome.unknown


def masses(cells: tuple[Cell, ...]) -> dict[str, fmpq]:
    """The mass of each label, every cell measured."""
    found: dict[str, fmpq] = {}
    for cell in cells:
        found[cell.label] = found.get(cell.label, fmpq(0)) + cell.mass
    return found


def on_line(stratum: Stratum) -> dict[str, fmpq]:
    """The integral of the density of each label."""
    found: dict[str, fmpq] = {}
    for interval in intervals(stratum):
        for label, density in interval.densities.items():
            assert min(density(x) for x in (fmpq(0), (interval.b - interval.a) / 2, interval.b - interval.a)) >= 0
            found[label] = found.get(label, fmpq(0)) + density.integral()(interval.b - interval.a)
    return found


def on_chambers(stratum: Stratum) -> dict[str, fmpq]:
    """The integral of the density of each label, where two labels meet."""
    found: dict[str, fmpq] = {}
    for chamber in chambers(stratum):
        vertices = chamber.polytope.vertices
        for indices in triangulate(chamber.polytope):
            size = simplex_volume([vertices[i] for i in indices]) / len(indices)
            for label, density in chamber.densities.items():
                values = [density.at(vertices[i]) for i in indices]
                assert min(values) >= 0
                found[label] = found.get(label, fmpq(0)) + size * sum(values, fmpq(0))
    return found


def doubled(stratum: Stratum) -> Stratum:
    """Every cell once more with another label, so that labels meet everywhere."""
    return replace(stratum, cells=(*stratum.cells, *(replace(c, label=f"{c.label}'") for c in stratum.cells)))


def densities(law: Law) -> Iterator[tuple[dict[str, fmpq], dict[str, fmpq]]]:
    """The masses of the labels of each stratum, by volumes and by integrals of the densities."""
    for stratum in strata(law).continuous:
        if stratum.rank == 1:
            yield masses(stratum.cells), on_line(stratum)
        elif all(cell.dimension <= stratum.rank + 1 for cell in stratum.cells):
            yield masses(doubled(stratum).cells), on_chambers(doubled(stratum))


@MANY
@given(problems())
def test_masses_are_kept(problem: Problem):
    """The measured cells of each label sum to its probability, and the strata share them out."""
    for law in push(problem.network, problem.law):
        assert masses(law.cells) == dict(law.label_masses)
        assert sum(law.label_masses.values(), fmpq(0)) == 1
        parts = strata(law)
        cells = [*(c for _, own in parts.atoms for c in own), *(c for s in parts.continuous for c in s.cells)]
        assert sorted(map(id, cells)) == sorted(map(id, law.cells))
        assert sum(information(law).dimensions.values(), fmpq(0)) == 1


@MANY
@given(problems())
def test_densities_integrate_to_their_masses(problem: Problem):
    """On lines, and on the chambers where fibres have dimension 0 or 1."""
    for law in push(problem.network, problem.law):
        for by_volume, by_density in densities(law):
            assert by_volume == by_density


@MANY
@given(problems())
def test_information_is_bounded(problem: Problem):
    """0 <= I(Y;L) <= H(Y), I(Y;L) <= H(L) = I(X;L), and 0 <= H(L)."""
    for law in push(problem.network, problem.law):
        found = information(law)
        assert compare(Value(0), "<=", found.precision).proved
        assert holds(compare(found.precision, "<=", label_entropy(law)))
        assert holds(compare(found.precision, "<=", found.compression))
        assert compare(Value(0), "<=", found.compression).proved


@MANY
@given(problems(min_depth=2))
def test_prediction_never_grows(problem: Problem):
    """I(Y;L1) >= I(Y;L2) >= ..., and I(X;L) as well: data processing."""
    found = [information(law) for law in push(problem.network, problem.law)]
    for before, after in pairwise(found):
        assert holds(compare(after.precision, "<=", before.precision))
        assert compare(after.compression, "<=", before.compression).proved
        if before.precision.is_exact and after.precision.is_exact:
            assert compare(after.precision, "<=", before.precision).proved


@MANY
@given(problems())
def test_dimension_never_grows(problem: Problem):
    """A piecewise-affine map is Lipschitz on each piece: d(L) does not grow with depth."""
    found = [information(law).information_dimension for law in push(problem.network, problem.law)]
    assert found == sorted(found, reverse=True)


def test_a_lost_cell_is_seen():
    """A quarter of a square under a ReLU in each coordinate: the sums miss a cell that is taken away."""
    square = mixture([("0", fmpq(1), box.support([(fmpq(-1), fmpq(1))] * 2))])
    [_, whole] = push(Network(2, (layer([[1, 0], [0, 1]], None, named("relu")),)), square)
    for i in range(4):
        short = replace(whole, cells=whole.cells[:i] + whole.cells[i + 1 :])
        assert masses(short.cells) == {"0": fmpq(3, 4)}


def test_a_lost_density_is_seen():
    """The doubled square without one of its cells does not integrate to the mass."""
    square = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))] * 2))])
    [stratum] = strata(square).continuous
    assert on_chambers(doubled(stratum)) == {"0": 1, "0'": 1}
    assert on_chambers(stratum) == {}
