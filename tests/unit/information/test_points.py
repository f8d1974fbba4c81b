"""Which of finitely many outputs are equal, decided exactly or in balls."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.activations import named
from ibverify.information.points import Partition, partitions
from ibverify.network import Network, layer

TANH = named("tanh")


def line(*places: str) -> list[tuple[fmpq, ...]]:
    return [(fmpq(Fraction(x).numerator, Fraction(x).denominator),) for x in places]


def decided(*classes: int) -> Partition:
    return Partition(classes, classes)


def test_exact_layers_are_decided():
    """|x| of -1, 1, 2, then its step."""
    net = Network(1, (layer([[1]], None, named("abs")), layer([[1]], ["-3/2"], named("step"))))
    assert partitions(net, line("-1", "1", "2")) == (decided(0, 1, 2), decided(0, 0, 2), decided(0, 0, 2))


def test_a_smooth_layer_of_exact_ones_is_decided():
    """tanh(x^+) tells what x^+ tells, however large."""
    net = Network(1, (layer([[1]], None, named("relu")), layer([[1]], None, TANH)))
    points = line("-1", "-2", "1000000", "1000001")
    assert partitions(net, points)[2] == decided(0, 0, 2, 3)


def test_softmax_tells_differences():
    """(x, x) is the same for every x."""
    net = Network(1, (layer([[1], [1]], None, named("softmax")),))
    assert partitions(net, line("0", "1"))[1] == decided(0, 0)


def test_behind_smooth_layers_balls_tell_apart():
    """tanh(x) + tanh(-x/2) at 0, 1, 2."""
    net = Network(1, (layer([[1], ["-1/2"]], None, TANH), layer([[1, 1]])))
    assert partitions(net, line("0", "1", "2"))[2] == decided(0, 1, 2)


def test_equal_values_behind_smooth_layers_stay_undecided():
    """tanh(x) + tanh(-x) is 0 everywhere, which no ball proves; equal inputs to the layer are equal for sure."""
    net = Network(1, (layer([[1], [-1]], None, TANH), layer([[1, 1]])))
    found = partitions(net, line("1", "2"))[2]
    assert (found.fine, found.coarse) == ((0, 1), (0, 0))
    assert not found.decided
    folded = Network(1, (layer([[1]], None, named("abs")), *net.layers))
    assert partitions(folded, line("-1", "1"))[3] == decided(0, 0)


def test_values_at_zero_are_exact():
    """tanh(0) = 0 = tanh(0): a step behind it is decided at its kink."""
    net = Network(1, (layer([[1], [0]], None, TANH), layer([[1, 0]], None, named("step"))))
    assert partitions(net, line("0", "-1", "1"))[2] == decided(0, 0, 2)


@given(st.lists(st.fractions(-3, 3, max_denominator=4), min_size=1, max_size=6, unique=True))
def test_coarse_is_coarser(places: list[Fraction]):
    """Points that are equal for sure are never certainly different."""
    net = Network(1, (layer([[1], [-2]], None, TANH), layer([[1, 1], [2, 1]], None, named("relu")), layer([[1, -1]])))
    for partition in partitions(net, line(*map(str, places))):
        pairs = set(zip(partition.fine, partition.coarse, strict=True))
        assert len(pairs) == len(set(partition.fine))
