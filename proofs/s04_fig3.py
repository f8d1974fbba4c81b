r"""Two neurons said to be equivalent in terms of the functional, of which one is more robust.

The paper states no density and no priors: all that is needed here is that both classes have positive densities on their
boxes. Uniform ones and equal priors are looked at.

Broken    the images of the classes under $f^I$ are [0, 1/2 + e] and [1/2, 1 + e]: they overlap, so $f^I$ loses
          precision and $f^{II}$ does not.
"""

from ibverify.examples import fig3
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.decision import error


def perfect(function, epsilon, level="1/4"):
    found = analyze(fig3.problem(function, epsilon))
    yield check("I(Y;L) = H(Y)", found[1].precision, "==", found.label_entropy)
    yield check(f"P(D != Y) = 0 at {level}", error(fig3.problem(function, epsilon, level)), "==", 0)


def compression(epsilon):
    for function in ("f_I", "f_II"):
        found = analyze(fig3.problem(function, epsilon))[1]
        yield check(f"I(X;{function}) = oo", found.compression, "==", "oo")


def precision(epsilon, prior="1/2"):
    one, two = (analyze(fig3.problem(f, epsilon, prior=prior))[1].precision for f in ("f_I", "f_II"))
    yield check("I(Y;f^I) = I(Y;f^II)", one, "==", two)


def robust(epsilon, level="1/4"):
    one, two = fig3.margin("f_I", epsilon, "1/2"), fig3.margin("f_II", epsilon, level)
    yield check(f"margin of f^I at 1/2 < margin of f^II at {level}", one, "<", two)


def dot(epsilon):
    one, two = (fig3.at(f, fig3.DOT) for f in ("f_I", "f_II"))
    (_, highest), (lowest, _) = fig3.images("f_I", epsilon)
    yield check("f^I is what class 0 has too", one, "<", highest)
    yield check("f^I is below what class 1 has", one, "<", lowest)
    yield check("f^I decides for 0 at 1/2", one, "<=", "1/2")
    yield check("f^II decides for 1 at 1/4", two, ">", "1/4")


def small(checks):
    return Instances("epsilon up to 1/8, chosen and drawn", fig3.up_to("1/8"), checks)


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
            small(lambda e: perfect("f_II", e)),
            [Mutant("subject", "with f^I at 1/2 classification is perfect", lambda: perfect("f_I", "1/10", "1/2"))],
        ),
        Part(
            r"The compressions are identical: $I(X;f^I) = I(X;f^{II}) = \infty$.",
            small(compression),
            [Mutant("constant", "I(X;f^II) is at most log 2", finite)],
        ),
        Part(
            r"The precisions are identical: $I(Y;f^I) = I(Y;f^{II})$.",
            small(precision),
            [
                Mutant("hypothesis", "they are identical for all priors", lambda: precision("1/10", "1/4")),
                Mutant("constant", "they are identical for epsilon up to 1/1000", lambda: precision("1/1000")),
            ],
        ),
        Part(
            r"$f^{II}$ thresholded at 1/4 has a larger margin than $f^I$ thresholded at 1/2.",
            small(robust),
            [Mutant("constant", "so has f^II thresholded at 1/20", lambda: robust("1/10", level="1/20"))],
        ),
        Part(
            r"A noisy input of class 1, the dot at (0, 2/5), is taken for class 1 by $f^{II}$ at 1/4, and for class 0 "
            r"by $f^I$ at 1/2, which has values there as on class 0 and not as on class 1.",
            small(dot),
            [Mutant("constant", "f^I at 1/4 tells it and all of X apart", lambda: perfect("f_I", "1/10", "1/4"))],
        ),
    ],
    amended="s04.fig3-amended",
    note="Assumed are positive densities on the boxes: with any of them f^I loses precision, as images overlap.",
)
