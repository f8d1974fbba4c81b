"""The densities of Lemma 1, the digits without a dimension and the exceptional weights, against values by hand."""

from __future__ import annotations

from random import Random

import pytest
from flint import fmpq

from ibverify.examples import boxes, densities, digits, slopes
from ibverify.examples.counterexamples import fills_its_space, is_infinite, keeps_two_points
from ibverify.law.quantized import collision_entropy


def test_the_tent():
    """1 - |x|: half of it on each side of 0; of the right half, 3/4 on [0, 1/2)."""
    law = densities.law_of(densities.TENT)
    assert densities.masses(law, 1) == {-1: fmpq(1, 2), 0: fmpq(1, 2)}
    assert densities.masses(law, 2) == {-2: fmpq(1, 8), -1: fmpq(3, 8), 0: fmpq(3, 8), 1: fmpq(1, 8)}
    assert densities.squares(law, 2) == fmpq(5, 8)
    assert [densities.darboux(densities.TENT, 2, choose) for choose in (min, max)] == [fmpq(1, 4), fmpq(5, 4)]


@pytest.mark.parametrize("index", range(4))
def test_the_law_of_tents_has_their_density(index: int):
    """Between bends the density is affine: the mass of a cube without bends is that of its center."""
    _, tents = list(densities.drawn(Random(index)))[index]
    bends = [x for c, w in tents for x in (c - w, c, c + w)]
    smooth = 0
    for z, mass in densities.masses(densities.law_of(tents), 6).items():
        if not any(fmpq(z, 6) < x < fmpq(z + 1, 6) for x in bends):
            smooth += 1
            assert 6 * mass == densities.at_center(tents, z, 6)
    assert smooth


@pytest.mark.parametrize("stage", range(6))
def test_the_cantor_set(stage: int):
    """2^n intervals of the same length, (2^n + 1)/2^(2n + 1), less than 1/n: no cube of side 1/n fits in."""
    lengths = {b - a for a, b in densities.cantor(stage)}
    assert len(densities.cantor(stage)) == 2**stage
    assert lengths == {fmpq(2**stage + 1, 2 ** (2 * stage + 1))}
    assert stage == 0 or lengths.pop() < fmpq(1, stage)


def test_a_step():
    """Mean 2 on [0, 1/2) for m = 2; on [0, 1) it is 1, which is as far from 2 as from 0."""
    assert list(densities.gap_of_step(2)) == [(0, 0)]
    assert list(densities.gap_of_step(1)) == [(0, 1)]


def test_digits():
    """The first, the fourth to the seventh: five free digits of seven."""
    assert [place for place in range(1, 16) if digits.is_free(place)] == [1, 4, 5, 6, 7]
    assert collision_entropy(digits.law(7)) == collision_entropy(digits.law(15))


def test_slopes_and_boxes():
    assert slopes.factor(slopes.softsign, [fmpq(1)], [fmpq(0)]) == fmpq(1, 2)
    assert list(boxes.bounds(boxes.IDENTITY)) == [(fmpq(-1, 10), 1, fmpq(-1, 10), 1)] * 2


def test_counterexamples():
    """Each is refuted where a hypothesis is dropped, and proved beside it."""
    for checks, proved in [
        (is_infinite("leaky_relu", 0), False),
        (is_infinite("leaky_relu", 1), True),
        (is_infinite("relu", -1), False),
        (is_infinite("relu", 1), True),
        (keeps_two_points([1, 2]), False),
        (fills_its_space(1, 2), False),
        (fills_its_space(2, 1, 2), False),
        (fills_its_space(2, 2), True),
    ]:
        assert all(each.outcome.proved if proved else each.outcome.refuted for each in checks)
