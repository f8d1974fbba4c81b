r"""A quantized compression term is finite: at most the logarithm of the number of levels, whatever Q_X is."""

from ibverify.kernel import H, I, calculation, channel, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import finite
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), L=channel("X"), A=function("X"), B=function("L", is_="finite"))

LEVELS = setting(X=source(), B=function("X", is_="finite"))
PLAIN = setting(X=source(), L=channel("X"), B=function("L", is_="finite"))


def derivation():
    return calculation(SETTING, I("A", "B")).at_most(log_cardinality("B"), by=finite("A", "B"))


CLAIM = Claim(
    statement=Statement(
        says=r"The effect of quantization is that $\bar I_C(X;L) = I(Q_X(X);Q_L(L))$ becomes finite.", source="Sec. 5.4"
    ),
    parts=[
        Part(
            says=r"$I(A;B) \le \log|B|$ for $A = Q_X(X)$, any function, and $B = Q_L(L)$ with finitely many levels "
            r"$|B|$.",
            evidence=Derived(SETTING, I("A", "B"), "<=", log_cardinality("B"), derivation),
            mutants=[
                near_miss("constant", "strictly", LEVELS, I("X", "B"), "<=", log_cardinality("B"), strict=True),
                near_miss("subject", "the entropy of L is", PLAIN, H("L"), "<=", log_cardinality("B")),
            ],
        )
    ],
    note="Infinitely many levels may carry infinite information.",
)
