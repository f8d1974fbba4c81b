r"""Perfect classification is possible in principle exactly when the features determine the label.

Chain     H(Y) = I(X;Y) + H(Y|X); so I(X;Y) = H(Y) < oo exactly when H(Y|X) = 0
"""

from ibverify.examples import fig2, intervals
from ibverify.examples.intervals import fmpq
from ibverify.information import information
from ibverify.kernel import ZERO, H, I, calculation, channel, setting, source
from ibverify.kernel.lemmas import entropy_splits, finite
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

LABELLED = setting(X=source(), Y=channel("X", finite=True))
DETERMINED = LABELLED.assuming(Formula(H("Y", "X"), "==", ZERO))
PERFECT = LABELLED.assuming(Formula(I("X", "Y"), "==", H("Y")))


def forth():
    start = calculation(DETERMINED, H("Y")).equals(I("Y", "X") + H("Y", "X"), by=entropy_splits("Y", "X"))
    return start.equals(I("Y", "X"), by=hypothesis())


def back():
    start = calculation(PERFECT, H("Y", "X") + I("X", "Y")).equals(H("Y"), by=entropy_splits("Y", "X"))
    return start.equals(I("X", "Y"), by=hypothesis()).cancelling(finite("X", "Y"))


def supports():
    found = analyze(fig2.problem("f'_disc"))
    yield check("I(X;Y) = H(Y)", found[0].precision, "==", found.label_entropy, "Fig. 2, disjoint compact strips")
    touching = information(intervals.law_of(intervals.TOUCHING)).precision
    yield check("I(X;Y) = H(Y)", touching, "==", "log(2)", "classes uniform on [0, 1] and on [1, 2]")


def overlapping():
    found = information(
        intervals.law_of([*intervals.TOUCHING[:1], ("1", fmpq(1, 2), (fmpq(1, 2), fmpq(3, 2)))])
    ).precision
    yield check("I(X;Y) = H(Y)", found, "==", "log(2)", "classes uniform on [0, 1] and on [1/2, 3/2]")


CLAIM = Claim(
    statement=Statement(
        says=r"Perfect classification is possible in principle, i.e., the distributions of $X$ given different classes "
        r"have disjoint support and $I(X;Y) = H(Y)$.",
        source="Sec. 4.3",
    ),
    parts=[
        Part(
            says=r"If $X$ determines $Y$, $H(Y|X) = 0$, then $I(X;Y) = H(Y)$.",
            evidence=Derived(DETERMINED, I("X", "Y"), "==", H("Y"), forth),
            mutants=[near_miss("hypothesis", "for any label", LABELLED, I("X", "Y"), "==", H("Y"))],
        ),
        Part(
            says=r"If $I(X;Y) = H(Y)$, then $H(Y|X) = 0$: almost surely $X$ determines $Y$.",
            evidence=Derived(PERFECT, H("Y", "X"), "==", ZERO, back),
            mutants=[near_miss("hypothesis", "for any label", LABELLED, H("Y", "X"), "==", ZERO)],
        ),
        Part(
            says=r"So it is on the disjoint strips of Fig. 2; and for classes uniform on $[0, 1]$ and $[1, 2]$, whose "
            r"closed supports meet: disjoint has to be said of sets that carry the laws.",
            evidence=Example("the strips of Fig. 2; two touching intervals", supports),
            mutants=[Mutant("hypothesis", "the classes may overlap", overlapping)],
        ),
    ],
)
