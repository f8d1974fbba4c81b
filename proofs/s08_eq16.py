r"""The dimension of every layer is the least width on the way to it, by induction over the layers.

Base      d2(X) = |X|, Lemma 1
Step      d2(B) = d2(Z) = min(|Z|, d2(A)) = min(|Z|, least(A)) = least(B), and B has compact support where A has
"""

from ibverify.examples.layers import SMOOTH, dimension, dimension_of_layers, least
from ibverify.kernel import network, setting, source
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

CLAIM = Claim(
    statement=Statement(
        says=r"$d^2(L_{i+1}) = \min_{j=0,\dots,i+1} |L_j|$ for almost every choice of the weights.",
        source="Sec. 8, eq. (16)",
    ),
    parts=[
        Part(
            says=r"$d^2(L)$ is the least width on the way to the layer $L$, for $X$ with a square integrable density "
            r"on a compact set.",
            evidence=Derived(SMOOTH, dimension("L"), "==", least("L"), dimension_of_layers),
            mutants=[
                near_miss(
                    "hypothesis",
                    "for any law of X",
                    setting(X=source(), L=network("X", "bilipschitz")),
                    dimension("L"),
                    "==",
                    least("L"),
                )
            ],
        )
    ],
    rests_on=["s08.eq15", "s08.lemma1"],
)
