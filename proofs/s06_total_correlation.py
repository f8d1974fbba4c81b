r"""Total correlation beside the compression term: with noise of its own at each neuron, the sum of their information.

Chain     I(X;L,M) + I(L;M) = I(X;L) + I(X;M|L) + I(L;M) = I(X;L) + I(M;X,L) = I(X;L) + I(X;M)
"""

from ibverify.kernel import I, calculation, channel, setting, source
from ibverify.kernel.reasons import chain, markov
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), L=channel("X"), M=channel("X"))
SHARED = setting(X=source(), L=channel("X"), M=channel("X", "L"))
COST, NEURONS = I("X", ["L", "M"]) + I("L", "M"), I("X", "L") + I("X", "M")


def derivation():
    return (
        calculation(SETTING, COST)
        .equals(I("X", "L") + I("X", "M", "L") + I("L", "M"), by=chain("X", "L", "M"))
        .equals(I("X", "L") + I("M", ["L", "X"]), by=chain("M", "L", "X"))
        .equals(NEURONS + I("M", "L", "X"), by=chain("M", "X", "L"))
        .equals(NEURONS, by=markov("M", "L", "X"), because="independent noise")
    )


CLAIM = Claim(
    Statement(
        r"Information dropout uses $I(X;L)$ plus the total correlation of $L$ as the regularized cost.",
        source="Sec. 6, [27]",
    ),
    parts=[
        Part(
            r"For neurons, or groups of them, $L$, $M$ with independent noise, $I(X;L,M) + I(L;M) = I(X;L) + "
            r"I(X;M)$, infinite terms included.",
            Derived(SETTING, COST, "==", NEURONS, derivation),
            [
                near_miss("hypothesis", "also if the noise is shared", SHARED, COST, "==", NEURONS),
                near_miss("constant", "without the total correlation", SETTING, I("X", ["L", "M"]), "==", NEURONS),
            ],
        )
    ],
    note="By induction over the groups the sum is that of all neurons. The equivalence with cross-entropy over DNNs "
    "with multiplicative noise is not judged here.",
)
