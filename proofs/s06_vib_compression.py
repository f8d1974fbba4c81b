r"""The variational upper bound on the compression: the divergence from any law R in place of that of L.

Chain     E D(P_{L|X} || R) = I(X;L) + D(P_L || R) >= I(X;L)    compensation, infinite terms included
Tight     R the law of L; if I(X;L) is infinite, the bound is infinite for every R.
"""

from ibverify.kernel import D, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.reasons import compensation, exact, nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), L=channel("X"), R=surrogate("L"))
TIGHT = setting(X=source(), L=channel("X"), R=surrogate("L", exact=True))


def identity():
    return calculation(SETTING, D("X", "R")).equals(I("X", "L") + D((), "R"), by=compensation("X", (), "R"))


def bound():
    return identity().at_least(I("X", "L"), by=nonnegative(D((), "R")))


def equality():
    start = calculation(TIGHT, D("X", "R")).equals(I("X", "L") + D((), "R"), by=compensation("X", (), "R"))
    return start.equals(I("X", "L"), by=exact("R"))


CLAIM = Claim(
    statement=Statement(
        says=r"The compression term $I(X;L)$ is replaced with a variational upper bound.", source="Sec. 6, [6]"
    ),
    parts=[
        Part(
            says=r"$I(X;L) \le \mathbb E\, D(P_{L|X} \| R)$ for every law $R$ on the space of $L$.",
            evidence=Derived(SETTING, I("X", "L"), "<=", D("X", "R"), bound),
            mutants=[near_miss("direction", "a bound from below", SETTING, I("X", "L"), ">=", D("X", "R"))],
        ),
        Part(
            says=r"The gap is $D(P_L \| R)$.",
            evidence=Derived(SETTING, D("X", "R"), "==", I("X", "L") + D((), "R"), identity),
            mutants=[near_miss("constant", "there is no gap", SETTING, D("X", "R"), "==", I("X", "L"))],
        ),
        Part(
            says=r"Equality for $R = P_L$.",
            evidence=Derived(TIGHT, D("X", "R"), "==", I("X", "L"), equality),
            mutants=[near_miss("hypothesis", "for any R", SETTING, D("X", "R"), "==", I("X", "L"))],
        ),
    ],
)
