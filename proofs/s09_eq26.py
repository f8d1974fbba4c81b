r"""For a stochastic decoder, averaging the surrogate before the logarithm costs less: Jensen's inequality.

Chain     C(P_{Y|L} || E[Q(.|Yt)|L]) = E D(P_{Y|YL} || E[Q(.|Yt)|L])
          <= E D(P_{Y|Y,L,Yt} || Q)    (a), Jensen, as Y and Yt are independent given L
          = C(P_{Y|Yt} || Q)           (b), what is given beside Y and Yt plays no part
"""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, STOCHASTIC
from ibverify.kernel import C, D, average, calculation
from ibverify.kernel.lemmas import averaged, entropy_of_all, split
from ibverify.kernel.reasons import compensation, jensen, log_loss
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

MEAN = average("Q", "Yt")
LOSS = D(["Y", "L", "Yt"], "Q")  # E[-log Q(Y|Yt)], over L, Y and Yt


def step_a():
    start = calculation(STOCHASTIC, C(MEAN)).equals(D(["Y", "L"], MEAN), by=log_loss(MEAN))
    return start.at_most(LOSS, by=jensen("Yt", ["Y", "L"], "Q"))


def step_b():
    merged = (compensation(["Y", "L"], "Yt", "Q"), entropy_of_all("Y", ["Y", "L"], "Yt"), split("Q"))
    return calculation(STOCHASTIC, LOSS).equals(C("Q"), by=merged)


def whole():
    return calculation(STOCHASTIC, C(MEAN)).at_most(C("Q"), by=averaged("Q", "Yt"))


CLAIM = Claim(
    statement=Statement(
        says=r"For stochastic $h$ and $Q_{Y|L}$ defined in (25): $C(P_{Y|L} \| Q_{Y|L}) \le C(P_{Y|\tilde Y} \| "
        r"Q_{Y|\tilde Y})$, where (a) follows from Jensen's inequality and (b) is due to the law of total expectation.",
        source="Sec. 9, eq. (26)",
    ),
    parts=[
        Part(
            says=r"(a) $C(P_{Y|L} \| Q_{Y|L}) \le -\mathbb E_{L, Y, \tilde Y} \log Q_{Y|\tilde Y}(Y|\tilde Y)$.",
            evidence=Derived(STOCHASTIC, C(MEAN), "<=", LOSS, step_a),
            mutants=[near_miss("constant", "equality", STOCHASTIC, C(MEAN), "==", LOSS)],
        ),
        Part(
            says=r"(b) That mean is $C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            evidence=Derived(STOCHASTIC, LOSS, "==", C("Q"), step_b),
            mutants=[near_miss("subject", "it is that with (25)", STOCHASTIC, LOSS, "==", C(MEAN))],
        ),
        Part(
            says=r"$C(P_{Y|L} \| Q_{Y|L}) \le C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$, both possibly infinite.",
            evidence=Derived(STOCHASTIC, C(MEAN), "<=", C("Q"), whole),
            mutants=[
                near_miss("direction", "averaging costs more", STOCHASTIC, C(MEAN), ">=", C("Q")),
                near_miss("constant", "equality, as in (23)", STOCHASTIC, C(MEAN), "==", C("Q")),
                near_miss(
                    "hypothesis",
                    "strictly, also for deterministic h",
                    DETERMINISTIC,
                    C(Q_OF_L),
                    "<=",
                    C("Q"),
                    strict=True,
                ),
            ],
        ),
    ],
)
