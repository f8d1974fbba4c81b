r"""Noise with a density does not suffice for a finite compression term.

Broken    L = X on the integers with infinite entropy, as P(X = n) ~ 1/(n log^2 n), and noise N uniform on [0, 1/2):
          X + N determines X, so I(X;X+N) = H(X) = oo.
"""

from ibverify.kernel import INFINITY, H, I, calculation, function, setting, source
from ibverify.kernel.lemmas import with_function
from ibverify.kernel.reasons import chain, determined, hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Disproved, Part, Statement, near_miss

SUM = setting(X=source(), N=source(), S=function("X", "N", is_="invertible"))
HEAVY = SUM.assuming(Formula(H("X"), "==", INFINITY))


def infinite():
    return (
        calculation(HEAVY, I("X", "S"))
        .equals(I("X", ["S", "X"]), by=with_function("X", "S", "X"))
        .equals(H("X") + I("X", "S", "X"), by=chain("X", "X", "S"))
        .equals(H("X"), by=determined("S", "X", "X"))
        .equals(INFINITY, by=hypothesis())
    )


CLAIM = Claim(
    statement=Statement(
        says=r"For $I(X;L)$ to be finite, it suffices to add noise with an absolutely continuous distribution to $L$.",
        source="Sec. 5.3",
    ),
    parts=[
        Part(
            says=r"$I(X;L + \eta) < \infty$ for every law of $L$ and every absolutely continuous law of the noise "
            r"$\eta$.",
            evidence=Disproved(
                Derived(HEAVY, I("X", "S"), "==", INFINITY, infinite),
                because="L = X on the integers with infinite entropy, noise uniform on [0, 1/2): the sum determines "
                "both",
            ),
            mutants=[near_miss("quantifier", "it never is finite", SUM, I("X", "S"), "==", INFINITY)],
        )
    ],
    amended="s05.noise-finite-amended",
    note="A bounded L does not help alone: the density of the noise may have an entropy of minus infinity.",
)
