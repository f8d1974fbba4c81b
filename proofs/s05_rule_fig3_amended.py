r"""What holds of the thresholded neurons of Fig. 3: they differ with probability epsilon/2 and in both terms.

No threshold repairs $f^I$: a decision is a function of $f^I$, which is not perfectly precise (s04.fig3-amended).
"""

from ibverify.exact import Value
from ibverify.examples import fig3
from ibverify.ledger import Claim, Instances, Mutant, Statement, check
from ibverify.study.analyze import analyze


def drawn(random):
    for epsilon in ("1/4", "1/10", "1/100", *(f"{random.randint(1, 249)}/1000" for _ in range(8))):
        one, two = (analyze(fig3.problem(*which)) for which in (("f_I", epsilon, "1/2"), ("f_II", epsilon, "3/8")))
        on = f"epsilon = {epsilon}"
        half = Value(fig3.rational(epsilon) / 2)
        yield check("P(differ) = epsilon/2", Value(fig3.disagreement(epsilon, "1/2", "3/8")), "==", half, on)
        yield check("f^II is perfect", two.readout.precision, "==", two.label_entropy, on)
        yield check("f^I is not", one.readout.precision, "<", one.label_entropy, on)
        yield check("I(X;D^II) = log 2", two.readout.compression, "==", two.label_entropy, on)
        yield check("f^I compresses more", one.readout.compression, "<", two.readout.compression, on)
        level = fig3.rational(f"{random.randint(1, 1999)}/1000")
        other = analyze(fig3.problem("f_I", epsilon, level))
        yield check(
            "f^I is not at any threshold", other.readout.precision, "<", other.label_entropy, f"{on}, at {level}"
        )


def same_compression():
    one, two = (analyze(fig3.problem(*which)) for which in (("f_I", "1/10", "1/2"), ("f_II", "1/10", "3/8")))
    return check("I(X;D^I) = I(X;D^II)", one.readout.compression, "==", two.readout.compression, "epsilon = 1/10")


def first_order():
    apart = Value(fig3.disagreement("1/10", "1/2", "3/8"))
    return check("P(differ) <= epsilon^2", apart, "<=", Value("1/100"), "epsilon = 1/10")


CLAIM = Claim(
    statement=Statement(
        says=r"For $0 < \varepsilon < 1/4$: $P(\hat Y^I \ne \hat Y^{II}) = \varepsilon/2$, "
        r"$I(X;\hat Y^I) < I(X;\hat Y^{II}) = \log 2$ and $I(Y;\hat Y^I) < I(Y;\hat Y^{II}) = \log 2$; no other "
        r"threshold of $\tilde Y^I$ is perfect.",
        source="Sec. 5.1, Fig. 3",
    ),
    evidence=[Instances(drawn)],
    mutants=[
        Mutant("same compression", "both decisions carry log 2 about X", same_compression),
        Mutant("second order", "the decisions differ only to second order in epsilon", first_order),
    ],
    rests_on=["s04.fig3-amended"],
)
