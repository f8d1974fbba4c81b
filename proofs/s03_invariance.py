r"""No function of the terms alone expresses simplicity (P3) or robustness (P4): equal terms, other values of both.

Example   Fig. 2 as reconstructed, X uniform on T: f', f'' and f''' have the terms log 4 and log 2. They need 1, 3 and 1
          thresholds; the margins of the decision at 1/2 are 5/84, 0 and 1/1680.
"""

from ibverify.examples import fig2
from ibverify.law import push
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import thresholds


def terms(picture):
    found = analyze(fig2.problem(picture))[2]
    yield check(f"I(X;L) of {picture}", found.compression, "==", "2*log(2)")
    yield check(f"I(Y;L) of {picture}", found.precision, "==", "log(2)")


def count(picture):
    problem = fig2.problem(picture)
    return thresholds(push(problem.network, problem.law)[-1])


def simplicity():
    yield from (*terms("f'_disc"), *terms("f''_disc"))
    yield check("thresholds of f'", count("f'_disc"), "==", 1)
    yield check("thresholds of f''", count("f''_disc"), "==", 3)


def robustness():
    yield from (*terms("f'_disc"), *terms("f'''_disc"))
    yield check("margin of f'", fig2.margin("f'_disc"), "==", "5/84")
    yield check("margin of f'''", fig2.margin("f'''_disc"), "==", "1/1680")


def equal(one, other):
    yield check("equal for equal terms", one, "==", other, "f' and the other one, X uniform on T")


CLAIM = Claim(
    Statement(
        r"Minimizing the IB functional does not necessarily lead to classifiers that are robust (P4) or that allow "
        r"using simple decision functions (P3): two DNNs may be equivalent in terms of the functional, one of them "
        r"clearly more desirable.",
        source="Sec. 4 and 4.3, P3, P4",
    ),
    parts=[
        Part(
            r"Equal terms, but different numbers of thresholds: P3 is no function of $(I(X;L), I(Y;L))$.",
            Example("f'_disc and f''_disc, X uniform on T", simplicity),
            [Mutant("quantifier", "thresholds agree", lambda: equal(count("f'_disc"), count("f''_disc")))],
        ),
        Part(
            r"Equal terms, but different margins: P4 is no function of $(I(X;L), I(Y;L))$.",
            Example("f'_disc and f'''_disc, X uniform on T", robustness),
            [Mutant("quantifier", "margins agree", lambda: equal(fig2.margin("f'_disc"), fig2.margin("f'''_disc")))],
        ),
    ],
    rests_on=["s04.fig2-disc-amended", "s04.fig2-robust-amended"],
)
