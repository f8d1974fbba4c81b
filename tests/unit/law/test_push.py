"""Laws of layers against laws that are plain to see."""

from __future__ import annotations

import pytest
from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.law import Law, mixture, push, transformed
from ibverify.law.strata import atoms
from ibverify.network import Layer, Network, layer

SQUARE = mixture([("0", fmpq(1), box.support([(fmpq(-1), fmpq(1))] * 2))])
UNIT = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))]))])


def after(law: Law, *chain: Layer) -> Law:
    return push(Network(law.width, chain), law)[-1]


def masses(law: Law) -> dict[tuple[fmpq, ...], fmpq]:
    return {point: sum(own.values(), fmpq(0)) for point, own in atoms(law).items()}


def test_the_input_comes_first():
    laws = push(Network(2, (layer([[1, 1]]),)), SQUARE)
    assert [law.width for law in laws] == [2, 1]
    assert laws[0].cells == SQUARE.cells


def test_relu_quarters_a_square():
    """A quarter each: the origin, two edges, a square."""
    law = after(SQUARE, layer([[1, 0], [0, 1]], None, named("relu")))
    assert sorted(sum(any(row[:-1]) for row in cell.piece.rows) for cell in law.cells) == [0, 1, 1, 2]
    assert [cell.mass for cell in law.cells] == [fmpq(1, 4)] * 4
    assert masses(law) == {(0, 0): fmpq(1, 4)}


def test_a_layer_composes_the_affine_maps():
    """x -> 2 x - 1/3 -> -(2 x - 1/3) / 2 + 1 = 7/6 - x: 1/2 goes to 2/3."""
    [cell] = after(UNIT, layer([[2]], ["-1/3"]), layer([["-1/2"]], [1])).cells
    assert cell.image((1, 2)) == (fmpq(2, 3),)


def test_hardtanh_of_a_doubled_interval():
    """4 x - 2 on [0, 1]: below -1 up to 1/4, above 1 from 3/4."""
    assert masses(after(UNIT, layer([[4]], [-2], named("hardtanh")))) == {(-1,): fmpq(1, 4), (1,): fmpq(1, 4)}


def test_steps_count_parts_of_an_interval():
    """I[x > 1/3] + I[x > 1/2]: masses 1/3, 1/6, 1/2."""
    law = after(UNIT, layer([[1], [1]], ["-1/3", "-1/2"], named("step")), layer([[1, 1]]))
    assert masses(law) == {(0,): fmpq(1, 3), (1,): fmpq(1, 6), (2,): fmpq(1, 2)}


def test_a_neuron_on_its_kink_over_a_whole_cell():
    """x - y is 0 on the diagonal: step and relu have the value of the kink, which is that of the left."""
    diagonal = after(UNIT, layer([[1], [1]]))
    assert masses(after(diagonal, layer([[1, -1]], None, named("step")))) == {(0,): 1}
    assert masses(after(diagonal, layer([[1, -1]], [1], named("hardtanh")))) == {(1,): 1}


def test_ties_go_to_the_first():
    diagonal = after(UNIT, layer([[1], [1], [0]]))
    plain = layer([[1, 0, 0], [0, 1, 0], [0, 0, 1]], None, named("argmax"))
    assert masses(after(diagonal, plain)) == {(0,): 1}
    later = layer([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 0, "1/4"], named("argmax"))
    assert masses(after(diagonal, later)) == {(0,): fmpq(3, 4), (2,): fmpq(1, 4)}


def test_a_layer_that_reads_two_layers():
    """|x| - x from the layer |x| and the input: 0 for x > 0."""
    fold = layer([[1]], None, named("abs"))
    difference = Layer(((fmpq(1), fmpq(-1)),), (fmpq(0),), sources=(1, 0))
    interval = mixture([("0", fmpq(1), box.support([(fmpq(-1), fmpq(1))]))])
    law = push(Network(1, (fold, difference)), interval)[-1]
    assert masses(law) == {(0,): fmpq(1, 2)}
    moving = [cell for cell in law.cells if any(cell.linear[0])]
    assert [cell.image((-1, 2)) for cell in moving] == [(fmpq(1),)]


def test_atoms_go_where_the_network_goes():
    point = mixture([("0", fmpq(1), atom.support([fmpq(1, 3), fmpq(-2)]))])
    assert masses(after(point, layer([[3, 1], [1, 1]], None, named("leaky_relu")))) == {
        (fmpq(-1, 100), fmpq(-1, 60)): 1
    }


def test_transformed_is_a_layer_without_weights():
    law = transformed(SQUARE, named("max"))
    assert (law.width, len(law.cells)) == (1, 2)
    for cell in law.cells:
        assert all(cell.image((x, y, w)) == (max(fmpq(x, w), fmpq(y, w)),) for x, y, w in cell.polytope.vertices)


def test_smooth_activations_have_no_pieces():
    with pytest.raises(TypeError, match="tanh is not piecewise affine"):
        after(UNIT, layer([[1]], None, named("tanh")))
