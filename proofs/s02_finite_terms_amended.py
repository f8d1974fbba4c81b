r"""Which terms of (3) are finite: those of Y always, h(X|Y) as soon as h(X) is.

Chain     for X on a bounded set B, R uniform on B: log|B| - h(X|Y) = E D(P_{X|Y} || R) = I(X;Y) + D(P_X || R)
          <= log|Y| + log|B| - h(X)
"""

from ibverify.kernel import D, H, I, calculation, channel, log_cardinality, setting, source, surrogate
from ibverify.kernel.lemmas import finite
from ibverify.kernel.reasons import cardinality, compensation
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

BOUNDED = setting(Y=source("finite"), X=channel("Y"), R=surrogate("X"))
LETTERS = log_cardinality("Y")


def label():
    return calculation(BOUNDED, H("Y", "X")).at_most(LETTERS, by=cardinality("Y", "X"))


def conditional():
    start = calculation(BOUNDED, D("Y", "R")).equals(I("X", "Y") + D((), "R"), by=compensation("Y", (), "R"))
    return start.at_most(LETTERS + D((), "R"), by=finite("X", "Y"))


CLAIM = Claim(
    Statement(
        r"If $Y$ is finite, $H(Y)$ and $H(Y|X)$ are finite; on a bounded set $h(X|Y)$ is finite if $h(X)$ is: "
        r"$h(X|Y) \ge h(X) - \log|\mathcal Y|$.",
        source="Sec. 2, eq. (3), amended",
    ),
    parts=[
        Part(
            r"$H(Y|X) \le \log|\mathcal Y|$, whatever $X$ is.",
            Derived(BOUNDED, H("Y", "X"), "<=", LETTERS, label),
            [near_miss("subject", "so is H(X|Y)", BOUNDED, H("X", "Y"), "<=", LETTERS)],
        ),
        Part(
            r"$\mathbb E\, D(P_{X|Y} \| R) \le \log|\mathcal Y| + D(P_X \| R)$: with $R$ uniform, "
            r"$h(X|Y) \ge h(X) - \log|\mathcal Y|$.",
            Derived(
                BOUNDED,
                D("Y", "R"),
                "<=",
                LETTERS + D((), "R"),
                conditional,
                because="D(P || R) = log|B| - h(P) for R uniform on B, by the definition of h",
            ),
            [near_miss("constant", "without log|Y|", BOUNDED, D("Y", "R"), "<=", D((), "R"))],
        ),
    ],
)
