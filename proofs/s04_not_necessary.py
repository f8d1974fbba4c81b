r"""Good performance needs a high I(Y;L), and not a small I(X;L): invertible networks have the largest of both.

Chain     L an invertible function of X, Y a function of X: I(Y;L) = I(Y;X) = H(Y), the most there is, and I(X;L) = H(X)
"""

from ibverify.kernel import H, I, calculation, function, setting, source
from ibverify.kernel.lemmas import of_a_function, with_function
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=function("X", is_="finite"), L=function("X", is_="invertible"))
LOSSY = setting(X=source(), Y=function("X", is_="finite"), L=function("X"))


def precision():
    return (
        calculation(SETTING, I("Y", "L"))
        .equals(I("Y", ["L", "X"]), by=with_function("Y", "L", "X"))
        .equals(I("Y", "X"), by=with_function("Y", "X", "L"))
        .equals(H("Y"), by=of_a_function("X", "Y"))
    )


def compression():
    start = calculation(SETTING, I("X", "L")).equals(I("X", ["L", "X"]), by=with_function("X", "L", "X"))
    return start.equals(H("X"), by=with_function("X", "X", "L"))


CLAIM = Claim(
    Statement(
        r"While the intermediate layers of a DNN with good performance are characterized by a high $I(Y;L)$, they do "
        r"not need to have small $I(X;L)$: a small value of the IB functional is not necessary for good classification "
        r"performance.",
        source="Sec. 4, [23]",
    ),
    parts=[
        Part(
            r"For an invertible $L$ and a label that $X$ determines, $I(Y;L) = H(Y)$: nothing is lost.",
            Derived(SETTING, I("Y", "L"), "==", H("Y"), precision),
            [near_miss("hypothesis", "for any layer", LOSSY, I("Y", "L"), "==", H("Y"))],
        ),
        Part(
            r"There $I(X;L) = H(X)$, the largest value there is, infinite unless $X$ is discrete with finite entropy.",
            Derived(SETTING, I("X", "L"), "==", H("X"), compression),
            [near_miss("hypothesis", "for any layer", LOSSY, I("X", "L"), "==", H("X"))],
        ),
    ],
    rests_on=["s06.invertible"],
)
