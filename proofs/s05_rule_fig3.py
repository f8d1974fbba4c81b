r"""Two thresholded neurons of Fig. 3 said to be identical, one of them less robust.

The paper states no density and no priors; positive densities on the boxes are all that is needed. Uniform ones and
equal priors are looked at.

Broken    at (1/2, e), of class 0: $f^I = 1/2 + e > 1/2$, yet $f^{II} = e \le 3/8$. The decisions differ on a triangle.
"""

from ibverify.examples import fig3
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import disagreement


def pair(epsilon, level="1/2", prior="1/2"):
    return fig3.problem("f_I", epsilon, level, prior), fig3.problem("f_II", epsilon, "3/8", prior)


def identical(epsilon, **changed):
    yield check("P(D^I != D^II) = 0", disagreement(*pair(epsilon, **changed)), "==", 0)


def functionals(epsilon, **changed):
    one, two = (analyze(problem).readout for problem in pair(epsilon, **changed))
    yield check("I(X;D^I) = I(X;D^II)", one.compression, "==", two.compression)
    yield check("I(Y;D^I) = I(Y;D^II)", one.precision, "==", two.precision)


def precisions(epsilon):
    return list(functionals(epsilon))[1:]


def less_robust(epsilon, level="3/8"):
    one, two = fig3.margin("f_I", epsilon, "1/2"), fig3.margin("f_II", epsilon, level)
    yield check(f"margin of f^I at 1/2 < margin of f^II at {level}", one, "<", two)


def small(checks):
    return Instances("epsilon up to 1/8, chosen and drawn", fig3.up_to("1/8"), checks)


CLAIM = Claim(
    Statement(
        r"$\hat Y^I = \mathbb I[\tilde Y^I > 0.5]$ and $\hat Y^{II} = \mathbb I[\tilde Y^{II} > 3/8]$ are identical "
        r"(and, thus, so are the IB functionals), with the former suffering from reduced robustness.",
        source="Sec. 5.1, Fig. 3",
    ),
    parts=[
        Part(
            r"$\hat Y^I = \hat Y^{II}$ almost surely.",
            small(identical),
            [
                Mutant("constant", "they agree if f^I is thresholded at 3/5", lambda: identical("1/10", level="3/5")),
                Mutant(
                    "hypothesis", "they agree if class 1 has the prior 9/10", lambda: identical("1/10", prior="9/10")
                ),
            ],
        ),
        Part(
            r"So are the functionals: $I(X;\hat Y^I) = I(X;\hat Y^{II})$ and $I(Y;\hat Y^I) = I(Y;\hat Y^{II})$.",
            small(functionals),
            [Mutant("constant", "the precisions at least are identical", lambda: precisions("1/10"))],
        ),
        Part(
            r"$\hat Y^I$ is less robust: its margin is smaller than that of $\hat Y^{II}$.",
            small(less_robust),
            [Mutant("constant", "it is smaller than that of f^II at 1/20", lambda: less_robust("1/10", "1/20"))],
        ),
    ],
    amended="s05.rule-fig3-amended",
    note="Assumed are positive densities on the boxes: with any of them the decisions differ on the triangle.",
)
