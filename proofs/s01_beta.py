r"""Which trade-offs are sensible: up to beta = 1 nothing beats a representation that is constant.

Chain     I(Y;L) <= I(X;L), as Y - X - L; so I(X;L) - beta I(Y;L) >= (1 - beta) I(X;L) >= 0 for beta <= 1
Beyond    L = Y = g(X): I(X;Y) - beta I(Y;Y) = (1 - beta) H(Y) < 0 for beta > 1 and a label that is not constant
"""

from ibverify.kernel import H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import data_processing, of_a_function
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=channel("X"))
SIDEWAYS = setting(X=source(), Y=channel("X", finite=True), L=channel("X", "Y"))
LABELLED = setting(X=source(), Y=function("X", is_="finite"))


def below():
    return calculation(SETTING, I("X", "L")).at_least(I("Y", "L"), by=data_processing("L", "Y", through="X"))


def label():
    return calculation(LABELLED, I("X", "Y")).equals(H("Y"), by=of_a_function("X", "Y"))


CLAIM = Claim(
    statement=Statement(
        says=r"The IB functional is $I(X;L) - \beta I(Y;L)$ for some trade-off parameter $\beta > 1$.",
        source="Sec. 1, eq. (1)",
    ),
    parts=[
        Part(
            says=r"$I(Y;L) \le I(X;L)$: for $\beta \le 1$ the functional is at least 0, its value at a constant $L$, "
            r"where both are finite.",
            evidence=Derived(SETTING, I("Y", "L"), "<=", I("X", "L"), below),
            mutants=[
                near_miss("constant", "also for beta = 2", SETTING, 2 * I("Y", "L"), "<=", I("X", "L")),
                near_miss("hypothesis", "L may see the label", SIDEWAYS, I("Y", "L"), "<=", I("X", "L")),
            ],
        ),
        Part(
            says=r"For $Y = g(X)$ and $L = Y$: $I(X;L) = H(Y) = I(Y;L)$, the functional is $(1 - \beta) H(Y)$, "
            r"negative for $\beta > 1$.",
            evidence=Derived(LABELLED, I("X", "Y"), "==", H("Y"), label),
            mutants=[near_miss("hypothesis", "for any label", SETTING, I("X", "Y"), "==", H("Y"))],
        ),
    ],
)
