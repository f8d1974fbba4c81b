r"""X on finitely many points: all terms are finite, and take finitely many values.

Chain     I(X;L) = H(L) <= H(X) <= log|X|
Values    networks whose outputs coincide at the same points have equal terms; there are finitely many partitions.
"""

from ibverify.examples.partitions import OTHER, SAME, same_partition
from ibverify.kernel import H, I, calculation, channel, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import at_most_entropy, of_a_function
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source("finite"), L=function("X"))
NOISY = setting(X=source("finite"), L=channel("X"))


def entropy():
    return calculation(SETTING, I("X", "L")).equals(H("L"), by=of_a_function("X", "L"))


def finite():
    start = calculation(SETTING, I("X", "L")).at_most(H("X"), by=at_most_entropy("L", "X"))
    return start.at_most(log_cardinality("X"), by=cardinality("X"))


CLAIM = Claim(
    Statement(
        r"If $X$ can assume only a finite number of different points, the entropy of $X$ is finite and so is that of "
        r"every $L$; $I(X;L) = H(L)$ and $I(Y;L)$ can assume only finitely many values.",
        source="Sec. 4.2",
    ),
    parts=[
        Part(
            r"$I(X;L) = H(L)$.",
            Derived(SETTING, I("X", "L"), "==", H("L"), entropy),
            [near_miss("subject", "it is the entropy of X", SETTING, I("X", "L"), "==", H("X"))],
        ),
        Part(
            r"$I(X;L) \le \log|\mathcal X|$.",
            Derived(SETTING, I("X", "L"), "<=", log_cardinality("X"), finite),
            [
                near_miss("constant", "strictly", SETTING, I("X", "L"), "<=", log_cardinality("X"), strict=True),
                near_miss("subject", "so is H(L), also of a noisy layer", NOISY, H("L"), "<=", log_cardinality("X")),
            ],
        ),
        Part(
            r"$I(X;L) = I(X;M)$ for two networks whose outputs $L$, $M$ coincide at the same points: it takes no more "
            r"values than there are partitions of the points.",
            Derived(SAME, I("X", "L"), "==", I("X", "M"), lambda: same_partition("X")),
            [near_miss("quantifier", "it takes one value", OTHER, I("X", "L"), "==", I("X", "M"))],
        ),
        Part(
            r"$I(Y;L) = I(Y;M)$ for such networks.",
            Derived(SAME, I("Y", "L"), "==", I("Y", "M"), lambda: same_partition("Y")),
            [near_miss("quantifier", "it takes one value", OTHER, I("Y", "L"), "==", I("Y", "M"))],
        ),
    ],
    rests_on=["s04.deterministic"],
)
