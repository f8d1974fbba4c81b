"""Certified ranks behind smooth activations: found where they are, never claimed where they are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.exact import Value
from ibverify.information import information
from ibverify.information.certified import dimension, rank_witness
from ibverify.law import Law, mixture
from ibverify.network import Layer, Network, layer

TANH, RELU = named("tanh"), named("relu")


def square(low: int = 0, high: int = 1) -> Law:
    return mixture([("", fmpq(1), box.support([(fmpq(low), fmpq(high))] * 2))])


def witness(law: Law, *chain: Layer):
    return rank_witness(Network(law.width, chain), len(chain), law.cells)


def test_a_full_rank():
    found = witness(square(), layer([[1, 2], [1, -1]], None, TANH), layer([[1, 0], [1, 1]], None, TANH))
    assert found.rank == 2
    assert all(0 < x < 1 for x in found.point)


@pytest.mark.parametrize(
    ("chain", "rank"),
    [
        ((layer([[1, 1], [2, 2]], None, TANH), layer([[1, 0], [0, 1]])), 1),
        ((layer([[1, 0], [0, 1]], None, TANH), layer([[1, 1]])), 1),
        ((layer([[1, 0], [0, 1]], None, TANH), layer([[1, 1]], None, RELU)), 1),
        ((layer([[1, 0], [0, 1]], None, TANH), layer([[0, 0], [0, 1]], [1, 0], RELU)), 1),
    ],
    ids=["of one direction", "onto a line", "relu where it rises", "a neuron without weights"],
)
def test_a_lower_rank(chain: tuple[Layer, ...], rank: int):
    assert witness(square(), *chain).rank == rank


@pytest.mark.parametrize(
    "chain",
    [
        (layer([[1, 0], [0, 1]], None, TANH), layer([[-1, -1]], None, RELU)),
        (layer([[0, 0]], [1], TANH), layer([[1]])),
        (layer([[1, 0], [0, 1]], None, TANH), layer([[0, 0], [0, 1]], None, RELU)),
        (layer([[1, 0]], None, TANH), layer([[1]], None, named("step"))),
        (layer([[1, 0], [0, 1]], None, TANH), layer([[1, 0], [0, 1]], None, named("max"))),
    ],
    ids=["dead", "no weights", "on its kink", "piecewise constant", "not coordinate-wise"],
)
def test_nothing_is_claimed(chain: tuple[Layer, ...]):
    """Not even where the rank is 1: at a kink and for max no derivative is taken. No witness is no proof of rank 0."""
    assert witness(square(), *chain) is None


def test_a_constant_hidden_in_smooth_layers_is_not_claimed():
    """tanh(x) + tanh(-x) is 0: its derivative is a ball around 0."""
    assert witness(square(), layer([[1, 0], [-1, 0]], None, TANH), layer([[1, 1]])) is None


def test_atoms_have_no_rank():
    point = mixture([("", fmpq(1), atom.support([fmpq(0), fmpq(0)]))])
    assert witness(point, layer([[1, 0]], None, TANH)) is None


def test_the_best_component_counts():
    """On x1 = x2 < 0 the ReLU is dead; on the square it is not."""
    low = box.support([(fmpq(-2), fmpq(-1))] * 2)
    law = mixture([("", fmpq(1, 2), low), ("", fmpq(1, 2), box.support([(fmpq(0), fmpq(1))] * 2))])
    found = witness(law, layer([[1, 0], [0, 1]], None, TANH), layer([[1, 0], [0, 1]], None, RELU))
    assert found.rank == 2
    assert all(x > 0 for x in found.point)


def mean_rank(law: Law, *chain: Layer) -> Value:
    """Of the last layer, when nothing is known of the others but what their widths and the input say."""
    net = Network(law.width, chain)
    found = [information(law)]
    for index in range(1, len(chain) + 1):
        rank = dimension(net, index, law.cells, found, "a reason")
        found.append(replace(found[0], dimensions=None, information_dimension=rank))
    return found[-1].information_dimension


SMALL, FULL = layer([[1, 1]], None, TANH), layer([[1, 0], [1, 1]], None, TANH)


@pytest.mark.parametrize(
    ("chain", "mean"),
    [
        ((FULL, FULL), 2),
        ((FULL, SMALL), 1),
        ((SMALL, layer([[1], [2]], None, TANH)), 1),
        ((FULL, layer([[1, 1], [2, 2]])), 1),
        ((FULL, layer([[0, 0]], [1])), 0),
        ((FULL, layer([[1, 1]], None, named("step"))), 0),
        ((FULL, layer([[1, 1], [1, 2]], None, named("argmax"))), 0),
    ],
    ids=["full", "one neuron", "from one neuron", "a weight of rank 1", "no weights", "step", "argmax"],
)
def test_a_dimension_that_is_certain(chain: tuple[Layer, ...], mean: int):
    found = mean_rank(square(), *chain)
    assert found.is_exact
    assert found == mean


def test_the_mean_over_cells_is_exact():
    """A square of mass 1/3, a segment of mass 1/2, a point: 2/3 + 1/2, and once more behind the next layer."""
    parts = [[(0, 1), (0, 1)], [(3, 4), (0, 0)], [(5, 5), (5, 5)]]
    boxes = [box.support([(fmpq(a), fmpq(b)) for a, b in sides]) for sides in parts]
    law = mixture([("", mass, part) for mass, part in zip((fmpq(1, 3), fmpq(1, 2), fmpq(1, 6)), boxes, strict=True)])
    assert mean_rank(law, FULL, FULL) == mean_rank(law, FULL, FULL, FULL) == fmpq(7, 6)


@pytest.mark.parametrize(
    ("chain", "ends"),
    [
        ((FULL, layer([[1, 0], [0, 1]], [-1, -1], RELU)), (0, 2)),
        ((FULL, layer([[1, 1]], None, RELU), layer([[1], [2]], None, TANH)), (0, 1)),
        ((layer([[1, 0], [-1, 0]], None, TANH), layer([[1, 1]])), (0, 1)),
        ((layer([[1, 0], [0, 1]], None, named("softmax")), layer([[1, 1]])), (0, 1)),
    ],
    ids=["a kink", "a kink before", "a hidden constant", "no derivative"],
)
def test_a_dimension_that_is_not_certain(chain: tuple[Layer, ...], ends: tuple[int, int]):
    """Rank 1 somewhere does not tell on which mass: no lower end but 0 is claimed. The hidden constants have 0."""
    found = mean_rank(square(), *chain)
    assert not found.is_exact
    assert (found.interval(), found.reason) == (ends, "a reason")


def test_many_cells_are_not_looked_at(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ibverify.information.certified.MAX_CELLS", 0)
    assert mean_rank(square(), FULL, FULL).interval() == (0, 2)
