r"""A small generalization gap says nothing on the performance itself.

Example   a predictor that always decides 0, of two equally likely labels: it errs in half of all cases on the law and
          on the data set, so the gap is 0; I(X;L) = 0, so a bound of the gap by it is 0 too
"""

from ibverify.examples import predictors
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import error


def constant():
    true, sampled = predictors.true(), predictors.sampled()
    yield check("the gap is 0", error(true), "==", error(sampled))
    yield check("I(X;L) on the law", analyze(true)[1].compression, "==", 0)
    yield check("I(X;L) on the data set", analyze(sampled)[1].compression, "==", 0)
    yield check("the error", error(true), "==", "1/2")


def good():
    true, sampled = error(predictors.true()), error(predictors.sampled())
    yield check("the error is at most the gap", true, "<=", abs(true - sampled), "always 0, two equal classes")


CLAIM = Claim(
    Statement(
        r"The upper bound of [30] only accounts for the generalization gap and not the actual performance (which can "
        r"be poor despite a small generalization gap).",
        source="Sec. 6, [30]",
    ),
    parts=[
        Part(
            r"A decision with gap 0 and $I(X;L) = 0$ may err with probability 1/2, as guessing does.",
            Example("X uniform on [0, 2], label 1 above 1; the data points 0 and 2; always decided: 0", constant),
            [Mutant("quantifier", "the error is at most the gap", good)],
        )
    ],
    note="The formula of [30] is not judged here.",
)
