r"""The information of a soft decision on the input, through the network's output.

Chain     H(D) = I(X;D) + H(D|X), and H(D|X) = H(D|X,T) = I(D;X|T) + H(D|X,T) = H(D|T), as D depends on X through T
alone
"""

from ibverify.kernel import H, I, calculation, channel, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import entropy_splits
from ibverify.kernel.reasons import cardinality, determined, markov
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), T=function("X"), D=channel("T", finite=True))
SIDEWAYS = setting(X=source(), T=function("X"), D=channel("X", "T", finite=True))


def identity():
    return calculation(SETTING, H("D")).equals(I("X", "D") + H("D", "X"), by=entropy_splits("D", "X"))


def through_output():
    both = H("D", ["X", "T"])
    return (
        calculation(SETTING, H("D", "X"))
        .equals(I("D", "T", "X") + both, by=entropy_splits("D", "T", "X"))
        .equals(both, by=determined("D", "T", "X"))
        .equals(I("D", "X", "T") + both, by=markov("D", "X", "T"))
        .equals(H("D", "T"), by=entropy_splits("D", "X", "T"))
    )


def finite():
    return calculation(SETTING, H("D")).at_most(log_cardinality("D"), by=cardinality("D"))


CLAIM = Claim(
    statement=Statement(
        says=r"$I(X;\hat Y) = H(\hat Y) - H(\hat Y|X) = H(\hat Y) - H(\hat Y|\tilde Y)$, and the functional is finite.",
        source="Sec. 5.2",
    ),
    parts=[
        Part(
            says=r"$H(\hat Y) = I(X;\hat Y) + H(\hat Y|X)$.",
            evidence=Derived(SETTING, H("D"), "==", I("X", "D") + H("D", "X"), identity),
            mutants=[near_miss("constant", "without noise in the decision", SETTING, H("D"), "==", I("X", "D"))],
        ),
        Part(
            says=r"$H(\hat Y|X) = H(\hat Y|\tilde Y)$.",
            evidence=Derived(SETTING, H("D", "X"), "==", H("D", "T"), through_output),
            mutants=[
                near_miss("hypothesis", "also if the decision sees X", SIDEWAYS, H("D", "X"), "==", H("D", "T")),
                near_miss("subject", "it is that without X", SETTING, H("D", "X"), "==", H("D")),
            ],
        ),
        Part(
            says=r"$H(\hat Y) \le \log|\mathcal Y| < \infty$, so all terms are finite.",
            evidence=Derived(SETTING, H("D"), "<=", log_cardinality("D"), finite),
            mutants=[near_miss("subject", "so is that of the output", SETTING, H("T"), "<=", log_cardinality("D"))],
        ),
    ],
)
