r"""Two neurons said to be equivalent in terms of the functional, of which one is more robust.

The paper states no density and no priors: all that is needed here is that both classes have positive densities on their
boxes. Uniform ones and equal priors are looked at.

Broken    the images of the classes under $f^I$ are [0, 1/2 + e] and [1/2, 1 + e]: they overlap, so $f^I$ loses
          precision and $f^{II}$ does not.
"""

from ibverify.examples import fig3
from ibverify.examples.swept import always, always_number, compression, precision
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import error

NAMED = ("epsilon", 0, "1/8")


def perfect(function="f_II", level="1/4"):
    yield always("I(Y;L) = H(Y)", fig3.swept(function, "1/8"), precision, "==", "log(2)")
    wrong = lambda e: error(fig3.problem(function, e, level))  # noqa: E731
    yield always_number(f"P(D != Y) = 0 at {level}", wrong, "==", lambda e: e * 0, *NAMED)


def infinite():
    for f in ("f_I", "f_II"):
        yield always(f"I(X;{f}) = oo", fig3.swept(f, "1/8"), compression, "==", "oo")


def precisions(largest="1/8", prior="1/2", relation="=="):
    one, two = (fig3.swept(f, largest, prior=prior) for f in ("f_I", "f_II"))
    says = f"I(Y;f^I) {relation} I(Y;f^II)"
    yield always(says, one, precision, relation, two, from_start=False)


def robust(level="1/4"):
    one, two = (lambda e, f=f, t=t: fig3.margin(f, e, t) for f, t in (("f_I", "1/2"), ("f_II", level)))
    yield always_number(f"margin of f^I at 1/2 < margin of f^II at {level}", one, "<", two, *NAMED)


def dot():
    one, two = (fig3.at(f, fig3.DOT) for f in ("f_I", "f_II"))
    for says, of in (
        ("class 0", lambda e: fig3.images("f_I", e)[0][1]),
        ("class 1", lambda e: fig3.images("f_I", e)[1][0]),
    ):
        yield always_number(f"f^I is below the end of {says}", lambda e: one + e * 0, "<", of, *NAMED)
    yield check("f^I decides for 0 at 1/2", one, "<=", "1/2")
    yield check("f^II decides for 1 at 1/4", two, ">", "1/4")


def small(checks):
    return Example("all epsilon up to 1/8", checks)


def finite():
    found = analyze(fig3.problem("f_II", "1/10"))[1]
    yield check("I(X;f^II) <= log 2", found.compression, "<=", "log(2)", "epsilon = 1/10")


CLAIM = Claim(
    Statement(
        r"X is distributed on $[0, 1/2] \times [0, \varepsilon]$ if Y = 0 and on $[0, \varepsilon] \times [1/2, 1]$ if "
        r"Y = 1, $0 < \varepsilon \ll 1$. Perfect classification is possible with a single ReLU neuron. $f^I$ and "
        r"$f^{II}$ are equivalent in terms of the IB functional: identical precision and compression. $f^{II}$ is more "
        r"robust to small noise: it admits distinguishing the blue dot, a noisy input of class 1, from class 0, and "
        r"$f^I$ does not; the decision regions are those of thresholding at 1/4 and at 1/2.",
        source="Sec. 4.3, Fig. 3",
    ),
    parts=[
        Part(
            r"With $f^{II}$ classification is perfect: $I(Y;f^{II}) = H(Y)$, and $\mathbb I[f^{II} > 1/4] = Y$.",
            small(perfect),
            [Mutant("subject", "with f^I at 1/2 classification is perfect", lambda: perfect("f_I", "1/2"))],
        ),
        Part(
            r"The compressions are identical: $I(X;f^I) = I(X;f^{II}) = \infty$.",
            small(infinite),
            [Mutant("constant", "I(X;f^II) is at most log 2", finite)],
        ),
        Part(
            r"The precisions are identical: $I(Y;f^I) = I(Y;f^{II})$.",
            small(precisions),
            [
                Mutant("hypothesis", "they are identical for all priors", lambda: precisions(prior="1/4")),
                Mutant("constant", "they are identical for epsilon up to 1/1000", lambda: precisions("1/1000")),
            ],
        ),
        Part(
            r"$f^{II}$ thresholded at 1/4 has a larger margin than $f^I$ thresholded at 1/2.",
            small(robust),
            [Mutant("constant", "so has f^II thresholded at 1/20", lambda: robust("1/20"))],
        ),
        Part(
            r"A noisy input of class 1, the dot at (0, 2/5), is taken for class 1 by $f^{II}$ at 1/4, and for class 0 "
            r"by $f^I$ at 1/2, which has values there as on class 0 and not as on class 1.",
            small(dot),
            [Mutant("constant", "f^I at 1/4 tells it and all of X apart", lambda: perfect("f_I"))],
        ),
    ],
    amended="s04.fig3-amended",
    note="Assumed are positive densities on the boxes: with any of them f^I loses precision, as images overlap.",
)
