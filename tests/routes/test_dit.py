"""H(L) and I(Y;L) of discrete layers against dit, in floats: a relative tolerance of 1e-9 is dit's arithmetic."""

from __future__ import annotations

import math

import dit
import pytest
from flint import fmpq
from hypothesis import given

from ibverify.distributions import atom
from ibverify.exact import Value
from ibverify.exact.rational import rational
from ibverify.information import information
from ibverify.law import Law, mixture, push
from ibverify.law.strata import atoms
from ibverify.problem import Problem
from ibverify.testing import problems


def of_dit(law: Law) -> tuple[float, float]:
    """H(L) and I(Y;L) in nats."""
    joint = {
        (label, str(index)): float(mass)
        for index, own in enumerate(atoms(law).values())
        for label, mass in own.items()
        if mass != 0
    }
    distribution = dit.Distribution(list(joint), list(joint.values()))
    entropy = dit.shannon.entropy(distribution, [1])
    return entropy * math.log(2), dit.shannon.mutual_information(distribution, [0], [1]) * math.log(2)


def close(number: float) -> object:
    return pytest.approx(number, rel=1e-9, abs=1e-12)


@given(problems())
def test_discrete_layers_agree(problem: Problem):
    """Every layer without a density: the same entropy and the same mutual information."""
    for law in push(problem.network, problem.law):
        found = information(law)
        if not found.entropy.is_infinite:
            entropy, mutual_information = of_dit(law)
            assert float(found.entropy) == close(entropy)
            assert float(found.precision) == close(mutual_information)


def test_four_points():
    """Masses 1/2, 1/4, 1/8, 1/8 on 0, 0, 1, 1, labels 0, 1, 1, 1: H = log 4 - 3/4 log 3, I = H(Y) - 3/4 H(1/3)."""
    points = [("0", "0", "1/2"), ("1", "0", "1/4"), ("1", "1", "1/8"), ("1", "1", "1/8")]
    law = mixture([(y, rational(m), atom.support([rational(x)])) for y, x, m in points])
    found = information(law)
    assert found.entropy == Value("log(4) - 3/4*log(3)")
    assert found.precision == Value("log(2) - 3/4*log(3) + 1/2*log(2)")
    assert (float(found.entropy), float(found.precision)) == (close(of_dit(law)[0]), close(of_dit(law)[1]))


def test_a_planted_slip_is_seen():
    """Two masses exchanged."""
    law, slipped = (
        mixture([("0", fmpq(1, 3), atom.support([fmpq(0)])), ("1", fmpq(2, 3), atom.support([fmpq(at)]))])
        for at in (1, 0)
    )
    assert float(information(law).precision) != close(of_dit(slipped)[1])
