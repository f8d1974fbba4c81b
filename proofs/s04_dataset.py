r"""A data set with finitely many points: the functional stays piecewise constant; the entropy of X is log|D| where
points differ.

Broken    a data set that holds a point twice: H(X) = log 3 - 2/3 log 2 for three rows of which two are equal.
"""

from ibverify.examples import points
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze


def size(data):
    yield check("H(X) = log|D|", analyze(points.problem(data))[0].entropy, "==", f"log({len(data)})")


def partitions(trained):
    data, layers = trained
    found, (entropy, precision) = analyze(points.problem(data, layers))[len(layers)], points.by_partition(data, layers)
    yield check("I(X;L) from the outputs that coincide", found.compression, "==", entropy)
    yield check("I(Y;L) from the outputs that coincide", found.precision, "==", precision)


def always():
    found = analyze(points.problem(points.DISTINCT, [([[1]], [-1], "relu")]))[1]
    yield check("I(X;L) = log|D|", found.compression, "==", "log(3)", "ReLU of x - 1 at 0, 1, 2")


CLAIM = Claim(
    Statement(
        r"If the empirical distribution based on a dataset $\mathcal D$ with finitely many points is used, the entropy "
        r"of $X$ equals $\log|\mathcal D|$, and the IB functional remains piecewise constant.",
        source="Sec. 4.2",
    ),
    parts=[
        Part(
            r"$H(X) = \log|\mathcal D|$.",
            Instances("data sets of three rows", points.rows_of_three, size),
            [Mutant("subject", "I(X;L) is log|D| as well, whatever the network", always)],
        ),
        Part(
            r"$I(X;L)$ and $I(Y;L)$ depend on the parameters only through which data points have equal outputs.",
            Instances("drawn data sets and networks", points.drawn, partitions),
            [Mutant("subject", "they do not depend on the parameters", always)],
        ),
    ],
    amended="s04.dataset-amended",
)
