r"""A soft decision is a stochastic layer behind a deterministic network: all randomness given the input is its own.

Chain     H(T,D|X) = H(T|X) + H(D|X,T) = H(D|X,T) = H(D|T), and I(X;D) <= I(X;T)
"""

from ibverify.kernel import H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import data_processing, entropy_of_all, entropy_splits
from ibverify.kernel.reasons import chain, determined, markov
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), T=function("X"), D=channel("T", finite=True))
NOISY = setting(X=source(), T=channel("X"), D=channel("T", finite=True))
BOTH = ["T", "D"]


def randomness():
    return (
        calculation(SETTING, H(BOTH, "X"))
        .equals(I(BOTH, "T", "X") + I(BOTH, "D", ["X", "T"]), by=chain(BOTH, "T", "D", "X"))
        .equals(I(BOTH, "D", ["X", "T"]), by=determined(BOTH, "T", "X"))
        .equals(H("D", ["X", "T"]), by=entropy_of_all("D", BOTH, ["X", "T"]))
        .equals(I("D", "X", "T") + H("D", ["X", "T"]), by=markov("D", "X", "T"))
        .equals(H("D", "T"), by=entropy_splits("D", "X", "T"))
    )


def processing():
    return calculation(SETTING, I("X", "T")).at_least(I("X", "D"), by=data_processing("X", "D", through="T"))


CLAIM = Claim(
    Statement(
        r"A probabilistic interpretation of the output (Sec. 5.2) can be considered a special type of stochastic DNN "
        r"in which the stochasticity appears only in the decision rule.",
        source="Sec. 5.4, its end",
    ),
    parts=[
        Part(
            r"$H(\tilde Y,\hat Y|X) = H(\hat Y|\tilde Y)$: given the input, only the decision is random.",
            Derived(SETTING, H(BOTH, "X"), "==", H("D", "T"), randomness),
            [near_miss("hypothesis", "for a stochastic network", NOISY, H(BOTH, "X"), "==", H("D", "T"))],
        ),
        Part(
            r"$I(X;\hat Y) \le I(X;\tilde Y)$: the decision is one more layer.",
            Derived(SETTING, I("X", "D"), "<=", I("X", "T"), processing),
            [near_miss("direction", "turned round", SETTING, I("X", "D"), ">=", I("X", "T"))],
        ),
    ],
)
