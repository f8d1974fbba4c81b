"""Laws in lean charts, with noise, and with other labels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import fmpq
from hypothesis import given, settings

from ibverify.activations import named
from ibverify.distributions import atom, box, polytope
from ibverify.errors import ProblemError
from ibverify.information import information
from ibverify.law import Law, atoms, mixture, push, strata
from ibverify.law.joint import by_value, relabelled
from ibverify.law.noise import with_noise
from ibverify.law.reduced import reduced
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.testing import problems

HALF, UNIT = fmpq(1, 2), (fmpq(0), fmpq(1))
SQUARE = mixture([("0", fmpq(1), box.support([UNIT, (fmpq(0), fmpq(3))]))])


def image(law: Law, weight: list[list[int]]) -> Law:
    return push(Network(law.width, (layer(weight),)), law)[-1]


def test_a_coordinate_that_is_not_read_is_dropped():
    [cell] = reduced(image(SQUARE, [[2, 0]])).cells
    assert (cell.dimension, cell.density, cell.mass) == (1, 1, 1)
    assert sorted(cell.image(v) for v in cell.polytope.vertices) == [(0,), (2,)]


def test_a_constant_layer_is_a_point():
    [cell] = reduced(image(SQUARE, [[0, 0]])).cells
    assert (cell.dimension, cell.mass) == (0, 1)


def test_a_triangle_keeps_what_shapes_its_density():
    triangle = mixture([("0", fmpq(1), polytope.support([[fmpq(0)] * 2, [fmpq(1), fmpq(0)], [fmpq(0), fmpq(1)]]))])
    [cell] = reduced(image(triangle, [[1, 0]])).cells
    assert cell.dimension == 2


@settings(max_examples=30)
@given(problems(inputs=2))
def test_reduction_changes_no_law(problem: Problem):
    """Every layer: the same masses, the same dimensions, the same information."""
    for law in push(problem.network, problem.law):
        first, second = information(law), information(reduced(law))
        assert (first.dimensions, first.atoms) == (second.dimensions, second.atoms)
        assert first.precision.is_exact <= second.precision.is_exact
        if first.precision.is_exact:
            assert first.precision == second.precision


@given(problems())
def test_noise_keeps_masses(problem: Problem):
    """Of the sum of inputs: every label keeps its probability, and the law has a density."""
    noisy = with_noise(image(problem.law, [[1] * problem.law.width]), fmpq(1, 7))
    masses: dict[str, fmpq] = {}
    for cell in noisy.cells:
        masses[cell.label] = masses.get(cell.label, fmpq(0)) + cell.mass
    assert masses == dict(problem.law.label_masses)
    assert [stratum.rank for stratum in strata(noisy).continuous] == [1]
    assert not atoms(noisy)


def test_relabelled_by_a_step():
    """[-1, 3] with its label replaced by x > 0; a point on the kink belongs to 0."""
    law = mixture([("a", HALF, box.support([(fmpq(-1), fmpq(3))])), ("b", HALF, atom.support([fmpq(0)]))])
    found = relabelled(law, named("step"))
    assert found.label_masses == {"0": fmpq(5, 8), "1": fmpq(3, 8)}
    assert sum((cell.mass for cell in found.cells), fmpq(0)) == 1


def test_the_value_of_a_map_tells_itself():
    """I(Q(X); Q(X)) = H(Q(X)): the precision of the relabelled law, behind the same map."""
    law = mixture([("a", fmpq(1), box.support([(fmpq(-1), fmpq(3)), UNIT]))])
    found = information(push(Network(2, (layer([[1, 0], [0, 1]], None, "step"),)), relabelled(law, named("step")))[-1])
    assert found.precision == found.entropy


def test_by_value():
    """(x, step(x)) on [-1, 3]: x with the label step(x)."""
    law = mixture([("a", fmpq(1), box.support([(fmpq(-1), fmpq(3))]))])
    both = Network(1, (layer([[1]], None, "step"), layer([[1, 0], [0, 1]], sources=(0, 1))))
    found = by_value(push(both, law)[-1], 1)
    assert found is not None
    assert found.label_masses == {"0": fmpq(1, 4), "1": fmpq(3, 4)}
    assert information(found).precision == information(push(both, law)[1]).entropy
    assert by_value(push(both, law)[-1], 0) is None


def test_infinitely_many_values_are_refused():
    with pytest.raises(ProblemError, match="relu has infinitely many values; give a threshold, a quantizer, or null"):
        relabelled(SQUARE, named("relu"))


def test_a_planted_volume_is_seen():
    """A density that forgets the volume of the cube gives masses above 1."""
    noisy = with_noise(SQUARE, HALF)
    wrong = replace(noisy, cells=tuple(replace(cell, density=cell.density * 4) for cell in noisy.cells))
    assert sum((cell.mass for cell in wrong.cells), fmpq(0)) == 4
    assert atoms(noisy) == {}
