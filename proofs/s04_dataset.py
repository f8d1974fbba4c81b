r"""A data set with finitely many points: the functional stays piecewise constant; H(X) = log|D| where points differ.

Broken    a point that is there with both labels: of three distinct pairs (x, y) two share x, H(X) = log 3 - 2/3 log 2
Chain     equal outputs at the same points: L and M are functions of each other, I(X;L) = I(X;M), I(Y;L) = I(Y;M)
"""

from ibverify.examples import points
from ibverify.examples.partitions import OTHER, SAME, same_partition
from ibverify.kernel import I
from ibverify.ledger import Cases, Claim, Derived, Instances, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

AT_ZERO = {0: "log(3)", 1: "log(3)", 2: "log(3) - 2/3*log(2)", 3: "0"}  # I(X;L) if so many of three outputs are 0


def size(data):
    yield check("H(X) = log|D|", analyze(points.problem(data))[0].entropy, "==", f"log({len(data)})")


def compression(*parameters):
    w, b = parameters
    return analyze(points.problem(points.DISTINCT, [([[w]], [b], "relu")]))[1].compression


def cells():
    for where, zeros, layers in points.neurons():
        found = analyze(points.problem(points.DISTINCT, layers))[1].compression
        yield check(f"I(X;L) where {zeros} outputs are 0", found, "==", AT_ZERO[zeros], where)


def everywhere():
    near, at = compression(1, "-99/100"), compression(1, -1)
    yield check("equal near w = 1, b = -1", near, "==", at, "w = 1, b = -99/100")


def always():
    yield check("I(X;L) = log|D|", compression(1, -1), "==", "log(3)", "ReLU of x - 1 at 0, 1, 2")


def constant():
    yield check("equal at two neurons", compression(1, 0), "==", compression(1, -1), "ReLU of x, and of x - 1")


CLAIM = Claim(
    Statement(
        r"If the empirical distribution based on a dataset $\mathcal D$ with finitely many points is used, the entropy "
        r"of $X$ equals $\log|\mathcal D|$, and the IB functional remains piecewise constant: $I(X;L)$ and $I(Y;L)$ "
        r"may change only when two different data points which were previously mapped to different values of $L$ now "
        r"get mapped to the same value or vice-versa.",
        source="Sec. 4.2",
    ),
    parts=[
        Part(
            r"$H(X) = \log|\mathcal D|$ for distinct pairs $(x, y)$.",
            Instances("data sets of three pairs", points.rows_of_three, size),
            [Mutant("subject", "I(X;L) is log|D| as well, whatever the network", always)],
        ),
        Part(
            r"$I(X;L) = I(X;M)$ for two networks whose outputs $L$, $M$ coincide at the same data points.",
            Derived(SAME, I("X", "L"), "==", I("X", "M"), lambda: same_partition("X")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("X", "L"), "==", I("X", "M"))],
        ),
        Part(
            r"$I(Y;L) = I(Y;M)$ for such networks.",
            Derived(SAME, I("Y", "L"), "==", I("Y", "M"), lambda: same_partition("Y")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("Y", "L"), "==", I("Y", "M"))],
        ),
        Part(
            r"On three points, $I(X;L)$ of one ReLU neuron is constant on each of the eight cells of its parameters.",
            Cases(
                "two neurons of each cell",
                cells,
                because="on a cell the signs of w and of the inputs of the neuron at the points do not change, and "
                "these decide which outputs coincide",
            ),
            [
                Mutant("quantifier", "it is constant near each choice of parameters", everywhere),
                Mutant("quantifier", "it does not depend on the parameters", constant),
            ],
        ),
    ],
    amended="s04.dataset-amended",
    note="The gradient is zero almost everywhere for such a neuron. For any activation the sets of parameters where "
    "two outputs coincide may have a boundary of positive measure; not judged here.",
)
