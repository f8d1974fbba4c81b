"""Layers and networks: shapes, values at points, graphs, and what is refused."""

from __future__ import annotations

import math
import pickle
from dataclasses import replace

import pytest
from flint import arb, ctx, fmpq

import ibverify as ib
from ibverify.activations import named
from ibverify.errors import ProblemError, UnsupportedNetwork
from ibverify.network import Layer, Network, evaluate, evaluate_balls, layer
from ibverify.readouts import threshold

RAMP = Network(1, (layer([[1], [1]], ["-1/4", "-1/2"], named("relu")), layer([[1, -1]])))


def test_a_layer_from_exact_numbers():
    """No bias is the bias 0, no activation the identity."""
    made = layer([["1/2", 3]])
    assert made == Layer(((fmpq(1, 2), fmpq(3)),), (fmpq(0),))
    assert (made.inputs, made.width, made.activation.name) == (2, 1, "identity")
    assert made.preactivation([fmpq(2), fmpq(-1)]) == (-2,)


def test_layers_alone_make_a_network():
    """The first layer tells how many inputs there are; a list is kept as a tuple."""
    chain = [layer([[1, 2], [3, 4]], activation="relu"), layer([[1, 1]])]
    made = Network(chain)
    assert made == Network(2, chain) == Network(2, tuple(chain))
    assert (made.inputs, made.layers) == (2, tuple(chain))
    assert replace(made, layers=chain[:1]) == Network(chain[:1])
    assert pickle.loads(pickle.dumps(made)) == made


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([],), "no layers are given"),
        ((2,), "no layers are given"),
        ((["relu"],), "something in it is no layer"),
        ((2, [layer([[1]])]), "weight has 1 columns for an input of width 2"),
    ],
)
def test_what_makes_no_network(arguments: tuple[object, ...], words: str):
    with pytest.raises(ProblemError, match=words):
        Network(*arguments)


@pytest.mark.parametrize(
    "made",
    [
        RAMP,
        Network([layer([["1/3"]], ["-1/7"], named("leaky_relu", slope=fmpq(1, 10)))]),
        Network(1, [layer([[1]], activation="tanh", name="first"), layer([[1, 2]], sources=(0, 1))]),
        layer([[1, 2]], [3], "softmax"),
    ],
)
def test_repr_evaluates_back(made: Network | Layer):
    """With the names of the public interface."""
    assert eval(repr(made), {name: getattr(ib, name) for name in ib.__all__}) == made  # noqa: S307


def test_a_repr_does_not_pretend():
    """A threshold is a readout: no name makes it an activation. Nor does the name of another map."""
    assert repr(Layer(((fmpq(1),),), (fmpq(0),), threshold.readout(fmpq(1, 2)))) == "layer([['1']], ['0'], <threshold>)"
    fake = replace(named("relu"), segments=named("abs").segments)
    assert repr(Layer(((fmpq(1),),), (fmpq(0),), fake)) == "layer([['1']], ['0'], <relu>)"


def test_floats_do_not_enter():
    with pytest.raises(TypeError, match="float is not exact"):
        layer([[0.5]])


@pytest.mark.parametrize(
    ("at", "hidden", "output"),
    [
        ("1/8", (0, 0), 0),
        ("1/4", (0, 0), 0),
        ("3/8", (fmpq(1, 8), 0), fmpq(1, 8)),
        ("1", (fmpq(3, 4), fmpq(1, 2)), fmpq(1, 4)),
    ],
)
def test_a_ramp(at: str, hidden: tuple[fmpq, ...], output: fmpq):
    """0 up to 1/4, then with slope 1 up to 1/4."""
    assert evaluate(RAMP, [fmpq(*map(int, at.split("/")))]) == (hidden, (output,))


def test_a_layer_reads_its_sources_in_order():
    """L1 = |x|, L2 = 2 L1 + 3 x from (L1, input), L3 = L1 from further back."""
    fold = layer([[1]], None, named("abs"))
    second = Layer(((fmpq(2), fmpq(3)),), (fmpq(0),), sources=(1, 0))
    third = Layer(((fmpq(1),),), (fmpq(0),), sources=(1,))
    net = Network(1, (fold, second, third))
    assert evaluate(net, [fmpq(-2)]) == ((2,), (-2,), (2,))
    assert [net.sources(i) for i in (1, 2, 3)] == [(0,), (1, 0), (1,)]
    assert [net.last_use(i) for i in (0, 1, 2, 3)] == [2, 3, 2, 3]
    assert (net.depth, net.width(0), net.width(2)) == (3, 1, 1)


def test_max_has_one_output():
    net = Network(2, (layer([[1, 0], [0, 1], [1, 1]], None, named("max")), layer([[1]])))
    assert evaluate(net, [fmpq(-1), fmpq(-2)]) == ((-1,), (-1,))


def test_balls_stay_exact_until_something_is_smooth():
    """2 * 1/4 - 1/2 = 0; tanh 0 = 0 as a ball, and 1 + 3 tanh(1/2) after that."""
    net = Network(
        1, (layer([[2], [2]], ["-1/2", 0]), layer([[1, 0], [0, 1]], None, named("tanh")), layer([[1, 3]], [1]))
    )
    first, second, third = evaluate_balls(net, [fmpq(1, 4)], 128)
    assert first == (0, fmpq(1, 2))
    assert all(isinstance(x, fmpq) for x in first)
    assert all(isinstance(x, arb) for x in (*second, *third))
    with ctx.workprec(128):
        assert third[0].overlaps(1 + 3 * arb(fmpq(1, 2)).tanh())
    assert float(third[0]) == pytest.approx(1 + 3 * math.tanh(0.5))


def test_smooth_layers_have_no_exact_value():
    net = Network(1, (layer([[1]]), layer([[1]], None, named("sigmoid"))))
    with pytest.raises(UnsupportedNetwork, match=r"^network\[2\]: sigmoid has irrational values; enclose it in balls$"):
        evaluate(net, [fmpq(0)])


@pytest.mark.parametrize(
    ("weight", "bias", "sentence"),
    [
        ([], [], "^weight: a matrix without entries; give at least one row and one column$"),
        ([[]], [0], "^weight: a matrix without entries; give"),
        ([[1], [1, 2]], [0, 0], "^weight: rows of 1 and of 2 entries; give rows of one length$"),
        ([[1], [2]], [0], "^bias: 1 entries for the 2 rows of weight; give one bias for each neuron$"),
    ],
)
def test_shapes_that_contradict_themselves_are_refused(weight: list[list[int]], bias: list[int], sentence: str):
    with pytest.raises(ProblemError, match=sentence):
        layer(weight, bias)


@pytest.mark.parametrize(
    ("layers", "sentence"),
    [
        ((layer([[1]]),), r"^network\[1\]: weight has 1 columns for an input of width 2; give 2 columns$"),
        (
            (layer([[1, 1]]), layer([[1, 1]])),
            r"^network\[2\]: weight has 2 columns for an input of width 1; give 1 columns",
        ),
        (
            (Layer(((fmpq(1),),), (fmpq(0),), sources=(1,)),),
            r"^network\[1\]: sources \(1,\); name earlier layers, or 0",
        ),
    ],
)
def test_layers_that_do_not_fit_are_refused(layers: tuple[Layer, ...], sentence: str):
    with pytest.raises(ProblemError, match=sentence):
        Network(2, layers)
