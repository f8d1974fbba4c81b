r"""For a stochastic decoder, averaging the surrogate before the logarithm costs less: Jensen's inequality.

Chain     C(P_{Y|L} || E[Q(.|Yt)|L]) = E D(P_{Y|YL} || E[Q(.|Yt)|L]) <= E D(P_{Y|Y,L,Yt} || Q) = C(P_{Y|Yt} || Q)
Broken    the paper concludes for stochastic *encoders*: with a deterministic decoder both bounds agree, (23), so
neither is tighter.
"""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, STOCHASTIC
from ibverify.kernel import C, average, calculation
from ibverify.kernel.lemmas import averaged
from ibverify.ledger import Claim, Derived, Part, Searched, Statement, near_miss

MEAN = average("Q", "Yt")


def derivation():
    return calculation(STOCHASTIC, C(MEAN)).at_most(C("Q"), by=averaged("Q", "Yt"))


CLAIM = Claim(
    statement=Statement(
        says=r"For stochastic $h$ and (25): $C(P_{Y|L} \| Q_{Y|L}) \le C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$. This "
        r"suggests that for stochastic encoders, $C(P_{Y|L} \| Q_{Y|L})$ provides a tighter lower bound for $I(Y;L)$.",
        source="Sec. 9, eq. (26)",
    ),
    parts=[
        Part(
            says=r"$C(P_{Y|L} \| Q_{Y|L}) \le C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$, both possibly infinite.",
            evidence=Derived(STOCHASTIC, C(MEAN), "<=", C("Q"), derivation),
            mutants=[
                near_miss("direction", "averaging costs more", STOCHASTIC, C(MEAN), ">=", C("Q")),
                near_miss("constant", "equality, as in (23)", STOCHASTIC, C(MEAN), "==", C("Q")),
            ],
        ),
        Part(
            says=r"For a stochastic encoder the bound by $C(P_{Y|L} \| Q_{Y|L})$ is the larger one, also with a "
            r"deterministic decoder.",
            evidence=Searched(DETERMINISTIC, C(Q_OF_L), "<=", C("Q"), strict=True),
            mutants=[near_miss("direction", "it is the smaller one", STOCHASTIC, C(MEAN), ">=", C("Q"))],
        ),
    ],
    rests_on=["s09.eq23"],
    amended="s09.eq26-amended",
    note="The word encoders seems to be a slip for decoders.",
)
