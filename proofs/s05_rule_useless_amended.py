r"""When the compression term is useless behind a decision rule, and when it decides.

Useless   Y = g(X), all |Y| classes have mass, some decision of the family is Y, beta > 1: I(X;D) - beta I(Y;D) >=
          (1 - beta) I(Y;D) >= (1 - beta) H(Y), both with equality exactly if D determines Y, as it has |Y| values
Noise     a fair bit with labels wrong with probability p: X costs log 2 - beta (log 2 - h(p)), a constant 0
Family    labels 0, 1, 0, 1 along a line, one threshold: no decision is Y, and the constant wins up to beta = 2.72...
"""

from ibverify.examples import fig1, noisy_labels
from ibverify.examples.swept import always
from ibverify.examples.thresholds import entropy
from ibverify.kernel import H, I, calculation, function, setting, source
from ibverify.kernel.lemmas import at_most_entropy, data_processing
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.problem import Problem
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.analyze import analyze

LABELLED = setting(X=source(), Y=function("X", is_="finite"), D=function("X", is_="finite"))
LEVELS = (("1/4", "1/8"), ("1/2", "3/8"), ("3/4", "7/8"))  # thresholds between the points of (a), and P(X <= t)


def least():
    start = calculation(LABELLED, I("X", "D") + H("Y"))
    cost = start.at_least(I("Y", "D") + H("Y"), by=data_processing("D", "Y", through="X"))
    return cost.at_least(2 * I("Y", "D"), by=at_most_entropy("D", "Y"))


def noisy(low, high, relation, beta=2):
    found = noisy_labels.swept(low, high)
    cost = lambda terms: terms.functional(fig1.rational(beta))  # noqa: E731
    yield always(f"cost of D = X {relation} 0, beta = {beta}", found, cost, relation, 0)


def both(border=("11/100", "111/1000")):
    yield from noisy("1/100", border[0], "<")
    yield from noisy(border[1], "1/2", ">")


def ordered(level):
    return Problem(fig1.discrete(), fig1.ramp(0, 1), threshold(fig1.rational(level)))


def family(beta="5/2", relation=">"):
    for level, below in LEVELS:
        on = f"Fig. 1 (a), D = I[X > {level}], beta = {beta}"
        found = analyze(ordered(level)).readout
        yield check("I(X;D) = h(P(D = 0))", found.compression, "==", entropy(below, 1 - fig1.rational(below)), on)
        cost = found.compression - found.precision * fig1.rational(beta)
        yield check(f"cost {relation} 0, that of a constant", cost, relation, 0, on)


def not_unique():
    found = analyze(Problem(fig1.discrete(), fig1.ramp(0, 1))).layers[-1]
    yield check("I(Y;D) = H(Y)", found.precision, "==", entropy("3/8", "5/8"), "Fig. 1 (a), D = X")
    yield check("I(X;D) = H(Y)", found.compression, "==", entropy("3/8", "5/8"), "Fig. 1 (a), D = X")


CLAIM = Claim(
    Statement(
        r"Let Y = g(X), let all classes have mass, and let some decision of the family be free of error. Then for "
        r"every $\beta > 1$ the minimisers of (6) are the decisions of the largest precision: the compression term is "
        r"useless. It is not if labels are noisy (a fair bit, wrong with probability p: for $\beta = 2$ a constant "
        r"costs less than X as soon as $h(p) > \frac12 \log 2$, $p > 0.110\ldots$), nor if no decision is Y.",
        source="Sec. 5.1",
    ),
    parts=[
        Part(
            r"For Y = g(X), $\beta = 2$: $I(X;D) - 2 I(Y;D) \ge -H(Y)$, the cost of D = Y.",
            Derived(LABELLED, I("X", "D") + H("Y"), ">=", 2 * I("Y", "D"), least),
            [
                near_miss("constant", "with beta = 3", LABELLED, I("X", "D") + H("Y"), ">=", 3 * I("Y", "D")),
            ],
        ),
        Part(
            r"For every $\beta > 1$ the minimisers are the decisions with $I(Y;D) = H(Y)$.",
            Derived(
                LABELLED,
                I("X", "D") + H("Y"),
                ">=",
                2 * I("Y", "D"),
                least,
                because="the cost is I(X;D) - I(Y;D) - (beta - 1) I(Y;D), and both steps are equalities exactly if "
                "D determines Y: it has as many values as Y, so then Y determines D",
            ),
            [Mutant("hypothesis", "D may have more values than there are classes", not_unique)],
        ),
        Part(
            r"Noise: with $\beta = 2$, X costs less than a constant for $p \le 11/100$ and more for "
            r"$111/1000 \le p \le 1/2$.",
            Example("all p from 1/100 to 1/2, but for (11/100, 111/1000)", both),
            [
                Mutant("constant", "it costs more from p = 1/10 on", lambda: both(("11/100", "1/10"))),
                Mutant("hypothesis", "with beta = 4 more from 111/1000 on", lambda: noisy("111/1000", "1/2", ">", 4)),
            ],
        ),
        Part(
            r"Family: on Fig. 1 (a), where Y = g(X), with $\beta = 5/2$ every threshold between points costs more than "
            r"a constant.",
            Example("the three ways to cut the four points", family),
            [
                Mutant("constant", "the same with beta = 3", lambda: family(3)),
                Mutant("direction", "every threshold costs less", lambda: family(relation="<")),
            ],
        ),
    ],
)
