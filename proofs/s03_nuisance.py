r"""Compression bounds what the representation tells of a nuisance that is independent of the label.

Chain     I(X;L) >= I(Y,C;L) = I(Y;L) + I(C;L|Y) = I(Y;L) + I(C;L,Y) >= I(Y;L) + I(C;L)
"""

from ibverify.kernel import I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.kernel.reasons import chain, markov, nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(Y=source("finite"), C=source(), X=function("Y", "C"), L=channel("X"))
DEPENDENT = setting(Y=source("finite"), C=channel("Y"), X=function("Y", "C"), L=channel("X"))
BOTH = I("Y", "L") + I("C", "L")


def derivation():
    return (
        calculation(SETTING, I("X", "L"))
        .at_least(I(["Y", "C"], "L"), by=data_processing("L", ["Y", "C"], through="X"))
        .equals(I("Y", "L") + I("C", "L", "Y"), by=chain("L", "Y", "C"))
        .equals(I("Y", "L") + I("C", "L", "Y") + I("C", "Y"), by=markov("C", "Y"), because="independence")
        .equals(I("Y", "L") + I("C", ["L", "Y"]), by=chain("C", "Y", "L"))
        .equals(BOTH + I("C", "Y", "L"), by=chain("C", "L", "Y"))
        .at_least(BOTH, by=nonnegative(I("C", "Y", "L")))
    )


CLAIM = Claim(
    statement=Statement(
        says=r"The representation should attain invariance to nuisance factors which are not relevant to the class "
        r"label; compression, and consequently invariance, can be quantified statistically.",
        source="Sec. 3, P2",
    ),
    parts=[
        Part(
            says=r"If $C$ is independent of $Y$ and $X$ is a function of both, $I(C;L) + I(Y;L) \le I(X;L)$.",
            evidence=Derived(SETTING, I("X", "L"), ">=", BOTH, derivation),
            mutants=[
                near_miss("hypothesis", "also if C depends on Y", DEPENDENT, I("X", "L"), ">=", BOTH),
                near_miss("direction", "nothing else is told", SETTING, I("X", "L"), "<=", BOTH),
            ],
        )
    ],
    note="Where I(X;L) is infinite this bounds nothing, as at almost every deterministic network: Theorem 1.",
)
