"""The layers of problems: what is expected of them is right, and estimates stand beside it."""

from __future__ import annotations

from itertools import accumulate, pairwise
from random import Random

import numpy as np
import pytest
from flint import fmpq

from ibverify.dimension import correlation_dimension
from ibverify.dimension.layers import expected_dimensions, layer_dimensions
from ibverify.distributions import atom, box
from ibverify.errors import InputError
from ibverify.exact import Value
from ibverify.exact.loglinear import log
from ibverify.law import Law, mixture
from ibverify.law.quantized import collision_entropy, quantized
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts._noise import gaussian, uniform
from ibverify.study.analyze import analyze


def cube(k: int, side: int = 1) -> Law:
    return mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(side))] * k))])


UNIT = [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("law", "layers", "expected"),
    [
        # Piecewise affine: the least rank of a piece.
        (cube(3), [layer([[1, 0, 0], [0, 1, 0]], activation="relu")], [3, 2]),
        (cube(2), [layer(UNIT, ["-1/2", 0], "relu")], [2, 1]),  # half the square falls on a side
        (cube(2), [layer(UNIT, ["-1/2", "-1/2"], "relu")], [2, 0]),  # a quarter on a corner
        (cube(2), [layer(UNIT, [-2, -2], "relu")], [2, 0]),  # dead
        (cube(1), [layer([[1]], ["-1/2"], "step")], [1, 0]),
        (cube(2), [layer([[1, 1], [2, 2]], activation="leaky_relu"), layer([[1, -1]])], [2, 1, 1]),
        (cube(2), [layer([[1, 0], [0, 1], [1, 1]], activation="leaky_relu"), layer([[1, 1, 1]])], [2, 2, 1]),
        # A density stays one, in as many directions as the rank of the weights, whatever they are.
        (cube(2), [layer([[1, 1], [1, 1]], activation="tanh")], [2, 1]),
        (cube(2), [layer(UNIT, activation="tanh"), layer([[1, 2], [2, 4]], activation="sigmoid")], [2, 2, 1]),
        (cube(2), [layer(UNIT, activation="tanh"), layer([[0, 0]], activation="tanh")], [2, 2, 0]),
        # Injective weights keep any dimension.
        (cube(1), [layer([[1], [2]], activation="tanh"), layer([[1, 0], [1, 1]], activation="tanh")], [1, 1, 1]),
        # Softmax reads the differences.
        (cube(2), [layer(UNIT, activation="tanh"), layer(UNIT, activation="softmax")], [2, 2, 1]),
        (cube(2), [layer(UNIT, activation="tanh"), layer([[1, 2], [1, 2]], activation="softmax")], [2, 2, 0]),
        # Finitely many values, whatever is before.
        (cube(2), [layer(UNIT, activation="tanh"), layer(UNIT, activation="argmax")], [2, 2, 0]),
        # Noise with a density fills the space.
        (cube(1), [layer([[0], [1]], activation=uniform(fmpq(1))), layer([[1, 1]], activation="tanh")], [1, 2, 1]),
        (cube(1), [layer([[0], [1]], activation=gaussian(fmpq(1))), layer([[1, 1]], activation="tanh")], [1, 2, None]),
        # What is not known of one layer changes nothing for a later one that does not read it.
        (
            cube(2),
            [
                layer(UNIT, activation="tanh"),
                layer([[1, 2]], activation="relu"),
                layer([[1, 1]], ["-1"], "relu", sources=(0,)),
            ],
            [2, 2, None, 0],
        ),
        # Not known: ReLU behind tanh, and a layer that reads several.
        (cube(2), [layer(UNIT, activation="tanh"), layer([[1, 2]], activation="relu")], [2, 2, None]),
        (cube(1), [layer([[1]], activation="tanh"), layer([[1, 1]], activation="tanh", sources=(0, 1))], [1, 1, None]),
    ],
)
def test_expected_dimensions(law: Law, layers: list, expected: list[int | None]):
    found = expected_dimensions(Network(layers), law)
    assert [each and each.value for each in found] == expected
    assert all(each is None or each.sure for each in found)


def test_what_almost_all_weights_do():
    """A curve, then one neuron: (16) says 1, which is not sure; nor is it where the rank is not full."""
    curve = layer([[1], [2]], activation="tanh")
    plain = expected_dimensions(Network([curve, layer([[1, 1]])]), cube(1))[2]
    flat = expected_dimensions(
        Network([layer([[1, 0], [0, 1], [1, 1]], activation="tanh"), layer([[1, 2, 3]] * 2)]), cube(2)
    )
    assert (plain.value, plain.sure, plain.because) == (1, False, "(16), almost all weights")
    assert (flat[2].value, flat[2].sure, flat[2].because) == (1, False, "almost all weights of rank 1")


def test_an_atom_stays_one():
    law = mixture([("0", fmpq(1, 2), box.support([(fmpq(0), fmpq(1))])), ("1", fmpq(1, 2), atom.support([fmpq(2)]))])
    curve = [layer([[1], [2]], activation="tanh"), layer([[1, 1]], activation="tanh")]
    last = expected_dimensions(Network(curve), law)[2]
    assert (last.value, last.sure, last.because) == (0, True, "an atom before")


def test_nothing_is_cut_into_too_many_pieces():
    """64 ReLUs cut a cube into up to 43745 pieces; behind leaky ReLUs ranks suffice, and nothing is cut."""
    weight = [[i**j for j in range(3)] for i in range(64)]
    assert expected_dimensions(Network([layer(weight, activation="relu")]), cube(3))[1] is None
    assert expected_dimensions(Network([layer(weight, activation="leaky_relu")]), cube(3))[1].value == 3


def test_random_networks_agree():
    """Random widths, depths and activations: (16) is what is expected, and at least nine in ten intervals hold it."""
    random = Random(0)
    held = []
    for activation in ("tanh", "sigmoid", "softplus", "leaky_relu") * 3:
        widths = [random.randint(1, 3) for _ in range(random.randint(2, 4))]
        network = Network(
            layer([[fmpq(random.randint(-90, 90), 60) for _ in range(before)] for _ in range(after)], None, activation)
            for before, after in pairwise(widths)
        )
        found = layer_dimensions(Problem(cube(widths[0]), network), n=1500, rng=random.getrandbits(32))
        assert [each.expected.value for each in found] == list(accumulate(widths, min))
        held += [each.agrees for each in found]
    assert sum(map(bool, held)) >= 0.9 * len(held)


@pytest.mark.parametrize(
    ("layers", "least_width", "truth"),
    [
        ([layer([[1, 2], [2, 4]], activation="tanh")], 2, 1),  # rank-deficient
        ([layer([[1, 1], [1, 1]], activation="tanh"), layer([[1, -1]], activation="tanh")], 1, 0),  # they cancel
        ([layer([[0, 0], [0, 0]], activation="tanh")], 2, 0),  # zero
        ([layer(UNIT, [-2, -2], "relu")], 2, 0),  # dead
        ([layer(UNIT, [0, "-9/10"], "relu")], 2, 1),  # one neuron, for most points
    ],
)
def test_weights_that_break_16(layers: list, least_width: int, truth: int):
    """The estimate is the truth, and not the least width."""
    found = layer_dimensions(Problem(cube(2), Network(layers)), n=2000)[-1].found
    assert found.holds(truth)
    assert not found.holds(least_width)


def test_full_rank_does_not_suffice():
    """2 tanh x - tanh 2x is 2 x^3 + ... at 0, so two copies meet as those of x^3: the dimension is 2/3, not 1.

    The weights have full rank, and the activation is smooth: (16) holds for almost all weights only. Far from 0 there
    is a density, and the interval allows for it; the estimate is nearer to 2/3.
    """
    law = mixture([("0", fmpq(1), box.support([(fmpq(-1), fmpq(1))]))])
    network = Network([layer([[1], [2]], activation="tanh"), layer([[2, -1]])])
    found = layer_dimensions(Problem(law, network), n=10_000)[2]
    assert (found.expected.value, found.expected.sure) == (1, False)
    assert found.found.holds(2 / 3)
    assert found.found.estimate < 5 / 6


def test_18_is_of_the_information_dimension():
    """Half an interval, half an atom: d is 1/2 by (18), and d2 is 0, the least and not the mean."""
    law = mixture([("0", fmpq(1, 2), box.support([(fmpq(0), fmpq(1))])), ("1", fmpq(1, 2), atom.support([fmpq(2)]))])
    problem = Problem(law, Network([layer([[1], [1]], activation="leaky_relu")]))
    assert analyze(problem).layers[0].information_dimension == Value(fmpq(1, 2))
    assert [each.expected.value for each in layer_dimensions(problem, n=500)] == [0, 0]
    assert [each.found.estimate for each in layer_dimensions(problem, n=500)] == [0, 0]
    # Exactly, sum p^2 = 1/4 + 1/(4m): the Renyi entropy is bounded.
    assert collision_entropy(quantized(law, 8)) == Value(-log(fmpq(9, 32)))


def test_a_mixture_has_the_least_dimension():
    """A singular part, Cantor's set, and a density: d2 is log 2 / log 3, though d is the mean by (18)."""
    rng = np.random.default_rng(0)
    digits = rng.integers(0, 2, (20_000, 30)) * 2
    cantor = digits @ (1 / 3.0 ** np.arange(1, 31))
    points = np.where(rng.random(20_000) < 0.5, cantor, 2 + rng.random(20_000))
    found, least = correlation_dimension(points), np.log(2) / np.log(3)
    assert found.holds(least)
    assert abs(found.estimate - least) < abs(found.estimate - (1 + least) / 2) / 2


def test_noise_is_drawn():
    """Noise on the input makes a segment a strip; noise in the network makes a point a square."""
    segment = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1)), (fmpq(0), fmpq(0))]))])
    problem = Problem(segment, Network([layer(UNIT, activation="tanh")]), input_noise=uniform(fmpq(1)))
    found = layer_dimensions(problem, n=2000)
    assert [(each.index, each.width, each.expected.value, each.agrees) for each in found] == [
        (0, 2, 1, True),
        (1, 2, 2, True),
    ]
    noisy = Problem(cube(1), Network([layer([[0], [0]], activation=gaussian(fmpq(1))), layer([[1, 1]])]))
    found = layer_dimensions(noisy, n=2000)
    assert [(each.expected and each.expected.value, each.agrees) for each in found] == [
        (1, True),
        (2, True),
        (None, None),
    ]
    assert found[2].found.holds(1)


def test_numbers_do_not_depend_on_the_threads():
    problem = Problem(cube(2), Network([layer(UNIT, activation="tanh")]))
    assert layer_dimensions(problem, n=1000, n_jobs=2) == layer_dimensions(problem, n=1000)


@pytest.mark.parametrize(
    ("layers", "place"),
    [
        ([layer([[1000, 0], [0, 1000]], activation="tanh")], 1),
        ([layer([[1, 1]], [40], "sigmoid")], 1),
        ([layer([[1, 1]], [-800], "softplus")], 1),
        ([layer([[1000, 0], [0, 1000]], activation="tanh"), layer([[1, 1]], activation="relu")], 2),
    ],
)
def test_outputs_that_floats_merge_are_no_atoms(layers, place):
    """Of dimension 1 or 2 over the reals; all ones or zeros in floats, which say nothing of it."""
    found = layer_dimensions(Problem(cube(2), Network(layers)), n=2000)[place].found
    assert (found.estimate, found.interval) == (None, None)
    assert found.reason is not None
    assert "saturated; take smaller weights" in found.reason


def test_a_layer_that_floats_hardly_resolve_has_no_estimate():
    found = layer_dimensions(Problem(cube(2), Network([layer([[1, 1]], [15], "tanh")])), n=2000)[1].found
    assert found.estimate is None
    assert found.reason is not None
    assert "column 0 varies by no more than rounding" in found.reason


def test_atoms_behind_a_bijection_stay_atoms():
    dead = Network([layer([[1, 1]], [-3], "relu"), layer([[1]], activation="tanh")])
    assert [each.found.estimate for each in layer_dimensions(Problem(cube(2), dead), n=2000)][1:] == [0.0, 0.0]


@pytest.mark.parametrize("options", [{"n": -1}, {"n": 2.5}, {"n": 10**12}, {"rng": -1}, {"rng": "a"}])
def test_counts_and_seeds_that_are_none(options):
    with pytest.raises(InputError, match=r"^(n|rng): "):
        layer_dimensions(Problem(cube(1), Network(1, ())), **options)


@pytest.mark.parametrize("weights", [["1e400"], ["1e140", "1e140", "1e140"]])
def test_numbers_that_floats_do_not_hold(weights):
    with pytest.raises(InputError, match="too large for"):
        layer_dimensions(Problem(cube(1), Network([layer([[w]]) for w in weights])), n=200)
