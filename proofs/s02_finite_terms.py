r"""A continuous feature need not have a finite differential entropy, not even on a bounded interval.

Broken    f(x) = 1/(x log^2 x) on (0, 1/e), R uniform there: E log f = E[U - 2 log U] = oo for U = -log X, which has the
          density 1/u^2 on (1, oo). So D(P_X || R) = oo, h(X) = -oo, and h(X|Y) = -oo for every Y.
"""

from ibverify.kernel import INFINITY, D, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.reasons import compensation, hypothesis, nonnegative
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Disproved, Part, Statement, near_miss

BOUNDED = setting(Y=source("finite"), X=channel("Y"), R=surrogate("X"))
STEEP = BOUNDED.assuming(Formula(D((), "R"), "==", INFINITY))


def infinite():
    start = calculation(STEEP, D("Y", "R")).equals(I("X", "Y") + D((), "R"), by=compensation("Y", (), "R"))
    return start.at_least(D((), "R"), by=nonnegative(I("X", "Y"))).equals(INFINITY, by=hypothesis())


CLAIM = Claim(
    Statement(
        r"If $X$ is continuous and $Y$ is discrete, $I(X;Y) = H(Y) - H(Y|X) = h(X) - h(X|Y)$, where all terms can be "
        r"assumed to be finite.",
        source="Sec. 2, eq. (3), its last words",
    ),
    parts=[
        Part(
            r"$h(X)$ and $h(X|Y)$ are finite for every continuous $X$ and finite $Y$.",
            Disproved(
                Derived(STEEP, D("Y", "R"), ">=", INFINITY, infinite),
                because="X with the density 1/(x log^2 x) on (0, 1/e) and R uniform there has D(P || R) = oo; h(X) is "
                "log of the length less that, so both entropies are minus infinity, and (3) has no value",
            ),
            [near_miss("quantifier", "they never are", BOUNDED, D("Y", "R"), "==", INFINITY)],
        )
    ],
    amended="s02.finite-terms-amended",
    note="Read as an assumption on X the words are in order: s02.eq03.",
)
