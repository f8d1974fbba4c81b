r"""A representation holds all that the features tell of the label exactly when it is a sufficient statistic.

Chain     I(Y;X) = I(Y;X,L) = I(Y;L) + I(Y;X|L), and I(Y;L) <= log|Y| is finite
"""

from ibverify.kernel import ZERO, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import finite, with_function
from ibverify.kernel.reasons import chain, hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

ANY = setting(X=source(), Y=channel("X", finite=True), L=channel("X"))
SUFFICIENT = ANY.assuming(Formula(I("X", "Y", "L"), "==", ZERO))
EQUAL = ANY.assuming(Formula(I("Y", "X"), "==", I("Y", "L")))


def forth():
    return (
        calculation(SUFFICIENT, I("Y", "X"))
        .equals(I("Y", ["X", "L"]), by=with_function("Y", "X", "L"), because="Markov property")
        .equals(I("Y", "L") + I("Y", "X", "L"), by=chain("Y", "L", "X"))
        .equals(I("Y", "L"), by=hypothesis())
    )


def back():
    same = (
        calculation(EQUAL, I("Y", "X", "L") + I("Y", "L"))
        .equals(I("Y", ["X", "L"]), by=chain("Y", "L", "X"))
        .equals(I("Y", "X"), by=with_function("Y", "X", "L"))
        .equals(I("Y", "L"), by=hypothesis())
    )
    return same.cancelling(finite("L", "Y"))


CLAIM = Claim(
    statement=Statement(
        says=r"The representation should contain as much information about $Y$ as was contained in $X$, i.e., $L$ "
        r"should be a sufficient statistic for $Y$.",
        source="Sec. 3, P1",
    ),
    parts=[
        Part(
            says=r"If $X - L - Y$ is a Markov chain, then $I(Y;L) = I(Y;X)$.",
            evidence=Derived(SUFFICIENT, I("Y", "X"), "==", I("Y", "L"), forth),
            mutants=[near_miss("hypothesis", "for any representation", ANY, I("Y", "X"), "==", I("Y", "L"))],
        ),
        Part(
            says=r"If $I(Y;L) = I(Y;X)$, then $I(X;Y|L) = 0$: $X - L - Y$ is a Markov chain.",
            evidence=Derived(EQUAL, I("X", "Y", "L"), "==", ZERO, back),
            mutants=[near_miss("hypothesis", "for any representation", ANY, I("X", "Y", "L"), "==", ZERO)],
        ),
    ],
    note="The second needs a finite I(Y;L); here the label is finite.",
)
