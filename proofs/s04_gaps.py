r"""ReLU and continuous features: constant pieces, some infinite. Step: none within the support.

ReLU      the ramp of Fig. 1 on (c): infinite where it rises on the support, else the entropy of a split of intervals
Broken    step: I(X;L) = h(P(wX > a)) is continuous in a for a continuous X, and takes every value up to log 2
"""

from ibverify.examples import fig1, gaps, thresholds
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze

WHERE = "X on the four intervals of Fig. 1 (c)"


def ramp(a, relation, value):
    found = analyze(fig1.problem(fig1.continuous(), a, "1/10")).layers[-1].compression
    return [check(f"I(X;L) {relation} {value}", found, relation, value, f"{WHERE}, a = {a}, b = 1/10")]


def steps():
    on = f"{WHERE}, a in the first; I(X;L) = h(P(X > a)) increases there"
    yield check("at two of eight thresholds it is the same", gaps.values_of_step(gaps.INSIDE), "<", gaps.COUNT, on)


def everywhere():
    near, on = thresholds.compression("1/10", fig1.continuous()), f"{WHERE}, a = 1/8 and 1/10"
    yield check("constant up to a = 1/8", thresholds.compression("1/8", fig1.continuous()), "==", near, on)


CLAIM = Claim(
    Statement(
        r"The IB functional can be piecewise constant also for a continuously distributed feature RV $X$ if step or "
        r"ReLU activation functions are used. This can happen, for example, if the distribution of $X$ is supported on "
        r"a disconnected set.",
        source="Sec. 4.2",
    ),
    parts=[
        Part(
            r"With ReLU: for the ramp of Fig. 1 on (c), $I(X;L)$ is infinite where the ramp rises on a part of the "
            r"support, and else the entropy of the split of the intervals by its values.",
            Cases(
                "26 starts and two lengths of the ramp",
                gaps.ramps,
                because="a monotone function is constant on an interval if it is equal at the ends, and not discrete "
                "if it is not; this changes only where a or a + b passes an end",
            ),
            [
                Mutant("quantifier", "it is finite for all parameters", lambda: ramp("1/10", "<", "oo")),
                Mutant("quantifier", "it is 0 wherever it is finite", lambda: ramp("1/5", "==", 0)),
            ],
        ),
        Part(
            r"With step, on the disconnected support of Fig. 1 (c): $I(X;L)$ is piecewise constant.",
            Example("eight thresholds within the first interval", steps),
            [Mutant("quantifier", "it is the same at all thresholds", everywhere)],
        ),
    ],
    rests_on=["s04.zero-or-infinite"],
    amended="s04.gaps-amended",
    note="No other support will do for step: the claim that holds instead says this of every continuous X.",
)
