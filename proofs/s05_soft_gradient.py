r"""On a data set the terms of a soft decision are smooth functions of the parameters, and not constant.

Chain     $\hat Y$ has the probabilities t(x), the softmax at the point x: the terms are finite sums of p log p with p
          an average of these, positive numbers that are analytic in the logits
Example   $1/(1 + e^{-wX})$ on integers: both terms are exact formulas in $t = 1/(1 + e^{-w})$, which rises with w
"""

from flint import fmpq

from ibverify.examples import soft_outputs as soft
from ibverify.examples.swept import compression, precision
from ibverify.examples.swept_slopes import slopes
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.sweep import sweep

DATA = {"X = -1, 1 with Y = 0, 1": soft.PAIR, "X = 0, 1, 2 with Y = 0, 0, 1": soft.TRIPLE}
TERMS = {"I(X;D)": compression, "I(Y;D)": precision}


def over(data, rule=None, ends=("0", "1")):
    return sweep(lambda t: soft.sigmoid(t, data, rule), "t", *map(fmpq, map(int, ends)))


def formulas(rule=None):
    for where, data in DATA.items():
        yield check("formulas for 0 < t < 1", len(over(data, rule).pieces), "==", 1, where)


def signs(data, rule=None, of=TERMS):
    found = over(data, rule)
    return [(name, sign) for name, by in of.items() for sign in slopes(found, by)]


def moves(data=None, rule=None, of=TERMS):
    for where, points in DATA.items() if data is None else data.items():
        for name, sign in signs(points, rule, of):
            yield check(f"slope of {name} != 0 between its zeros", sign, "!=", 0, where)


def still(of=None):
    for where, data in DATA.items():
        for name, sign in signs(data, threshold(fmpq(1, 2)) if of is None else of):
            yield check(f"slope of {name} == 0 but for jumps", sign, "==", 0, where)


def nowhere():
    yield check("stretches of I(Y;D)", len(slopes(over(soft.PAIR), precision)), "==", 1, "X = -1, 1 with Y = 0, 1")


def behind_a_relu():
    return moves({"X = -1, 1 with Y = 0, 1, before a ReLU of X - 2": [(max(x - 2, 0), y) for x, y in soft.PAIR]})


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
            [Mutant("hypothesis", "so are those of the decision at 1/2", lambda: formulas(threshold(fmpq(1, 2))))],
        ),
        Part(
            r"With analytic activations their gradients are zero only on a null set, unless they are constant.",
            Cases(
                "a sigmoid of wX on two data sets, all w: the slopes have finitely many zeros",
                moves,
                because="an analytic function on a connected set of parameters that is 0 on more than a null set is 0",
            ),
            [
                Mutant("quantifier", "they are zero nowhere: not at w = 0", nowhere),
                Mutant("hypothesis", "also behind a ReLU, which may be 0 at all points", behind_a_relu),
                Mutant(
                    "subject",
                    "so is that of their difference, beta = 1",
                    lambda: moves(of={"I(X;D) - I(Y;D)": lambda terms: terms.functional(fmpq(1))}),
                ),
            ],
        ),
        Part(
            r"With the decision at 1/2 in its place, the gradients are zero wherever they exist.",
            Cases(
                "the decision at 1/2 of the same outputs, all w",
                still,
                because="on a data set a decision has finitely many laws, so the terms have finitely many values",
            ),
            [Mutant("subject", "also with the soft decision", lambda: still(soft.soft()))],
        ),
    ],
    rests_on=["s05.soft-identity"],
    note="Outputs that a clip keeps in [0, 1] have no gradient where they reach 0 or 1: the slope of p log p is "
    "infinite at 0. With one point for each class the functional is (1 - beta) I(Y;D): constant for beta = 1.",
)
