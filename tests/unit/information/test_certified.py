"""Certified ranks behind smooth activations: found where they are, never claimed where they are not."""

from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.information.certified import rank_witness
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
