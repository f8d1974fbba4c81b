r"""What holds of Fig. 3: equal, infinite compression; $f^I$ is less precise and less robust than $f^{II}$.

Why       on [1/2, 1/2 + e] both classes have the trapezoids of sums of uniform laws as densities; they cost e/2 nats.
Margin    of a decision: how far the supports are from where it is wrong (P4). For f^I at any threshold it is 0, and a
          decision without error there is none: it would have I(Y;D) = H(Y) > I(Y;f^I), against data processing.
"""

from ibverify.examples import fig3
from ibverify.examples.swept import always, always_number, compression, line, precision
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.problem import Problem
from ibverify.study.analyze import analyze


def infinite(relation="=="):
    for f in ("f_I", "f_II"):
        yield always(f"I(X;{f}) {relation} oo", fig3.swept(f, 1), compression, relation, "oo")


def formula(largest="1/2", slope="-1/2", prior="1/2"):
    found = fig3.swept("f_I", largest, prior=prior)
    yield always(f"I(Y;f^I) = H(Y) + {slope} epsilon", found, precision, "==", line(found, entropy(prior), slope))


def entropy(prior):
    return analyze(fig3.problem("f_II", "1/10", prior=prior)).label_entropy


def other_density():
    found = analyze(Problem(fig3.uneven("1/10"), fig3.neuron("f_I")))
    yield check("I(Y;f^I) = log 2 - epsilon/2", found[1].precision, "==", "log(2) - 1/20", "epsilon = 1/10")


def beyond(relation=">"):
    found = fig3.swept("f_I", 1)
    yield always("I(Y;f^I) >= log 2 - epsilon/2", found, precision, ">=", line(found, "log(2)", "-1/2"))
    at = found(1).precision
    yield check(f"I(Y;f^I) {relation} log 2 - epsilon/2", at, relation, "log(2) - 1/2", "epsilon = 1")


def perfect(largest="1/2", function="f_II"):
    yield always(f"I(Y;{function}) = H(Y)", fig3.swept(function, largest), precision, "==", "log(2)")


def less_precise(largest="9/10"):
    one, two = (fig3.swept(f, largest) for f in ("f_I", "f_II"))
    yield always("I(Y;f^I) < I(Y;f^II)", one, precision, "<", two, from_start=False)


def no_rule(function="f_I"):
    found = fig3.swept(function, 1)
    yield always(f"I(Y;{function}) < H(Y)", found, precision, "<", "log(2)", from_start=False)
    yield always_number(
        f"the images of the classes under {function} overlap",
        lambda e: fig3.images(function, e)[0][1],
        ">",
        lambda e: fig3.images(function, e)[1][0],
        *("epsilon", 0, 1),
    )


def margin(largest="1/4", level="1/4"):
    t = fig3.rational(level)
    says = f"margin of f^II at {level} = {level} - epsilon"
    yield always_number(says, lambda e: fig3.margin("f_II", e, t), "==", lambda e: t - e, "epsilon", 0, largest)


def up_to(largest, checks):
    return Example(f"all epsilon up to {largest}", checks)


CLAIM = Claim(
    Statement(
        r"Let X be uniform on the boxes of Fig. 3 given Y, with equal priors. $I(X;f^I) = I(X;f^{II}) = \infty$ for "
        r"$0 < \varepsilon \le 1$. $I(Y;f^I) = \log 2 - \varepsilon/2 < \log 2 = I(Y;f^{II})$ for "
        r"$0 < \varepsilon \le 1/2$; $I(Y;f^I) < I(Y;f^{II})$ up to $\varepsilon = 9/10$, and not up to 1. No decision "
        r"taken from $f^I$ is free of error, and at every threshold its margin is 0. For "
        r"$0 < \varepsilon \le 1/4$, $f^{II}$ thresholded at 1/4 has the margin $1/4 - \varepsilon$, in every p-norm.",
        source="Sec. 4.3, Fig. 3",
    ),
    parts=[
        Part(
            r"For $0 < \varepsilon \le 1$, $I(X;f^I) = I(X;f^{II}) = \infty$.",
            up_to(1, infinite),
            [Mutant("direction", "both are finite", lambda: infinite("<"))],
        ),
        Part(
            r"For $0 < \varepsilon \le 1/2$, $I(Y;f^I) = \log 2 - \varepsilon/2$.",
            up_to("1/2", formula),
            [
                Mutant("constant", "it is log 2 - epsilon/2 up to epsilon = 51/100", lambda: formula("51/100")),
                Mutant("constant", "it is log 2 - epsilon/3", lambda: formula(slope="-1/3")),
                Mutant("hypothesis", "it is H(Y) - epsilon/2 for all priors", lambda: formula(prior="1/4")),
                Mutant("hypothesis", "it is log 2 - epsilon/2 for all densities", other_density),
            ],
        ),
        Part(
            r"For $0 < \varepsilon \le 1$, $I(Y;f^I) \ge \log 2 - \varepsilon/2$, which is strict at 1.",
            up_to(1, beyond),
            [Mutant("direction", "they are equal at 1", lambda: beyond("=="))],
        ),
        Part(
            r"For $0 < \varepsilon \le 1/2$, $I(Y;f^{II}) = \log 2$.",
            up_to("1/2", perfect),
            [Mutant("constant", "it is log 2 up to epsilon = 51/100", lambda: perfect("51/100"))],
        ),
        Part(
            r"For $0 < \varepsilon \le 9/10$, $f^I$ is less precise than $f^{II}$.",
            up_to("9/10", less_precise),
            [Mutant("constant", "up to epsilon = 1 it is less precise", lambda: less_precise(1))],
        ),
        Part(
            r"For $0 < \varepsilon \le 1$, no decision from $f^I$ is free of error or, by threshold, has a margin.",
            up_to(1, no_rule),
            [
                Mutant("subject", "no decision taken from f^II is free of error", lambda: no_rule("f_II")),
                Mutant("quantifier", "some decision taken from f^I is free of error", lambda: perfect("1/10", "f_I")),
            ],
        ),
        Part(
            r"For $0 < \varepsilon \le 1/4$, $f^{II}$ thresholded at 1/4 has the margin $1/4 - \varepsilon$.",
            up_to("1/4", margin),
            [
                Mutant("constant", "it is 1/4 - epsilon up to epsilon = 26/100", lambda: margin("26/100")),
                Mutant("constant", "at 1/2 it is 1/2 - epsilon", lambda: margin("1/10", "1/2")),
            ],
        ),
    ],
    note="For larger epsilon the order turns at 0.9221...: then f^II is less precise than f^I.",
)
