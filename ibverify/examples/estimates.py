r"""Plug-in and quantised estimates of information, exactly: for given laws, and in the mean over all samples.

`distinct`: the derivation of $\hat I(X;L) = \log n$. `expected`: $E\,\hat H$ over the samples of n independent draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import comb

from flint import fmpq

from ibverify.distributions import atom
from ibverify.exact import Value, total
from ibverify.exact.loglinear import entropy_form
from ibverify.examples import counterexamples
from ibverify.kernel import Calculation, H, I, calculation, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import with_function
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement
from ibverify.law import Law, mixture
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.readouts.quantizer import readout as quantizer

SIZE = log_cardinality("N")
# N is the row of a data set, all rows equally likely; no two points of it coincide, and no two outputs
DISTINCT = setting(N=source("finite"), X=function("N", is_="invertible"), L=function("X", is_="invertible")).assuming(
    Statement(H("N"), "==", SIZE)
)
MERGED = setting(N=source("finite"), X=function("N", is_="invertible"), L=function("X")).assuming(
    Statement(H("N"), "==", SIZE)
)

COIN = (fmpq(1, 2), fmpq(1, 2))
DICE = {"a fair coin": COIN, "masses 1/2, 1/3, 1/6": (fmpq(1, 2), fmpq(1, 3), fmpq(1, 6))}


def distinct() -> Calculation:
    """I(X;L) = I(X;X) = I(N;N) = H(N) = log n."""
    return (
        calculation(DISTINCT, I("X", "L"))
        .equals(I("X", ["L", "X"]), by=with_function("X", "L", "X"))
        .equals(I("X", "X"), by=with_function("X", "X", "L"))
        .equals(I("X", ["X", "N"]), by=with_function("X", "X", "N"))
        .equals(I("X", "N"), by=with_function("X", "N", "X"))
        .equals(I("N", ["X", "N"]), by=with_function("N", "X", "N"))
        .equals(H("N"), by=with_function("N", "N", "X"))
        .equals(SIZE, by=hypothesis())
    )


def continuous() -> Law:
    """X uniform on [0, 1]."""
    return counterexamples.UNIT


def discrete(m: int) -> Law:
    """X uniform on the middles of the m equal parts of [0, 1]."""
    return mixture([("0", fmpq(1, m), atom.support([fmpq(2 * k + 1, 2 * m)])) for k in range(m)])


def quantised(law: Law, m: int) -> Problem:
    """L = X, read as $[L]_m$; as L = X, the readout's I(X;D) is $I([X]_m;[L]_m)$."""
    bins = quantizer({"levels": fmpq(m), "range": [fmpq(0), fmpq(1)]})
    return Problem(law, Network(1, (layer([[1]]),)), bins)


def expected(masses: Sequence[fmpq], n: int) -> Value:
    """The mean of the plug-in entropy over all samples of n independent draws with these probabilities; exact.

    >>> expected(COIN, 2)  # half of the samples show both sides
    Value('1/2*log(2)')
    """
    return total(
        Value(entropy_form([fmpq(count, n) for count in counts if count])) * chance
        for counts, chance in _samples(masses, n)
    )


def _samples(masses: Sequence[fmpq], n: int) -> Iterator[tuple[tuple[int, ...], fmpq]]:
    """How often each letter is drawn, and the probability of that."""
    first, *rest = masses
    if not rest:
        yield (n,), first**n
        return
    for count in range(n + 1):
        for counts, chance in _samples(rest, n - count):
            yield (count, *counts), comb(n, count) * first**count * chance
