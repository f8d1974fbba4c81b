r"""The precision is finite: no more than the label has is told of it."""

from ibverify.kernel import H, I, calculation, channel, log_cardinality, setting, source
from ibverify.kernel.lemmas import at_most_entropy
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=channel("X"))


def entropy():
    return calculation(SETTING, I("Y", "L")).at_most(H("Y"), by=at_most_entropy("L", "Y"))


def finite():
    return calculation(SETTING, H("Y")).at_most(log_cardinality("Y"), by=cardinality("Y"))


CLAIM = Claim(
    statement=Statement(
        says=r"Since $Y$ is a discrete RV with finite support, the precision term $I(Y;L) \le H(Y)$ is finite.",
        source="Sec. 4.1",
    ),
    parts=[
        Part(
            says=r"$I(Y;L) \le H(Y)$.",
            evidence=Derived(SETTING, I("Y", "L"), "<=", H("Y"), entropy),
            mutants=[
                near_miss("constant", "strictly", SETTING, I("Y", "L"), "<=", H("Y"), strict=True),
                near_miss("direction", "L tells all of Y", SETTING, I("Y", "L"), ">=", H("Y")),
                near_miss("subject", "so is the compression", SETTING, I("X", "L"), "<=", H("Y")),
            ],
        ),
        Part(
            says=r"$H(Y) \le \log|\mathcal Y| < \infty$.",
            evidence=Derived(SETTING, H("Y"), "<=", log_cardinality("Y"), finite),
            mutants=[near_miss("constant", "half of it", SETTING, 2 * H("Y"), "<=", log_cardinality("Y"))],
        ),
    ],
)
