r"""Mutual information of a continuous X and a discrete Y, in both forms, where the differential entropies are finite.

Chain     H(Y) = I(X;Y) + H(Y|X), always finite for finite Y
Second    I(X;Y) = h(X) - h(X|Y) for piecewise constant densities, exactly; in general h(X) may be infinite, of either
sign
"""

from ibverify.examples import intervals
from ibverify.information import information
from ibverify.kernel import H, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import entropy_splits
from ibverify.ledger import Claim, Derived, Instances, Mutant, Part, Statement, check, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True))


def first():
    return calculation(SETTING, H("Y")).equals(I("X", "Y") + H("Y", "X"), by=entropy_splits("Y", "X"))


def second(parts):
    difference = intervals.differential_entropy(parts) - intervals.conditional_entropy(parts)
    yield check("I(X;Y) = h(X) - h(X|Y)", information(intervals.law_of(parts)).precision, "==", difference)


def alone():
    found = information(intervals.law_of(intervals.APART)).precision
    yield check("I(X;Y) = h(X|Y)", found, "==", intervals.conditional_entropy(intervals.APART), "[0, 1] and [2, 3]")


CLAIM = Claim(
    Statement(
        r"If $X$ is continuous and $Y$ is discrete, $I(X;Y) = H(Y) - H(Y|X) = h(X) - h(X|Y)$, where all terms can be "
        r"assumed to be finite.",
        source="Sec. 2, eq. (3)",
    ),
    parts=[
        Part(
            r"$H(Y) = I(X;Y) + H(Y|X)$ for finite $Y$ and any $X$.",
            Derived(SETTING, H("Y"), "==", I("X", "Y") + H("Y", "X"), first, moved=H("Y", "X")),
            [near_miss("constant", "without H(Y|X)", SETTING, H("Y"), "==", I("X", "Y"))],
        ),
        Part(
            r"$I(X;Y) = h(X) - h(X|Y)$ for mixtures of uniform laws on intervals.",
            Instances("drawn intervals of two labels", intervals.drawn, second),
            [Mutant("subject", "it is h(X|Y)", alone)],
        ),
    ],
    note="That h(X) is finite is an assumption: there are densities with h(X) infinite, of either sign.",
)
