r"""For Y = X and beta = 1 the cost regularized by total correlation is that of a variational auto-encoder.

Chain     neurons L, M with noise of their own, product prior R x S: E D(P_{L|X} || R) + E D(P_{M|X} || S) = I(X;L) +
          I(X;M) + D(P_L || R) + D(P_M || S), and I(X;L) + I(X;M) = I(X;L,M) + I(L;M)
"""

from ibverify.kernel import C, D, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.reasons import chain, compensation, exact, markov, nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

CODE = {"X": source("finite"), "L": channel("X"), "M": channel("X"), "Q": surrogate("X", ["L", "M"])}
SETTING = setting(**CODE, R=surrogate("L"), S=surrogate("M"))
TRUE = setting(**CODE, R=surrogate("L", exact=True), S=surrogate("M", exact=True))
SHARED = setting(**CODE | {"M": channel("X", "L")}, R=surrogate("L", exact=True), S=surrogate("M", exact=True))
LOSS, COST = C("Q") + D("X", "R") + D("X", "S"), C("Q") + I("X", ["L", "M"]) + I("L", "M")
NEURONS, GAP = C("Q") + I("X", "L") + I("X", "M"), D((), "R") + D((), "S")


def split(where):
    """The loss is the cost and the divergences of the two marginals from the prior."""
    return (
        calculation(where, LOSS)
        .equals(C("Q") + I("X", "L") + D((), "R") + D("X", "S"), by=compensation("X", (), "R"))
        .equals(NEURONS + GAP, by=compensation("X", (), "S"))
        .equals(NEURONS + I("M", "L", "X") + GAP, by=markov("M", "L", "X"), because="independent noise")
        .equals(C("Q") + I("X", "L") + I("M", ["L", "X"]) + GAP, by=chain("M", "X", "L"))
        .equals(C("Q") + I("X", "L") + I("X", "M", "L") + I("L", "M") + GAP, by=chain("M", "L", "X"))
        .equals(COST + GAP, by=chain("X", "L", "M"))
    )


def equality():
    return split(TRUE).equals(COST + D((), "S"), by=exact("R")).equals(COST, by=exact("S"))


def bound():
    less = split(SETTING).at_least(COST + D((), "S"), by=nonnegative(D((), "R")))
    return less.at_least(COST, by=nonnegative(D((), "S")))


CLAIM = Claim(
    Statement(
        r"For a certain choice of the parameter $\beta$ and for the goal of reconstruction, i.e., $Y \equiv X$, the "
        r"regularized cost function is equivalent to the one for variational auto-encoding.",
        source="Sec. 6, [27]",
    ),
    parts=[
        Part(
            r"For $\beta = 1$: $C(Q_{X|L,M}) + \mathbb E\, D(P_{L|X} \| R) + \mathbb E\, D(P_{M|X} \| S)$, the loss of "
            r"auto-encoding with a product prior, is $C(Q_{X|L,M}) + I(X;L,M) + I(L;M)$ if $R = P_L$ and $S = P_M$.",
            Derived(TRUE, LOSS, "==", COST, equality),
            [near_miss("hypothesis", "also if the noise is shared", SHARED, LOSS, "==", COST)],
        ),
        Part(
            r"With any other product prior the loss is no smaller.",
            Derived(SETTING, LOSS, ">=", COST, bound),
            [near_miss("constant", "it is the same", SETTING, LOSS, "==", COST)],
        ),
    ],
    rests_on=["s06.total-correlation"],
    note="The cost of [27], cross-entropy plus beta times compression plus total correlation, is cited. X is finite; L "
    "and M are neurons or groups of them, so by induction the same holds for any number.",
)
