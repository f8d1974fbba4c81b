r"""What the two measures have of clusters: what is within, and what is between them.

Noise     I(X;S) = I(C;S) + I(X;S|C), S = L + G, C the cluster; the second term is at most E log(1 + var_C/s^2)/2, so it
          goes to 0 with the square of the clusters' size, and the first is at most H(C)
Bins      once each cluster lies within a bin H(Q(L)) <= H(C), with equality if bins tell the clusters
Labels    neither sees which clusters make a class
"""

from ibverify.exact import log_value, rational
from ibverify.examples import clusters
from ibverify.kernel import H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import at_most_entropy, of_a_function, with_function
from ibverify.kernel.reasons import chain
from ibverify.ledger import Cases, Claim, Derived, Example, Mutant, Part, Statement, check, near_miss

INSIDE = setting(X=source(), C=channel("X"), S=channel("X"))
ACROSS = setting(X=source(), S=channel("X"), C=channel("X", "S"))
IN_BINS = setting(C=source("finite"), Q=function("C"))
ANY_BINS = setting(C=source("finite"), Q=channel("C"))


def splits():
    start = calculation(INSIDE, I("X", "S")).equals(I("S", ["X", "C"]), by=with_function("S", "X", "C"))
    return start.equals(I("C", "S") + I("X", "S", "C"), by=chain("S", "C", "X"))


def coarser():
    start = calculation(IN_BINS, H("Q")).equals(I("C", "Q"), by=of_a_function("C", "Q"))
    return start.at_most(H("C"), by=at_most_entropy("Q", "C"))


def within(factors=("1", "1/2", "1/9"), power=2):
    """Each of two clusters has its points at +-3 around its mean: the variance is 9."""
    for t in factors:
        of_x, of_c = clusters.information(clusters.drawn_together(clusters.SPREAD, t))
        most = log_value(1 + 9 * rational(t) ** power) / 2
        yield check("I(X;S|C) <= log(1 + t^2 var)/2", of_x - of_c, "<=", most, f"clusters at +-6, t = {t}")
        yield check("I(C;S) <= H(C)", of_c, "<=", "log(2)", f"t = {t}")


def in_bins(factor="1/10"):
    found = clusters.binned(clusters.drawn_together(clusters.SPREAD, factor))
    yield check("H(Q(L)) = H(C)", found.compression, "==", "log(2)", f"clusters at +-6, t = {factor}")
    yield check("I(C;Q(L)) = H(C)", found.precision, "==", "log(2)", f"clusters at +-6, t = {factor}")


def blind(labels="0101", relation="=="):
    tight = clusters.drawn_together(clusters.SPREAD, 0)
    one, other = clusters.binned(tight), clusters.binned(tight, labels)
    yield check("equal H(Q(L))", one.compression, "==", other.compression, f"labels 0011 and {labels}")
    noisy, again = clusters.information(tight), clusters.information(tight, labels)
    yield check("equal I(X;L + G)", noisy[0], "==", again[0], f"labels 0011 and {labels}")
    yield check("I(Y;Q(L)) = log 2, clusters are classes", one.precision, "==", "log(2)", "labels 0011")
    yield check("I(Y;Q(L)) = 0, clusters are mixed", other.precision, "==", 0, f"labels {labels}")


CLAIM = Claim(
    Statement(
        r"With normal noise $I(X;L)$ is what is told of the cluster and what is told within it; the latter goes to 0 "
        r"as clusters get tight. $H(Q_L(L))$ is that of the clusters at most, once each lies within a bin. Neither "
        r"depends on which clusters make a class.",
        source="Sec. 6, on [29], amended",
    ),
    parts=[
        Part(
            r"$I(X;S) = I(C;S) + I(X;S|C)$ for the cluster $C$ of $X$ and $S = L + G$.",
            Derived(INSIDE, I("X", "S"), "==", I("C", "S") + I("X", "S", "C"), splits),
            [
                near_miss(
                    "hypothesis",
                    "for C that depends on the noise",
                    ACROSS,
                    I("X", "S"),
                    "==",
                    I("C", "S") + I("X", "S", "C"),
                ),
                near_miss("constant", "clusters are all it tells", INSIDE, I("X", "S"), "==", I("C", "S")),
            ],
        ),
        Part(
            r"$I(X;S|C) \le \frac12 \sum_c P(c) \log(1 + v_c/s^2)$ for one neuron whose outputs have the variance "
            r"$v_c$ in the cluster $c$; drawn together by $t$, $v_c$ becomes $t^2 v_c$.",
            Cases(
                "two clusters, t = 1, 1/2, 1/9",
                within,
                because="of all laws with the variance v + s^2 the normal one has the largest entropy; the noise has "
                "log(2 pi e s^2)/2",
            ),
            [Mutant("constant", "with t^4 in place of t^2", lambda: within(("1/9",), power=4))],
        ),
        Part(
            r"If each cluster lies within one bin, $H(Q(L)) \le H(C)$.",
            Derived(IN_BINS, H("Q"), "<=", H("C"), coarser),
            [
                near_miss("hypothesis", "if some are cut by an end of a bin", ANY_BINS, H("Q"), "<=", H("C")),
                near_miss("constant", "strictly", IN_BINS, H("Q"), "<=", H("C"), strict=True),
            ],
        ),
        Part(
            r"In bins of width 2 two clusters at $\pm 6$ are told, and nothing else, at a tenth of their size.",
            Example("two clusters, t = 1/10", in_bins),
            [Mutant("constant", "at half of their size too", lambda: in_bins("1/2"))],
        ),
        Part(
            r"Tight clusters that are the classes, and such that mix them, have equal $I(X;L + G)$ and $H(Q(L))$, and "
            r"$I(Y;Q(L))$ is $\log 2$ and 0.",
            Example("four points in two clusters", blind),
            [Mutant("constant", "so have classes 0011", lambda: blind("0011"))],
        ),
    ],
)
