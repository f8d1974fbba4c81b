r"""The last step of the proof of Theorem 1: the other component may be anything.

Entropy   the law of L is a mixture, entropy is concave: H(L) >= p H(L_c) = oo, by (17)
Dimension so is the entropy of [L]_m: d(L) >= p d(L_c) >= p > 0, as a lower limit, by s08.eq18-amended
"""

from ibverify.examples.layers import MIXED, entropy_of_mixture
from ibverify.kernel import INFINITY, H, function, network, setting, source
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

CLAIM = Claim(
    Statement(
        r"The distribution of $X$ is a mixture of an absolutely continuous distribution and some other distribution "
        r"that may have non-compact support, be discrete, or even singular. $d(L_{i+1}) > 0$ regardless of the "
        r"distribution of $X_s$.",
        source="Sec. 8, after eq. (18)",
    ),
    parts=[
        Part(
            r"$H(L) = \infty$ for every layer, whatever the rest of the law of $X$ is: what $d(L) > 0$ is needed for.",
            Derived(MIXED, H("L"), "==", INFINITY, entropy_of_mixture),
            [
                near_miss(
                    "hypothesis",
                    "X may have no such component",
                    setting(X=source(), L=network("X", "bilipschitz")),
                    H("L"),
                    "==",
                    INFINITY,
                ),
                near_miss(
                    "hypothesis",
                    "for any function in place of the layers",
                    setting(X=source(), L=function("X")),
                    H("L"),
                    "==",
                    INFINITY,
                ),
            ],
        )
    ],
    rests_on=["s08.eq17", "s08.eq18-amended"],
)
