r"""What holds of the thresholded neurons of Fig. 3: they differ with probability epsilon/2 and in both terms.

On the triangle of its box where $x_1 + x_2 > 1/2$, class 0 is taken for class 1 by $f^I$ and not by $f^{II}$. No other
rule repairs $f^I$: s04.fig3-amended.
"""

from ibverify.examples import fig3
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import disagreement, error


def pair(epsilon, prior="1/2"):
    return fig3.problem("f_I", epsilon, "1/2", prior), fig3.problem("f_II", epsilon, "3/8", prior)


def apart(epsilon, prior="1/2"):
    expected = fig3.rational(epsilon) / 2
    yield check("P(D^I != D^II) = epsilon/2", disagreement(*pair(epsilon, prior)), "==", expected)


def errors(epsilon):
    one, two = pair(epsilon)
    yield check("P(D^I != Y) = epsilon/2", error(one), "==", fig3.rational(epsilon) / 2)
    yield check("P(D^II != Y) = 0", error(two), "==", 0)


def terms(epsilon, relation="<"):
    one, two = (analyze(problem).readout for problem in pair(epsilon))
    for term in ("compression", "precision"):
        yield check(f"{term} of D^II = log 2", getattr(two, term), "==", "log(2)")
        yield check(f"{term} of D^I {relation} log 2", getattr(one, term), relation, "log(2)")


def second_order():
    yield check("P(D^I != D^II) <= epsilon^2", disagreement(*pair("1/10")), "<=", "1/100", "epsilon = 1/10")


def up_to(largest, checks):
    return Instances(f"epsilon up to {largest}, chosen and drawn", fig3.up_to(largest), checks)


CLAIM = Claim(
    Statement(
        r"Let X be uniform on the boxes of Fig. 3 given Y, with equal priors. For $0 < \varepsilon \le 3/8$, "
        r"$\hat Y^{II} = Y$, $P(\hat Y^I \ne \hat Y^{II}) = P(\hat Y^I \ne Y) = \varepsilon/2$, "
        r"$I(X;\hat Y^I) < I(X;\hat Y^{II}) = \log 2$ and $I(Y;\hat Y^I) < I(Y;\hat Y^{II}) = \log 2$.",
        source="Sec. 5.1, Fig. 3",
    ),
    parts=[
        Part(
            r"For $0 < \varepsilon \le 3/8$, $P(\hat Y^I \ne \hat Y^{II}) = \varepsilon/2$.",
            up_to("3/8", apart),
            [
                Mutant("constant", "it is epsilon/2 up to epsilon = 2/5", lambda: apart("2/5")),
                Mutant("constant", "it is at most epsilon^2", second_order),
                Mutant("hypothesis", "it is epsilon/2 for all priors", lambda: apart("1/10", "1/4")),
            ],
        ),
        Part(
            r"For $0 < \varepsilon \le 3/8$, $\hat Y^I$ errs with probability $\varepsilon/2$ and $\hat Y^{II}$ never.",
            up_to("3/8", errors),
            [Mutant("constant", "so they do up to epsilon = 2/5", lambda: errors("2/5"))],
        ),
        Part(
            r"For $0 < \varepsilon \le 3/8$, $\hat Y^{II}$ has $\log 2$ in both terms, and $\hat Y^I$ less in both.",
            up_to("3/8", terms),
            [
                Mutant("direction", "both decisions carry log 2 about X and about Y", lambda: terms("1/10", "==")),
                Mutant("constant", "the same up to epsilon = 2/5", lambda: terms("2/5")),
            ],
        ),
    ],
)
