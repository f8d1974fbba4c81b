"""Behind a narrow layer a wider one has no density: its law sits on pieces of lower dimension, whatever the weights."""

from ibverify.examples import widths
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze


def singular(problem):
    last = analyze(problem).layers[-1]
    yield check("mass of dimension |L|", last.dimensions.get(last.width, 0), "==", 0)


def narrow():
    found = analyze(widths.widening())[1]
    yield check("mass of dimension |L|", found.dimensions.get(found.width, 0), "==", 0, "the sum of two coordinates")


CLAIM = Claim(
    Statement(
        r"If the number of neurons $|L_i|$ of some layer exceeds the number of neurons of any preceding layer or the "
        r"dimension of $X$, then $L_i$ cannot have a continuous distribution on $\mathbb R^{|L_i|}$ if the activation "
        r"functions satisfy the conditions of Theorem 1.",
        source="Sec. 4.1",
    ),
    parts=[
        Part(
            r"The law of such a layer gives no mass to pieces of full dimension.",
            Instances("drawn networks with leaky ReLUs, X uniform on a square", widths.drawn, singular),
            [Mutant("subject", "nor does the law of the narrow layer", narrow)],
        )
    ],
)
