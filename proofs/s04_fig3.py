r"""Two neurons said to be equivalent in terms of the functional, of which one is more robust.

Broken    the images of the two classes under $f^I$ are [0, 1/2 + e] and [1/2, 1 + e]: they overlap, so $f^I$ loses
          precision and $f^{II}$ does not.
"""

from ibverify.examples import fig3
from ibverify.ledger import Claim, Example, Mutant, Statement, check
from ibverify.study.analyze import analyze

EPSILON = "1/10"


def checks():
    one, two = (analyze(fig3.problem(f, EPSILON)) for f in ("f_I", "f_II"))
    on = f"epsilon = {EPSILON}"
    yield check("perfect classification with f^II: I(Y;L) = H(Y)", two[1].precision, "==", two.label_entropy, on)
    yield check("identical compression", one[1].compression, "==", two[1].compression, on)
    yield check("identical precision: I(Y;f^I) = I(Y;f^II)", one[1].precision, "==", two[1].precision, on)


def small_epsilon():
    one, two = (analyze(fig3.problem(f, "1/1000")) for f in ("f_I", "f_II"))
    return check("I(Y;f^I) = I(Y;f^II)", one[1].precision, "==", two[1].precision, "epsilon = 1/1000")


def finite():
    found = analyze(fig3.problem("f_II", EPSILON))
    return check("I(X;f^II) <= H(Y)", found[1].compression, "<=", found.label_entropy, f"epsilon = {EPSILON}")


CLAIM = Claim(
    statement=Statement(
        says=r"Perfect classification is possible with a single ReLU neuron. $f^I$ and $f^{II}$ are equivalent in "
        r"terms of the IB functional: identical precision and identical compression.",
        source="Sec. 4.3, Fig. 3",
    ),
    evidence=[Example(checks)],
    mutants=[
        Mutant("epsilon small enough", "the precisions are equal for epsilon << 1", small_epsilon),
        Mutant("finite compression", "I(X;L) is at most H(Y)", finite),
    ],
    amended="s04.fig3-amended",
    note="The compressions agree only in that both are infinite.",
)
