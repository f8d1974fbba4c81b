r"""What Theorem 1 needs of Lemma 1 holds for its density: one that is square integrable on a compact set will do.

Proof     m^N sum p^2 is at most the integral of f^2 (Jensen), and its lower limit at least that (Fatou, as the means on
          cubes tend to f almost everywhere): no sums of sup and inf
"""

from ibverify.examples.layers import ALONE, SMOOTH, dimension, dimension_of_layers, least, lemma_1, width
from ibverify.kernel import network, setting, source
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

CLAIM = Claim(
    Statement(
        r"$d^2(X_c) = N$ for any density that is square integrable and vanishes outside of a compact set, as every "
        r"density that is continuous on a compact set and 0 elsewhere; so (16) and (17) hold for $X_c$.",
        source="Sec. 8, after eq. (18), amended",
    ),
    parts=[
        Part(
            r"$d^2(X_c) = |X|$.",
            Derived(ALONE, dimension("X"), "==", width("X"), lemma_1),
            [near_miss("hypothesis", "for any law", setting(X=source()), dimension("X"), "==", width("X"))],
        ),
        Part(
            r"$d^2(L) = \min_j |L_j|$, (16).",
            Derived(SMOOTH, dimension("L"), "==", least("L"), dimension_of_layers),
            [
                near_miss(
                    "hypothesis",
                    "for any law",
                    setting(X=source(), L=network("X", "bilipschitz")),
                    dimension("L"),
                    "==",
                    least("L"),
                )
            ],
        ),
    ],
)
