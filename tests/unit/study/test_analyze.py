from __future__ import annotations

from dataclasses import replace

import pytest
from flint import fmpq

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.exact import Value, compare
from ibverify.examples import fig1, fig3
from ibverify.law import mixture
from ibverify.network import Layer, Network, layer
from ibverify.problem import Problem
from ibverify.readouts import argmax, threshold
from ibverify.study.analyze import analyze

HALF = fmpq(1, 2)
UNIT = (fmpq(0), fmpq(1))
SMOOTH = ("tanh", "sigmoid", "softplus")


def square(label: str, low: int, high: int):
    return label, HALF, box.support([(fmpq(low), fmpq(high))] * 2)


OVERLAP = mixture([square("0", -1, 1), square("1", 0, 2)])


def test_fig3():
    """On [1/2, 1/2 + e] the densities are trapezoids: they cost e/2."""
    for e in ("1/10", "1/4", "1/1000"):
        found = analyze(fig3.problem("f_I", e))
        assert found[1].precision == Value("log(2)") - Value(e) / 2
        assert found[1].compression.is_infinite


def test_fig1_of_four_points_is_the_entropy_of_classes():
    """a = 1/8, b = 2/5: the points go to 0, 1/4, 2/5, 2/5 with masses 1/8, 1/4, 5/8."""
    found = analyze(fig1.problem(fig1.discrete(), "1/8", "2/5"))[2]
    assert found.compression == Value("log(8)/8 + log(4)/4 + 5/8*log(8/5)")
    assert found.atoms == 3


@pytest.mark.parametrize("name", SMOOTH)
def test_a_smooth_last_layer_has_the_information_of_its_preactivation(name: str):
    weight, bias = [[1, 2], [3, -1]], ["1/2", "0"]
    smooth, plain = (
        analyze(Problem(OVERLAP, Network(2, (layer(weight, bias, named(a)),))))[1] for a in (name, "identity")
    )
    assert smooth == replace(plain, precision=smooth.precision, entropy=smooth.entropy, compression=smooth.compression)
    assert smooth.precision == plain.precision
    assert smooth.compression.is_infinite


def test_softmax_sees_differences_only():
    """On (x, x + c) the softmax is constant, and its argmax is that of its inputs."""
    net = Network(2, (layer([[1, 0], [1, 0]], [0, 1], named("softmax")),))
    assert analyze(Problem(OVERLAP, net))[1].compression == Value(0)
    net = Network(2, (layer([[1, 0], [0, 1]], [0, 0], named("softmax")),))
    found = analyze(Problem(OVERLAP, net, argmax.readout()))
    assert found[1].dimensions == {1: 1}
    assert found.readout.compression == Value("log(2)")


@pytest.mark.parametrize(("name", "level"), [("tanh", "0"), ("sigmoid", "1/2")])
def test_a_threshold_with_a_rational_preimage_is_exact(name: str, level: str):
    """It is the threshold 0 of the pre-activation."""
    smooth = Network(2, (layer([[1, 1]], [-1], named(name)),))
    plain = Network(2, (layer([[1, 1]], [-1]),))
    found = analyze(Problem(OVERLAP, smooth, threshold.readout(fmpq(*map(int, level.split("/"))))))
    assert found.readout.precision == analyze(Problem(OVERLAP, plain, threshold.readout(fmpq(0)))).readout.precision
    assert found.readout.precision.is_exact


def test_a_threshold_without_one_is_bounded():
    found = analyze(
        Problem(OVERLAP, Network(2, (layer([[1, 1]], [-1], named("tanh")),)), threshold.readout(fmpq(1, 3)))
    )
    assert not found.readout.precision.is_exact
    assert compare(found.readout.compression, "<=", Value("log(2) + 1/1000")).proved


def test_a_threshold_outside_of_the_range_is_constant():
    found = analyze(Problem(OVERLAP, Network(2, (layer([[1, 1]], [-1], named("tanh")),)), threshold.readout(fmpq(1))))
    assert found.readout.compression == Value(0)


def test_behind_a_smooth_layer_infinity_is_certified():
    net = Network(2, (layer([[1, 2], [3, 1]], [0, 0], named("tanh")), layer([[1, 1]], None, named("relu"))))
    found = analyze(Problem(OVERLAP, net))[2]
    assert found.compression.is_infinite
    assert "the layer has rank 1 or more" in found.compression.reason
    assert compare(found.precision, "<=", Value("log(2)")).proved
    assert found.dimensions is None


def test_behind_a_smooth_layer_a_dead_unit_is_not_certified():
    """relu(tanh(x) - 1) is 0: no infinity may be claimed."""
    net = Network(2, (layer([[1, 2]], None, named("tanh")), layer([[1]], [-1], named("relu"))))
    found = analyze(Problem(OVERLAP, net))[2]
    assert not found.compression.is_exact


def test_an_injective_layer_behind_a_smooth_one_repeats_its_values():
    net = Network(2, (layer([[1, 2]], None, named("tanh")), layer([[1], [2]], None, named("sigmoid"))))
    found = analyze(Problem(OVERLAP, net))
    assert found[2].precision == found[1].precision
    assert found[2].dimensions == found[1].dimensions


def test_zero_weights_behind_a_smooth_layer_are_constant():
    net = Network(2, (layer([[1, 2]], None, named("tanh")), layer([[0], [0]], [1, 2], named("relu"))))
    assert analyze(Problem(OVERLAP, net))[2].compression == Value(0)


def test_points_through_smooth_layers_are_told_apart_or_known_equal():
    """tanh(1), tanh(-1), tanh(1), tanh(3): squared by abs, the first three are one value."""
    points = mixture((str(i % 2), fmpq(1, 4), atom.support([fmpq(x), fmpq(i)])) for i, x in enumerate((1, -1, 1, 3)))
    net = Network(2, (layer([[1, 0]], None, named("tanh")), layer([[1], [1]], None, named("tanh"))))
    found = analyze(Problem(points, net))
    assert [found[i].atoms for i in (0, 1, 2)] == [4, 3, 3]
    assert found[2].compression == Value("3/2*log(2)")


def test_points_that_no_precision_tells_apart_are_enclosed():
    """tanh(1) + tanh(-1) = 0 = tanh(2) + tanh(-2): equal, but balls cannot know."""
    points = mixture((str(i), HALF, atom.support([fmpq(i + 1)])) for i in range(2))
    net = Network(1, (layer([[1], [-1]], None, named("tanh")), layer([[1, 1]])))
    found = analyze(Problem(points, net))[2]
    assert found.atoms is None
    assert compare(found.precision, "<=", Value("log(2) + 1/1000")).proved
    assert not found.compression.is_exact


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("far", ["-1e10", "1e400", "-1e400"])
def test_huge_and_tiny_outputs_are_told_apart(name: str, far: str):
    """sigmoid(-1e10) has ten billion bits below the point: it is only known to be tiny, and that is enough."""
    points = mixture((y, HALF, atom.support([Value(x).form.constant])) for y, x in (("0", far), ("1", "1")))
    net = Network(1, (layer([[1]], None, named(name)), layer([[1]], None, named("relu"))))
    found = analyze(Problem(points, net))
    assert found[2].precision == Value("log(2)")


def test_boxes_beyond_the_floats_are_overlaid():
    """Scaling a coordinate by 1e400 changes nothing: 3/2 log 2 - 3/4 log 3 for boxes that share half their height."""
    sides = {"0": ("0", "1"), "1": ("1/2", "1")}
    law = mixture(
        (y, HALF, box.support([(fmpq(0), fmpq(1)), (Value(a).form.constant, Value(b).form.constant)]))
        for y, (a, b) in sides.items()
    )
    net = Network(2, (layer([["1e400", 0], [0, 1]]),))
    assert analyze(Problem(law, net))[1].precision == Value("3/2*log(2) - 3/4*log(3)")


def test_bounds_do_not_rise_with_depth():
    """Behind tanh no layer's upper end is above that of I(X;Y), rounded outward, and lower ends reach back."""
    net = Network(
        2,
        (
            layer([[1, 2], [3, 1], [1, -1]], [0, 0, 1], named("tanh")),
            layer([[1, 1, 1], [1, 0, 2]], None, named("relu")),
            layer([[1, -1]], None, named("relu")),
        ),
    )
    found = analyze(Problem(OVERLAP, net))
    for i in (1, 2):
        assert compare(found[i + 1].precision, "<=", found[0].precision + fmpq(1, 10**30)).proved
        assert found[i].precision.interval()[0] >= found[i + 1].precision.interval()[0]


def test_few_values_bound_what_they_tell():
    """Two values behind a tanh tell at most log 2 of three labels; an arg max of three after them no more than that."""
    thirds = mixture((y, fmpq(1, 3), box.support([(fmpq(i), fmpq(i + 2))] * 2)) for i, y in enumerate("abc"))
    net = Network(
        2,
        (
            layer([[1, 2], [3, 1]], None, named("tanh")),
            layer([[1, -1]], None, named("step")),
            layer([[1], [2], [-1]], ["0", "-1/2", "1/2"], named("argmax")),
        ),
    )
    found = analyze(Problem(thirds, net))
    assert compare(found[1].precision, "<=", Value("log(3)")).proved
    for i in (2, 3):
        assert not found[i].precision.is_exact
        assert compare(found[i].precision, "<=", Value("log(2)") + fmpq(1, 10**30)).proved
        assert compare(found[i].compression, "<=", Value("log(2)") + fmpq(1, 10**30)).proved


def test_many_values_tell_no_more_than_the_label():
    """An arg max of four behind a tanh may have log 4, and tells at most H(Y) = log 2 of the label."""
    net = Network(
        2,
        (
            layer([[1, 2], [3, 1]], None, named("tanh")),
            layer([[1, 0], [0, 1], [-1, 1], [1, -1]], None, named("argmax")),
        ),
    )
    found = analyze(Problem(OVERLAP, net))[2]
    assert compare(found.precision, "<=", Value("log(2)") + fmpq(1, 10**30)).proved
    assert compare(found.compression, "<=", Value("log(2)") + fmpq(1, 10**30)).unknown
    assert compare(found.compression, "<=", Value("2*log(2)") + fmpq(1, 10**30)).proved


def test_one_value_tells_nothing():
    """The arg max of a single output is 0."""
    net = Network(2, (layer([[1, 2]], None, named("tanh")), layer([[1]], None, named("argmax"))))
    found = analyze(Problem(OVERLAP, net))[2]
    assert compare(found.compression, "<=", 0).proved


def test_what_a_layer_has_lost_no_later_one_has():
    """x + y and x - y under softmax tell y alone, on which the labels agree: exactly 0, and 0 behind it."""
    law = mixture([("0", HALF, box.support([UNIT, UNIT])), ("1", HALF, box.support([(HALF, fmpq(2)), UNIT]))])
    net = Network(2, (layer([[1, 1], [1, -1]], None, named("softmax")), layer([[1, 2]], None, named("relu"))))
    found = analyze(Problem(law, net))
    assert [found[i].precision.is_exact for i in (1, 2)] == [True, True]
    assert found[1].precision == found[2].precision == 0


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        (layer([[1, 1]], None, named("step")), (0, 0)),
        (layer([[1, 1]], None, named("relu")), (0, 1)),
        (layer([[1, 1]], None, named("tanh")), (1, 1)),
        (layer([[1, 0], [0, 1]], None, named("tanh")), (2, 2)),
    ],
)
def test_the_dimension_behind_a_smooth_layer(last: Layer, ends: tuple[int, int]):
    found = analyze(Problem(OVERLAP, Network(2, (layer([[1, 2], [3, 1]], None, named("tanh")), last))))[2]
    assert found.information_dimension.interval() == ends
    assert found.information_dimension.is_exact == (ends[0] == ends[1])


def test_bounds_along_a_chain_keep_what_they_know():
    """The second layer is a bijection of the first: its information is neither negative nor more than H(Y)."""
    law = mixture([("0", HALF, box.support([(fmpq(0), fmpq(1))] * 4)), ("1", HALF, box.support([(-HALF, HALF)] * 4))])
    net = Network(4, (layer([[1, 1, 0, 0], [0, 0, 1, 1]]), layer([[1, 1], [1, -1]])))
    found = analyze(Problem(law, net))
    for information in found.layers:
        assert compare(information.precision, ">=", 0).proved
        assert compare(information.precision, "<=", found.label_entropy).proved
