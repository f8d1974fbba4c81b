r"""The two-step bound: first the decoder, then the decision rule.

Chain     I(Y;L) + C(P_{Y|L} || Q_{Y|L}) = I(Y;L) + C(P_{Y|Yt} || Q)    (c), by (23)
          >= I(Y;Yt) + C(P_{Y|Yt} || Q)                                   (a), data processing
          = I(Y;Yt) + H(Y|Yt) + E D(P_{Y|Yt} || Q)
          >= I(Y;Yt) + H(Y|Yt) = H(Y)                                     (b), nonnegativity
"""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, two_steps
from ibverify.kernel import C, H, I, calculation
from ibverify.kernel.lemmas import data_processing, entropy_splits, pulled_back, split
from ibverify.kernel.reasons import nonnegative
from ibverify.kernel.terms import D
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss


def decoder():
    return calculation(DETERMINISTIC, I("Y", "L")).at_least(I("Y", "Yt"), by=data_processing("Y", "Yt", through="L"))


def rule():
    return (
        calculation(DETERMINISTIC, H("Y"))
        .equals(I("Y", "Yt") + H("Y", "Yt"), by=entropy_splits("Y", "Yt"))
        .at_most(I("Y", "Yt") + H("Y", "Yt") + D("Yt", "Q"), by=nonnegative(D("Yt", "Q")))
        .equals(I("Y", "Yt") + C("Q"), by=split("Q"))
    )


def same():
    return calculation(DETERMINISTIC, C(Q_OF_L)).equals(C("Q"), by=pulled_back("Q", "Yt"))


CLAIM = Claim(
    statement=Statement(
        says=r"$I(Y;L) \ge I(Y;\tilde Y) \ge H(Y) - C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y}) = H(Y) - C(P_{Y|L} \| "
        r"Q_{Y|L})$ for a deterministic decoder and (22).",
        source="Sec. 9, eq. (24)",
    ),
    parts=[
        Part(
            says=r"(a) $I(Y;L) \ge I(Y;\tilde Y)$.",
            evidence=Derived(DETERMINISTIC, I("Y", "L"), ">=", I("Y", "Yt"), decoder),
            mutants=[
                near_miss("direction", "the decoder adds information", DETERMINISTIC, I("Y", "L"), "<=", I("Y", "Yt")),
                near_miss(
                    "constant", "it always loses some", DETERMINISTIC, I("Y", "L"), ">=", I("Y", "Yt"), strict=True
                ),
            ],
        ),
        Part(
            says=r"(b) $H(Y) \le I(Y;\tilde Y) + C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            evidence=Derived(DETERMINISTIC, H("Y"), "<=", I("Y", "Yt") + C("Q"), rule, moved=C("Q")),
            mutants=[
                near_miss("direction", "a bound from above", DETERMINISTIC, H("Y"), ">=", I("Y", "Yt") + C("Q")),
                near_miss(
                    "constant", "half of the cross-entropy", DETERMINISTIC, 2 * H("Y"), "<=", 2 * I("Y", "Yt") + C("Q")
                ),
            ],
        ),
        Part(
            says=r"(c) $C(P_{Y|L} \| Q_{Y|L}) = C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            evidence=Derived(DETERMINISTIC, C(Q_OF_L), "==", C("Q"), same),
            mutants=[
                near_miss("subject", "it is the entropy of Y given L", DETERMINISTIC, C(Q_OF_L), "==", H("Y", "L"))
            ],
        ),
        Part(
            says=r"Together $H(Y) \le I(Y;L) + C(P_{Y|L} \| Q_{Y|L})$.",
            evidence=Derived(DETERMINISTIC, I("Y", "L") + C(Q_OF_L), ">=", H("Y"), two_steps, moved=C(Q_OF_L)),
            mutants=[
                near_miss(
                    "constant",
                    "with the output's information on the left",
                    DETERMINISTIC,
                    I("Y", "Yt") + H("Y", "L"),
                    ">=",
                    H("Y"),
                )
            ],
        ),
    ],
    rests_on=["s09.eq21", "s09.eq23"],
)
