r"""X on finitely many points: all terms are finite, and take finitely many values.

Chain     I(X;L) = H(L) <= H(X) <= log|X|
Values    they depend on the network through the partition of the points by their outputs, of which there are finitely
many.
"""

from ibverify.examples import points
from ibverify.kernel import H, I, calculation, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import at_most_entropy, of_a_function
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import Claim, Derived, Instances, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

SETTING = setting(X=source("finite"), L=function("X"))
ANY = setting(X=source(), L=function("X"), K=source("finite"))


def entropy():
    return calculation(SETTING, I("X", "L")).equals(H("L"), by=of_a_function("X", "L"))


def finite():
    start = calculation(SETTING, I("X", "L")).at_most(H("X"), by=at_most_entropy("L", "X"))
    return start.at_most(log_cardinality("X"), by=cardinality("X"))


def partitions(trained):
    data, layers = trained
    found, (entropy, precision) = analyze(points.problem(data, layers))[len(layers)], points.by_partition(data, layers)
    yield check("I(X;L) from the partition", found.compression, "==", entropy)
    yield check("I(Y;L) from the partition", found.precision, "==", precision)


def one_value():
    data = [([0], "0"), ([1], "1")]
    one, two = (analyze(points.problem(data, [([[w]], [0], "relu")]))[1].compression for w in (1, -1))
    yield check("I(X;L) at the weights 1 and -1", one, "==", two)


CLAIM = Claim(
    Statement(
        r"If $X$ can assume only a finite number of different points, the entropy of $X$ is finite and so is that of "
        r"every $L$; $I(X;L) = H(L)$ and $I(Y;L)$ can assume only finitely many values.",
        source="Sec. 4.2",
    ),
    parts=[
        Part(
            r"$I(X;L) = H(L)$.",
            Derived(SETTING, I("X", "L"), "==", H("L"), entropy),
            [near_miss("subject", "it is the entropy of X", SETTING, I("X", "L"), "==", H("X"))],
        ),
        Part(
            r"$I(X;L) \le \log|\mathcal X|$.",
            Derived(SETTING, I("X", "L"), "<=", log_cardinality("X"), finite),
            [
                near_miss("constant", "strictly", SETTING, I("X", "L"), "<=", log_cardinality("X"), strict=True),
                near_miss("hypothesis", "for any X", ANY, I("X", "L"), "<=", log_cardinality("K")),
            ],
        ),
        Part(
            r"$I(X;L)$ and $I(Y;L)$ depend on the network only through the partition of the points by their outputs, "
            r"of which there are finitely many.",
            Instances("drawn data sets and networks", points.drawn, partitions),
            [Mutant("quantifier", "they assume one value", one_value)],
        ),
    ],
    rests_on=["s04.deterministic"],
)
