"""Exact ground truth: collisions of samples against the exact Renyi entropies of piecewise-uniform laws."""

from __future__ import annotations

import numpy as np
import pytest
from flint import fmpq

from ibverify.dimension.points import multiplicities
from ibverify.dimension.quantized import collisions
from ibverify.dimension.sampling import draw, outputs
from ibverify.distributions import atom, box, polytope
from ibverify.law import Law, mixture
from ibverify.law.push import push
from ibverify.law.quantized import collision_entropy, quantized
from ibverify.law.strata import atoms
from ibverify.network import Network, layer

N = 4000
TRIANGLE = polytope.support([[fmpq(0), fmpq(0)], [fmpq(1, 2), fmpq(0)], [fmpq(0), fmpq(1, 4)]])
LAWS = {
    "interval": mixture([("0", fmpq(1), box.support([(fmpq(1, 3), fmpq(2, 3))]))]),
    "triangle": mixture([("0", fmpq(1), TRIANGLE)]),
    "triangle and segment": mixture(
        [
            ("0", fmpq(2, 3), TRIANGLE),
            ("1", fmpq(1, 3), polytope.support([[fmpq(1, 2), fmpq(1, 2)], [fmpq(3, 4), fmpq(5, 8)]])),
        ]
    ),
    "square and atom": mixture(
        [
            ("0", fmpq(3, 4), box.support([(fmpq(0), fmpq(1, 2))] * 2)),
            ("1", fmpq(1, 4), atom.support([fmpq(7, 8), fmpq(1, 8)])),
        ]
    ),
}


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("level", range(5))
def test_collisions_estimate_the_exact_entropy(name: str, level: int):
    """The share of pairs in one cube is unbiased for sum p^2; five deviations of a U-statistic hold the exact value."""
    law = LAWS[name]
    cells = [float(sum(own.values())) for own in atoms(quantized(law, 2**level)).values()]
    exact = float(-collision_entropy(quantized(law, 2**level)))
    found = collisions(draw(law, N, np.random.default_rng(level)))[level] / (N * (N - 1) / 2)
    squares, cubes = sum(p**2 for p in cells), sum(p**3 for p in cells)
    assert np.exp(exact) == pytest.approx(squares)
    deviation = np.sqrt(4 * max(cubes - squares**2, 0) / N + 2 * squares / N**2)
    assert abs(found - squares) <= 5 * deviation + 1e-12


def test_a_wrong_law_is_noticed():
    """The planted violation: samples of the triangle have not the entropy of the square's law at m = 16."""
    square = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1, 2))] * 2))])
    other = float(collision_entropy(quantized(square, 16)))
    found = collisions(draw(LAWS["triangle"], N, np.random.default_rng(0)))[4] / (N * (N - 1) / 2)
    assert abs(-np.log(found) - other) > 0.5


@pytest.mark.parametrize("name", LAWS)
def test_draws_lie_in_cells_of_the_law(name: str):
    """Every cube of side 1/8 that a sample meets has positive probability, exactly."""
    law = LAWS[name]
    possible = {tuple(map(float, place)) for place in atoms(quantized(law, 8))}
    met = np.floor(8 * draw(law, N, np.random.default_rng(0))) / 8
    assert set(map(tuple, met[multiplicities(met)[0]].tolist())) <= possible


def ramp() -> Network:
    return Network([layer([[1, 1], [1, -1]], ["-1/4", 0], "relu"), layer([[1, "1/2"]], ["1/16"])])


def test_layers_follow_their_exact_law():
    """Through ReLUs, too: the shares of quantized outputs are the exact masses, within five deviations each."""
    law: Law = LAWS["triangle"]
    exact = atoms(quantized(push(ramp(), law)[-1], 16))
    met = np.floor(16 * outputs(ramp(), draw(law, N, np.random.default_rng(0)), np.random.default_rng(0))[-1]) / 16
    for place, own in exact.items():
        mass = float(sum(own.values()))
        share = (met == np.array(place, dtype=float)).all(axis=1).mean()
        assert abs(share - mass) < 5 * np.sqrt(mass * (1 - mass) / N) + 1e-12
