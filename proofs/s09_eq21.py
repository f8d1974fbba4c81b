r"""Entropy and divergence are the cross-entropy: -log Q = -log P + log P/Q.

Chain     C(P_{Y|L} || Q) = E D(P_{Y|YL} || Q) = H(Y|L) + E D(P_{Y|L} || Q)    compensation
Zero      cells with Q = 0 < P make both sides infinite.
"""

from ibverify.examples.decoders import VARIATIONAL
from ibverify.kernel import C, D, H, I, calculation
from ibverify.kernel.lemmas import entropy_splits, split
from ibverify.kernel.reasons import nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SPLIT = H("Y", "L") + D("L", "Q")


def equality():
    return calculation(VARIATIONAL, C("Q")).equals(SPLIT, by=split("Q"))


def bound():
    start = calculation(VARIATIONAL, H("Y")).equals(I("Y", "L") + H("Y", "L"), by=entropy_splits("Y", "L"))
    return start.at_most(I("Y", "L") + SPLIT, by=nonnegative(D("L", "Q"))).equals(I("Y", "L") + C("Q"), by=split("Q"))


CLAIM = Claim(
    statement=Statement(
        says=r"$H(Y) - H(Y|L) - D(P_{Y|L} \| Q_{Y|L}) = H(Y) - C(P_{Y|L} \| Q_{Y|L})$, a lower bound on $I(Y;L)$.",
        source="Sec. 9, eq. (21)",
    ),
    parts=[
        Part(
            says=r"$C(P_{Y|L} \| Q_{Y|L}) = H(Y|L) + D(P_{Y|L} \| Q_{Y|L})$, infinite together.",
            evidence=Derived(VARIATIONAL, C("Q"), "==", SPLIT, equality),
            mutants=[
                near_miss("constant", "the cross-entropy is the divergence", VARIATIONAL, C("Q"), "==", D("L", "Q")),
                near_miss("constant", "the cross-entropy is the entropy", VARIATIONAL, C("Q"), "==", H("Y", "L")),
            ],
        ),
        Part(
            says=r"$H(Y) \le I(Y;L) + C(P_{Y|L} \| Q_{Y|L})$.",
            evidence=Derived(VARIATIONAL, H("Y"), "<=", I("Y", "L") + C("Q"), bound, moved=C("Q")),
            mutants=[
                near_miss("direction", "a bound from above", VARIATIONAL, H("Y"), ">=", I("Y", "L") + C("Q")),
                near_miss("constant", "without the information", VARIATIONAL, H("Y"), "<=", C("Q")),
            ],
        ),
    ],
    rests_on=["s09.eq20"],
)
