r"""The compression term said to be useless once the decision rule is included.

Read: for every beta > 1 a decision of the largest precision minimises (6), so that dropping the term changes nothing.

Broken    a fair bit X whose label is wrong with probability 1/4, beta = 2: a constant decision costs 0, and the one of
          largest precision, X, costs 2 h(1/4) - log 2 > 0
"""

from ibverify.examples import noisy_labels
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze


def terms(problem):
    found = analyze(problem).readout
    return found.compression, found.precision


def cost(problem, beta):
    of_x, of_y = terms(problem)
    return of_x - of_y * noisy_labels.rational(beta)


def minimises(beta=2, p="1/4"):
    informative, constant = noisy_labels.decided(p), noisy_labels.decided(p, 0)
    on = f"labels wrong with probability {p}, beta = {beta}"
    yield check("D = X is the more precise", terms(informative)[1], ">=", terms(constant)[1], on)
    yield check("cost of D = X <= cost of a constant", cost(informative, beta), "<=", cost(constant, beta), on)


CLAIM = Claim(
    Statement(
        r"Since $\hat Y$ has a discrete distribution with as many mass points as the class variable, the compression "
        r"term $I(X;\hat Y)$ appears useless: compression is enforced by including the decision rule $\delta$. (Read: "
        r"for every $\beta > 1$ a decision of the largest precision minimises (6).)",
        source="Sec. 5.1",
    ),
    parts=[
        Part(
            r"For every $\beta > 1$ and every law, a decision of the largest precision minimises (6).",
            Example("a fair bit with wrong labels, beta = 2", minimises),
            [
                Mutant(
                    "constant", "for beta = 3/2 and labels wrong with probability 1/8", lambda: minimises("3/2", "1/8")
                )
            ],
        ),
    ],
    amended="s05.rule-useless-amended",
    note="That compression is enforced is s05.rule-bound. Nor does the sentence hold of labels without noise, if no "
    "decision of the family is free of error.",
)
