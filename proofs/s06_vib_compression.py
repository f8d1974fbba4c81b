r"""The variational upper bound on the compression: the divergence from any law R in place of that of L.

Chain     E D(P_{L|X} || R) = I(X;L) + D(P_L || R) >= I(X;L)    compensation, infinite terms included
Tight     R the law of L; if I(X;L) is infinite, the bound is infinite for every R
Bijection X of the law (1/3, 2/3) = R, L = X: log 3 - 2/3 log 2; with the letters of L swapped: log 3 - 1/3 log 2
"""

from ibverify.examples import tables
from ibverify.kernel import D, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.reasons import compensation, exact, nonnegative
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss

SETTING = setting(X=source(), L=channel("X"), R=surrogate("L"))
TIGHT = setting(X=source(), L=channel("X"), R=surrogate("L", exact=True))


def identity():
    return calculation(SETTING, D("X", "R")).equals(I("X", "L") + D((), "R"), by=compensation("X", (), "R"))


def bound():
    return identity().at_least(I("X", "L"), by=nonnegative(D((), "R")))


def equality():
    start = calculation(TIGHT, D("X", "R")).equals(I("X", "L") + D((), "R"), by=compensation("X", (), "R"))
    return start.equals(I("X", "L"), by=exact("R"))


def swapped():
    plain, turned = tables.divergence(turned=False), tables.divergence(turned=True)
    yield check("L = X", plain, "==", "log(3) - 2/3*log(2)")
    yield check("L = 1 - X", turned, "==", "log(3) - 1/3*log(2)")


def same():
    yield check(
        "equal bounds", tables.divergence(turned=False), "==", tables.divergence(turned=True), "L = X, L = 1 - X"
    )


CLAIM = Claim(
    statement=Statement(
        says=r"The compression term $I(X;L)$ for the bottleneck layer is replaced with a variational upper bound; the "
        r"resulting term is no longer invariant under bijections.",
        source="Sec. 6, [6]",
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
        Part(
            says=r"It is not invariant under bijections of $L$ at a fixed $R$: the gap $D(P_L \| R)$ is not.",
            evidence=Example("X and R of the law (1/3, 2/3), L = X and L = 1 - X", swapped),
            mutants=[Mutant("subject", "the bound is invariant, as I(X;L) is", same)],
        ),
    ],
    rests_on=["s04.bijection"],
)
