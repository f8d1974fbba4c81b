"""Means of a softmax over simplices: by quadrature, at many budgets, and with the bound taken away."""

from __future__ import annotations

from itertools import product
from math import comb, factorial, prod

import mpmath
import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from ibverify.integrals import softmax_means as module
from ibverify.integrals.cubature import degree, norm, simplex_rule, size
from ibverify.integrals.softmax import entropy_of_mean, loss_mean, mean_entropy
from ibverify.integrals.softmax_means import Block, Group, Means, softmax_means

SMALL = st.integers(-12, 12).map(lambda n: fmpq(n, 3))


def block(*corners: tuple[int | fmpq, ...]) -> Block:
    return Block(fmpq(1), tuple(tuple(fmpq(x) for x in corner) for corner in corners))


@pytest.fixture(autouse=True)
def _afresh(monkeypatch):
    monkeypatch.setattr(module, "BUDGET", 750_000)
    softmax_means.cache_clear()
    yield
    softmax_means.cache_clear()


def balls(means: Means) -> tuple[arb, ...]:
    return (*means.shares, *means.losses, means.entropy)


def by_quadrature(corners) -> list[mpmath.mpf]:
    """The means along a segment."""
    start, end = ([mpmath.mpf(int(x.p)) / int(x.q) for x in corner] for corner in corners)

    def at(t):
        z = [a + t * (b - a) for a, b in zip(start, end, strict=True)]
        log_sum = max(z) + mpmath.log(sum(mpmath.exp(x - max(z)) for x in z))
        shares = [mpmath.exp(x - log_sum) for x in z]
        return [*shares, *(log_sum - x for x in z), log_sum - sum(x * s for x, s in zip(z, shares, strict=True))]

    cuts = [mpmath.mpf(i) / 16 for i in range(17)]
    return [mpmath.quad(lambda t, i=i: at(t)[i], cuts) for i in range(2 * len(start) + 1)]


def holds(means: Means, reference: list[mpmath.mpf], slack: str = "1e-13") -> bool:
    return all(
        mpmath.mpf(float(ball.lower())) - mpmath.mpf(slack) <= x <= mpmath.mpf(float(ball.upper())) + mpmath.mpf(slack)
        for ball, x in zip(balls(means), reference, strict=True)
    )


@settings(max_examples=8)
@given(st.lists(st.tuples(SMALL, SMALL, SMALL), min_size=2, max_size=2), st.sampled_from([4, 9, 20, 64]))
def test_segments_against_quadrature(corners, bits):
    """The balls hold the means at every precision, and are small where they are asked to be."""
    means = softmax_means(Group((Block(fmpq(1), tuple(corners)),)), bits)
    assert holds(means, by_quadrature(corners))
    assert all(ball.rad() < arb(2) ** (2 - bits) for ball in balls(means))


@settings(max_examples=25)
@given(
    st.integers(1, 3).flatmap(
        lambda d: st.lists(st.tuples(SMALL, SMALL, SMALL, SMALL), min_size=d + 1, max_size=d + 1)
    ),
    st.sampled_from([6, 12]),
)
def test_coarse_balls_hold_fine_ones(corners, bits):
    """Whatever the budget, two enclosures of the same mean overlap."""
    whole = Group((Block(fmpq(1), tuple(corners)),))
    fine = balls(softmax_means(whole, 16))
    assert all(one.overlaps(other) for one, other in zip(balls(softmax_means(whole, bits)), fine, strict=True))


def test_without_the_bound_the_balls_would_be_wrong(monkeypatch):
    corners = block((0, 0, 0), (1, -1, fmpq(1, 2))).corners
    assert holds(softmax_means(Group((Block(fmpq(1), corners),)), 7), by_quadrature(corners))
    softmax_means.cache_clear()
    monkeypatch.setattr(module, "_remainder", lambda *_: arb(0))
    assert not holds(softmax_means(Group((Block(fmpq(1), corners),)), 7), by_quadrature(corners))


@pytest.mark.parametrize("part", ["up_to", "_gaps"])
def test_what_is_left_out_is_counted(monkeypatch, part):
    """Outputs 30 below are left out at 8 bits: their shares are not 0, as the balls know, and without them are not."""
    corners = block((0, -5, -30)).corners
    exact = by_quadrature((corners[0], corners[0]))
    assert holds(softmax_means(Group((Block(fmpq(1), corners),)), 8), exact, "0")
    softmax_means.cache_clear()
    if part == "up_to":
        monkeypatch.setattr(module, "up_to", lambda most: arb(0) if most < 1e-3 else arb(0).union(most))
    else:
        monkeypatch.setattr(module, "_gaps", lambda *_: {1: fmpq(400), 2: fmpq(400)})
    assert not holds(softmax_means(Group((Block(fmpq(1), corners),)), 8), exact, "0")


@pytest.mark.parametrize("scale", [10**3, 10**9, 10**400], ids=["1e3", "1e9", "1e400"])
def test_steep_outputs_take_no_longer(scale):
    """A third each on a symmetric triangle, on which one output is nearly sure nearly everywhere."""
    means = softmax_means(Group((block((scale, 0, 0), (0, scale, 0), (0, 0, scale)),)), 32)
    assert all(share.contains(arb(1) / 3) and share.rad() < 1e-2 for share in means.shares)
    assert means.entropy < 0.05


def test_the_work_is_bounded(monkeypatch):
    """In four dimensions few digits are had; the balls are right all the same."""
    monkeypatch.setattr(module, "BUDGET", 200_000)
    means = softmax_means(Group((block(*(tuple(3 * (i == j) for i in range(5)) for j in range(5))),)), 64)
    assert all(share.contains(arb(1) / 5) and share.rad() < 0.5 for share in means.shares)


@pytest.mark.parametrize("outputs", [3, 10, 40])
def test_the_work_does_not_grow_with_the_outputs(monkeypatch, outputs):
    """Each output has a group, so that all of them together take what one group of few outputs takes."""
    monkeypatch.setattr(module, "BUDGET", 400_000)
    blocks = (block(*(tuple(2 * (i == j) for i in range(outputs)) for j in range(4))),)
    tried = []
    monkeypatch.setattr(module, "_leaf", lambda *data, leaf=module._leaf: tried.append(data) or leaf(*data))
    _, leaves = module._leaves(blocks, 64)
    assert outputs * sum(leaf.cost for leaf in leaves if leaf.order) <= 400_000
    assert outputs * sum(module._planning_cost(corners) for _, corners, _ in tried) <= 3 * 400_000


CRUDE = [((0, 0, 0), (3, -1, 1)), ((2, -5, 0), (-4, 1, 1)), ((9, 0, -9), (-9, 1, 9)), ((1, 1, 1), (1, 1, 40))]


@pytest.mark.parametrize("corners", CRUDE)
def test_what_there_is_no_work_for_is_right(monkeypatch, corners):
    """Bounds from the corners alone."""
    monkeypatch.setattr(module, "BUDGET", 1)
    segment = block(*corners)
    means = softmax_means(Group((segment,)), 64)
    assert holds(means, by_quadrature(segment.corners))


def test_corners_alone_need_what_is_left_open(monkeypatch):
    """The planted error: shares that are taken for the least that they can be."""
    monkeypatch.setattr(module, "BUDGET", 1)
    monkeypatch.setattr(module, "completed", list)
    segment = block(*CRUDE[1])
    assert not holds(softmax_means(Group((segment,)), 64), by_quadrature(segment.corners))


@pytest.mark.parametrize(("dimension", "order"), [(0, 1), (1, 1), (1, 3), (2, 3), (3, 1), (3, 3), (3, 4), (5, 3)])
def test_a_rule_is_exact_for_its_degree(dimension, order):
    """The mean of the k-th power of a barycentric coordinate is 1 over binomial(d + k, k), up to the degree."""
    rule = simplex_rule(dimension, order, 80)

    def error(corner, k):
        mean = sum(w * rule.nodes[i, corner] ** k for i, w in enumerate(rule.weights))
        return abs(mean - 1 / arb(comb(dimension + k, k)))

    with ctx.workprec(80):
        exact = degree(dimension, order)
        assert all(error(i, k) < 1e-20 for i in range(dimension + 1) for k in range(exact + 1))
        assert dimension == 0 or error(dimension, exact + 3) > 1e-9
        sizes = sum(map(abs, rule.weights), arb(0))
        assert abs(sizes - arb(norm(dimension, order))) < 1e-20
        assert len(rule.weights) == size(dimension, order)


def test_products_of_coordinates_in_many_dimensions():
    """The mean of a product of powers is d! times the product of their factorials over (d + degree)!."""
    rule = simplex_rule(4, 3, 80)
    with ctx.workprec(80):
        for powers in product(range(3), repeat=3):
            if sum(powers) <= 5:
                found = sum(
                    w * prod((rule.nodes[i, j] ** k for j, k in enumerate(powers)), start=arb(1))
                    for i, w in enumerate(rule.weights)
                )
                true = arb(factorial(4) * prod(map(factorial, powers))) / factorial(4 + sum(powers))
                assert abs(found - true) < 1e-20


@pytest.mark.parametrize("dimension", [3, 6, 8])
def test_many_dimensions_take_no_longer(dimension):
    """Small outputs on a simplex of many dimensions: close to log K all the same."""
    corners = [tuple(fmpq((i * k) % 7, 70) for k in range(4)) for i in range(dimension + 1)]
    means = softmax_means(Group((Block(fmpq(1), tuple(corners)),)), 30)
    assert means.entropy < arb(4).log()
    assert all(ball.rad() < 1e-7 for ball in balls(means))


def test_values_say_why():
    group = Group((block((0, 1, 2), (1, 1, 1)),))
    for value in (entropy_of_mean((group,), fmpq(1)), mean_entropy((group,)), loss_mean(group, 2)):
        assert value.reason == "means of a softmax have no closed form in logarithms"
        assert not value.is_refinable
