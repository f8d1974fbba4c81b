r"""The assumption on the surrogate: it depends on the layer through the decoder's output alone, as a softmax output
does.

Setting   any law Q(.|t) of the label for each output t, as Q(y|t) = t_y for a probability vector t, put behind h
Then      the divergence given L is that given L and Yt, so whatever it = h(L) forgets plays no part in Q
"""

from ibverify.examples.decoders import DETERMINISTIC, Q_OF_L, STOCHASTIC
from ibverify.kernel import D, average, calculation
from ibverify.kernel.reasons import change_of_variables
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

BOTH = D(["L", "Yt"], "Q")


def derivation():
    return calculation(DETERMINISTIC, D("L", Q_OF_L)).equals(BOTH, by=change_of_variables("Yt", "L", "Q"))


CLAIM = Claim(
    Statement(
        r"For all $y$ and $\ell$, $Q_{Y|L}(y|\ell) = Q_{Y|\tilde Y}(y|h(\ell))$: $Q_{Y|L}$ depends on $L$ only via the "
        r"deterministic decoder. This holds true for the scenarios described in [5], [6], where the output of the last "
        r"softmax layer is interpreted as a probability distribution over $\mathcal Y$.",
        source="Sec. 9, eq. (22)",
    ),
    parts=[
        Part(
            r"With (22), $D(P_{Y|L} \| Q_{Y|L}) = D(P_{Y|L} \| Q_{Y|\tilde Y})$, the second at $\tilde Y = h(L)$.",
            Derived(DETERMINISTIC, D("L", Q_OF_L), "==", BOTH, derivation),
            [
                near_miss("hypothesis", "also for stochastic h", STOCHASTIC, D("L", average("Q", "Yt")), "==", BOTH),
                near_miss("subject", "it is that given the output", DETERMINISTIC, D("L", Q_OF_L), "==", D("Yt", "Q")),
            ],
        )
    ],
    note="A softmax output h(l) has positive entries that sum to 1, so Q(y|t) = t_y is a law of the label for each t = "
    "h(l).",
)
