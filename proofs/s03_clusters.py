r"""Tight clusters far apart do not suffice for a simple decision rule; one cluster for each class does.

Broken    f''_disc maps the four strips to the points 0, 1/3, 2/3, 1 of the classes 0, 1, 0, 1: three thresholds
"""

from itertools import pairwise

from ibverify.examples import fig2
from ibverify.law import atoms, push
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.study.decision import thresholds


def decided(relation, most):
    problem = fig2.problem("f''_disc")
    law = push(problem.network, problem.law)[-1]
    points = sorted(x for (x,) in atoms(law))
    where = "f''_disc, X uniform on T: points 0, 1/3, 2/3, 1 of the classes 0, 1, 0, 1"
    yield check(
        "the least distance of the clusters, which are points", min(b - a for a, b in pairwise(points)), "==", "1/3"
    )
    yield check(f"thresholds that decide {relation} {most}", thresholds(law), relation, most, where)


CLAIM = Claim(
    Statement(
        r"Representing classes by clusters tight and far apart allows using simple decision rules for classification "
        r"(P3).",
        source="Sec. 5, its end; Sec. 3",
    ),
    parts=[
        Part(
            r"If all clusters are points at distances of at least 1/3, however many there are for each class, one "
            r"threshold decides without error.",
            Example("f''_disc as reconstructed, X uniform on T", lambda: decided("<=", 1)),
            [Mutant("constant", "two thresholds decide", lambda: decided("<=", 2))],
        )
    ],
    amended="s03.clusters-amended",
    note="Simple: by one threshold on a line, as in Sec. 3. With one cluster for each class the sentence holds.",
)
