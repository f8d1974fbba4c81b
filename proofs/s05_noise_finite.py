r"""Noise with a density does not suffice for a finite compression term, also for a bounded L.

Broken    X uniform on [0, 1], L = X, noise with the density 1/(x log^2 x) on (0, 1/e), whose entropy is minus infinity;
          S = L + noise, R uniform on [0, 1 + 1/e]. D(P_{S|X} || R) = oo at each x, and D(P_S || R) <= log 2, as S has a
          density of at most 1.
Chain     I(X;S) + log 2 >= I(X;S) + D(P_S || R) = E D(P_{S|X} || R) = oo
"""

from ibverify.exact import Infinite, Value
from ibverify.examples import intervals
from ibverify.information import information
from ibverify.kernel import INFINITY, D, I, calculation, channel, log_cardinality, setting, source, surrogate
from ibverify.kernel.reasons import compensation, hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Disproved, Mutant, Part, Statement, check

# K has two letters
STEEP = setting(K=source("finite"), X=source(), S=channel("X"), R=surrogate("S")).assuming(
    Formula(D("X", "R"), "==", INFINITY), Formula(D((), "R"), "<=", log_cardinality("K"))
)


def infinite():
    start = calculation(STEEP, I("X", "S") + log_cardinality("K")).at_least(I("X", "S") + D((), "R"), by=hypothesis(1))
    return start.equals(D("X", "R"), by=compensation("X", (), "R")).equals(INFINITY, by=hypothesis(0))


def always():
    places = [intervals.fmpq(0), intervals.fmpq(1, 2)]
    found = information(intervals.law_of(intervals.noisy(places, intervals.UNIFORM))).precision
    yield check("I(X;L + noise) = oo", found, "==", Value(Infinite("stated")), "L is 0 or 1/2, noise uniform on [0, 1]")


CLAIM = Claim(
    statement=Statement(
        says=r"For $I(X;L)$ to be finite, it suffices to add noise with an absolutely continuous distribution to $L$.",
        source="Sec. 5.3",
    ),
    parts=[
        Part(
            says=r"$I(X;L + \eta) < \infty$ for every law of $L$ and every absolutely continuous law of the noise "
            r"$\eta$.",
            evidence=Disproved(
                Derived(STEEP, I("X", "S") + log_cardinality("K"), ">=", INFINITY, infinite),
                because="X uniform on [0, 1], L = X, noise with the density 1/(x log^2 x) on (0, 1/e): its entropy is "
                "minus infinity, that of S is not; log|K| = log 2 is finite, so I(X;S) is not",
            ),
            mutants=[Mutant("quantifier", "it is infinite for every such noise", always)],
        )
    ],
    amended="s05.noise-finite-amended",
    note="A bounded noise of finite entropy does not help alone either: with X on the integers, H(X) = oo, and noise "
    "uniform on [0, 1/2), the sum tells X.",
)
