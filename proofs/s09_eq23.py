r"""With (22), the cross-entropies at the layer and at the decoder's output are one.

Chain     C(P_{Y|L} || Q(.|h(L))) = E D(P_{Y|YL} || Q(.|h(L))) = E D(P_{Y|Y,L,Yt} || Q)    (a), (b), (c): change of
variables = H(Y|Yt) + E D(P_{Y|Yt} || Q) = C(P_{Y|Yt} || Q)
"""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, STOCHASTIC
from ibverify.kernel import C, D, H, average, calculation
from ibverify.kernel.lemmas import pulled_back
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss


def derivation():
    return calculation(DETERMINISTIC, C(Q_OF_L)).equals(C("Q"), by=pulled_back("Q", "Yt"))


CLAIM = Claim(
    statement=Statement(
        says=r"For deterministic $h$ and $Q_{Y|L}(y|\ell) = Q_{Y|\tilde Y}(y|h(\ell))$: $C(P_{Y|L} \| Q_{Y|L}) = "
        r"C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
        source="Sec. 9, eq. (23)",
    ),
    parts=[
        Part(
            says=r"$C(P_{Y|L} \| Q_{Y|\tilde Y}(\cdot|h(L))) = C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$ for $\tilde Y = "
            r"h(L)$.",
            evidence=Derived(DETERMINISTIC, C(Q_OF_L), "==", C("Q"), derivation),
            mutants=[
                near_miss(
                    "hypothesis", "(25) does as well for stochastic h", STOCHASTIC, C(average("Q", "Yt")), "==", C("Q")
                ),
                near_miss("subject", "the divergences agree", DETERMINISTIC, D("L", Q_OF_L), "==", D("Yt", "Q")),
                near_miss("subject", "it is the entropy of Y given L", DETERMINISTIC, C(Q_OF_L), "==", H("Y", "L")),
            ],
        )
    ],
)
