r"""Good performance needs a high I(Y;L), and not a small I(X;L): invertible networks have the largest of both.

Chain     L an invertible function of X: I(Y;L) = I(Y;X) >= I(Y;M) and I(X;L) = H(X) >= I(X;M) for every M
Value     the functional is H(X) - beta I(Y;X), infinite unless X is discrete with finite entropy
"""

from ibverify.kernel import H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import at_most_entropy, data_processing, with_function
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

LABELLED = {"X": source(), "Y": channel("X", finite=True)}
SETTING = setting(**LABELLED, L=function("X", is_="invertible"), M=channel("X"))
LOSSY = setting(**LABELLED, L=function("X"), M=channel("X"))


def kept(of):
    start = calculation(SETTING, I(of, "L")).equals(I(of, ["L", "X"]), by=with_function(of, "L", "X"))
    return start.equals(I(of, "X"), by=with_function(of, "X", "L"))


def most_precise():
    return kept("Y").at_least(I("Y", "M"), by=data_processing("Y", "M", through="X"))


def least_compressed():
    return kept("X").at_least(I("X", "M"), by=at_most_entropy("M", "X"))


CLAIM = Claim(
    Statement(
        r"While the intermediate layers of a DNN with good performance are characterized by a high $I(Y;L)$, they do "
        r"not need to have small $I(X;L)$: a small value of the IB functional is not necessary for good classification "
        r"performance.",
        source="Sec. 4, [23]",
    ),
    parts=[
        Part(
            r"For an invertible $L$, $I(Y;L) = I(Y;X)$, whatever the label.",
            Derived(SETTING, I("Y", "L"), "==", I("Y", "X"), lambda: kept("Y")),
            [near_miss("hypothesis", "for any layer", LOSSY, I("Y", "L"), "==", I("Y", "X"))],
        ),
        Part(
            r"It is the largest there is: $I(Y;M) \le I(Y;L)$ for every representation $M$.",
            Derived(SETTING, I("Y", "L"), ">=", I("Y", "M"), most_precise),
            [near_miss("hypothesis", "of any layer", LOSSY, I("Y", "L"), ">=", I("Y", "M"))],
        ),
        Part(
            r"$I(X;L) = H(X)$, so the functional is $H(X) - \beta I(Y;X)$, infinite unless $X$ is discrete with finite "
            r"entropy.",
            Derived(SETTING, I("X", "L"), "==", H("X"), lambda: kept("X")),
            [near_miss("hypothesis", "for any layer", LOSSY, I("X", "L"), "==", H("X"))],
        ),
        Part(
            r"It is the largest there is: $I(X;M) \le I(X;L)$ for every representation $M$.",
            Derived(SETTING, I("X", "L"), ">=", I("X", "M"), least_compressed),
            [near_miss("hypothesis", "of any layer", LOSSY, I("X", "L"), ">=", I("X", "M"))],
        ),
    ],
    rests_on=["s06.invertible"],
)
