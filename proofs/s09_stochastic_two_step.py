r"""Does the two-step reading of (24) carry over to stochastic decoders? One of its two bounds does.

Holds     I(Y;L) >= I(Y;Yt), and H(Y) <= I(Y;Yt) + C(P_{Y|Yt} || Q), as data processing and the splitting of C need no
          function
Broken    H(Y) <= I(Y;Yt) + C(P_{Y|L} || Q_{Y|L}) with (25), which is H(Y) + E D(P_{Y|L} || Q_{Y|L}) - I(Y;L|Yt)
"""

from ibverify.examples.decoders import STOCHASTIC
from ibverify.kernel import C, D, H, I, average, calculation
from ibverify.kernel.lemmas import data_processing, entropy_splits, split, with_function
from ibverify.kernel.reasons import chain, nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

MEAN = average("Q", "Yt")
LOST = I("Y", "L", "Yt")


def decoder():
    return calculation(STOCHASTIC, I("Y", "L")).at_least(I("Y", "Yt"), by=data_processing("Y", "Yt", through="L"))


def rule():
    return (
        calculation(STOCHASTIC, H("Y"))
        .equals(I("Y", "Yt") + H("Y", "Yt"), by=entropy_splits("Y", "Yt"))
        .at_most(I("Y", "Yt") + H("Y", "Yt") + D("Yt", "Q"), by=nonnegative(D("Yt", "Q")))
        .equals(I("Y", "Yt") + C("Q"), by=split("Q"))
    )


def whole():
    return (
        calculation(STOCHASTIC, H("Y") + D("L", MEAN))
        .equals(I("Y", "L") + H("Y", "L") + D("L", MEAN), by=entropy_splits("Y", "L"))
        .equals(I("Y", "L") + C(MEAN), by=split(MEAN))
    )


def short():
    return (
        calculation(STOCHASTIC, I("Y", "Yt") + LOST + C(MEAN))
        .equals(I("Y", ["L", "Yt"]) + C(MEAN), by=chain("Y", "Yt", "L"))
        .equals(I("Y", "L") + C(MEAN), by=with_function("Y", "L", "Yt"))
        .equals(H("Y") + D("L", MEAN), by=whole().theorem, because="the part before")
    )


CLAIM = Claim(
    statement=Statement(
        says=r"For a stochastic decoder: $I(Y;L) \ge I(Y;\tilde Y) \ge H(Y) - C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$, "
        r"and with (25) $C(P_{Y|L} \| Q_{Y|L})$ bounds $I(Y;L)$ with the loss $D(P_{Y|L} \| Q_{Y|L})$, but does not "
        r"bound $I(Y;\tilde Y)$.",
        source="Sec. 9, after eq. (25)",
    ),
    parts=[
        Part(
            says=r"$I(Y;L) \ge I(Y;\tilde Y)$.",
            evidence=Derived(STOCHASTIC, I("Y", "L"), ">=", I("Y", "Yt"), decoder),
            mutants=[
                near_miss("direction", "the decoder adds information", STOCHASTIC, I("Y", "L"), "<=", I("Y", "Yt"))
            ],
        ),
        Part(
            says=r"$H(Y) \le I(Y;\tilde Y) + C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            evidence=Derived(STOCHASTIC, H("Y"), "<=", I("Y", "Yt") + C("Q"), rule),
            mutants=[near_miss("subject", "with (25) in its place", STOCHASTIC, H("Y"), "<=", I("Y", "Yt") + C(MEAN))],
        ),
        Part(
            says=r"With (25), $I(Y;L) + C(P_{Y|L} \| Q_{Y|L}) = H(Y) + D(P_{Y|L} \| Q_{Y|L})$.",
            evidence=Derived(STOCHASTIC, H("Y") + D("L", MEAN), "==", I("Y", "L") + C(MEAN), whole),
            mutants=[
                near_miss(
                    "constant",
                    "the two losses of (24)",
                    STOCHASTIC,
                    I("Y", "L") + C(MEAN),
                    "==",
                    H("Y") + I("Y", "L", "Yt") + D("Yt", "Q"),
                )
            ],
        ),
        Part(
            says=r"It does not bound $I(Y;\tilde Y)$: $I(Y;\tilde Y) + I(Y;L|\tilde Y) + C(P_{Y|L} \| Q_{Y|L}) = H(Y) "
            r"+ D(P_{Y|L} \| Q_{Y|L})$, so the first and the third fall short of $H(Y)$ where the decoder loses more "
            r"than the divergence.",
            evidence=Derived(STOCHASTIC, I("Y", "Yt") + LOST + C(MEAN), "==", H("Y") + D("L", MEAN), short, moved=LOST),
            mutants=[
                near_miss("constant", "it does bound it", STOCHASTIC, H("Y"), "<=", I("Y", "Yt") + C(MEAN)),
                near_miss("constant", "the decoder never loses more", STOCHASTIC, LOST, "<=", D("L", MEAN)),
            ],
        ),
    ],
    rests_on=["s09.eq24"],
)
