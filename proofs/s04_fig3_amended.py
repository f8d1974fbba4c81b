r"""What holds of Fig. 3: equal, infinite compression; $f^I$ is less precise and less robust than $f^{II}$.

Why       on [1/2, 1/2 + e] both classes have the trapezoids of sums of uniform laws as densities; they cost e/2 nats.
Margin    of a threshold t: the distance of the supports from the boundary w . x = t in the maximum norm (P4).
"""

from ibverify.exact import Value
from ibverify.examples import fig3
from ibverify.ledger import Claim, Instances, Mutant, Statement, check
from ibverify.study.analyze import analyze

CHOSEN = ("1/4", "1/10", "1/20", "1/1000")


def drawn(random):
    for epsilon in (*CHOSEN, *(f"{random.randint(1, 249)}/1000" for _ in range(12))):
        one, two = (analyze(fig3.problem(f, epsilon)) for f in ("f_I", "f_II"))
        on = f"epsilon = {epsilon}"
        loss = Value(fig3.rational(epsilon) / 2)
        yield check("I(Y;f^I) = log 2 - epsilon/2", one[1].precision, "==", one.label_entropy - loss, on)
        yield check("I(Y;f^II) = H(Y)", two[1].precision, "==", two.label_entropy, on)
        yield check("compressions are both infinite", one[1].compression, "==", two[1].compression, on)
        margin = Value(fig3.margin("f_II", epsilon, "1/4"))
        yield check("margin of f^II at 1/4 is 1/4 - epsilon", margin, "==", Value("1/4") - Value(epsilon), on)
        yield check("f^I at 1/2 has margin 0", Value(fig3.margin("f_I", epsilon, "1/2")), "==", Value(0), on)


def other_threshold():
    decided = analyze(fig3.problem("f_I", "1/10", "11/20")).readout
    return check("I(Y;D) = H(Y)", decided.precision, "==", Value("log(2)"), "epsilon = 1/10, f^I at 11/20")


def smaller_loss():
    one = analyze(fig3.problem("f_I", "1/10"))
    return check("I(Y;f^I) >= log 2 - epsilon/3", one[1].precision, ">=", Value("log(2) - 1/30"), "epsilon = 1/10")


def one_quarter_is_safe():
    decided = analyze(fig3.problem("f_II", "3/8", "1/4")).readout
    return check("I(Y;D) = H(Y)", decided.precision, "==", Value("log(2)"), "epsilon = 3/8, f^II at 1/4")


CLAIM = Claim(
    statement=Statement(
        says=r"For $0 < \varepsilon < 1/4$: $I(X;f^I) = I(X;f^{II}) = \infty$ and "
        r"$I(Y;f^I) = \log 2 - \varepsilon/2 < \log 2 = I(Y;f^{II})$. Thresholded at 1/4, $f^{II}$ has the margin "
        r"$1/4 - \varepsilon$; thresholded at 1/2, $f^I$ has none.",
        source="Sec. 4.3, Fig. 3",
    ),
    evidence=[Instances(drawn)],
    mutants=[
        Mutant("another threshold", "some threshold makes f^I perfect", other_threshold),
        Mutant("a smaller loss", "f^I loses at most epsilon/3", smaller_loss),
        Mutant("epsilon beyond 1/4", "f^II at 1/4 is perfect for every epsilon", one_quarter_is_safe),
    ],
)
