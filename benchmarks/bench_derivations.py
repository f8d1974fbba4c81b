"""Derivations beside psitip's linear programs, and the time of each derivation of Sec. 9, in kernel and checker.

psitip (GPL) is a peer here alone; `pip install --no-deps psitip pulp` is enough for it. Both decide the data-processing
inequality of a Markov chain: psitip searches for a proof, our derivation is written down and checked step by step.
A near miss that no law satisfies is given to both as well: it has to be refused.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from ibverify.certificate import derivation_certificate
from ibverify.errors import RuleError
from ibverify.examples import decoders
from ibverify.kernel import ZERO, Calculation, H, I, Theorem, calculation, channel, infer, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.recheck import derivations

psitip = pytest.importorskip("psitip")
LENGTH = 8
NAMES = [f"X{i}" for i in range(LENGTH)]
CHAIN = setting(**{NAMES[0]: source()}, **{b: channel(a) for a, b in itertools.pairwise(NAMES)})


def derived() -> Calculation:
    """I(X0;X7) <= I(X1;X2): end after end is cut off."""
    first, last = NAMES[1], NAMES[2]
    ends = NAMES[-1:2:-1]
    known = calculation(CHAIN, I(NAMES[0], NAMES[-1]))
    for end, before in zip(ends, [*ends[1:], last], strict=True):
        known = known.at_most(I(NAMES[0], before), by=data_processing(NAMES[0], end, through=before))
    return known.at_most(I(first, last), by=data_processing(last, NAMES[0], through=first))


def searched() -> bool:
    variables = [psitip.rv(name) for name in NAMES]
    chain = psitip.markov(*variables)
    ends, middle = psitip.I(variables[0] & variables[-1]), psitip.I(variables[1] & variables[2])
    return bool(chain >> (ends <= middle))


@pytest.mark.benchmark(group=f"data processing in a Markov chain of {LENGTH} variables")
@pytest.mark.parametrize("tool", ["ibverify", "psitip"])
def test_data_processing(benchmark: BenchmarkFixture, tool: str) -> None:
    psitip.PsiOpts.setting(solver="scipy")
    assert benchmark(derived if tool == "ibverify" else searched)


def test_a_near_miss() -> None:
    """H(X) <= 0 times 10^10: no rule gives it here, and psitip accepts it."""
    alone = setting(X=source())
    bound = infer("nonnegative", alone, H("X"))
    with pytest.raises(RuleError):
        calculation(alone, H("X")).at_most(ZERO, by=bound)
    assert bool(1e-10 * psitip.H(psitip.rv("X")) <= 0)


SEC_9: dict[str, Callable[[], Calculation]] = {"(24)": decoders.two_steps, "two losses": decoders.two_losses}


def replayed(theorem: Theorem) -> Callable[[], Any]:
    certificate = derivation_certificate([theorem], None)
    return lambda: derivations.check(certificate)


@pytest.mark.parametrize("name", SEC_9)
@pytest.mark.parametrize("where", ["kernel", "checker"])
def test_derivations_of_sec_9(benchmark: BenchmarkFixture, name: str, where: str) -> None:
    """Absolute times, in no ratio: the wanted figure is a millisecond."""
    run = SEC_9[name]
    benchmark(run if where == "kernel" else replayed(run().theorem))
