r"""On a data set the terms of a soft decision are smooth functions of the parameters, and not constant.

Chain     $\hat Y$ has the probabilities t(x), the softmax at the point x: the terms are finite sums of p log p with p
          an average of these, positive numbers that are analytic in the logits
Example   $1/(1 + e^{-wX})$ on integers: both terms are exact formulas in $t = 1/(1 + e^{-w})$, which rises with w
"""

from ibverify.exact import rational
from ibverify.examples import soft_outputs as soft
from ibverify.examples.swept import compression, precision
from ibverify.examples.swept_slopes import slopes
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.sweep import sweep

DATA = {"X = -1, 1 with Y = 0, 1": soft.PAIR, "X = 0, 1, 2 with Y = 0, 0, 1": soft.TRIPLE}
OFF = {"X = -1, 1 with Y = 0, 1, before a ReLU of X - 2": [(max(x - 2, 0), y) for x, y in soft.PAIR]}
TERMS = {"I(X;D)": compression, "I(Y;D)": precision}
BETA_1 = {"I(X;D) - I(Y;D)": lambda terms: terms.functional(rational(1))}
HALF = threshold(rational("1/2"))


def over(data, rule=None):
    return sweep(lambda t: soft.sigmoid(t, data, rule), "t", rational(0), rational(1))


def formulas(rule=None):
    for where, data in DATA.items():
        yield check("formulas for 0 < t < 1", len(over(data, rule).pieces), "==", 1, where)


def signs(relation, rule=None, data=DATA, terms=TERMS):
    """Of the slopes by t, between their zeros."""
    for where, points in data.items():
        found = over(points, rule)
        for name, by in terms.items():
            for sign in slopes(found, by):
                yield check(f"slope of {name} {relation} 0 between its zeros", sign, relation, 0, where)


def zeros():
    found = slopes(over(soft.PAIR), precision)
    yield check("zeros of the slope of I(Y;D)", len(found) - 1, "==", 0, "X = -1, 1 with Y = 0, 1")


CLAIM = Claim(
    Statement(
        r"A soft decision rule, unlike that of Sec. 5.1, admits applying gradient-based optimization techniques to (6) "
        r"even for finite data sets.",
        source="Sec. 5.2",
    ),
    parts=[
        Part(
            r"On a data set both terms are analytic functions of the logits, so they have a gradient wherever the "
            r"logits have one.",
            Cases(
                "a sigmoid of wX on two data sets, all w",
                formulas,
                because="the probabilities of a softmax are positive, and p log p is analytic for p > 0",
            ),
            [Mutant("hypothesis", "so are those of the decision at 1/2", lambda: formulas(HALF))],
        ),
        Part(
            r"With analytic activations their gradients are zero only on a null set, unless they are constant.",
            Cases(
                "a sigmoid of wX on two data sets, all w: the slopes have finitely many zeros",
                lambda: signs("!="),
                because="an analytic function on a connected set of parameters that is 0 on more than a null set is 0",
            ),
            [
                Mutant("quantifier", "they are zero nowhere: not at w = 0", zeros),
                Mutant("hypothesis", "also behind a ReLU, which may be 0 at all points", lambda: signs("!=", data=OFF)),
                Mutant(
                    "subject",
                    "so is that of their difference, beta = 1",
                    lambda: signs("!=", terms=BETA_1),
                ),
            ],
        ),
        Part(
            r"With the decision at 1/2 in its place, the gradients are zero near almost all w.",
            Cases(
                "the decision at 1/2 of the same outputs, all w",
                lambda: signs("==", HALF),
                because="outputs cross 1/2 at finitely many w, and between these no decision changes",
            ),
            [Mutant("subject", "also with the soft decision", lambda: signs("=="))],
        ),
    ],
    rests_on=["s05.soft-identity"],
    note="Outputs that a clip keeps in [0, 1] have no gradient where they reach 0 or 1: the slope of p log p is "
    "infinite at 0. With one point for each class the functional is (1 - beta) I(Y;D): constant for beta = 1.",
)
