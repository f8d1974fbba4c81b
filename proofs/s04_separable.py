r"""Perfect classification is possible in principle exactly when the features determine the label.

Chain     H(Y) = I(X;Y) + H(Y|X); so I(X;Y) = H(Y) < oo exactly when H(Y|X) = 0
"""

from ibverify.kernel import ZERO, H, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import entropy_splits, finite
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

LABELLED = setting(X=source(), Y=channel("X", finite=True))
DETERMINED = LABELLED.assuming(Formula(H("Y", "X"), "==", ZERO))
PERFECT = LABELLED.assuming(Formula(I("X", "Y"), "==", H("Y")))


def forth():
    start = calculation(DETERMINED, H("Y")).equals(I("Y", "X") + H("Y", "X"), by=entropy_splits("Y", "X"))
    return start.equals(I("Y", "X"), by=hypothesis())


def back():
    start = calculation(PERFECT, H("Y", "X") + I("X", "Y")).equals(H("Y"), by=entropy_splits("Y", "X"))
    return start.equals(I("X", "Y"), by=hypothesis()).cancelling(finite("X", "Y"))


CLAIM = Claim(
    statement=Statement(
        says=r"Perfect classification is possible in principle, i.e., the distributions of $X$ given different classes "
        r"have disjoint support and $I(X;Y) = H(Y)$.",
        source="Sec. 4.3",
    ),
    parts=[
        Part(
            says=r"If $X$ determines $Y$, $H(Y|X) = 0$, then $I(X;Y) = H(Y)$.",
            evidence=Derived(DETERMINED, I("X", "Y"), "==", H("Y"), forth),
            mutants=[near_miss("hypothesis", "for any label", LABELLED, I("X", "Y"), "==", H("Y"))],
        ),
        Part(
            says=r"If $I(X;Y) = H(Y)$, then $H(Y|X) = 0$: almost surely $X$ determines $Y$.",
            evidence=Derived(PERFECT, H("Y", "X"), "==", ZERO, back),
            mutants=[near_miss("hypothesis", "for any label", LABELLED, H("Y", "X"), "==", ZERO)],
        ),
    ],
    note="Disjoint is said of sets that carry the laws: closed supports may touch where the classes do not.",
)
