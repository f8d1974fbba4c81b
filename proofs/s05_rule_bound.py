r"""A decision carries at most the logarithm of the number of labels, whatever the law of X and whatever the rule.

Chain     I(X;D) <= H(D) <= log|D|
Tight     X uniform on the labels, D = X.
"""

from ibverify.kernel import H, I, calculation, channel, log_cardinality, setting, source
from ibverify.kernel.lemmas import at_most_entropy
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), D=channel("X", finite=True))


def information():
    return calculation(SETTING, I("X", "D")).at_most(H("D"), by=at_most_entropy("X", "D"))


def entropy():
    return calculation(SETTING, H("D")).at_most(log_cardinality("D"), by=cardinality("D"))


CLAIM = Claim(
    statement=Statement(says=r"$I(X;\hat Y) \le H(\hat Y) \le \log|\mathcal Y|$.", source="Sec. 5.1"),
    parts=[
        Part(
            says=r"$I(X;D) \le H(D)$ for a decision $D = \hat Y$, also a soft one.",
            evidence=Derived(SETTING, I("X", "D"), "<=", H("D"), information),
            mutants=[
                near_miss("constant", "strictly", SETTING, I("X", "D"), "<=", H("D"), strict=True),
                near_miss("direction", "turned round", SETTING, H("D"), "<=", I("X", "D")),
            ],
        ),
        Part(
            says=r"$H(D) \le \log|\mathcal Y|$.",
            evidence=Derived(SETTING, H("D"), "<=", log_cardinality("D"), entropy),
            mutants=[
                near_miss("constant", "strictly", SETTING, H("D"), "<=", log_cardinality("D"), strict=True),
                near_miss("subject", "so is the entropy of X", SETTING, H("X"), "<=", log_cardinality("D")),
            ],
        ),
    ],
)
