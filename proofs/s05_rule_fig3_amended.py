r"""What holds of the thresholded neurons of Fig. 3: they differ with probability epsilon/2 and in both terms.

On the triangle of its box where $x_1 + x_2 > 1/2$, class 0 is taken for class 1 by $f^I$ and not by $f^{II}$. No other
rule repairs $f^I$: s04.fig3-amended.
"""

from ibverify.examples import fig3
from ibverify.examples.swept import always, always_number, compression, precision
from ibverify.ledger import Claim, Example, Mutant, Part, Statement
from ibverify.study.decision import disagreement, error

LEVELS = (("f_I", "1/2"), ("f_II", "3/8"))


def pair(epsilon, prior="1/2"):
    return [fig3.problem(f, epsilon, level, prior) for f, level in LEVELS]


def half(e):
    return e / 2


def apart(expected=half, relation="==", prior="1/2", largest="3/8"):
    differ = lambda e: disagreement(*pair(e, prior))  # noqa: E731
    yield always_number("P(D^I != D^II) against epsilon", differ, relation, expected, "epsilon", 0, largest)


def errors(largest="3/8"):
    for i, (says, expected) in enumerate((("D^I != Y) = epsilon/2", half), ("D^II != Y) = 0", lambda e: e * 0))):
        yield always_number(f"P({says}", lambda e, i=i: error(pair(e)[i]), "==", expected, "epsilon", 0, largest)


def terms(largest="3/8", relation="<"):
    one, two = (fig3.swept(f, largest, level) for f, level in LEVELS)
    for term in (compression, precision):
        yield always(f"{term.__name__} of D^II = log 2", two, term, "==", "log(2)")
        says = f"{term.__name__} of D^I {relation} log 2"
        yield always(says, one, term, relation, "log(2)", from_start=False)


def less(relation="<"):
    one, two = (fig3.swept(f, 1, level) for f, level in LEVELS)
    for term in (compression, precision):
        yield always(f"{term.__name__} of D^I {relation} that of D^II", one, term, relation, two, from_start=False)


def up_to(largest, checks):
    return Example(f"all epsilon up to {largest}", checks)


CLAIM = Claim(
    Statement(
        r"Let X be uniform on the boxes of Fig. 3 given Y, with equal priors. For $0 < \varepsilon \le 3/8$, "
        r"$\hat Y^{II} = Y$, $P(\hat Y^I \ne \hat Y^{II}) = P(\hat Y^I \ne Y) = \varepsilon/2$, "
        r"$I(X;\hat Y^I) < I(X;\hat Y^{II}) = \log 2$ and $I(Y;\hat Y^I) < I(Y;\hat Y^{II}) = \log 2$; "
        r"$\hat Y^I$ has less in both up to $\varepsilon = 1$.",
        source="Sec. 5.1, Fig. 3",
    ),
    parts=[
        Part(
            r"For $0 < \varepsilon \le 3/8$, $P(\hat Y^I \ne \hat Y^{II}) = \varepsilon/2$.",
            up_to("3/8", apart),
            [
                Mutant("constant", "it is epsilon/2 up to epsilon = 38/100", lambda: apart(largest="38/100")),
                Mutant("constant", "it is at most epsilon^2", lambda: apart(lambda e: e * e, "<=")),
                Mutant("hypothesis", "it is epsilon/2 for all priors", lambda: apart(prior="1/4")),
            ],
        ),
        Part(
            r"For $0 < \varepsilon \le 3/8$, $\hat Y^I$ errs with probability $\varepsilon/2$ and $\hat Y^{II}$ never.",
            up_to("3/8", errors),
            [Mutant("constant", "so they do up to epsilon = 38/100", lambda: errors("38/100"))],
        ),
        Part(
            r"For $0 < \varepsilon \le 3/8$, $\hat Y^{II}$ has $\log 2$ in both terms, and $\hat Y^I$ less in both.",
            up_to("3/8", terms),
            [
                Mutant("direction", "both decisions carry log 2 about X and about Y", lambda: terms(relation="==")),
                Mutant("constant", "the same up to epsilon = 38/100", lambda: terms("38/100")),
            ],
        ),
        Part(
            r"For $0 < \varepsilon \le 1$, $\hat Y^I$ has less in both terms than $\hat Y^{II}$.",
            up_to(1, less),
            [Mutant("direction", "it has as much in both", lambda: less("=="))],
        ),
    ],
)
