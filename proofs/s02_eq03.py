r"""Mutual information of a continuous X and a discrete Y, in both forms, with nothing subtracted that may be infinite.

First     H(Y) = I(X;Y) + H(Y|X)
Second    for X on a bounded set B, R uniform on B: D(P_X || R) = log|B| - h(X) and E D(P_{X|Y} || R) = log|B| - h(X|Y),
          and E D(P_{X|Y} || R) = I(X;Y) + D(P_X || R)
"""

from ibverify.kernel import D, H, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.lemmas import entropy_splits
from ibverify.kernel.reasons import compensation
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True))
BOUNDED = setting(Y=source("finite"), X=channel("Y"), R=surrogate("X"))


def first():
    return calculation(SETTING, H("Y")).equals(I("X", "Y") + H("Y", "X"), by=entropy_splits("Y", "X"))


def second():
    return calculation(BOUNDED, D("Y", "R")).equals(I("X", "Y") + D((), "R"), by=compensation("Y", (), "R"))


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
            r"$\mathbb E\, D(P_{X|Y} \| R) = I(X;Y) + D(P_X \| R)$ for any law $R$; for $R$ uniform on a bounded set "
            r"$B$ that holds $X$ these divergences are $\log|B| - h(X|Y)$ and $\log|B| - h(X)$.",
            Derived(
                BOUNDED,
                D("Y", "R"),
                "==",
                I("X", "Y") + D((), "R"),
                second,
                moved=D((), "R"),
                because="D(P || R) = log|B| - h(P) for R uniform on B, by the definition of h",
            ),
            [near_miss("subject", "it is h(X|Y) alone", BOUNDED, D("Y", "R"), "==", I("X", "Y"))],
        ),
    ],
    note="That the terms are finite is read as an assumption; whether it can be made is s02.finite-terms.",
)
