r"""The deficiency of a representation and its tractable bound: the step of (26), then the cross-entropy.

Chain     E D(P_{Y|X} || E[Q(.|L)|X]) <= E D(P_{Y|XL} || Q)    Jensen
          C(Q) = E D(P_{Y|YXL} || Q) = H(Y|X) + E D(P_{Y|XL} || Q)    compensation; Y depends on X alone
"""

from ibverify.kernel import C, D, H, I, average, calculation, channel, setting, source, surrogate
from ibverify.kernel.lemmas import entropy_of_all, entropy_splits, split
from ibverify.kernel.reasons import compensation, jensen, markov
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), Q=surrogate("Y", "L"))
DEFICIENCY, BOUND = D("X", average("Q", "L")), D(["X", "L"], "Q")


def bound():
    return calculation(SETTING, DEFICIENCY).at_most(BOUND, by=jensen("L", "X", "Q"))


def surrogate_loss():
    given = ["X", "L"]
    return (
        calculation(SETTING, C("Q"))
        .equals(H("Y", "L") + D("L", "Q"), by=split("Q"))
        .equals(I(["X", "Y"], "Y", "L") + D("L", "Q"), by=entropy_of_all("Y", ["X", "Y"], "L"))
        .equals(D(["X", "Y", "L"], "Q"), by=compensation(["X", "Y"], "L", "Q"))
        .equals(H("Y", given) + BOUND, by=compensation("Y", given, "Q"))
        .equals(I("Y", "L", "X") + H("Y", given) + BOUND, by=markov("Y", "L", "X"))
        .equals(H("Y", "X") + BOUND, by=entropy_splits("Y", "L", "X"))
    )


CLAIM = Claim(
    Statement(
        r"[9] replaces the precision term with one that quantifies channel deficiency based on Kullback-Leibler "
        r"divergence, and uses a tractable approximation for it.",
        source="Sec. 6, [9]",
    ),
    parts=[
        Part(
            r"$\mathbb E\, D(P_{Y|X} \| \mathbb E[Q(\cdot|L)|X]) \le \mathbb E\, D(P_{Y|X} \| Q(\cdot|L))$.",
            Derived(SETTING, DEFICIENCY, "<=", BOUND, bound),
            [
                near_miss("direction", "turned round", SETTING, DEFICIENCY, ">=", BOUND),
                near_miss("subject", "the divergence given L bounds it", SETTING, DEFICIENCY, "<=", D("L", "Q")),
            ],
        ),
        Part(
            r"The bound is the cross-entropy $C(P_{Y|L} \| Q)$ less $H(Y|X)$, which no encoder changes.",
            Derived(SETTING, C("Q"), "==", H("Y", "X") + BOUND, surrogate_loss),
            [near_miss("constant", "less H(Y|L)", SETTING, C("Q"), "==", H("Y", "L") + BOUND)],
        ),
    ],
    rests_on=["s09.eq26"],
)
