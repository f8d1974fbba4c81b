r"""One cluster for each of two classes, both narrower than their distance: a hyperplane separates them.

Chain     a common point of the convex hulls would be a mean of points a and of points b, and E|a - b|^2 = (E|a - a'|^2
          + E|b - b'|^2)/2, with independent copies: the square of a distance at most that of a diameter
"""

from ibverify.examples import fig2, intervals
from ibverify.law import push
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check
from ibverify.study.decision import thresholds

BECAUSE = (
    "at a common mean of points a of one class and b of the other, E|a - b|^2 = (E|a - a'|^2 + E|b - b'|^2)/2, so the "
    "distance of the classes would be at most a diameter: their convex hulls are disjoint"
)


def one_each():
    yield check("thresholds that decide", thresholds(intervals.law_of(intervals.CLUSTERS)), "==", 1)


def two_each():
    problem = fig2.problem("f''_disc")
    found = thresholds(push(problem.network, problem.law)[-1])
    yield check("thresholds that decide", found, "==", 1, "f''_disc, X uniform on T: two points for each class")


CLAIM = Claim(
    Statement(
        r"If each of two classes is one bounded cluster, and both are narrower than the distance between them, a "
        r"hyperplane separates the classes, on a line one threshold.",
        source="Sec. 5, its end, amended",
    ),
    parts=[
        Part(
            r"If each of two classes is one cluster, of a diameter below the distance between them, one linear "
            r"threshold decides.",
            Cases("classes uniform on [0, 1/4] and [3/4, 1]", one_each, because=BECAUSE),
            [Mutant("hypothesis", "with two clusters for each class", two_each)],
        )
    ],
)
