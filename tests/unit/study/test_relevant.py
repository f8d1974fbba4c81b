from __future__ import annotations

import pytest
from flint import fmpq
from hypothesis import given

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.errors import UnsupportedLaw, UnsupportedNetwork
from ibverify.examples import fig2
from ibverify.law import atoms, mixture, push
from ibverify.network import Network, evaluate, layer
from ibverify.problem import Problem
from ibverify.study.relevant import admit, relevant
from ibverify.testing.strategies import problems


@given(problems())
def test_the_output_keeps_its_law(problem: Problem):
    """Its atoms are the same, and so is the mass of each label."""
    law, network = relevant(problem.law, problem.network)
    assert atoms(push(network, law)[-1]) == atoms(push(problem.network, problem.law)[-1])
    assert network.inputs == law.width <= problem.law.width
    assert sum((cell.mass for cell in law.cells), fmpq(0)) == 1


def test_inputs_that_are_not_read_are_left_out():
    """Fig. 2 depends on x1 alone: its cells become intervals of mass 1/4."""
    law, network = relevant(fig2.strips(), fig2.problem("f'_disc").network)
    assert (law.width, network.inputs) == (1, 1)
    assert [(cell.dimension, cell.mass) for cell in law.cells] == [(1, fmpq(1, 4))] * 4


def test_layers_that_lead_nowhere_are_left_out():
    """The second layer is smooth, and nothing reads it; the third reads the input, of which it leaves out x1 and x3."""
    middle = layer([[1]], None, named("tanh"))
    network = Network(3, (layer([[1, 0, 0]]), middle, layer([[0, 2, 0, 5]], sources=(0, 1))))
    law = mixture([("0", fmpq(1), atom.support([fmpq(1), fmpq(2), fmpq(3)]))])
    found, rest = relevant(law, network)
    assert rest.depth == 2
    assert evaluate(rest, [fmpq(1), fmpq(2)])[-1] == (fmpq(9),)
    assert found.cells[0].image((1,)) == (1, 2)


def test_one_input_is_kept_of_a_constant():
    law = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))] * 2))])
    found, network = relevant(law, Network(2, (layer([[0, 0]], [7]),)))
    assert (found.width, evaluate(network, [fmpq(4)])) == (1, ((fmpq(7),),))


def test_what_stays_smooth_is_refused():
    law = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])
    network = Network(1, (layer([[1]]), layer([[1]], None, named("tanh"))))
    with pytest.raises(UnsupportedNetwork, match=r"network\[2\]: tanh is smooth"):
        relevant(law, network)


def test_dimensions_are_limited():
    admit(8, "a set")
    with pytest.raises(UnsupportedLaw, match="a set has dimension 9"):
        admit(9, "a set")
