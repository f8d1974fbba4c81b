r"""On a disconnected support: constant pieces for ReLU, of which some are infinite; for step only between the parts.

ReLU      the ramp of Fig. 1 on (c): infinite where it rises on the support, else the entropy of a split of intervals
Step      I(X;L) = h(P(X > a)) is constant in a gap, and not within an interval; continuous for every continuous X
"""

from ibverify.examples import fig1, gaps, thresholds
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze

WHERE = "X on the four intervals of Fig. 1 (c)"


def steps():
    for ends, count in ((gaps.INSIDE, gaps.COUNT), *((gap, 1) for gap in gaps.GAPS)):
        on = f"{WHERE}, a between {' and '.join(ends)}"
        yield check("values at eight thresholds", gaps.values_of_step(ends), "==", count, on)


def two_gaps():
    first, second = (thresholds.compression(a, fig1.continuous()) for a in ("1/5", "1/2"))
    yield check("I(X;L) is the same in two gaps", first, "==", second, f"{WHERE}, a = 1/5 and 1/2")


def ends():
    for on, law, median in (("X uniform on [0, 1]", None, "1/2"), (WHERE, fig1.continuous(), "49/80")):
        for a, value in (("-1", "0"), (median, "log(2)"), ("1", "0")):
            yield check(f"I(X;L) = {value}", thresholds.compression(a, law), "==", value, f"{on}, a = {a}")


def half():
    found = thresholds.compression("1/2")
    yield check("I(X;L) <= 1/2 log 2", found, "<=", "1/2*log(2)", "X uniform on [0, 1], a = 1/2")


def finite():
    found = analyze(fig1.problem(fig1.continuous(), "1/10", "1/10")).layers[-1].compression
    yield check("I(X;L) is finite", found, "<", "oo", f"{WHERE}, a = b = 1/10")


CLAIM = Claim(
    Statement(
        r"On the four intervals of Fig. 1 (c): for the ramp of ReLUs $I(X;L)$ is piecewise constant in $(a, b)$, and "
        r"infinite on some of the pieces; for a step at $a$ it is constant while $a$ is in a gap, and on no part of an "
        r"interval. For a continuous $X$ and a step neuron it is never piecewise constant.",
        source="Sec. 4.2, amended",
    ),
    parts=[
        Part(
            r"For the ramp, $I(X;L)$ is infinite where it rises on a part of the support, and else the entropy of the "
            r"split of the intervals by its values.",
            Cases(
                "26 starts and two lengths of the ramp",
                gaps.ramps,
                because="a monotone function is constant on an interval if it is equal at the ends, and not discrete "
                "if it is not; this changes only where a or a + b passes an end",
            ),
            [Mutant("quantifier", "it is finite for all parameters", finite)],
        ),
        Part(
            r"For the step, $I(X;L)$ has one value in each gap, and different ones at all thresholds in the first "
            r"interval.",
            Cases(
                "eight thresholds in each gap and in the first interval",
                steps,
                because="P(X > a) is constant on gaps and strictly decreasing on intervals; h increases up to 1/2",
            ),
            [Mutant("quantifier", "it is the same in all gaps", two_gaps)],
        ),
        Part(
            r"For a step neuron it is piecewise constant in the weights and biases for no continuous $X$: it takes all "
            r"values from 0 to $\log 2$.",
            Cases(
                "the least and the largest value, X uniform on [0, 1] and X on the four intervals",
                ends,
                because="P(wX > a) is continuous in a, from 1 to 0, unless w = 0",
            ),
            [Mutant("constant", "all values from 0 to 1/2 log 2", half)],
        ),
    ],
    rests_on=["s04.zero-or-infinite"],
)
