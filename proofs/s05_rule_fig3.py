r"""Two thresholded neurons of Fig. 3 said to be identical.

Broken    at (1/2, e), of class 0: $f^I = 1/2 + e > 1/2$, yet $f^{II} = e \le 3/8$. The decisions differ on a triangle.
"""

from ibverify.exact import Value
from ibverify.examples import fig3
from ibverify.ledger import Claim, Example, Mutant, Statement, check
from ibverify.study.analyze import analyze

EPSILON = "1/10"


def checks():
    one, two = (analyze(fig3.problem(*which)) for which in (("f_I", EPSILON, "1/2"), ("f_II", EPSILON, "3/8")))
    on = f"epsilon = {EPSILON}"
    apart = Value(fig3.disagreement(EPSILON, "1/2", "3/8"))
    yield check("the decisions are identical: P(differ) = 0", apart, "==", Value(0), on)
    yield check("identical compression", one.readout.compression, "==", two.readout.compression, on)
    yield check("identical precision", one.readout.precision, "==", two.readout.precision, on)


def precision():
    one, two = (analyze(fig3.problem(*which)) for which in (("f_I", EPSILON, "1/2"), ("f_II", EPSILON, "3/8")))
    return check("equal precision", one.readout.precision, "==", two.readout.precision, f"epsilon = {EPSILON}")


def higher_threshold():
    apart = Value(fig3.disagreement(EPSILON, "3/5", "3/8"))
    return check("P(differ) = 0", apart, "==", Value(0), f"epsilon = {EPSILON}, f^I at 3/5")


CLAIM = Claim(
    statement=Statement(
        says=r"$\hat Y^I = \mathbb I[\tilde Y^I > 0.5]$ and $\hat Y^{II} = \mathbb I[\tilde Y^{II} > 3/8]$ are "
        r"identical (and, thus, so are the IB functionals).",
        source="Sec. 5.1, Fig. 3",
    ),
    evidence=[Example(checks)],
    mutants=[
        Mutant("only the functionals", "the decisions differ, but their precision is the same", precision),
        Mutant("a higher threshold", "at 1/2 + epsilon the decisions agree", higher_threshold),
    ],
    amended="s05.rule-fig3-amended",
)
