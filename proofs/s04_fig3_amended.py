r"""What holds of Fig. 3: equal, infinite compression; $f^I$ is less precise and less robust than $f^{II}$.

Why       on [1/2, 1/2 + e] both classes have the trapezoids of sums of uniform laws as densities; they cost e/2 nats.
Margin    of a decision: how far the supports are from where it is wrong (P4). For f^I at any threshold it is 0, and a
          decision without error there is none: it would have I(Y;D) = H(Y) > I(Y;f^I), against data processing.
"""

from ibverify.examples import fig3
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check
from ibverify.problem import Problem
from ibverify.study.analyze import analyze


def compression(epsilon, relation="=="):
    for function in ("f_I", "f_II"):
        found = analyze(fig3.problem(function, epsilon))[1]
        yield check(f"I(X;{function}) {relation} oo", found.compression, relation, "oo")


def precision(epsilon, law=None, share="1/2"):
    found = analyze(Problem(law or fig3.corners(epsilon), fig3.neuron("f_I")))
    left = found.label_entropy - fig3.rational(epsilon) * fig3.rational(share)
    yield check(f"I(Y;f^I) = H(Y) - {share} epsilon", found[1].precision, "==", left)


def perfect(epsilon, function="f_II"):
    found = analyze(fig3.problem(function, epsilon))
    yield check(f"I(Y;{function}) = H(Y)", found[1].precision, "==", found.label_entropy)


def margin(epsilon, level="1/4"):
    found, expected = fig3.margin("f_II", epsilon, level), fig3.rational(level) - fig3.rational(epsilon)
    yield check(f"margin of f^II at {level} = {level} - epsilon", found, "==", expected)


def no_rule(epsilon, function="f_I"):
    (_, highest), (lowest, _) = fig3.images(function, epsilon)
    found = analyze(fig3.problem(function, epsilon))
    yield check(f"I(Y;{function}) < H(Y)", found[1].precision, "<", found.label_entropy)
    yield check(f"the images of the classes under {function} overlap", highest, ">", lowest)


def up_to(largest, checks):
    return Instances(f"epsilon up to {largest}, chosen and drawn", fig3.up_to(largest), checks)


CLAIM = Claim(
    Statement(
        r"Let X be uniform on the boxes of Fig. 3 given Y, with equal priors. For $0 < \varepsilon \le 1/2$: "
        r"$I(X;f^I) = I(X;f^{II}) = \infty$ and $I(Y;f^I) = \log 2 - \varepsilon/2 < \log 2 = I(Y;f^{II})$; no "
        r"decision taken from $f^I$ is free of error, and at every threshold its margin is 0. For "
        r"$0 < \varepsilon \le 1/4$, $f^{II}$ thresholded at 1/4 has the margin $1/4 - \varepsilon$, in every p-norm.",
        source="Sec. 4.3, Fig. 3",
    ),
    parts=[
        Part(
            r"For $0 < \varepsilon \le 1/2$, $I(X;f^I) = I(X;f^{II}) = \infty$.",
            up_to("1/2", compression),
            [Mutant("direction", "I(X;f^I) < oo", lambda: compression("1/10", "<"))],
        ),
        Part(
            r"For $0 < \varepsilon \le 1/2$, $I(Y;f^I) = \log 2 - \varepsilon/2$.",
            up_to("1/2", precision),
            [
                Mutant("constant", "it is log 2 - epsilon/2 up to epsilon = 11/20", lambda: precision("11/20")),
                Mutant("constant", "it is log 2 - epsilon/3", lambda: precision("1/10", share="1/3")),
                Mutant(
                    "hypothesis",
                    "it is H(Y) - epsilon/2 for all priors",
                    lambda: precision("1/10", fig3.corners("1/10", "1/4")),
                ),
                Mutant(
                    "hypothesis",
                    "it is log 2 - epsilon/2 for all densities",
                    lambda: precision("1/10", fig3.uneven("1/10")),
                ),
            ],
        ),
        Part(
            r"For $0 < \varepsilon \le 1/2$, $I(Y;f^{II}) = \log 2$.",
            up_to("1/2", perfect),
            [Mutant("constant", "it is log 2 up to epsilon = 11/20", lambda: perfect("11/20"))],
        ),
        Part(
            r"For $0 < \varepsilon \le 1/2$, no decision from $f^I$ is free of error or, by threshold, has a margin.",
            up_to("1/2", no_rule),
            [
                Mutant("subject", "no decision taken from f^II is free of error", lambda: no_rule("1/10", "f_II")),
                Mutant("quantifier", "some decision taken from f^I is free of error", lambda: perfect("1/10", "f_I")),
            ],
        ),
        Part(
            r"For $0 < \varepsilon \le 1/4$, $f^{II}$ thresholded at 1/4 has the margin $1/4 - \varepsilon$.",
            up_to("1/4", margin),
            [
                Mutant("constant", "it is 1/4 - epsilon up to epsilon = 3/8", lambda: margin("3/8")),
                Mutant("constant", "at 1/2 it is 1/2 - epsilon", lambda: margin("1/10", "1/2")),
            ],
        ),
    ],
)
