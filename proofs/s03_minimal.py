r"""Among sufficient representations a minimal one has the least compression term, and for finite L no other has it.

Chain     T is a function of L: I(X;L) = I(X;L,T) = I(X;T) + I(X;L|T); the last is 0 if the terms agree
"""

from ibverify.kernel import ZERO, I, calculation, channel, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import data_processing, finite, with_function
from ibverify.kernel.reasons import chain, hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

BOTH = (Formula(I("X", "Y", "L"), "==", ZERO), Formula(I("X", "Y", "T"), "==", ZERO))  # both are sufficient
LABELLED = {"X": source(), "Y": channel("X", finite=True)}
MINIMAL = setting(**LABELLED, L=channel("X"), T=function("L")).assuming(*BOTH)
FINITE = setting(**LABELLED, L=channel("X", finite=True), T=function("L")).assuming(*BOTH)
EQUAL = FINITE.assuming(Formula(I("X", "L"), "==", I("X", "T")))
ALL_OF_X = {"X": source("finite"), "Y": function("X", is_="finite"), "L": function("X", is_=("finite", "invertible"))}
LESS = setting(**ALL_OF_X, T=function("L")).assuming(*BOTH)  # L tells all of X, T may tell less and still suffice


def least():
    return calculation(MINIMAL, I("X", "L")).at_least(I("X", "T"), by=data_processing("X", "T", through="L"))


def alone():
    less = calculation(EQUAL, I("X", "L")).at_least(I("X", "T"), by=data_processing("X", "T", through="L")).theorem
    bound = calculation(EQUAL, I("X", "T")).at_most(I("X", "L"), by=less)
    whole = (
        calculation(EQUAL, I("X", "L", "T") + I("X", "T"))
        .equals(I("X", ["T", "L"]), by=chain("X", "T", "L"))
        .equals(I("X", "L"), by=with_function("X", "L", "T"))
        .equals(I("X", "T"), by=hypothesis(2))
    )
    return whole.cancelling(bound.at_most(log_cardinality("L"), by=finite("X", "L")).theorem)


CLAIM = Claim(
    statement=Statement(
        says=r"Compression can be quantified statistically, e.g., $L$ is a minimal sufficient statistic for $Y$.",
        source="Sec. 3, P2",
    ),
    parts=[
        Part(
            says=r"If $T$ is sufficient and a function of each sufficient $L$, then $I(X;T) \le I(X;L)$.",
            evidence=Derived(MINIMAL, I("X", "T"), "<=", I("X", "L"), least),
            mutants=[
                near_miss("hypothesis", "for any two sufficient", LESS, I("X", "L"), "<=", I("X", "T")),
                near_miss("constant", "strictly", MINIMAL, I("X", "T"), "<=", I("X", "L"), strict=True),
            ],
        ),
        Part(
            says=r"If a sufficient $L$ with finitely many values has the same term, then $I(X;L|T) = 0$: given $T$, it "
            r"tells nothing more of $X$.",
            evidence=Derived(EQUAL, I("X", "L", "T"), "==", ZERO, alone),
            mutants=[near_miss("hypothesis", "for any sufficient L", LESS, I("X", "L", "T"), "==", ZERO)],
        ),
    ],
    note="Where both are infinite the term does not tell a minimal statistic from another.",
)
