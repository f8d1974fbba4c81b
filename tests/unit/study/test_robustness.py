from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import log, sqrt

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.activations import named
from ibverify.distributions import atom, box
from ibverify.errors import InputError, ProblemError, UnsupportedError, UnsupportedLaw, UnsupportedNetwork
from ibverify.exact import rational
from ibverify.examples import fig2, fig3
from ibverify.law import Law, mixture
from ibverify.network import Network, evaluate, layer
from ibverify.problem import Problem
from ibverify.readouts import argmax, noise, threshold
from ibverify.study.decision import error
from ibverify.study.robustness import error_under_noise, sensitivity
from ibverify.testing.strategies import problems

RAMP = Network(1, (layer([[1], [1]], [0, -1], "relu"), layer([[3, -3]])))  # 0, then 3x on [0, 1], then 3


def on_line(low: int | str, high: int | str, label: str = "0") -> Law:
    return mixture([(label, fmpq(1), box.support([(rational(low), rational(high))]))])


def test_noise_across_the_boundaries_of_fig2():
    """Noise on [-r, r] crosses a boundary at the gap g < r from a strip with probability 7 (r - g)^2 / (4 r).

    Those of f'_disc at 1/2 are 7/84 | 5/84, 6/84 | 6/84, 5/84 | 7/84. For r = 1/10 the r - g are 7, 17, 12, 12, 17, 7
    over 420: two strips have (49 + 289 + 144) / 420^2 * 35/2 together, the four have half of that on average.
    """
    problem = fig2.problem("f'_disc", level="1/2")
    assert error_under_noise(problem, "5/84") == 0
    assert error_under_noise(problem, "1/10") == fmpq(482, 420**2) * fmpq(35, 4)


def test_noise_of_fig3():
    """f^II at 1/4 errs on class 0 where x2 + d > 1/4: not up to r = 3/20, and for r = 1/4 in E x2 / (1/2) = 1/10.

    For r = 1 that is (3/4 + 1/20) / 2, and class 1 errs where x2 + d <= 1/4, in (5/4 - 3/4) / 2.
    """
    problem = fig3.problem("f_II", "1/10", level="1/4")
    assert [error_under_noise(problem, r) for r in ("3/20", "1/4", "1")] == [0, fmpq(1, 20), fmpq(13, 40)]


def test_noise_at_a_corner():
    """At the origin [x1 > 1/2 or x2 > 1/2], noise on [-1, 1]^2: 1 - (3/4)^2."""
    law = mixture([("0", fmpq(1), atom.support([fmpq(0), fmpq(0)]))])
    problem = Problem(law, Network(2, (layer([[1, 0], [0, 1]], activation="max"),)), threshold.readout(fmpq(1, 2)))
    assert error_under_noise(problem, 1) == fmpq(7, 16)


@given(problems(inputs=1), st.sampled_from(["0", "1/2"]))
def test_no_noise_is_the_plain_error(problem: Problem, level: str):
    """For r = 0 the error is that of the decision itself, and noise keeps it in [0, 1]."""
    readout = threshold.readout(rational(level)) if problem.network.layers[-1].width == 1 else argmax.readout()
    decided = replace(problem, readout=readout)
    assert error_under_noise(decided, 0) == error(decided)
    assert 0 <= error_under_noise(decided, "1/3") <= 1


def number(x: fmpq) -> float:
    return int(x.p) / int(x.q)


def array(rows) -> np.ndarray:
    return np.array([[number(x) for x in row] for row in rows])


def deviates(problem: Problem, radius: str, claimed: fmpq, count: int = 20_000) -> bool:
    """Whether the share of errors in so many draws is farther off than once in 10^9 times, by Hoeffding.

    The law is a mixture of boxes, the network of relu and affine layers.
    """
    rng, wrong = np.random.default_rng(3), 0
    shares = rng.multinomial(count, [number(cell.mass) for cell in problem.law.cells])
    for size, cell in zip(shares, problem.law.cells, strict=True):
        corners = array(map(cell.image, cell.polytope.vertices))
        x = rng.uniform(corners.min(axis=0), corners.max(axis=0), (size, problem.law.width))
        x += number(rational(radius)) * rng.uniform(-1, 1, x.shape)
        for each in problem.network.layers:
            x = x @ array(each.weight).T + array([each.bias])
            x = np.maximum(x, 0) if each.activation.name == "relu" else x
        wrong += np.count_nonzero((x[:, 0] > number(problem.readout.kinks[0])) != (cell.label == "1"))
    return abs(wrong / count - number(claimed)) > sqrt(log(2e9) / (2 * count))


def test_monte_carlo_agrees_and_would_see_a_difference():
    rng = np.random.default_rng(5)
    weights, biases, out = rng.integers(-3, 4, (3, 3)).tolist(), [1, 0, -1], [[1, -2, 1]]
    deep = Network(3, (layer(weights, biases, "relu"), layer(out)))
    sides = [(("0", "1/2"), ("-1", "1"), ("0", "1")), (("1", "2"), ("0", "1/2"), ("-1", "0"))]
    law = mixture(
        (str(i), fmpq(1, 2), box.support([(rational(a), rational(b)) for a, b in own])) for i, own in enumerate(sides)
    )
    cases = [(fig3.problem("f_I", "1/10", level="1/2"), "1/4"), (Problem(law, deep, threshold.readout(fmpq(1))), "1/2")]
    for problem, radius in cases:
        exact = error_under_noise(problem, radius)
        assert 0 < exact < 1
        assert not deviates(problem, radius, exact)
        assert all(deviates(problem, radius, exact + fmpq(sign, 20)) for sign in (-1, 1))


@pytest.mark.parametrize(
    ("low", "high", "radius", "expected"),
    [
        ("0", "1", "1/4", "3/4"),  # slope 3 somewhere
        ("2", "3", "1", "0"),  # just out of reach
        ("2", "3", "5/4", "3/4"),  # from x = 2 to 3/4
        ("-5", "5", "9", "3"),  # all of it
        ("1/2", "1/2", "2", "3/2"),  # from the middle of the ramp to an end
    ],
)
def test_the_sensitivity_of_a_ramp(low: str, high: str, radius: str, expected: str):
    assert sensitivity(Problem(on_line(low, high), RAMP), radius) == rational(expected)


def test_the_sensitivity_of_fig2_and_fig3():
    """f'_disc is steepest between 4/21 and 5/21, 2/3 over 1/21; f'''_disc changes by 2/3 within 1/420."""
    assert sensitivity(fig2.problem("f'''_disc"), "1/420") == fmpq(2, 3)
    assert sensitivity(fig2.problem("f'_disc"), "1/21") == 0  # S1 ends 1/21 before the slope
    assert sensitivity(fig2.problem("f'_disc"), "1/14") == 14 * (fmpq(1, 14) - fmpq(1, 21))
    for norm, expected in (("inf", (fmpq(1, 10), fmpq(1, 20))), ("1", (fmpq(1, 20), fmpq(1, 20)))):
        found = tuple(sensitivity(fig3.problem(f, "1/10"), "1/20", norm) for f in ("f_I", "f_II"))
        assert found == expected


def test_the_sensitivity_of_several_outputs_is_that_of_the_most_sensitive():
    wide = Network(1, (layer([[1], [-5], [2]]),))
    assert sensitivity(Problem(on_line(0, 1), wide), "1/10") == fmpq(1, 2)


def test_the_sensitivity_to_a_jump_is_its_height():
    """The step at 0 is out of reach of [1, 2] for r < 1; at x = 0 itself a line that is 1 at 0 alone does not count."""
    step = Network(1, (layer([[1]], activation="step"),))
    assert [sensitivity(Problem(on_line(1, 2), step), r) for r in ("1/2", "3/2")] == [0, 1]
    needle = Network(1, (layer([[1], [-1]], activation="step"), layer([[1, 1]])))  # 1 but at 0
    assert sensitivity(Problem(on_line(-1, 1), needle), 1) == 0
    assert sensitivity(Problem(on_line(0, 0), needle), 1) == 1  # here x = 0 has probability 1


def continuous(problem: Problem) -> bool:
    return all(each.activation.facts["continuous"] for each in problem.network.layers)


def lipschitz(network: Network) -> fmpq:
    """A Lipschitz constant in the maximum norm: the product of those of the layers."""
    constant = fmpq(1)
    for each in network.layers:
        rows = max(sum((abs(a) for a in row), fmpq(0)) for row in each.weight)
        constant *= rows * rational(str(each.activation.facts["lipschitz"]))
    return constant


@given(problems(inputs=2).filter(continuous), st.sampled_from(["inf", "1"]))
def test_the_sensitivity_grows_up_to_the_lipschitz_constant(problem: Problem, norm: str):
    """0 for r = 0, monotone in r, at most the Lipschitz constant times r, and not larger on the ball of the 1-norm."""
    found = [sensitivity(problem, r, norm) for r in ("0", "1/3", "2/3")]
    assert found[0] == 0 <= found[1] <= found[2]
    constant = lipschitz(problem.network)
    assert all(x <= constant * r for x, r in zip(found, (0, fmpq(1, 3), fmpq(2, 3)), strict=True))
    assert found[1] <= sensitivity(problem, "1/3", "inf")


def on_a_grid(problem: Problem, radius: fmpq, steps: int) -> fmpq:
    """The largest change from corners and barycentres of the support to the points of a grid around them."""
    largest = fmpq(0)
    offsets = [radius * fmpq(2 * k - steps, steps) for k in range(steps + 1)]
    for cell in problem.law.cells:
        corners = [cell.image(v) for v in cell.polytope.vertices]
        middle = tuple(sum(xs) / len(corners) for xs in zip(*corners, strict=True))
        for x in (*corners, middle):
            here = evaluate(problem.network, x)[-1]
            for d in product(offsets, repeat=len(x)):
                there = evaluate(problem.network, [a + b for a, b in zip(x, d, strict=True)])[-1]
                largest = max(largest, *(abs(a - b) for a, b in zip(here, there, strict=True)))
    return largest


@given(problems(inputs=2).filter(continuous))
def test_no_grid_shows_a_larger_change(problem: Problem):
    """The supremum is at least what brute force finds."""
    assert on_a_grid(problem, fmpq(1, 2), 4) <= sensitivity(problem, "1/2")


def test_brute_force_finds_the_supremum_and_would_see_one_that_is_too_small():
    """|x1 - x2| is largest at corners: the grid attains it."""
    law = mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))] * 2))])
    problem = Problem(law, Network(2, (layer([[1, -1]], activation="abs"),)))
    assert on_a_grid(problem, fmpq(1, 2), 4) == sensitivity(problem, "1/2") == 1 > sensitivity(problem, "1/2", "1")


@pytest.mark.parametrize("ask", [error_under_noise, sensitivity])
def test_a_negative_radius(ask):
    with pytest.raises(InputError, match="radius: '-1/2' is negative"):
        ask(fig3.problem("f_I", "1/10", level="1/2"), "-1/2")


def test_bad_questions():
    problem = fig3.problem("f_I", "1/10")
    with pytest.raises(ProblemError, match="readout: there is none"):
        error_under_noise(problem, "1/10")
    with pytest.raises(InputError, match="norm: '2' is no norm of d here"):
        sensitivity(problem, "1/10", "2")
    smooth = replace(problem, network=Network(2, (layer([[1, 1]], None, named("tanh")),)))
    with pytest.raises(UnsupportedNetwork, match="tanh is smooth"):
        sensitivity(smooth, "1/10")
    noisy = replace(problem, input_noise=noise.readout({"uniform": fmpq(1)}), readout=threshold.readout(fmpq(1)))
    for ask in (sensitivity, error_under_noise):
        with pytest.raises(UnsupportedError, match="without noise"):
            ask(noisy, "1/10")
    wide = Problem(mixture([("0", fmpq(1), box.support([(fmpq(0), fmpq(1))] * 5))]), Network(5, (layer([[1] * 5]),)))
    for ask in (sensitivity, error_under_noise):
        with pytest.raises(UnsupportedLaw, match="has dimension 10"):
            ask(replace(wide, readout=threshold.readout(fmpq(1))), "1/10")
