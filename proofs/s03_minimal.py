r"""Among sufficient representations, one that is a function of every other has the least compression term."""

from ibverify.kernel import I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), T=function("L"))


def derivation():
    return calculation(SETTING, I("X", "L")).at_least(I("X", "T"), by=data_processing("X", "T", through="L"))


CLAIM = Claim(
    statement=Statement(
        says=r"Compression can be quantified statistically, e.g., $L$ is a minimal sufficient statistic for $Y$.",
        source="Sec. 3, P2",
    ),
    parts=[
        Part(
            says=r"$I(X;T) \le I(X;L)$ where $T$ is a function of $L$, as a minimal sufficient statistic is of every "
            r"sufficient $L$.",
            evidence=Derived(SETTING, I("X", "T"), "<=", I("X", "L"), derivation),
            mutants=[
                near_miss("constant", "strictly", SETTING, I("X", "T"), "<=", I("X", "L"), strict=True),
                near_miss("direction", "turned round", SETTING, I("X", "T"), ">=", I("X", "L")),
            ],
        )
    ],
    note="Where both are infinite the term does not tell a minimal statistic from another.",
)
