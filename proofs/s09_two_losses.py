r"""The loss of the bound (24) is the loss of the decoder plus the loss of the decision rule, exactly.

Chain     I(Y;L) + C(P_{Y|L} || Q_{Y|L}) = I(Y;Yt) + I(Y;L|Yt) + H(Y|Yt) + E D(P_{Y|Yt} || Q) = H(Y) + I(Y;L|Yt) + E
D(P_{Y|Yt} || Q)
"""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, two_losses
from ibverify.kernel import C, D, H, I, calculation
from ibverify.kernel.lemmas import entropy_splits, split
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

DECODER, RULE = I("Y", "L", "Yt"), D("Yt", "Q")


def rule_alone():
    return (
        calculation(DETERMINISTIC, I("Y", "Yt") + C("Q"))
        .equals(I("Y", "Yt") + H("Y", "Yt") + RULE, by=split("Q"))
        .equals(H("Y") + RULE, by=entropy_splits("Y", "Yt"))
    )


CLAIM = Claim(
    statement=Statement(
        says=r"The total approximation loss is divided into two parts, one corresponding to the decoding map $h$ and "
        r"the other corresponding to the decision rule. The cross-entropy loss is a better surrogate for $I(Y;\tilde "
        r"Y)$ than for $I(Y;L)$.",
        source="Sec. 9, after eq. (24)",
    ),
    parts=[
        Part(
            says=r"$I(Y;L) + C(P_{Y|L} \| Q_{Y|L}) = H(Y) + I(Y;L|\tilde Y) + D(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            evidence=Derived(DETERMINISTIC, I("Y", "L") + C(Q_OF_L), "==", H("Y") + DECODER + RULE, two_losses),
            mutants=[
                near_miss(
                    "constant", "the decoder loses nothing", DETERMINISTIC, I("Y", "L") + C(Q_OF_L), "==", H("Y") + RULE
                ),
                near_miss(
                    "constant", "the rule loses nothing", DETERMINISTIC, I("Y", "L") + C(Q_OF_L), "==", H("Y") + DECODER
                ),
            ],
        ),
        Part(
            says=r"For $I(Y;\tilde Y)$ the loss is that of the rule alone, so it is smaller by $I(Y;L|\tilde Y)$: "
            r"$I(Y;\tilde Y) + C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y}) = H(Y) + D(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            evidence=Derived(DETERMINISTIC, I("Y", "Yt") + C("Q"), "==", H("Y") + RULE, rule_alone),
            mutants=[
                near_miss(
                    "subject",
                    "the loss to I(Y;L) is that of the rule alone",
                    DETERMINISTIC,
                    I("Y", "L") + C("Q"),
                    "==",
                    H("Y") + RULE,
                ),
            ],
        ),
    ],
    rests_on=["s09.eq24"],
)
