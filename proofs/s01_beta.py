r"""Which trade-offs are sensible: up to beta = 1 nothing beats a representation that is constant.

Chain     I(Y;L) <= I(X;L), as Y - X - L; so I(X;L) - beta I(Y;L) >= (1 - beta) I(X;L) >= 0 for beta <= 1
Beyond    Y = g(X): I(X;L) - beta I(Y;L) >= (1 - beta) I(Y;L) >= (1 - beta) H(Y), attained by L = Y
Erasure   Y is X, or erased with probability e: I(Y;L) = (1 - e) I(X;L), so a constant L is optimal if beta <= 1/(1 - e)
"""

from ibverify.examples import tables
from ibverify.kernel import H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import at_most_entropy, data_processing, of_a_function
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=channel("X"))
SIDEWAYS = setting(X=source(), Y=channel("X", finite=True), L=channel("X", "Y"))
LABELLED = setting(X=source(), Y=function("X", is_="finite"))
REPRESENTED = setting(X=source(), Y=function("X", is_="finite"), L=channel("X"))


def below():
    return calculation(SETTING, I("X", "L")).at_least(I("Y", "L"), by=data_processing("L", "Y", through="X"))


def label():
    return calculation(LABELLED, I("X", "Y")).equals(H("Y"), by=of_a_function("X", "Y"))


def least():
    cost = calculation(REPRESENTED, I("X", "L") + H("Y")).at_least(
        I("Y", "L") + H("Y"), by=data_processing("L", "Y", through="X")
    )
    return cost.at_least(2 * I("Y", "L"), by=at_most_entropy("L", "Y"))


def erased(times=2):
    for where, joint in tables.erased():
        compression, precision = tables.information(joint, "X", "L"), tables.information(joint, "Y", "L")
        yield check(f"I(X;L) = {times} I(Y;L)", compression, "==", precision * times, where)


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
        Part(
            says=r"For $Y = g(X)$ and $\beta = 2$ this $L$ is a minimiser: $I(X;L) + H(Y) \ge 2 I(Y;L)$.",
            evidence=Derived(REPRESENTED, I("X", "L") + H("Y"), ">=", 2 * I("Y", "L"), least),
            mutants=[
                near_miss("constant", "of beta = 3 too", REPRESENTED, I("X", "L") + H("Y"), ">=", 3 * I("Y", "L")),
                near_miss("hypothesis", "L may see the label", SIDEWAYS, I("X", "L") + H("Y"), ">=", 2 * I("Y", "L")),
            ],
        ),
        Part(
            says=r"A minimiser need not be informative: if $Y$ is $X$, erased with probability 1/2, then "
            r"$I(X;L) = 2 I(Y;L)$ for every $L$, and a constant $L$ minimises for $1 < \beta \le 2$.",
            evidence=Cases(
                "X a fair bit, L a noisy copy",
                erased,
                because="Y tells whether it is erased, E: I(Y;L) = I(Y,E;L) = I(Y;L|E) = I(X;L)/2, as E is "
                "independent of X and L",
            ),
            mutants=[Mutant("constant", "I(X;L) = I(Y;L)", lambda: erased(1))],
        ),
    ],
)
