r"""Two thresholded neurons of Fig. 3 said to be identical, one of them less robust.

The paper states no density and no priors; positive densities on the boxes are all that is needed. Uniform ones and
equal priors are looked at.

Broken    at (1/2, e), of class 0: $f^I = 1/2 + e > 1/2$, yet $f^{II} = e \le 3/8$. The decisions differ on a triangle.
"""

from ibverify.examples import fig3
from ibverify.examples.swept import always, always_number, compression, precision
from ibverify.ledger import Claim, Example, Mutant, Part, Statement
from ibverify.study.decision import disagreement

NAMED = ("epsilon", 0, "1/8")


def identical(level="1/2", prior="1/2", largest="1/8"):
    def differ(e):
        one, two = (fig3.problem(f, e, t, prior) for f, t in (("f_I", level), ("f_II", "3/8")))
        return disagreement(one, two)

    yield always_number("P(D^I != D^II) = 0", differ, "==", lambda e: e * 0, "epsilon", 0, largest)


def functionals(by=(compression, precision), relation="=="):
    one, two = (fig3.swept(f, "1/8", t) for f, t in (("f_I", "1/2"), ("f_II", "3/8")))
    for term in by:
        yield always(f"equal {term.__name__}", one, term, relation, two, from_start=False)


def less_robust(level="3/8"):
    one, two = (lambda e, f=f, t=t: fig3.margin(f, e, t) for f, t in (("f_I", "1/2"), ("f_II", level)))
    yield always_number(f"margin of f^I at 1/2 < margin of f^II at {level}", one, "<", two, *NAMED)


def small(checks):
    return Example("all epsilon up to 1/8", checks)


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
                Mutant("constant", "they agree if f^I is thresholded at 3/5", lambda: identical(level="3/5")),
                Mutant("hypothesis", "they agree if class 1 has the prior 9/10", lambda: identical(prior="9/10")),
            ],
        ),
        Part(
            r"So are the functionals: $I(X;\hat Y^I) = I(X;\hat Y^{II})$ and $I(Y;\hat Y^I) = I(Y;\hat Y^{II})$.",
            small(functionals),
            [Mutant("constant", "the precisions at least are identical", lambda: functionals([precision]))],
        ),
        Part(
            r"$\hat Y^I$ is less robust: its margin is smaller than that of $\hat Y^{II}$.",
            small(less_robust),
            [Mutant("constant", "it is smaller than that of f^II at 1/20", lambda: less_robust("1/20"))],
        ),
    ],
    amended="s05.rule-fig3-amended",
    note="Assumed are positive densities on the boxes: with any of them the decisions differ on the triangle.",
)
