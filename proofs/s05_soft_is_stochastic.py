r"""A soft decision is a stochastic layer after a deterministic network, and it forgets all but the output.

Chain     I(X;D|T) = 0, and I(X;D) <= I(X;T)
"""

from ibverify.kernel import ZERO, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.kernel.reasons import markov
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), T=function("X"), D=channel("T", finite=True))
SIDEWAYS = setting(X=source(), T=function("X"), D=channel("X", "T", finite=True))


def alone():
    return calculation(SETTING, I("X", "D", "T")).equals(ZERO, by=markov("D", "X", "T"))


def processing():
    return calculation(SETTING, I("X", "T")).at_least(I("X", "D"), by=data_processing("X", "D", through="T"))


CLAIM = Claim(
    Statement(
        r"Using a soft decision rule is training a stochastic DNN in which the stochasticity is in the decision rule.",
        source="Sec. 5.4, its end",
    ),
    parts=[
        Part(
            r"$I(X;\hat Y|\tilde Y) = 0$: given the output, the decision is independent of the input.",
            Derived(SETTING, I("X", "D", "T"), "==", ZERO, alone),
            [near_miss("hypothesis", "also if it sees the input", SIDEWAYS, I("X", "D", "T"), "==", ZERO)],
        ),
        Part(
            r"$I(X;\hat Y) \le I(X;\tilde Y)$.",
            Derived(SETTING, I("X", "D"), "<=", I("X", "T"), processing),
            [near_miss("direction", "turned round", SETTING, I("X", "D"), ">=", I("X", "T"))],
        ),
    ],
)
